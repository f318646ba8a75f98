"""Records with a procedure in the API: an act is open, typed, done, and answered."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypedDict

from django.utils import timezone
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from core.api.versions import expected_version
from core.api.viewsets import ReadViewSet
from core.errors import StaleVersion
from deadlines.services.procedure import require_open


class Doing(TypedDict):
    by: User
    on: date


class ActsViewSet(ReadViewSet):
    """Typed input, the day and the person of an act, and the version a caller read."""

    @property
    def doing(self) -> Doing:
        return {"by": self.user, "on": timezone.localdate()}

    def typed(self, serializer: type[Any], **extra: Any) -> dict[str, Any]:
        form = serializer(
            data=self.request.data, context=self.get_serializer_context(), **extra
        )
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def opened(self, act: str) -> Any:
        """The record, if ``act`` is open to the caller today: asked before anything is read.

        Raises:
            NotFound, IllegalTransition, PermissionRefused.
        """
        record = self.get_object()
        require_open(record, act, **self.doing)
        return record

    def does(
        self, act: str, service: Callable[..., Any], sent: type[Any] | None = None
    ) -> Response:
        """One act on this record: open to the caller, typed, one service call."""
        record = self.opened(act)
        values = self.typed(sent) if sent is not None else {}
        service(record, **values, **self.doing)
        return self.answer(self.again(record))

    def changed(self, request: Request, change: Any, record: Any, **values: Any) -> Any:
        """Change a record as it was read (If-Match); 412 with both versions otherwise."""
        version = expected_version(request)
        try:
            return change(record, version=version, **values, **self.doing)
        except StaleVersion as error:
            error.status = status.HTTP_412_PRECONDITION_FAILED
            raise

    def again(self, record: Any) -> Any:
        """The record as a reader gets it: with its relations and its limit."""
        return self.get_queryset().get(pk=record.pk)
