from typing import Any

from rest_framework import serializers

from accounts.models import Bureau
from campaigns.models import (
    Campaign,
    CampaignTask,
    Indicator,
    Phase,
    PhaseKind,
    Programme,
    Target,
    TaskLine,
)

TEXT = 2000
# A taken code is refused by the service, in its own words.
SERVICE_TELLS: dict[str, dict[str, Any]] = {"code": {"validators": []}}


class VisibleField(serializers.SlugRelatedField[Any]):
    """Names a record the caller sees; a foreign one is refused like one that is not there."""

    def __init__(self, slug_field: str = "uuid", **kwargs: Any) -> None:
        super().__init__(slug_field=slug_field, **kwargs)

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.visible_to(self.context["request"].user)


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Programme
        fields = (
            "id",
            "version",
            "code",
            "name",
            "bureau",
            "starts_on",
            "ends_on",
            "is_long_running",
            "summary",
        )
        read_only_fields = ("version",)
        extra_kwargs = SERVICE_TELLS


class TaskLineSerializer(serializers.ModelSerializer[TaskLine]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    programme = VisibleField(queryset=Programme.objects.all())
    linked_programmes: Any = serializers.SlugRelatedField(
        slug_field="uuid", many=True, read_only=True
    )

    class Meta:
        model = TaskLine
        fields = ("id", "programme", "seq", "name", "content", "linked_programmes")
        read_only_fields = ("seq",)


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    task_line = VisibleField(queryset=TaskLine.objects.all(), required=False, allow_null=True)
    goals = serializers.ListField(
        child=serializers.CharField(max_length=200), required=False, max_length=20
    )
    joint_authorities = serializers.ListField(
        child=serializers.CharField(max_length=100), required=False, max_length=20
    )
    summary = serializers.CharField(required=False, allow_blank=True, max_length=20_000)

    class Meta:
        model = Campaign
        fields = (
            "id",
            "version",
            "code",
            "name",
            "bureau",
            "joint_authorities",
            "task_line",
            "starts_on",
            "ends_on",
            "status",
            "goals",
            "summary",
        )
        read_only_fields = ("version", "status")
        extra_kwargs = SERVICE_TELLS


class PhaseSerializer(serializers.ModelSerializer[Phase]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    campaign: Any = serializers.SlugRelatedField(slug_field="uuid", read_only=True)
    kind = serializers.ChoiceField(choices=PhaseKind.choices)

    class Meta:
        model = Phase
        fields = ("id", "campaign", "seq", "name", "kind", "starts_on", "ends_on")
        read_only_fields = ("seq",)


class CampaignTaskSerializer(serializers.ModelSerializer[CampaignTask]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    campaign: Any = serializers.SlugRelatedField(slug_field="uuid", read_only=True)
    owner = serializers.SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all(), required=False, allow_null=True
    )
    content = serializers.CharField(required=False, allow_blank=True, max_length=TEXT)

    class Meta:
        model = CampaignTask
        fields = (
            "id",
            "campaign",
            "seq",
            "name",
            "content",
            "owner",
            "due_on",
            "status",
            "done_on",
            "outcome",
        )
        read_only_fields = ("seq", "status", "done_on", "outcome")


class OutcomeSerializer(serializers.Serializer[None]):
    outcome = serializers.CharField(max_length=TEXT)


class ClosingSerializer(serializers.Serializer[None]):
    summary = serializers.CharField(max_length=20_000)


class IndicatorSerializer(serializers.ModelSerializer[Indicator]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = Indicator
        fields = (
            "id",
            "code",
            "edition",
            "name",
            "name_en",
            "unit",
            "decimals",
            "kind",
            "definition",
            "definition_en",
        )


class TargetSerializer(serializers.ModelSerializer[Target]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    campaign = VisibleField(queryset=Campaign.objects.all())
    indicator = VisibleField(slug_field="code", queryset=Indicator.objects.current())
    bureau = VisibleField(slug_field="code", queryset=Bureau.objects.all())
    phase = VisibleField(queryset=Phase.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Target
        fields = ("id", "version", "campaign", "indicator", "bureau", "phase", "value")
        read_only_fields = ("version",)
        validators: list[object] = []
