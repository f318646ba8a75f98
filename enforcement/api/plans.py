from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import Campaign
from deadlines.api.acts import ActsViewSet
from enforcement.api.case_inputs import ReasonInput
from enforcement.api.fields import BureauNameSerializer, NamedSerializer, RecordField
from enforcement.api.matter import DomainField
from enforcement.filters.draw import PlanFilter
from enforcement.models import InspectionPlan
from enforcement.policies import require_draft_draw, require_office
from enforcement.services.inspection_plans import (
    approve_plan,
    create_plan,
    progress_of,
    return_plan,
    set_plan_lines,
    submit_plan,
)
from enforcement.transitions.draw import PlanAct
from law.vocabularies import Link

CREATED = status.HTTP_201_CREATED
MOST_TIMES = 365


class PlanLineSerializer(serializers.Serializer[Any]):
    """A line with its progress: ``planned`` visits, ``done``, parties ``reached``."""

    seq = serializers.IntegerField(source="line.seq", read_only=True)
    domain = serializers.CharField(source="line.domain", read_only=True)
    link = serializers.CharField(source="line.link", read_only=True)
    risk_class = serializers.CharField(source="line.risk_class", read_only=True)
    times = serializers.IntegerField(source="line.times", read_only=True)
    parties = serializers.IntegerField(source="line.parties", read_only=True)
    planned = serializers.IntegerField(source="line.planned", read_only=True)
    done = serializers.IntegerField(read_only=True)
    reached = serializers.IntegerField(read_only=True)


class PlanSerializer(serializers.ModelSerializer[InspectionPlan]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    campaign = NamedSerializer(read_only=True, allow_null=True)
    approved_by = NamedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = InspectionPlan
        fields = (
            "id",
            "version",
            "title",
            "year",
            "status",
            "status_label",
            "bureau",
            "campaign",
            "basis",
            "approved_by",
            "approved_on",
        )


class NewPlanInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    year = serializers.IntegerField(min_value=2000, max_value=2099)
    campaign = RecordField(Campaign, required=False, allow_null=True)
    basis = serializers.CharField(max_length=20_000, required=False, allow_blank=True)


class PlanLinesInput(serializers.Serializer[Any]):
    """``times``: risk class (empty text for parties not graded) → visits a year."""

    domain = DomainField()
    link = serializers.ChoiceField(choices=Link.choices)
    times = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=MOST_TIMES)
    )


class PlanViewSet(ActsViewSet):
    """Inspection plans of one's jurisdiction, with how far they are."""

    serializer_class = PlanSerializer
    filterset_class = PlanFilter

    def get_queryset(self) -> Any:
        rows = InspectionPlan.objects.visible_to(self.user)
        return rows.select_related("bureau", "campaign", "approved_by")

    @extend_schema(request=NewPlanInput, responses={201: PlanSerializer})
    def create(self, request: Request) -> Response:
        """Draft a plan of one's own bureau."""
        require_draft_draw(by=self.user)
        return self.answer(create_plan(**self.typed(NewPlanInput), **self.doing), CREATED)

    @extend_schema(responses=PlanLineSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def lines(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The lines of a plan with their progress."""
        plan = self.get_object()
        return Response(PlanLineSerializer(progress_of(plan), many=True).data)

    @extend_schema(request=PlanLinesInput, responses={201: PlanLineSerializer(many=True)})
    @lines.mapping.post
    def set_lines(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say how often each class on a link is visited; replaces what was said before."""
        plan = self.get_object()
        require_office(plan, by=self.user, act=PlanAct.SUBMIT)
        set_plan_lines(plan, **self.typed(PlanLinesInput), **self.doing)
        told = PlanLineSerializer(progress_of(plan), many=True).data
        return Response(told, status=CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Send the plan to the head."""
        plan = self.opened(PlanAct.SUBMIT)
        return self.answer(self.again(submit_plan(plan, **self.doing)))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The head approves what another submitted."""
        plan = self.opened(PlanAct.APPROVE)
        return self.answer(self.again(approve_plan(plan, **self.doing)))

    @extend_schema(request=ReasonInput)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The head returns the plan to be changed."""
        plan = self.opened(PlanAct.RETURN)
        done = return_plan(plan, **self.typed(ReasonInput), **self.doing)
        return self.answer(self.again(done))
