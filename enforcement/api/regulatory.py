from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from deadlines.api.acts import ActsViewSet
from enforcement.api.case_inputs import NoteInput, ReasonInput
from enforcement.api.goods_inputs import (
    RecheckInput,
    RegulatoryInput,
    ResponseInput,
    ServedOnInput,
)
from enforcement.api.goods_serializers import RegulatoryMeasureSerializer
from enforcement.api.matter import JOINED
from enforcement.filters.goods import RegulatoryApiFilter
from enforcement.models import RegulatoryMeasure
from enforcement.models.base import with_limit
from enforcement.policies import require_inspector
from enforcement.services.regulatory import (
    end_regulatory,
    issue_regulatory,
    recheck_regulatory,
    record_response,
    revoke_regulatory,
    serve_regulatory,
)
from enforcement.transitions.regulatory import RegulatoryAct


class RegulatoryMeasureViewSet(ActsViewSet):
    """Admonitions, interviews, orders to correct or suspend. None of them is a penalty."""

    serializer_class = RegulatoryMeasureSerializer
    filterset_class = RegulatoryApiFilter

    def get_queryset(self) -> Any:
        rows = RegulatoryMeasure.objects.visible_to(self.user).select_related(
            *JOINED, "officer", "case", "inspection", "finding"
        )
        return with_limit(rows).prefetch_related("campaigns")

    @extend_schema(request=RegulatoryInput, responses={201: RegulatoryMeasureSerializer})
    def create(self, request: Request) -> Response:
        """Issue a regulatory measure."""
        require_inspector(by=self.user)
        measure = issue_regulatory(**self.typed(RegulatoryInput), **self.doing)
        return self.answer(self.again(measure), status.HTTP_201_CREATED)

    @extend_schema(request=NoteInput, responses=RegulatoryMeasureSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lift a suspension after its recheck, or note another measure as done."""
        suspension = self.get_object().is_suspension
        act = RegulatoryAct.LIFT if suspension else RegulatoryAct.END
        return self.does(act, end_regulatory, NoteInput)

    @extend_schema(request=ServedOnInput, responses=RegulatoryMeasureSerializer)
    @action(detail=True, methods=["post"])
    def serve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Serve it on the party."""
        return self.does(RegulatoryAct.SERVE, serve_regulatory, ServedOnInput)

    @extend_schema(request=ResponseInput, responses=RegulatoryMeasureSerializer)
    @action(detail=True, methods=["post"], url_path="record-response")
    def record_response(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record what the party reported."""
        return self.does(RegulatoryAct.RECORD_RESPONSE, record_response, ResponseInput)

    @extend_schema(request=RecheckInput, responses=RegulatoryMeasureSerializer)
    @action(detail=True, methods=["post"])
    def recheck(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record what the recheck found."""
        return self.does(RegulatoryAct.RECHECK, recheck_regulatory, RecheckInput)

    @extend_schema(request=ReasonInput, responses=RegulatoryMeasureSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take back what was not served."""
        return self.does(RegulatoryAct.REVOKE, revoke_regulatory, ReasonInput)
