"""What hangs on a case between review and decision, as the API gives it."""

from typing import Any

from rest_framework import serializers

from enforcement.api.fields import BureauNameSerializer, NamedSerializer
from enforcement.models import (
    CaseReview,
    DecisionChange,
    Discussion,
    DocumentService,
    Hearing,
    InvestigationReport,
    PenaltyNotice,
)

HEAD = ("id", "version")


class HearingSerializer(serializers.ModelSerializer[Hearing]):
    """A hearing from the request to its report."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    case = NamedSerializer(read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    host = NamedSerializer(read_only=True, allow_null=True)
    recorder = NamedSerializer(read_only=True, allow_null=True)
    document = NamedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Hearing
        fields = (
            *HEAD,
            "case",
            "bureau",
            "requested_on",
            "grounds",
            "host",
            "recorder",
            "takes_place_on",
            "takes_place_at",
            "place",
            "is_public",
            "document",
            "notice_served_on",
            "announced_on",
            "held_on",
            "attendance",
            "record",
            "party_absent",
            "reported_on",
            "opinion",
            "withdrawn_on",
            "withdrawn_why",
        )
        read_only_fields = fields


class ReportSerializer(serializers.ModelSerializer[InvestigationReport]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    written_by = NamedSerializer(read_only=True)

    class Meta:
        model = InvestigationReport
        fields = (
            *HEAD,
            "facts",
            "evidence",
            "character",
            "handling",
            "is_complex",
            "public_interest",
            "concluded_on",
            "written_by",
        )
        read_only_fields = fields


class ReviewSerializer(serializers.ModelSerializer[CaseReview]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    review = serializers.CharField(source="kind", read_only=True)
    reviewed_by = NamedSerializer(read_only=True)

    class Meta:
        model = CaseReview
        fields = (*HEAD, "review", "opinion", "words", "reviewed_by", "reviewed_on")
        read_only_fields = fields


class PenaltyNoticeSerializer(serializers.ModelSerializer[PenaltyNotice]):
    """What the party was told, and why it may ask for a hearing."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    document = NamedSerializer(read_only=True)
    told = serializers.DictField(read_only=True)
    hearing_grounds = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = PenaltyNotice
        fields = (
            *HEAD,
            "document",
            "told",
            "hearing_grounds",
            "served_on",
            "hearing_waived_on",
        )
        read_only_fields = fields


class DiscussionSerializer(serializers.ModelSerializer[Discussion]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    chair = NamedSerializer(read_only=True)
    participants = NamedSerializer(many=True, read_only=True)

    class Meta:
        model = Discussion
        fields = (
            *HEAD,
            "held_on",
            "chair",
            "participants",
            "opinions",
            "conclusion",
            "agreed",
        )
        read_only_fields = fields


class ServiceSerializer(serializers.ModelSerializer[DocumentService]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    document = NamedSerializer(read_only=True)

    class Meta:
        model = DocumentService
        fields = (
            *HEAD,
            "document",
            "method",
            "recipient",
            "place",
            "witnesses",
            "reason",
            "tracking",
            "organ",
            "address",
            "consent",
            "published_on",
            "served_on",
        )
        read_only_fields = fields


class ChangeSerializer(serializers.ModelSerializer[DecisionChange]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    change = serializers.CharField(source="kind", read_only=True)
    document = NamedSerializer(read_only=True)

    class Meta:
        model = DecisionChange
        fields = (*HEAD, "change", "reason", "wrong", "right", "document", "changed_on")
        read_only_fields = fields


class GroundSerializer(serializers.Serializer[Any]):
    """Why something is owed, and the article that asks for it."""

    code = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)
    article = serializers.CharField(read_only=True)


class CourseSerializer(serializers.Serializer[Any]):
    """A case between review and decision: what it owes, and what was done."""

    hearing_right = GroundSerializer(many=True, read_only=True)
    legal_review = GroundSerializer(many=True, read_only=True)
    discussion = GroundSerializer(many=True, read_only=True)
    report = ReportSerializer(read_only=True, allow_null=True)
    reviews = ReviewSerializer(many=True, read_only=True)
    notices = PenaltyNoticeSerializer(many=True, read_only=True)
    hearings = HearingSerializer(many=True, read_only=True)
    discussions = DiscussionSerializer(many=True, read_only=True)
    services = ServiceSerializer(many=True, read_only=True)
    changes = ChangeSerializer(many=True, read_only=True)
