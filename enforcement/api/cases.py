from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from deadlines.services.procedure import open_acts
from enforcement.api.around_cases import AroundCases
from enforcement.api.case_gates import CaseGates
from enforcement.api.case_inputs import CaseChangeInput, CaseInput
from enforcement.api.case_serializers import (
    CaseSerializer,
    OpenActSerializer,
    PrecedentSerializer,
)
from enforcement.api.course_serializers import CourseSerializer
from enforcement.api.hearing_acts import HearingActs
from enforcement.api.matter import JOINED
from enforcement.api.past_cases import PastCases
from enforcement.api.performance_acts import PerformanceActs
from enforcement.filters.case import CaseApiFilter
from enforcement.filters.precedent import PrecedentApiFilter
from enforcement.models import Case
from enforcement.models.base import with_limit
from enforcement.policies import require_file
from enforcement.services.cases import change_case, open_case
from enforcement.services.course import course_of
from enforcement.services.precedents import precedents_for
from enforcement.transitions.case_needs import CaseAct


class CaseViewSet(AroundCases, CaseGates, HearingActs, PastCases, PerformanceActs):
    """Cases of one's jurisdiction, and their acts from the filing to the closing."""

    serializer_class = CaseSerializer
    filterset_class = CaseApiFilter

    def get_queryset(self) -> Any:
        if self.action == "precedents":
            rows = precedents_for(self.user).select_related("bureau", "party", "decision")
            return rows.prefetch_related("violations")
        rows = (
            Case.objects.visible_to(self.user)
            .own()
            .select_related(*JOINED, "clue", "inspection", "supervised_by", "decision")
        )
        return with_limit(rows).prefetch_related("campaigns", "team__officer")

    @extend_schema(request=CaseInput, responses={201: CaseSerializer})
    def create(self, request: Request) -> Response:
        """Open a case from a clue or an inspection and submit its filing for approval."""
        require_file(self.user.bureau, by=self.user)
        case = open_case(**self.typed(CaseInput), **self.doing)
        return self.answer(self.again(case), status.HTTP_201_CREATED)

    @extend_schema(request=CaseChangeInput, responses=CaseSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Correct the facts of a case under investigation; send If-Match."""
        case = self.opened(CaseAct.CHANGE)
        values = self.typed(CaseChangeInput, partial=True)
        return self.answer(self.again(self.changed(request, change_case, case, **values)))

    @extend_schema(request=None, responses=OpenActSerializer(many=True))
    @action(
        detail=True,
        url_path="open-acts",
        filterset_class=None,
        pagination_class=None,
    )
    def open_acts(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What can be done now, by whom, and what is missing."""
        case = self.get_object()
        found = open_acts(case, **self.doing)
        return Response(OpenActSerializer(found, many=True).data)

    @extend_schema(request=None, responses=CourseSerializer)
    @action(detail=True)
    def course(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What the case owes before its decision, and what was done on the way."""
        case = self.get_object()
        found = course_of(case, on=self.doing["on"])
        return Response(CourseSerializer(found, context=self.get_serializer_context()).data)

    @extend_schema(responses=PrecedentSerializer(many=True))
    @action(
        detail=False,
        serializer_class=PrecedentSerializer,
        filterset_class=PrecedentApiFilter,
    )
    def precedents(self, request: Request) -> Response:
        """Published decisions of other authorities, and decided cases in scope."""
        return self.list(request)
