from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from deadlines.explain import days_to
from deadlines.ladder import Family
from deadlines.models import (
    Clock,
    ClockExtension,
    ClockState,
    ClockSuspension,
    Reminder,
)
from deadlines.services.extensions import ExtensionPreview
from law.steps import Step
from workbench.api.serializers import RefField


class ClockSerializer(serializers.ModelSerializer[Clock]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    about = RefField(read_only=True)
    name = serializers.CharField(read_only=True)
    bureau = serializers.CharField(source="bureau.code", read_only=True)
    responsible = serializers.SerializerMethodField()
    working_days_left = serializers.SerializerMethodField()

    class Meta:
        model = Clock
        fields: tuple[str, ...] = (
            "id",
            "about",
            "rule",
            "rule_version",
            "name",
            "bureau",
            "responsibility",
            "responsible",
            "responsible_role",
            "started_on",
            "started_at",
            "due_on",
            "due_at",
            "moved_to",
            "act_by",
            "open_from",
            "working_days_left",
            "provisional",
            "silent",
            "basis",
            "state",
            "ended_on",
        )
        read_only_fields = fields

    def get_responsible(self, clock: Clock) -> list[str]:
        return [user.name for user in clock.responsible.all()]

    def get_working_days_left(self, clock: Clock) -> int | None:
        """Until the day to act by; negative once overdue, null while time stands still
        and once ended."""
        if clock.state != ClockState.RUNNING:
            return None
        return days_to(clock, self.context["on"], self.context["calendar"])


class SuspensionSerializer(serializers.ModelSerializer[ClockSuspension]):
    """Days not counted, both ends included; no last day while it lasts."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    cause = serializers.CharField(read_only=True)
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = ClockSuspension
        fields = (
            "id",
            "first_on",
            "last_on",
            "reason",
            "cause",
            "words",
            "paper",
            "end_paper",
            "by",
            "on",
            "withdrawn_on",
            "withdrawn_why",
        )
        read_only_fields = fields


@extend_schema_serializer(component_name="ClockExtension")
class ExtensionSerializer(serializers.ModelSerializer[ClockExtension]):
    """More time as granted: which of the rule's extensions, and what it moved."""

    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = ClockExtension
        fields = (
            "number",
            "until_on",
            "basis",
            "approver",
            "reason",
            "paper",
            "by",
            "on",
            "due_before",
            "due_after",
        )
        read_only_fields = fields


class ClockDetailSerializer(ClockSerializer):
    """With the steps of the count in the caller's language, and what changed it."""

    steps = serializers.SerializerMethodField()
    suspensions = SuspensionSerializer(many=True, read_only=True)
    extensions = ExtensionSerializer(many=True, read_only=True)

    class Meta(ClockSerializer.Meta):
        fields = (*ClockSerializer.Meta.fields, "steps", "suspensions", "extensions")
        read_only_fields = fields

    def get_steps(self, clock: Clock) -> list[dict[str, Any]]:
        return [Step(step["code"], step["params"]).as_json() for step in clock.steps]


class DayToldSerializer(serializers.Serializer[Any]):
    """A day that needed a look at the calendar."""

    day = serializers.DateField()
    counted = serializers.BooleanField()
    why = serializers.CharField()
    notice = serializers.CharField()


class WhySerializer(serializers.Serializer[Any]):
    """Why a limit's dates are what they are."""

    name = serializers.CharField()
    rule = serializers.CharField()
    rule_version = serializers.CharField()
    basis = serializers.CharField()
    event = serializers.CharField()
    start = serializers.CharField()
    length = serializers.CharField()
    rollover = serializers.CharField()
    due_on = serializers.DateField()
    due_at = serializers.DateTimeField(allow_null=True)
    moved_to = serializers.DateField(allow_null=True)
    act_by = serializers.DateField()
    open_from = serializers.DateField(allow_null=True)
    provisional = serializers.BooleanField()
    state = serializers.CharField()
    days = DayToldSerializer(many=True)
    steps = serializers.ListField(child=serializers.DictField())
    texts = serializers.ListField(child=serializers.CharField())
    suspensions = SuspensionSerializer(many=True)
    extensions = ExtensionSerializer(many=True)


class SuspendInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=80)
    first_on = serializers.DateField()
    last_on = serializers.DateField(required=False, allow_null=True)
    words = serializers.CharField(max_length=300, required=False, allow_blank=True)
    paper = serializers.CharField(max_length=100)


class ResumeInput(serializers.Serializer[Any]):
    last_on = serializers.DateField()
    reason = serializers.CharField(max_length=80, required=False, allow_blank=True)
    paper = serializers.CharField(max_length=100, required=False, allow_blank=True)


class PreviewInput(serializers.Serializer[Any]):
    until_on = serializers.DateField(required=False, allow_null=True)


class ExtendInput(PreviewInput):
    reason = serializers.CharField(max_length=300)
    paper = serializers.CharField(max_length=100, required=False, allow_blank=True)


class PreviewSerializer(serializers.Serializer[ExtensionPreview]):
    """What granting the next extension would do; nothing is written."""

    number = serializers.IntegerField()
    basis = serializers.CharField()
    approver = serializers.CharField(source="extension.approver")
    due_before = serializers.DateField()
    due_after = serializers.DateField(source="result.due_on")
    act_by_before = serializers.DateField()
    act_by_after = serializers.DateField(source="result.act_by")
    provisional = serializers.BooleanField(source="result.provisional")
    steps = serializers.SerializerMethodField()

    def get_steps(self, seen: ExtensionPreview) -> list[dict[str, Any]]:
        return [step.as_json() for step in seen.result.steps]


class ReminderSerializer(serializers.ModelSerializer[Reminder]):
    clock = serializers.UUIDField(source="clock.uuid", read_only=True)
    recipient = serializers.CharField(source="recipient.name", read_only=True)
    acknowledged_at = serializers.SerializerMethodField()

    class Meta:
        model = Reminder
        fields = ("clock", "rung", "recipient", "on", "acknowledged_at")
        read_only_fields = fields

    def get_acknowledged_at(self, reminder: Reminder) -> datetime | None:
        """When the person confirmed having taken note."""
        return reminder.acknowledged_at


class LadderSerializer(serializers.Serializer[Any]):
    """When a family of limits speaks; ``basis`` is empty where it is as shipped."""

    family = serializers.ChoiceField(choices=Family.choices, read_only=True)
    before = serializers.ListField(child=serializers.IntegerField(min_value=0), max_length=12)
    heads_after = serializers.IntegerField(min_value=0)
    above_after = serializers.IntegerField(min_value=0)
    province_after = serializers.IntegerField(min_value=0)
    basis = serializers.CharField(max_length=200)
    version = serializers.IntegerField(required=False, min_value=0)
