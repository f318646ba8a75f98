from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.versions import etag
from core.errors import NotFound
from deadlines.api.acts import ActsViewSet
from deadlines.services.procedure import require_open
from enforcement.api.inspection_serializers import (
    FindingInput,
    FindingSerializer,
    RectifiedInput,
)
from enforcement.models import Finding
from enforcement.services.findings import change_finding, mark_rectified, record_finding
from enforcement.transitions.finding import FindingAct
from enforcement.transitions.inspection import InspectionAct

CREATED = status.HTTP_201_CREATED
ONE = r"findings/(?P<finding>[^/.]+)"
FINDING_ID = OpenApiParameter("finding", OpenApiTypes.UUID, OpenApiParameter.PATH)


class FindingActs(ActsViewSet):
    """The findings under their inspection."""

    @extend_schema(methods=["get"], responses=FindingSerializer(many=True))
    @extend_schema(methods=["post"], request=FindingInput, responses={201: FindingSerializer})
    @action(detail=True, methods=["get", "post"], pagination_class=None, filterset_class=None)
    def findings(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The findings of an inspection; POST records one."""
        if request.method == "GET":
            rows = self.get_object().findings.all()
            return Response(FindingSerializer(rows, many=True).data)
        inspection = self.opened(InspectionAct.RECORD_FINDING)
        finding = record_finding(inspection, **self.typed(FindingInput), **self.doing)
        return self._one(finding, CREATED)

    @extend_schema(request=FindingInput, responses=FindingSerializer, parameters=[FINDING_ID])
    @action(detail=True, methods=["patch"], url_path=ONE)
    def change_finding(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Correct a finding while the inspection is under way; send If-Match."""
        finding = self._finding()
        require_open(finding.inspection, InspectionAct.RECORD_FINDING, by=self.user)
        values = self.typed(FindingInput, partial=True)
        return self._one(self.changed(request, change_finding, finding, **values))

    @extend_schema(request=RectifiedInput, responses=FindingSerializer, parameters=[FINDING_ID])
    @action(detail=True, methods=["post"], url_path=f"{ONE}/rectify")
    def rectify_finding(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Note that the defect was rectified."""
        finding = self._finding()
        require_open(finding, FindingAct.RECTIFY, by=self.user)
        values = self.typed(RectifiedInput)
        return self._one(mark_rectified(finding, **values, **self.doing))

    def _finding(self) -> Finding:
        """Raises NotFound for one outside and one that is not there, alike."""
        inspection = self.get_object()
        try:
            uuid = UUID(self.kwargs["finding"])
        except ValueError as error:
            raise NotFound from error
        rows = inspection.findings.select_related("inspection__bureau", "bureau")
        finding: Finding | None = rows.filter(uuid=uuid).first()
        if finding is None:
            raise NotFound
        return finding

    @staticmethod
    def _one(finding: Finding, status_code: int = status.HTTP_200_OK) -> Response:
        return Response(
            FindingSerializer(finding).data,
            status=status_code,
            headers={"ETag": etag(finding)},
        )
