from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ReadViewSet
from core.errors import PermissionRefused
from enforcement.api.goods_inputs import SamplingPlanInput
from enforcement.api.goods_serializers import SamplingPlanSerializer
from enforcement.filters.goods import SamplingPlanFilter
from enforcement.models import SamplingPlan
from enforcement.services.sampling_plans import (
    close_sampling_plan,
    create_sampling_plan,
    may_plan,
    require_close,
)


class SamplingPlanViewSet(ReadViewSet):
    """The sampling plans of one's line of bureaus, with their progress."""

    serializer_class = SamplingPlanSerializer
    filterset_class = SamplingPlanFilter

    def get_queryset(self) -> Any:
        rows = SamplingPlan.objects.visible_to(self.user)
        return rows.select_related("bureau").prefetch_related("items")

    @extend_schema(request=SamplingPlanInput, responses={201: SamplingPlanSerializer})
    def create(self, request: Request) -> Response:
        """Make a plan."""
        if not may_plan(self.user):
            raise PermissionRefused
        form = SamplingPlanInput(data=request.data)
        form.is_valid(raise_exception=True)
        told = form.validated_data
        plan = create_sampling_plan(**told, by=self.user, on=timezone.localdate())
        return self.answer(plan, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=SamplingPlanSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Close a plan: no more samples count for it."""
        plan = self.get_object()
        require_close(plan, by=self.user)
        return self.answer(close_sampling_plan(plan, by=self.user, on=timezone.localdate()))
