from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts.api.permissions import MayDo
from accounts.permissions import Perm
from core.api.viewsets import ReadViewSet


class AccountsViewSet(ReadViewSet):
    """Read what one may see; change it by named acts, one service call each.

    ``act_perms`` says which duty an act needs: refused before what was sent is looked at.
    The service asks again, with the bureau.
    """

    act_perms: ClassVar[dict[str, Perm]] = {}

    @property
    def user(self) -> Any:
        """The caller; permissions let nobody anonymous in."""
        return self.request.user

    @property
    def on(self) -> date:
        return timezone.localdate()

    def get_permissions(self) -> list[Any]:
        perm = self.act_perms.get(self.action)
        return list(super().get_permissions()) if perm is None else [MayDo(perm)()]

    def sent(self, serializer_class: type[Serializer[Any]]) -> dict[str, Any]:
        """What the caller sent, checked field by field."""
        serializer = serializer_class(
            data=self.request.data, context=self.get_serializer_context()
        )
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def act(
        self, service: Callable[..., object], serializer_class: type[Serializer[Any]]
    ) -> Response:
        """Call the service of an act on this record with what was sent."""
        record = self.get_object()
        values = self.sent(serializer_class)
        service(record, **values, by=self.user, on=self.on)
        return self.fresh(record)

    def fresh(self, record: Any, status: int = 200) -> Response:
        """The record as it now stands."""
        return self.answer(self.get_queryset().get(pk=record.pk), status=status)
