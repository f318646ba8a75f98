"""What callers read of ledger items, returns, notices and scores."""

from typing import Any

from rest_framework import serializers

from campaigns.models import (
    AssessmentScore,
    LedgerEntry,
    LedgerItem,
    Notice,
    NoticeReceipt,
    Return,
    ReturnCell,
    ReturnCorrection,
)


class RelatedBureauSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)


class RelatedRecordSerializer(serializers.Serializer[Any]):
    """A record beside another one: its public id and what it is called."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    name = serializers.CharField(source="__str__", read_only=True)


class LedgerEntrySerializer(serializers.ModelSerializer[LedgerEntry]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = LedgerEntry
        fields = ("id", "kind", "on", "by", "text", "paper", "passed", "is_void")


class LedgerItemSerializer(serializers.ModelSerializer[LedgerItem]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    bureau = RelatedBureauSerializer(read_only=True)
    found_by_bureau = RelatedBureauSerializer(read_only=True)
    party = RelatedRecordSerializer(read_only=True, allow_null=True)
    campaign = RelatedRecordSerializer(read_only=True, allow_null=True)
    owner = RelatedRecordSerializer(read_only=True, allow_null=True)
    proposed_by = RelatedRecordSerializer(read_only=True, allow_null=True)
    closed_by = RelatedRecordSerializer(read_only=True, allow_null=True)
    relapse_of = RelatedRecordSerializer(read_only=True, allow_null=True)
    source_ref = serializers.CharField(read_only=True, allow_null=True)
    led_to = serializers.CharField(read_only=True, allow_null=True)
    entries = LedgerEntrySerializer(many=True, read_only=True)

    class Meta:
        model = LedgerItem
        fields = (
            "id",
            "version",
            "number",
            "status",
            "status_label",
            "bureau",
            "found_by_bureau",
            "owner",
            "campaign",
            "source",
            "source_ref",
            "party",
            "place",
            "domain",
            "link",
            "grade",
            "category",
            "description",
            "measure",
            "found_on",
            "due_on",
            "first_due_on",
            "recheck_on",
            "recheck_passed",
            "proposed_by",
            "proposed_on",
            "closed_by",
            "closed_on",
            "led_to",
            "relapse_of",
            "entries",
        )


class ReturnCellSerializer(serializers.ModelSerializer[ReturnCell]):
    code = serializers.CharField(source="indicator.code", read_only=True)
    name = serializers.CharField(source="indicator.title", read_only=True)
    unit = serializers.CharField(source="indicator.unit", read_only=True)
    difference = serializers.DecimalField(
        max_digits=20, decimal_places=4, read_only=True, allow_null=True
    )

    class Meta:
        model = ReturnCell
        fields = (
            "code",
            "name",
            "unit",
            "value",
            "cumulative",
            "computed",
            "computed_cumulative",
            "summed",
            "difference",
            "explanation",
        )


class ReturnCorrectionSerializer(serializers.ModelSerializer[ReturnCorrection]):
    code = serializers.CharField(source="indicator.code", read_only=True)
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = ReturnCorrection
        fields = ("code", "old_value", "value", "reason", "by", "on")


class CampaignReturnSerializer(serializers.ModelSerializer[Return]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    bureau = RelatedBureauSerializer(read_only=True)
    campaign = RelatedRecordSerializer(read_only=True)
    schedule = RelatedRecordSerializer(read_only=True)
    submitted_by = RelatedRecordSerializer(read_only=True, allow_null=True)
    cells = ReturnCellSerializer(many=True, read_only=True)
    corrections = ReturnCorrectionSerializer(many=True, read_only=True)

    class Meta:
        model = Return
        fields = (
            "id",
            "version",
            "status",
            "status_label",
            "bureau",
            "campaign",
            "schedule",
            "starts_on",
            "ends_on",
            "due_on",
            "work",
            "problems",
            "next_steps",
            "typical_cases",
            "return_reason",
            "submitted_on",
            "submitted_by",
            "accepted_on",
            "locked_on",
            "cells",
            "corrections",
        )


class ReceiptSerializer(serializers.ModelSerializer[NoticeReceipt]):
    bureau = RelatedBureauSerializer(read_only=True)
    read_by = RelatedRecordSerializer(read_only=True, allow_null=True)
    replied_by = RelatedRecordSerializer(read_only=True, allow_null=True)

    class Meta:
        model = NoticeReceipt
        fields = ("bureau", "read_on", "read_by", "replied_on", "replied_by", "reply")


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau = RelatedBureauSerializer(read_only=True)
    campaign = RelatedRecordSerializer(read_only=True, allow_null=True)
    sent_by = RelatedRecordSerializer(read_only=True)
    receipts = ReceiptSerializer(source="seen_receipts", many=True, read_only=True)

    class Meta:
        model = Notice
        fields = (
            "id",
            "version",
            "number",
            "kind",
            "bureau",
            "campaign",
            "title",
            "content",
            "sent_by",
            "sent_on",
            "read_by",
            "reply_by",
            "receipts",
        )


class ScoreSerializer(serializers.ModelSerializer[AssessmentScore]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    bureau = RelatedBureauSerializer(read_only=True)
    campaign = RelatedRecordSerializer(read_only=True)
    item = RelatedRecordSerializer(read_only=True)

    class Meta:
        model = AssessmentScore
        fields = (
            "id",
            "version",
            "status",
            "status_label",
            "bureau",
            "campaign",
            "item",
            "weight",
            "score",
            "first_score",
            "evidence",
            "scored_on",
            "appeal",
            "adjustment_reason",
        )
