"""The same POST twice has one effect: the first answer is kept and given again."""

import hashlib
import json
from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from core.errors import DomainError
from core.models import IdempotencyKey


class KeyReused(DomainError):
    code = "idempotency_key_reused"
    status = 422
    default_message = _("This Idempotency-Key was already used for a different request.")


class StillRunning(DomainError):
    code = "request_in_progress"
    status = 409
    default_message = _("The same request is still being worked on. Ask again in a moment.")


def once(request: Request, owner: UUID, work: Callable[[], Response]) -> Response:
    """Run ``work`` once per owner and ``Idempotency-Key``.

    The key's row, the act and its answer are one transaction: an act that fails
    leaves no key behind, so it can be tried again.
    """
    key = request.headers.get("Idempotency-Key", "")[:200]
    if not key:
        return work()
    digest = _digest(request)
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(
                owner_uuid=owner, key=key, request_digest=digest
            )
            answer = work()
            row.status_code = answer.status_code
            row.body = json.loads(json.dumps(answer.data, cls=JSONEncoder))
            row.save(update_fields=["status_code", "body"])
            return answer
    except IntegrityError:
        row_or_none = IdempotencyKey.objects.filter(owner_uuid=owner, key=key).first()
        if row_or_none is None:
            raise
        return _again(row_or_none, digest)


def _again(row: IdempotencyKey, digest: str) -> Response:
    if row.request_digest != digest:
        raise KeyReused
    if row.status_code is None:
        raise StillRunning
    return Response(row.body, status=row.status_code, headers={"Idempotent-Replay": "true"})


def _digest(request: Request) -> str:
    content = json.dumps(
        [request.method, request.path, request.data], sort_keys=True, default=str
    )
    return hashlib.sha256(content.encode()).hexdigest()
