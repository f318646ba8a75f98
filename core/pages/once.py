"""A form that is sent twice acts once: the second sending is led where the first went."""

import hashlib
from collections.abc import Callable
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from core.models import IdempotencyKey

FIELD = "_once"


def new_token() -> str:
    """Put into a form when it is shown."""
    return uuid4().hex


def act_once(request: HttpRequest, owner: UUID, act: Callable[[], str]) -> tuple[str, bool]:
    """Run ``act`` once per token; it answers the address to go to next.

    The token's row and the act are one transaction: an act that is refused leaves no
    row, so the corrected form can be sent again. A form without a token just acts.

    Returns:
        The address, and whether the act was done by this sending.
    """
    token = request.POST.get(FIELD, "")[:64]
    if not token:
        return act(), True
    key = f"page:{request.path}:{token}"[:200]
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(
                owner_uuid=owner, key=key, request_digest=_digest(request)
            )
            address = act()
            row.status_code, row.body = 302, {"address": address}
            row.save(update_fields=["status_code", "body"])
            return address, True
    except IntegrityError:
        before = IdempotencyKey.objects.filter(owner_uuid=owner, key=key).first()
        if before is None or before.body is None:
            raise
        return str(before.body["address"]), False


def _digest(request: HttpRequest) -> str:
    return hashlib.sha256(request.path.encode()).hexdigest()
