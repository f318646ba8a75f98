from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from registry.api.serializers import MarkReasonSerializer
from registry.api.viewsets import RegistryViewSet
from registry.models import DossierItem
from registry.policies import require_write_party
from registry.services.dossiers import withdraw_dossier_item


class DossierItemSerializer(serializers.ModelSerializer[DossierItem]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    party: Any = serializers.SlugRelatedField(slug_field="uuid", read_only=True)

    class Meta:
        model = DossierItem
        fields = (
            "id",
            "version",
            "party",
            "code",
            "reference",
            "note",
            "recorded_on",
            "withdrawn_on",
        )


class DossierItemViewSet(RegistryViewSet):
    """Papers of dossiers; they are put in under ``parties/{id}/dossier/``."""

    serializer_class = DossierItemSerializer
    filterset_fields = ("party__uuid", "code")
    queryset = DossierItem.objects.none()

    def get_queryset(self) -> Any:
        rows = DossierItem.objects.visible_to(self.user)
        return rows.select_related("party__bureau", "party__region")

    @extend_schema(request=MarkReasonSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take a paper out: outdated, or entered by mistake."""
        item = self.get_object()
        require_write_party(self.user, bureau=item.party.bureau, region=item.party.region)
        values = self.typed(MarkReasonSerializer)
        return self.answer(withdraw_dossier_item(item, **values, **self.act))
