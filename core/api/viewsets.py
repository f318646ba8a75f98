from typing import Any
from uuid import UUID

from rest_framework import mixins, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.idempotency import once
from core.api.versions import etag
from core.errors import NotFound
from core.models import Record


class OncePerKey:
    """Makes every POST of a view honour ``Idempotency-Key``."""

    request: Any

    @property
    def user(self) -> Any:
        """The caller. Typed loosely: this layer does not know the account model."""
        return self.request.user

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        handler = getattr(self, "post", None)
        if request.method == "POST" and handler and request.headers.get("Idempotency-Key"):
            self.post = lambda *a, **k: once(
                request, self.user.actor_uuid, lambda: handler(*a, **k)
            )


class RecordViewSet(OncePerKey, viewsets.GenericViewSet[Any]):
    """Base of every noun: public ids, ETag on one record, Idempotency-Key on POST.

    ``get_queryset`` of each subclass begins at ``visible_to(user)``: what lies
    outside is answered like what does not exist.
    """

    lookup_field = "uuid"
    lookup_url_kwarg = "id"
    lookup_value_regex = "[^/.]+"

    def get_object(self) -> Any:
        try:
            UUID(str(self.kwargs["id"]))
        except ValueError as error:
            raise NotFound from error
        return super().get_object()

    def answer(self, record: Record, status: int = 200) -> Response:
        """One record with its ETag."""
        return Response(
            self.get_serializer(record).data, status=status, headers={"ETag": etag(record)}
        )


class ReadViewSet(mixins.ListModelMixin, RecordViewSet):
    """List and detail of a noun."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())
