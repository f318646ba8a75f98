"""Transfers, hand-overs, assistance requests and supervisions, as the API gives them."""

from typing import Any

from rest_framework import serializers

from enforcement.api.fields import BureauNameSerializer, NamedSerializer
from enforcement.models import (
    AssistanceRequest,
    HandOver,
    Supervision,
    SupervisionReport,
    Transfer,
)


class AroundSerializer(serializers.ModelSerializer[Any]):
    """Id, state in words, bureau, and the limit that ends first."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    due_on = serializers.DateField(source="limit_due_on", read_only=True, allow_null=True)


HEAD = ("id", "version", "status", "status_label", "bureau", "due_on")


class CaseTransferSerializer(AroundSerializer):
    case = NamedSerializer(read_only=True)

    class Meta:
        model = Transfer
        fields = (
            *HEAD,
            "case",
            "kind",
            "to_name",
            "charge",
            "reason",
            "proposed_on",
            "decided_on",
            "handed_over_on",
            "receipt",
            "answered_on",
            "notice",
            "answer",
            "items_handed_on",
            "returned_on",
            "return_ground",
        )
        read_only_fields = fields


class HandOverSerializer(AroundSerializer):
    case = NamedSerializer(read_only=True, allow_null=True)
    clue = NamedSerializer(read_only=True, allow_null=True)
    from_bureau = BureauNameSerializer(read_only=True)
    to_bureau = BureauNameSerializer(read_only=True)
    superior = BureauNameSerializer(read_only=True, allow_null=True)

    class Meta:
        model = HandOver
        fields = (
            *HEAD,
            "case",
            "clue",
            "from_bureau",
            "to_bureau",
            "reason",
            "offered_on",
            "answer",
            "answered_on",
            "superior",
            "designation",
            "designated_on",
        )
        read_only_fields = fields


class AssistanceSerializer(AroundSerializer):
    """``case`` is named only to those who may read it."""

    from_bureau = BureauNameSerializer(read_only=True, allow_null=True)
    handler = NamedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = AssistanceRequest
        fields = (
            *HEAD,
            "number",
            "title",
            "request",
            "domain",
            "urgent",
            "from_bureau",
            "outside",
            "asked_on",
            "handler",
            "answer",
            "answered_on",
        )
        read_only_fields = fields


class SupervisionReportSerializer(serializers.ModelSerializer[SupervisionReport]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = SupervisionReport
        fields = ("id", "due_on", "text", "reported_on")
        read_only_fields = fields


class SupervisionSerializer(serializers.ModelSerializer[Supervision]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    case = NamedSerializer(read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    by_bureau = BureauNameSerializer(read_only=True)
    reports = SupervisionReportSerializer(many=True, read_only=True)

    class Meta:
        model = Supervision
        fields = (
            "id",
            "version",
            "case",
            "bureau",
            "by_bureau",
            "reason",
            "begun_on",
            "lifted_on",
            "lift_reason",
            "reports",
        )
        read_only_fields = fields
