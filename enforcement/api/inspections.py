from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from enforcement.api.case_inputs import ReasonInput
from enforcement.api.clue_serializers import ClueNumberSerializer
from enforcement.api.findings import FindingActs
from enforcement.api.inspection_serializers import (
    BeginInput,
    CompleteInput,
    InspectionChangeInput,
    InspectionInput,
    InspectionSerializer,
    OpenClueInput,
    PlanInput,
)
from enforcement.api.matter import JOINED
from enforcement.filters.inspection import InspectionApiFilter
from enforcement.models import Inspection
from enforcement.models.base import with_limit
from enforcement.policies import require_change, require_inspector
from enforcement.services.clues_from_inspections import open_clue_from_inspection
from enforcement.services.inspection_changes import change_inspection
from enforcement.services.inspections import (
    begin_inspection,
    cancel_inspection,
    complete_inspection,
    log_inspection,
    plan_inspection,
)
from enforcement.transitions.inspection import InspectionAct

CREATED = status.HTTP_201_CREATED


class InspectionViewSet(FindingActs):
    """Inspections of one's jurisdiction, with their findings and their acts."""

    serializer_class = InspectionSerializer
    filterset_class = InspectionApiFilter

    def get_queryset(self) -> Any:
        rows = Inspection.objects.visible_to(self.user).select_related(
            *JOINED, "for_clue", "rechecks"
        )
        return with_limit(rows).prefetch_related("campaigns", "team__officer", "findings")

    @extend_schema(request=InspectionInput, responses={201: InspectionSerializer})
    def create(self, request: Request) -> Response:
        """Open the record of an inspection on site."""
        require_inspector(by=self.user)
        inspection = log_inspection(**self.typed(InspectionInput), **self.doing)
        return self.answer(self.again(inspection), CREATED)

    @extend_schema(request=PlanInput, responses={201: InspectionSerializer})
    @action(detail=False, methods=["post"])
    def plan(self, request: Request) -> Response:
        """Plan an inspection for a day to come."""
        require_inspector(by=self.user)
        inspection = plan_inspection(**self.typed(PlanInput), **self.doing)
        return self.answer(self.again(inspection), CREATED)

    @extend_schema(request=InspectionChangeInput, responses=InspectionSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Correct an inspection that is not completed; send If-Match."""
        inspection = self.get_object()
        require_change(inspection, by=self.user)
        values = self.typed(InspectionChangeInput, partial=True)
        done = self.changed(request, change_inspection, inspection, **values)
        return self.answer(self.again(done))

    @extend_schema(request=BeginInput, responses=InspectionSerializer)
    @action(detail=True, methods=["post"])
    def begin(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Begin a planned inspection on site."""
        inspection = self.opened(InspectionAct.BEGIN)
        values = self.typed(BeginInput)
        return self.answer(self.again(begin_inspection(inspection, **values, **self.doing)))

    @extend_schema(request=CompleteInput, responses=InspectionSerializer)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """End it with the conclusion on site."""
        inspection = self.opened(InspectionAct.COMPLETE)
        values = self.typed(CompleteInput)
        done = complete_inspection(inspection, **values, **self.doing)
        return self.answer(self.again(done))

    @extend_schema(request=ReasonInput, responses=InspectionSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Cancel one that did not take place."""
        inspection = self.opened(InspectionAct.CANCEL)
        values = self.typed(ReasonInput)
        return self.answer(self.again(cancel_inspection(inspection, **values, **self.doing)))

    @extend_schema(request=OpenClueInput, responses={201: ClueNumberSerializer})
    @action(detail=True, methods=["post"], url_path="open-clue")
    def open_clue(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Register what it found as a clue, here or at the bureau that files cases."""
        inspection = self.opened(InspectionAct.OPEN_CLUE)
        values = self.typed(OpenClueInput)
        clue = open_clue_from_inspection(inspection, **values, **self.doing)
        return Response(ClueNumberSerializer(clue).data, status=CREATED)
