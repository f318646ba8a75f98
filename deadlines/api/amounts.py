from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.base import AccountsViewSet
from accounts.models import Perm
from deadlines.models import AmountVersion
from deadlines.services.amounts import CHOICES, enter_amount


class AmountVersionSerializer(serializers.ModelSerializer[AmountVersion]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    entered_by = serializers.CharField(source="entered_by.name", read_only=True, default=None)

    class Meta:
        model = AmountVersion
        fields = (
            "id",
            "version",
            "name",
            "value",
            "effective_from",
            "basis",
            "entered_by",
            "entered_on",
        )
        read_only_fields = fields


class EnterAmountSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=40, help_text=", ".join(CHOICES))
    value = serializers.DecimalField(16, 2)
    effective_from = serializers.DateField()
    basis = serializers.CharField(max_length=200)


class AmountVersionViewSet(AccountsViewSet):
    """Amounts the province set itself; entered by the province's administrator."""

    act_perms = {"create": Perm.MANAGE_SETTINGS}
    serializer_class = AmountVersionSerializer
    queryset = AmountVersion.objects.none()

    def get_queryset(self) -> QuerySet[AmountVersion]:
        return AmountVersion.objects.select_related("entered_by")

    @extend_schema(request=EnterAmountSerializer, responses={201: AmountVersionSerializer})
    def create(self, request: Request) -> Response:
        """Enter an amount; cases are measured with it from its day on."""
        row = enter_amount(**self.sent(EnterAmountSerializer), by=self.user, on=self.on)
        return self.fresh(row, status=201)
