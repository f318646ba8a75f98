from typing import Any

from rest_framework import serializers

from deadlines.explain import days_to
from deadlines.models import Clock, ClockState, Reminder
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
            "due_on",
            "moved_to",
            "act_by",
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
        """Until the day to act by; negative once overdue, null once ended."""
        if clock.state != ClockState.RUNNING:
            return None
        return days_to(clock, self.context["on"], self.context["calendar"])


class ClockDetailSerializer(ClockSerializer):
    """With the steps of the count, in the caller's language."""

    steps = serializers.SerializerMethodField()

    class Meta(ClockSerializer.Meta):
        fields = (*ClockSerializer.Meta.fields, "steps")
        read_only_fields = fields

    def get_steps(self, clock: Clock) -> list[dict[str, Any]]:
        return [Step(step["code"], step["params"]).as_json() for step in clock.steps]


class ReminderSerializer(serializers.ModelSerializer[Reminder]):
    clock = serializers.UUIDField(source="clock.uuid", read_only=True)
    recipient = serializers.CharField(source="recipient.name", read_only=True)

    class Meta:
        model = Reminder
        fields = ("clock", "rung", "recipient", "on")
        read_only_fields = fields
