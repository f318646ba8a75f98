from typing import Any

from rest_framework import serializers

from accounts.models import Bureau
from audit.kinds import title_of
from audit.models import AuditEvent
from core.models import Job
from reporting.models import AnnualEdition
from reporting.services.list_exports import password_of


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


class ExportSerializer(serializers.Serializer[None]):
    """Either a year's annual tables, or a list by its address."""

    year = serializers.IntegerField(required=False)
    list = serializers.CharField(
        required=False, max_length=200, help_text="The list's own address, such as /parties/."
    )
    query = serializers.CharField(required=False, max_length=5_000, allow_blank=True)
    columns = serializers.ListField(
        child=serializers.CharField(max_length=64), required=False, max_length=200
    )
    form = serializers.CharField(required=False, help_text="xlsx, csv or jsonl.")
    bureau = serializers.SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all(), required=False
    )


class ExportJobSerializer(serializers.ModelSerializer[Job]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    archive_password = serializers.SerializerMethodField(
        help_text="Of the archive, where the file names people."
    )

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
            "archive_password",
            "created_at",
            "finished_at",
        )

    def get_archive_password(self, job: Job) -> str:
        return password_of(job)


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
