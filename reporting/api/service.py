"""The dossier of a party and the coverage of a key list over the API."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import MayDo
from accounts.models import Perm
from core.api.viewsets import OncePerKey
from core.errors import NotFound, PermissionRefused
from registry.models import KeyList, Party
from registry.policies import require_write_party
from registry.services.dossiers import record_dossier_item
from reporting.api.params import figure_scope
from reporting.api.views import SCOPE_PARAMETERS, asked
from reporting.services.coverage import Coverage, coverage_of, listed_parties
from reporting.services.dossier import dossier_of, papers_of

MOST_MISSING = 1000


class DossierItemInput(serializers.Serializer[Any]):
    """A paper put into the dossier: its code and where it is found."""

    code = serializers.CharField(max_length=40)
    reference = serializers.CharField(max_length=300)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class DossierView(OncePerKey, APIView):
    """One dossier per enterprise: its papers, and the records the caller may see."""

    permission_classes = (MayDo(Perm.READ_RECORDS),)

    def party(self, id: UUID) -> Party:
        rows = Party.objects.visible_to(self.user).select_related("region", "bureau")
        found = rows.filter(uuid=id).first()
        if found is None:
            raise NotFound
        return found

    @extend_schema(operation_id="party_dossier", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, id: UUID) -> Response:
        """Papers present or missing; inspections, samples, measures, cases, visits to help."""
        return Response(self.told(self.party(id)))

    @extend_schema(
        operation_id="party_dossier_record",
        request=DossierItemInput,
        responses={201: OpenApiTypes.OBJECT},
    )
    def post(self, request: Request, id: UUID) -> Response:
        """Put a paper into the dossier."""
        party = self.party(id)
        if not self.user.can(Perm.WRITE_PARTIES):
            raise PermissionRefused
        require_write_party(self.user, bureau=party.bureau, region=party.region)
        form = DossierItemInput(data=request.data)
        form.is_valid(raise_exception=True)
        on = timezone.localdate()
        record_dossier_item(party, **form.validated_data, by=self.user, on=on)
        return Response(self.told(party), status=status.HTTP_201_CREATED)

    def told(self, party: Party) -> dict[str, Any]:
        dossier = dossier_of(party, user=self.user)
        named = (
            "inspections",
            "findings",
            "samples",
            "measures",
            "cases",
            "clues",
            "visits",
            "key_lists",
        )
        return {
            "party": {"id": str(party.uuid), "name": party.name},
            "risk_class": party.risk_class,
            "is_complete": dossier.is_complete,
            "papers": [
                {
                    "code": one.wanted.code,
                    "name": one.wanted.title,
                    "item": str(one.item.uuid) if one.item else None,
                    "reference": one.item.reference if one.item else "",
                    "recorded_on": one.item.recorded_on.isoformat() if one.item else None,
                }
                for one in papers_of(party)
            ],
            **{
                name: [
                    {"id": str(row.uuid), "name": str(row)} for row in getattr(dossier, name)
                ]
                for name in named
            },
        }


class CoverageView(APIView):
    """How far one key list was inspected in a period, and who was not reached."""

    permission_classes = (MayDo(Perm.READ_FIGURES),)

    @extend_schema(
        operation_id="key_list_coverage",
        parameters=SCOPE_PARAMETERS,
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request, id: UUID) -> Response:
        """Parties listed and reached, the rate in percent, and those not reached yet."""
        user: Any = request.user
        lists = KeyList.objects.visible_to(user).filter(uuid=id).select_related("bureau")
        scope = figure_scope(request.query_params, user)
        found = coverage_of(lists, scope)
        if not found:
            raise NotFound
        return Response({**asked(scope), **self._told(found[0], scope)})

    def _told(self, one: Coverage, scope: Any) -> dict[str, Any]:
        parties: Any = listed_parties(one.key_list, scope)
        rows = parties.filter(made=None).order_by("name", "pk")
        return {
            "key_list": {"id": str(one.key_list.uuid), "name": one.key_list.name},
            "listed": one.listed,
            "reached": one.reached,
            "rate": None if one.rate is None else f"{one.rate:f}",
            "missing": [{"id": str(row.uuid), "name": row.name} for row in rows[:MOST_MISSING]],
        }
