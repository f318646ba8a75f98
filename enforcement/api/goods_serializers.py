"""Measures, regulatory measures, samples and plans as they are read."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from enforcement.api.fields import BureauNameSerializer, NamedSerializer
from enforcement.api.inspection_serializers import TeamSerializer
from enforcement.api.matter import READ_FIELDS, MatterSerializer
from enforcement.models import (
    ItemMovement,
    Measure,
    MeasureItem,
    Recall,
    RegulatoryMeasure,
    Sample,
    SampleNotice,
    SamplingPlan,
)
from enforcement.services.sampling_plans import progress_of

NO_KIND = tuple(name for name in READ_FIELDS if name != "kind")


class MovementSerializer(serializers.ModelSerializer[ItemMovement]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = ItemMovement
        fields = ("id", "kind", "quantity", "moved_on", "by", "receiver", "paper", "proceeds",
                  "note")  # fmt: skip


class MeasureItemSerializer(serializers.ModelSerializer[MeasureItem]):
    """A line of the list with every row by which something left it."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    movements = MovementSerializer(many=True, read_only=True)

    class Meta:
        model = MeasureItem
        fields = ("id", "seq", "name", "specification", "batch_number", "quantity", "held",
                  "unit", "state", "place", "movements")  # fmt: skip


class MeasureSerializer(MatterSerializer):
    officers = TeamSerializer(source="team", many=True, read_only=True)
    items = MeasureItemSerializer(many=True, read_only=True)
    case = NamedSerializer(read_only=True, allow_null=True)
    inspection = NamedSerializer(read_only=True, allow_null=True)
    replaces = NamedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Measure
        fields = (
            *READ_FIELDS,
            "officers",
            "items",
            "case",
            "inspection",
            "replaces",
            "grounds",
            "basis",
            "place",
            "is_urgent",
            "imposed_on",
            "imposed_at",
            "party_present",
            "witness",
            "custodian",
            "custody_place",
            "confirmed_on",
            "testing_until",
            "handled_on",
            "handling",
            "lifted_on",
            "lift_ground",
            "ended_on",
        )


class RegulatoryMeasureSerializer(MatterSerializer):
    officer = NamedSerializer(read_only=True)
    case = NamedSerializer(read_only=True, allow_null=True)
    inspection = NamedSerializer(read_only=True, allow_null=True)
    finding = NamedSerializer(read_only=True, allow_null=True)
    # The last day the office set; these measures run no statutory limit.
    due_on = serializers.DateField(read_only=True, allow_null=True)

    class Meta:
        model = RegulatoryMeasure
        fields = (*READ_FIELDS, "officer", "case", "inspection", "finding", "facts", "demand",
                  "basis", "issued_on", "served_on", "response", "responded_on", "recheck",
                  "rechecked_on", "ended_on", "is_public")  # fmt: skip


class SampleNoticeSerializer(serializers.ModelSerializer[SampleNotice]):
    party = NamedSerializer(read_only=True)

    class Meta:
        model = SampleNotice
        fields = ("party", "told_on", "retest_until")


class RecallSerializer(serializers.ModelSerializer[Recall]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = Recall
        fields = ("id", "status", "level", "by_order", "started_on", "to_recall", "recalled",
                  "progress", "completed_on", "summary_on", "reviewed_on",
                  "review")  # fmt: skip


class SampleSerializer(MatterSerializer):
    officers = TeamSerializer(source="team", many=True, read_only=True)
    notices = SampleNoticeSerializer(many=True, read_only=True)
    recall = serializers.SerializerMethodField()
    plan = NamedSerializer(read_only=True, allow_null=True)
    plan_item = NamedSerializer(read_only=True, allow_null=True)
    inspection = NamedSerializer(read_only=True, allow_null=True)
    clue = NamedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Sample
        fields = (*NO_KIND, "officers", "notices", "recall", "plan", "plan_item", "inspection",
                  "clue", "taken_on", "place", "quantity", "quantity_unit", "value",
                  "record_number", "sealed", "laboratory", "sent_on", "report_number",
                  "standard", "reported_on", "report_received_on", "result", "failed_items",
                  "retest_asked_on", "retest_asked_by", "retest_laboratory", "retest_report",
                  "retest_result", "retested_on")  # fmt: skip

    @extend_schema_field(RecallSerializer(allow_null=True))
    def get_recall(self, sample: Sample) -> Any:
        recall = getattr(sample, "recall", None)
        return RecallSerializer(recall).data if recall is not None else None


class PlanProgressSerializer(serializers.Serializer[Any]):
    """A line of the plan: planned, and what the caller may read of its samples."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    planned = serializers.IntegerField(read_only=True)
    sampled = serializers.IntegerField(read_only=True)
    tested = serializers.IntegerField(read_only=True)
    failed = serializers.IntegerField(read_only=True)


class SamplingPlanSerializer(serializers.ModelSerializer[SamplingPlan]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    items = serializers.SerializerMethodField()

    class Meta:
        model = SamplingPlan
        fields = ("id", "version", "title", "year", "domain", "bureau", "description",
                  "closed_on", "items")  # fmt: skip

    @extend_schema_field(PlanProgressSerializer(many=True))
    def get_items(self, plan: SamplingPlan) -> Any:
        user = self.context["request"].user
        return [
            {"id": line.uuid, "name": line.name, "planned": done.planned,
             "sampled": done.sampled, "tested": done.tested, "failed": done.failed}
            for line, done in progress_of(plan, user)
        ]  # fmt: skip
