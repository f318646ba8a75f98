from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.base import AccountsViewSet
from accounts.models import Perm
from deadlines.models import SplitVersion
from deadlines.services.splits import enter_split


class SplitVersionSerializer(serializers.ModelSerializer[SplitVersion]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    entered_by = serializers.CharField(source="entered_by.name", read_only=True, default=None)

    class Meta:
        model = SplitVersion
        fields = (
            "id",
            "version",
            "label",
            "lenient",
            "heavier",
            "effective_from",
            "basis",
            "entered_by",
            "entered_on",
        )
        read_only_fields = fields


class EnterSplitSerializer(serializers.Serializer[Any]):
    lenient = serializers.DecimalField(4, 3)
    heavier = serializers.DecimalField(4, 3)
    effective_from = serializers.DateField()
    basis = serializers.CharField(max_length=200)


class SplitVersionViewSet(AccountsViewSet):
    """Split points of discretion, the newest first; entered by the province's administrator."""

    act_perms = {"create": Perm.MANAGE_SETTINGS}
    serializer_class = SplitVersionSerializer
    queryset = SplitVersion.objects.none()

    def get_queryset(self) -> QuerySet[SplitVersion]:
        return SplitVersion.objects.select_related("entered_by")

    @extend_schema(request=EnterSplitSerializer, responses={201: SplitVersionSerializer})
    def create(self, request: Request) -> Response:
        """Enter a version; acts from its day on are measured with it."""
        row = enter_split(**self.sent(EnterSplitSerializer), by=self.user, on=self.on)
        return self.fresh(row, status=201)
