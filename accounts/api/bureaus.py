"""``bureaus`` and ``units``."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.base import AccountsViewSet
from accounts.api.serializers import (
    BureauSerializer,
    ChangeBureauSerializer,
    CloseBureauSerializer,
    NewBureauSerializer,
    NewUnitSerializer,
    UnitSerializer,
)
from accounts.filters import BureauFilter, UnitFilter
from accounts.models import Bureau, Perm, Unit
from accounts.services.bureaus import change_bureau, close_bureau, create_bureau, create_unit
from core.api.versions import expected_version


class BureauViewSet(AccountsViewSet):
    """Every bureau: which there are is known to every account."""

    act_perms = dict.fromkeys(("create", "partial_update", "close"), Perm.MANAGE_SETTINGS)
    serializer_class = BureauSerializer
    filterset_class = BureauFilter
    queryset = Bureau.objects.none()

    def get_queryset(self) -> QuerySet[Bureau]:
        rows = Bureau.objects.visible_to(self.user)
        return rows.select_related("parent", "succeeded_by").prefetch_related("regions")

    @extend_schema(request=NewBureauSerializer, responses={201: BureauSerializer})
    def create(self, request: Request) -> Response:
        """Set up a bureau under another."""
        values = self.sent(NewBureauSerializer)
        bureau = create_bureau(**values, by=self.user, on=self.on)
        return self.fresh(bureau, status=201)

    @extend_schema(request=ChangeBureauSerializer, responses=BureauSerializer)
    def partial_update(self, request: Request, **_kwargs: Any) -> Response:
        """Rename, or change the word in numbers or the regions. Needs ``If-Match``."""
        bureau = change_bureau(
            self.get_object(),
            changes=self.sent(ChangeBureauSerializer),
            expected_version=expected_version(request),
            by=self.user,
            on=self.on,
        )
        return self.fresh(bureau)

    @extend_schema(request=CloseBureauSerializer, responses=BureauSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **_kwargs: Any) -> Response:
        """Close a bureau, or merge it into another."""
        return self.act(close_bureau, CloseBureauSerializer)


class UnitViewSet(AccountsViewSet):
    """Sections, detachments and stations of bureaus."""

    act_perms = {"create": Perm.MANAGE_SETTINGS}
    serializer_class = UnitSerializer
    filterset_class = UnitFilter
    queryset = Unit.objects.none()

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(self.user).select_related("bureau")

    @extend_schema(request=NewUnitSerializer, responses={201: UnitSerializer})
    def create(self, request: Request) -> Response:
        """Set up a unit of a bureau."""
        values = self.sent(NewUnitSerializer)
        unit = create_unit(**values, by=self.user, on=self.on)
        return self.fresh(unit, status=201)
