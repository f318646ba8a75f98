"""The gates of a case in the API, and the acts that open them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Perm
from core.errors import PermissionRefused
from enforcement.api.case_acts import CREATED, CaseActs
from enforcement.api.gate_serializers import (
    ComparisonSerializer,
    GateSerializer,
    ImportInput,
    ImportResultSerializer,
    PriorSerializer,
    RecusalInput,
    RecusalSerializer,
    RelatedCaseSerializer,
    SameCasesQuery,
)
from enforcement.models import Case, Decision
from enforcement.policies import require_record_past
from enforcement.services.gates.exemption import check_prior
from enforcement.services.gates.panel import gates_of
from enforcement.services.precedent_import import import_precedents
from enforcement.services.recusals import request_recusal, require_request_recusal
from enforcement.services.related import related_cases
from enforcement.services.same_cases import compare

PLAIN: dict[str, Any] = {"filterset_class": None, "pagination_class": None}
UNREFUSED = 200


class CaseGates(CaseActs):
    """What a case must satisfy to stand in court."""

    @extend_schema(request=None, responses=GateSerializer(many=True))
    @action(detail=True, **PLAIN)
    def gates(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Each gate: passed, a warning or in the way, with figures and article."""
        found = gates_of(self.get_object(), on=self.doing["on"])
        return Response(GateSerializer(found, many=True).data)

    @extend_schema(parameters=[SameCasesQuery], responses=ComparisonSerializer)
    @action(detail=True, url_path="same-cases", **PLAIN)
    def same_cases(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Decided cases of the same provisions, and where a fine lies among them."""
        case: Case = self.get_object()
        asked = SameCasesQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        told = dict(asked.validated_data)
        proposal = Decision.objects.filter(case=case).first()
        if told["fine"] is None and proposal is not None:
            told["fine"] = proposal.fine
        found = compare(case, self.user, **told)
        return Response(ComparisonSerializer(found).data)

    @extend_schema(responses=RelatedCaseSerializer(many=True))
    @action(detail=True, **PLAIN)
    def related(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Other cases of the same party, product, batch or inspection."""
        found = related_cases(self.get_object(), self.user)
        return Response(RelatedCaseSerializer(found, many=True).data)

    @extend_schema(request=None, responses=PriorSerializer)
    @action(detail=True, methods=["post"], url_path="check-prior")
    def check_prior(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask all bureaus for earlier penalties; that it was asked is kept."""
        case = self.get_object()
        if not (self.user.can(Perm.WRITE_CASES) or self.user.can(Perm.REVIEW_LAW)):
            raise PermissionRefused
        return Response(PriorSerializer(check_prior(case, **self.doing)).data)

    @extend_schema(request=RecusalInput, responses={201: RecusalSerializer})
    @action(detail=True, methods=["post"], url_path="request-recusal")
    def request_recusal(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record that somebody should keep away; the head of the bureau decides."""
        case = self.get_object()
        require_request_recusal(case, by=self.user)
        row = request_recusal(case, **self.typed(RecusalInput), **self.doing)
        return self.made(row, RecusalSerializer)

    @extend_schema(request=ImportInput, responses={201: ImportResultSerializer})
    @action(
        detail=False,
        methods=["post"],
        url_path="import-precedents",
        parser_classes=[MultiPartParser],
        **PLAIN,
    )
    def import_precedents(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A table of published decisions: every error listed, then all rows or none."""
        require_record_past(self.user.bureau, by=self.user)
        told = self.typed(ImportInput)
        file = told["file"]
        result = import_precedents(
            file.read(), name=file.name, dry_run=told["dry_run"], **self.doing
        )
        code = CREATED if result.entered else UNREFUSED
        return Response(ImportResultSerializer(result).data, status=code)
