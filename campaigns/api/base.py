"""What the nouns with a procedure share: typed input, the act, the record as it now is."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypedDict

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Perm, User
from core.api.versions import expected_version
from core.api.viewsets import ReadViewSet
from core.errors import PermissionRefused, StaleVersion
from deadlines.policies import require_may_do
from deadlines.procedure import procedure_of
from deadlines.services.procedure import require_open

PRECONDITION_FAILED = 412


class Doing(TypedDict):
    by: User
    on: date


class ActsViewSet(ReadViewSet):
    """Read within one's scope; every change is an act of the table."""

    @property
    def doing(self) -> Doing:
        return {"by": self.user, "on": timezone.localdate()}

    def typed(self, serializer: Any, **extra: Any) -> dict[str, Any]:
        form = serializer(
            data=self.request.data, context=self.get_serializer_context(), **extra
        )
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def require_any(self, perms: Sequence[Perm]) -> None:
        """Refused before what was sent is looked at."""
        if not any(self.user.can(perm) for perm in perms):
            raise PermissionRefused

    def does(self, act: str, service: Callable[..., Any], sent: Any = None) -> Response:
        """One act on this record: open to the caller, typed, one service call."""
        record = self.opened(act)
        values = self.typed(sent) if sent is not None else {}
        service(record, **values, **self.doing)
        return self.answer(self.again(record))

    def opened(self, act: str) -> Any:
        """The record, if ``act`` is open to the caller: refused before anything is read."""
        record = self.get_object()
        rule = procedure_of(record.ref_kind).by_act[act]
        require_may_do(record, rule, by=self.user)
        require_open(record, act, by=self.user, on=timezone.localdate())
        return record

    def changed(self, request: Request, change: Any, record: Any, **values: Any) -> Any:
        """Change a record as it was read (If-Match); 412 with both versions otherwise."""
        version = expected_version(request)
        try:
            return change(record, version=version, **values, **self.doing)
        except StaleVersion as error:
            error.status = PRECONDITION_FAILED
            raise

    def again(self, record: Any) -> Any:
        """The record as a reader gets it."""
        return self.get_queryset().get(pk=record.pk)
