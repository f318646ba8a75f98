from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.permissions import MayDo
from accounts.models import Perm
from campaigns.api.design import DesignActs, IndicatorInput
from campaigns.api.serializers import (
    CampaignSerializer,
    CampaignTaskSerializer,
    ClosingSerializer,
    IndicatorSerializer,
    OutcomeSerializer,
    PhaseSerializer,
    ProgrammeSerializer,
    TargetSerializer,
    TaskLineSerializer,
)
from campaigns.models import (
    Campaign,
    CampaignTask,
    Indicator,
    Phase,
    Programme,
    Target,
    TaskLine,
)
from campaigns.services.campaigns import (
    add_phase,
    change_campaign,
    close_campaign,
    create_campaign,
    publish_campaign,
)
from campaigns.services.design import define_indicator
from campaigns.services.indicators import set_target
from campaigns.services.programmes import add_task_line, create_programme
from campaigns.services.tasks import add_task, report_task_done
from core.api.versions import expected_version
from core.api.viewsets import ReadViewSet

CREATED = status.HTTP_201_CREATED


class CampaignsViewSet(ReadViewSet):
    """Read by whoever reads records, written by whoever designs campaigns."""

    writers = Perm.DESIGN_CAMPAIGNS

    def get_permissions(self) -> list[Any]:
        reads = self.request.method in SAFE_METHODS
        return [MayDo(Perm.READ_RECORDS if reads else self.writers)()]

    def typed(self, serializer: Any = None, **extra: Any) -> dict[str, Any]:
        form = (serializer or self.get_serializer_class())(
            data=self.request.data, context=self.get_serializer_context(), **extra
        )
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    @property
    def act(self) -> dict[str, Any]:
        return {"by": self.user, "on": timezone.localdate()}


class ProgrammeViewSet(CampaignsViewSet):
    serializer_class = ProgrammeSerializer
    queryset = Programme.objects.none()
    filterset_fields = ("is_long_running", "code")

    def get_queryset(self) -> Any:
        return Programme.objects.visible_to(self.user).select_related("bureau")

    def create(self, request: Request) -> Response:
        values = {"ends_on": None, **self.typed()}
        return self.answer(create_programme(**values, **self.act), CREATED)


class TaskLineViewSet(CampaignsViewSet):
    serializer_class = TaskLineSerializer
    queryset = TaskLine.objects.none()
    filterset_fields = ("programme__code",)

    def get_queryset(self) -> Any:
        rows = TaskLine.objects.visible_to(self.user).select_related("programme")
        return rows.prefetch_related("linked_programmes")

    def create(self, request: Request) -> Response:
        values = self.typed()
        return self.answer(
            add_task_line(values.pop("programme"), **values, **self.act), CREATED
        )


class CampaignViewSet(DesignActs, CampaignsViewSet):
    serializer_class = CampaignSerializer
    queryset = Campaign.objects.none()
    filterset_fields = ("status", "code", "bureau__code", "task_line__uuid")

    def get_queryset(self) -> Any:
        rows = Campaign.objects.visible_to(self.user)
        return rows.select_related("bureau", "task_line")

    def create(self, request: Request) -> Response:
        return self.answer(create_campaign(**self.typed(), **self.act), CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        campaign = self.get_object()
        version = expected_version(request)
        values = self.typed(partial=True)
        return self.answer(
            change_campaign(campaign, values=values, version=version, **self.act)
        )

    @action(detail=True, methods=["post"], serializer_class=PhaseSerializer)
    def phases(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Add the next phase of a draft."""
        return self.answer(add_phase(self.get_object(), **self.typed(), **self.act), CREATED)

    @action(detail=True, methods=["post"], serializer_class=CampaignTaskSerializer)
    def tasks(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Add the next task."""
        return self.answer(add_task(self.get_object(), **self.typed(), **self.act), CREATED)

    @action(detail=True, methods=["post"])
    def publish(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(publish_campaign(self.get_object(), **self.act))

    @action(detail=True, methods=["post"])
    def close(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        values = self.typed(ClosingSerializer)
        return self.answer(close_campaign(self.get_object(), **values, **self.act))


class PhaseViewSet(CampaignsViewSet):
    serializer_class = PhaseSerializer
    queryset = Phase.objects.none()
    filterset_fields = ("campaign__uuid", "kind")

    def get_queryset(self) -> Any:
        return Phase.objects.visible_to(self.user).select_related("campaign")


class TaskViewSet(CampaignsViewSet):
    writers = Perm.RUN_CAMPAIGNS
    serializer_class = CampaignTaskSerializer
    queryset = CampaignTask.objects.none()
    filterset_fields = ("campaign__uuid", "status", "owner__code")

    def get_queryset(self) -> Any:
        rows = CampaignTask.objects.visible_to(self.user)
        return rows.select_related("campaign__bureau", "owner")

    @action(detail=True, methods=["post"])
    def done(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Report the task done, with what came of it."""
        values = self.typed(OutcomeSerializer)
        return self.answer(report_task_done(self.get_object(), **values, **self.act))


class IndicatorViewSet(CampaignsViewSet):
    serializer_class = IndicatorSerializer
    queryset = Indicator.objects.none()
    filterset_fields = ("code", "kind", "is_current")

    def get_queryset(self) -> Any:
        return Indicator.objects.visible_to(self.user)

    @extend_schema(request=IndicatorInput, responses={201: IndicatorSerializer})
    def create(self, request: Request) -> Response:
        """Define a figure that bureaus enter; of a known code, its next edition."""
        return self.answer(define_indicator(**self.typed(IndicatorInput), **self.act), CREATED)


class TargetViewSet(CampaignsViewSet):
    serializer_class = TargetSerializer
    queryset = Target.objects.none()
    filterset_fields = ("campaign__uuid", "indicator__code", "bureau__code")

    def get_queryset(self) -> Any:
        rows = Target.objects.visible_to(self.user)
        return rows.select_related("campaign", "indicator", "bureau", "phase")

    def create(self, request: Request) -> Response:
        """Set or change a target."""
        values = self.typed()
        return self.answer(set_target(values.pop("campaign"), **values, **self.act), CREATED)
