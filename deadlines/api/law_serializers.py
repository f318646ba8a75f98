"""The calendar, the confirmations and their what-if as the API shows them."""

from typing import Any

from rest_framework import serializers

from deadlines.law_forms import NOTE_LENGTH, NOTICE_LENGTH
from deadlines.models import CalendarDay, CalendarYear, DayKind, RuleConfirmation
from law.notices import LONGEST_NAME, LONGEST_TEXT


class CalendarDaySerializer(serializers.ModelSerializer[CalendarDay]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = CalendarDay
        fields = ("id", "version", "day", "kind", "name", "notice")
        read_only_fields = fields


class CalendarYearSerializer(serializers.ModelSerializer[CalendarYear]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = CalendarYear
        fields = ("id", "version", "year", "notice")
        read_only_fields = fields


class RuleConfirmationSerializer(serializers.ModelSerializer[RuleConfirmation]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    confirmed_by = serializers.CharField(source="confirmed_by.name", read_only=True)
    withdrawn_by = serializers.CharField(
        source="withdrawn_by.name", read_only=True, default=None
    )

    class Meta:
        model = RuleConfirmation
        fields = (
            "id",
            "version",
            "rule",
            "rule_version",
            "note",
            "confirmed_by",
            "confirmed_on",
            "withdrawn_by",
            "withdrawn_on",
            "withdrawal_note",
        )
        read_only_fields = fields


class SetDaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    kind = serializers.ChoiceField(DayKind.choices)
    name = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NAME)
    notice = serializers.CharField(max_length=NOTICE_LENGTH)


class ClearDaySerializer(serializers.Serializer[Any]):
    notice = serializers.CharField(max_length=NOTICE_LENGTH)


class EnterYearSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField(min_value=1949, max_value=2199)
    notice = serializers.CharField(max_length=NOTICE_LENGTH)
    days = serializers.CharField(
        max_length=LONGEST_TEXT,
        help_text="The notice as it is worded, or lines: 2027-02-05~2027-02-12 休 春节.",
    )


class ConfirmRuleSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField(max_length=80)
    note = serializers.CharField(max_length=NOTE_LENGTH, help_text="What was read, and where.")


class UnconfirmSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=NOTE_LENGTH)


class MoveSerializer(serializers.Serializer[Any]):
    clock = serializers.UUIDField(source="clock.uuid")
    limit = serializers.CharField(source="clock.name")
    bureau = serializers.CharField(source="clock.bureau.short_name")
    due_on = serializers.DateField(source="clock.due_on")
    act_by = serializers.DateField(source="clock.act_by")
    provisional = serializers.BooleanField(source="clock.provisional")
    new_due_on = serializers.DateField(source="after.due_on")
    new_act_by = serializers.DateField(source="after.act_by")
    new_provisional = serializers.BooleanField(source="after.provisional")


class LawPreviewSerializer(serializers.Serializer[Any]):
    touched = serializers.IntegerField(help_text="Running limits the change may concern.")
    counted = serializers.IntegerField(help_text="Of these, counted for this preview.")
    moved = serializers.IntegerField()
    settled = serializers.IntegerField(help_text="No longer provisional.")
    unsettled = serializers.IntegerField(help_text="Provisional from then on.")
    uncounted = serializers.IntegerField(help_text="Cannot be counted: keep their dates.")
    moves = MoveSerializer(many=True, help_text="The first of them.")
