"""What the API tells and takes of published penalties."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Bureau
from enforcement.api.fields import BureauNameSerializer, NamedSerializer, RecordField
from enforcement.models import Case
from reporting.disclosure.fields import SUPPLIED
from reporting.disclosure.validate import Fault
from reporting.exports.disclosure_feed import summary_text
from reporting.models import Disclosure, HoldReason, WithdrawGround
from reporting.transitions.disclosure import faults_of_record


class DisclosureFaultSerializer(serializers.Serializer[Fault]):
    """One thing wrong with one field, and what would be right."""

    name = serializers.CharField(read_only=True)
    number = serializers.IntegerField(read_only=True)
    title = serializers.CharField(source="label", read_only=True)
    value = serializers.CharField(read_only=True)
    problem = serializers.CharField(read_only=True)
    right = serializers.CharField(read_only=True)


class DisclosureSerializer(serializers.ModelSerializer[Disclosure]):
    """The publication of one decision with its thirty fields."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    case = NamedSerializer(source="decision.case", read_only=True)
    due_on = serializers.DateField(source="limit_due_on", read_only=True, allow_null=True)
    fields_of_feed = serializers.DictField(
        source="values", child=serializers.CharField(), read_only=True
    )
    summary = serializers.SerializerMethodField()

    class Meta:
        model = Disclosure
        fields = (
            "id",
            "version",
            "status",
            "status_label",
            "bureau",
            "case",
            "due_on",
            "prepared_on",
            "released_on",
            "display_until",
            "hold_reason",
            "hold_note",
            "withdraw_ground",
            "withdraw_reason",
            "withdrawn_on",
            "repair_asked_on",
            "ended_on",
            "fields_of_feed",
            "summary",
        )
        read_only_fields = fields

    def get_summary(self, one: Disclosure) -> str:
        return summary_text(one.values)


class DisclosureReportSerializer(serializers.Serializer[Disclosure]):
    """The report before release: every fault of every field."""

    is_in_order = serializers.SerializerMethodField()
    faults = serializers.SerializerMethodField()

    def get_is_in_order(self, one: Disclosure) -> bool:
        return not faults_of_record(one)

    @extend_schema_field(DisclosureFaultSerializer(many=True))
    def get_faults(self, one: Disclosure) -> Any:
        return DisclosureFaultSerializer(faults_of_record(one), many=True).data


class PrepareDisclosureInput(serializers.Serializer[Any]):
    case = RecordField(Case)


class ReviseDisclosureInput(serializers.Serializer[Any]):
    """Name of a field → its text; an empty text takes an entry back."""

    supplied = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=20_000),
        help_text=f"Any of: {', '.join(SUPPLIED)}.",
    )


class HoldDisclosureInput(serializers.Serializer[Any]):
    hold_reason = serializers.ChoiceField(choices=HoldReason.choices, source="reason")
    note = serializers.CharField(max_length=2_000, required=False, default="", allow_blank=True)


class DisclosureNoteInput(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=2_000, required=False, default="", allow_blank=True)


class WithdrawDisclosureInput(serializers.Serializer[Any]):
    withdraw_ground = serializers.ChoiceField(choices=WithdrawGround.choices, source="ground")
    reason = serializers.CharField(max_length=2_000)


class AskRepairInput(serializers.Serializer[Any]):
    received_on = serializers.DateField()
    grounds = serializers.CharField(max_length=20_000)


class RepairReasonInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2_000)


class ReleaseValidInput(serializers.Serializer[Any]):
    disclosures = RecordField(Disclosure, many=True)


class ReleasedLineSerializer(serializers.Serializer[Any]):
    """What became of one: made public, or why not."""

    id = serializers.UUIDField(source="one.uuid", read_only=True)
    doc_no = serializers.CharField(source="one.values.doc_no", read_only=True)
    is_done = serializers.BooleanField(read_only=True)
    refusal = serializers.CharField(read_only=True)
    faults = DisclosureFaultSerializer(many=True, read_only=True)


class FeedInput(serializers.Serializer[Any]):
    """Which bureau's feed, in which form, made public in which days."""

    bureau = serializers.SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all(), required=False
    )
    form = serializers.CharField(
        default="xlsx", max_length=8, help_text="xlsx, csv, xml, or txt for the summaries."
    )
    start = serializers.DateField(required=False, allow_null=True)
    end = serializers.DateField(required=False, allow_null=True)
