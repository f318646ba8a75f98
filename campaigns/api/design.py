"""Acts on a campaign's plan beside phases and tasks, and its versions."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.serializers import TEXT, CampaignSerializer, VisibleField
from campaigns.models import (
    AssessmentItem,
    CampaignList,
    CampaignVersion,
    Frequency,
    Indicator,
    ListPurpose,
    Phase,
    ReturnSchedule,
    TaskLine,
)
from campaigns.policies import require_design
from campaigns.services import copies, design
from campaigns.services.campaigns import amend_campaign
from campaigns.services.target_intake import MOST_ROWS, import_targets, spread_target
from campaigns.services.versions import differences
from core.api.versions import expected_version
from registry.models import KeyList

CREATED = status.HTTP_201_CREATED
Input = serializers.Serializer[Any]


class AmendInput(Input):
    """Any of the plan's head, and why."""

    name = serializers.CharField(max_length=100, required=False)
    task_line = VisibleField(queryset=TaskLine.objects.all(), required=False, allow_null=True)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)
    goals = serializers.ListField(
        child=serializers.CharField(max_length=200), required=False, max_length=20
    )
    joint_authorities = serializers.ListField(
        child=serializers.CharField(max_length=100), required=False, max_length=20
    )
    reason = serializers.CharField(max_length=300)


class CopyInput(Input):
    code = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=100)
    starts_on = serializers.DateField()
    task_line = VisibleField(queryset=TaskLine.objects.all(), required=False)


class TemplateInput(Input):
    template = serializers.CharField(max_length=60)
    code = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=100, required=False, allow_blank=True)
    starts_on = serializers.DateField()
    task_line = VisibleField(queryset=TaskLine.objects.all(), required=False)


class IndicatorsInput(Input):
    indicators = VisibleField(
        slug_field="code", queryset=Indicator.objects.current(), many=True
    )


class IndicatorInput(Input):
    code = serializers.SlugField(max_length=40)
    name = serializers.CharField(max_length=100)
    unit = serializers.CharField(max_length=20)
    definition = serializers.CharField(max_length=TEXT)
    name_en = serializers.CharField(max_length=100, required=False, allow_blank=True)
    definition_en = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    decimals = serializers.IntegerField(min_value=0, max_value=4, required=False)


class ListInput(Input):
    key_list = VisibleField(queryset=KeyList.objects.all())
    purpose = serializers.ChoiceField(choices=ListPurpose.choices, required=False)
    theme = serializers.CharField(max_length=100, required=False, allow_blank=True)


class ListSerializer(serializers.ModelSerializer[CampaignList]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    key_list = serializers.CharField(source="key_list.uuid", read_only=True)

    class Meta:
        model = CampaignList
        fields = ("id", "version", "key_list", "purpose", "theme")


class ScheduleInput(Input):
    name = serializers.CharField(max_length=100)
    frequency = serializers.ChoiceField(choices=Frequency.choices)
    cut_off_day = serializers.IntegerField(min_value=1, max_value=31, required=False)
    due_days = serializers.IntegerField(min_value=0, max_value=90, required=False)
    with_counties = serializers.BooleanField(required=False)


class ScheduleSerializer(serializers.ModelSerializer[ReturnSchedule]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = ReturnSchedule
        fields = (
            "id",
            "version",
            "name",
            "frequency",
            "cut_off_day",
            "due_days",
            "with_counties",
        )


class AssessmentItemInput(Input):
    name = serializers.CharField(max_length=200)
    weight = serializers.DecimalField(max_digits=6, decimal_places=2, min_value=0)
    standard = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    indicator = VisibleField(
        slug_field="code", queryset=Indicator.objects.current(), required=False
    )


class AssessmentItemSerializer(serializers.ModelSerializer[AssessmentItem]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    indicator = serializers.CharField(source="indicator.code", read_only=True, default=None)

    class Meta:
        model = AssessmentItem
        fields = ("id", "version", "seq", "name", "weight", "standard", "indicator")


class TargetTableInput(Input):
    rows = serializers.ListField(
        child=serializers.ListField(
            child=serializers.CharField(max_length=200, allow_blank=True), max_length=10
        ),
        min_length=1,
        max_length=MOST_ROWS,
        help_text="Lines of bureau, indicator, target and, if wanted, phase.",
    )


class SpreadInput(Input):
    indicator = VisibleField(slug_field="code", queryset=Indicator.objects.current())
    total = serializers.DecimalField(max_digits=14, decimal_places=0, min_value=0)
    phase = VisibleField(queryset=Phase.objects.all(), required=False, allow_null=True)


class CountSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()


class VersionSerializer(serializers.ModelSerializer[CampaignVersion]):
    by = serializers.CharField(source="by.name", read_only=True)
    changes = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = CampaignVersion
        fields = ("seq", "on", "by", "reason", "sha256", "changes", "snapshot")


class DesignActs:
    """Mixed into the noun ``campaigns``."""

    act: dict[str, Any]
    request: Any

    def own_plan(self: Any) -> Any:
        """A campaign of the caller's bureau: refused before what was sent is looked at."""
        campaign = self.get_object()
        require_design(campaign.bureau, by=self.user)
        return campaign

    @extend_schema(request=TemplateInput, responses={201: CampaignSerializer})
    @action(detail=False, methods=["post"])
    def template(self: Any, request: Request) -> Response:
        """Draft a campaign from a template."""
        draft = copies.draft_from_template(**self.typed(TemplateInput), **self.act)
        return self.answer(draft, CREATED)  # type: ignore[no-any-return]

    @extend_schema(request=CopyInput, responses={201: CampaignSerializer})
    @action(detail=True, methods=["post"])
    def copy(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Draft a campaign of one's own like this one."""
        values = self.typed(CopyInput)
        draft = copies.copy_campaign(self.get_object(), **values, **self.act)
        return self.answer(draft, CREATED)  # type: ignore[no-any-return]

    @extend_schema(request=AmendInput, responses=CampaignSerializer)
    @action(detail=True, methods=["post"])
    def amend(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change a published plan: a new version; send If-Match."""
        campaign = self.own_plan()
        version = expected_version(request)
        values = self.typed(AmendInput)
        reason = values.pop("reason")
        changed = amend_campaign(
            campaign, values=values, reason=reason, version=version, **self.act
        )
        return self.answer(changed)  # type: ignore[no-any-return]

    @extend_schema(responses=VersionSerializer(many=True))
    @action(detail=True, methods=["get"], filterset_fields=(), pagination_class=None)
    def versions(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The plan as it was ordered, the latest first, with what each version changed."""
        rows = list(self.get_object().campaignversions.select_related("by"))
        earlier = [*(row.snapshot for row in rows[1:]), {}]
        for row, before in zip(rows, earlier, strict=True):
            row.changes = differences(before, row.snapshot) if before else []
        return Response(VersionSerializer(rows, many=True).data)

    @extend_schema(request=IndicatorsInput, responses={201: CountSerializer})
    @action(detail=True, methods=["post"])
    def indicators(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Choose figures of the returns."""
        campaign = self.own_plan()
        values = self.typed(IndicatorsInput)
        rows = design.choose_indicators(campaign, **values, **self.act)
        return Response({"count": len(rows)}, status=CREATED)

    @extend_schema(request=ListInput, responses={201: ListSerializer})
    @action(detail=True, methods=["post"])
    def lists(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Work by a key list, or watch one."""
        campaign = self.own_plan()
        row = design.add_list(campaign, **self.typed(ListInput), **self.act)
        return Response(ListSerializer(row).data, status=CREATED)

    @extend_schema(request=ScheduleInput, responses={201: ScheduleSerializer})
    @action(detail=True, methods=["post"])
    def schedules(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say how often bureaus report."""
        campaign = self.own_plan()
        row = design.add_schedule(campaign, **self.typed(ScheduleInput), **self.act)
        return Response(ScheduleSerializer(row).data, status=CREATED)

    @extend_schema(request=AssessmentItemInput, responses={201: AssessmentItemSerializer})
    @action(detail=True, methods=["post"], url_path="assessment-items")
    def assessment_items(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say what bureaus are assessed by."""
        campaign = self.own_plan()
        values = self.typed(AssessmentItemInput)
        row = design.add_assessment_item(campaign, **values, **self.act)
        return Response(AssessmentItemSerializer(row).data, status=CREATED)

    @extend_schema(request=TargetTableInput, responses=CountSerializer)
    @action(detail=True, methods=["post"], url_path="import-targets")
    def import_targets(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Set the targets of a table, all or none; faults are named by their line."""
        campaign = self.get_object()
        table = self.typed(TargetTableInput)["rows"]
        return Response({"count": len(import_targets(campaign, table=table, **self.act))})

    @extend_schema(request=SpreadInput, responses=CountSerializer)
    @action(detail=True, methods=["post"], url_path="spread-target")
    def spread_target(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Spread a total on the bureaus directly below by their number of parties."""
        campaign = self.get_object()
        values = self.typed(SpreadInput)
        return Response({"count": len(spread_target(campaign, **values, **self.act))})
