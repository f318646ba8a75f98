from typing import Any

from rest_framework import serializers

from accounts.models import Bureau
from audit.kinds import title_of
from audit.models import AuditEvent
from core.models import Job
from reporting.models import AnnualEdition


class AnnualEditionSerializer(serializers.ModelSerializer[AnnualEdition]):
    """An edition without its tables: what the list gives."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = AnnualEdition
        fields = (
            "id",
            "version",
            "bureau",
            "year",
            "number",
            "starts_on",
            "ends_on",
            "status",
            "content_hash",
            "audit_head",
            "frozen_on",
        )


class AnnualTablesSerializer(AnnualEditionSerializer):
    """One edition with every cell; money in yuan."""

    class Meta(AnnualEditionSerializer.Meta):
        fields = (*AnnualEditionSerializer.Meta.fields, "content")  # type: ignore[assignment]


class YearSerializer(serializers.Serializer[None]):
    year = serializers.IntegerField()


class ExportSerializer(YearSerializer):
    bureau = serializers.SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all(), required=False
    )


class ExportJobSerializer(serializers.ModelSerializer[Job]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = Job
        fields = (
            "id",
            "version",
            "kind",
            "title",
            "state",
            "done",
            "total",
            "error",
            "file_name",
            "created_at",
            "finished_at",
        )


class AuditEventSerializer(serializers.ModelSerializer[AuditEvent]):
    id = serializers.IntegerField(read_only=True)
    act = serializers.SerializerMethodField()

    class Meta:
        model = AuditEvent
        fields = (
            "id",
            "at",
            "on",
            "kind",
            "act",
            "actor_name",
            "actor_bureau_code",
            "on_behalf_of",
            "token",
            "subject_kind",
            "subject_uuid",
            "subject_title",
            "root_kind",
            "root_uuid",
            "before",
            "after",
            "note",
        )

    def get_act(self, event: AuditEvent) -> str:
        return title_of(event.kind)
