from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from core.refs import Ref
from workbench.models import (
    Approval,
    ApprovalStep,
    Attachment,
    Comment,
    Delivery,
    Message,
)


@extend_schema_field(serializers.CharField)
class RefField(serializers.Field[Ref | None, str, str | None, Any]):
    """A record as ``kind:uuid``."""

    def to_representation(self, value: Ref | None) -> str | None:
        return None if value is None else str(value)

    def to_internal_value(self, data: Any) -> Ref:
        return Ref.parse(str(data))


class MessageSerializer(serializers.ModelSerializer[Message]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    about = RefField(read_only=True)

    class Meta:
        model = Message
        fields = ("id", "kind", "title", "body", "about", "on", "read_at", "acknowledged_at")
        read_only_fields = fields


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """``id`` is the Message-ID's or the webhook's."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    recipient = serializers.CharField(source="recipient.name", read_only=True)
    bureau = serializers.CharField(source="bureau.code", read_only=True)

    class Meta:
        model = Delivery
        fields = (
            "id",
            "kind",
            "channel",
            "recipient",
            "bureau",
            "on",
            "state",
            "attempts",
            "next_try_at",
            "sent_at",
            "reason",
            "detail",
        )
        read_only_fields = fields


class ApprovalStepSerializer(serializers.ModelSerializer[ApprovalStep]):
    decided_by = serializers.CharField(source="decided_by.name", default=None, read_only=True)
    recorded_by = serializers.CharField(source="recorded_by.name", default=None, read_only=True)

    class Meta:
        model = ApprovalStep
        fields = (
            "seq",
            "role",
            "outcome",
            "decided_by",
            "decided_on",
            "reason",
            "recorded_by",
        )
        read_only_fields = fields


class ApprovalSerializer(serializers.ModelSerializer[Approval]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    about = RefField(read_only=True)
    bureau = serializers.CharField(source="bureau.code", read_only=True)
    submitted_by = serializers.CharField(source="submitted_by.name", read_only=True)
    steps = ApprovalStepSerializer(many=True, read_only=True)

    class Meta:
        model = Approval
        fields = (
            "id",
            "about",
            "act",
            "title",
            "summary",
            "bureau",
            "submitted_by",
            "submitted_on",
            "state",
            "current_seq",
            "ended_on",
            "steps",
            "version",
        )
        read_only_fields = fields


class OpinionSerializer(serializers.Serializer[Any]):
    """``seq``: the step that was looked at; without it the present one is decided."""

    reason = serializers.CharField(required=False, allow_blank=True, default="")
    seq = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1)


class ReturnSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField()
    seq = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1)


class CommentSerializer(serializers.ModelSerializer[Comment]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    about = RefField()
    author = serializers.CharField(source="author.name", read_only=True)

    class Meta:
        model = Comment
        fields = ("id", "about", "author", "text", "created_at")
        read_only_fields = ("id", "author", "created_at")


class BulkSerializer(serializers.Serializer[Any]):
    """Which submissions, by their ids."""

    ids = serializers.ListField(child=serializers.UUIDField(), allow_empty=False, max_length=50)
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class BulkLineSerializer(serializers.Serializer[Any]):
    """What became of one: done, or why not."""

    id = serializers.UUIDField(source="approval.uuid", read_only=True)
    title = serializers.CharField(source="approval.title", read_only=True)
    is_done = serializers.BooleanField(read_only=True)
    refusal = serializers.CharField(read_only=True)


class PaperSerializer(serializers.Serializer[Any]):
    """A signature on paper: whose, when, what, and the scan."""

    signatory = serializers.UUIDField()
    signed_on = serializers.DateField()
    agreed = serializers.BooleanField()
    reason = serializers.CharField(required=False, allow_blank=True, default="")
    scan = serializers.FileField()

    def validate_signatory(self, value: Any) -> User:
        for person in self.context["signatories"]:
            if person.uuid == value:
                found: User = person
                return found
        raise serializers.ValidationError(_("This person does not hold the present step."))


class AttachmentSerializer(serializers.ModelSerializer[Attachment]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    about = RefField(read_only=True)
    media_type = serializers.CharField(source="kind", read_only=True)

    class Meta:
        model = Attachment
        fields = ("id", "about", "name", "media_type", "size", "sha256", "added_on")
        read_only_fields = fields
