from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from campaigns.models import Campaign
from reporting.models import Approx, EditionFile, ReportEdition
from reporting.report_forms.loader import periods


class ReportEditionFileSerializer(serializers.ModelSerializer[EditionFile]):
    """A kept file; the archive of the job brings it byte for byte."""

    class Meta:
        model = EditionFile
        fields = ("form", "name", "size", "sha256")


class ReportEditionSerializer(serializers.ModelSerializer[ReportEdition]):
    """An edition of the report forms without its cells."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    bureau: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    campaign: Any = serializers.SlugRelatedField(slug_field="code", read_only=True)
    restates = serializers.UUIDField(source="restates.uuid", read_only=True, allow_null=True)
    job = serializers.UUIDField(
        source="job.uuid",
        read_only=True,
        allow_null=True,
        help_text="The work that computes it: jobs/{id} tells its owner how far it is.",
    )

    class Meta:
        model = ReportEdition
        fields = (
            "id",
            "version",
            "bureau",
            "period",
            "starts_on",
            "ends_on",
            "campaign",
            "number",
            "restates",
            "restated_because",
            "status",
            "job",
            "content_hash",
            "audit_head",
            "checked_on",
            "approved_on",
            "frozen_on",
        )


class ReportEditionContentSerializer(ReportEditionSerializer):
    """One edition with definitions, values and sentences; amounts in yuan.

    ``content`` is empty while the edition is being computed.
    """

    content = serializers.SerializerMethodField()
    files = ReportEditionFileSerializer(many=True, read_only=True)

    class Meta(ReportEditionSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *ReportEditionSerializer.Meta.fields,
            "content",
            "narrative",
            "files",
        )

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_content(self, edition: ReportEdition) -> Any:
        if edition.is_computing:
            return {}
        book: Any = self.context["book"](edition)
        return book.content


class ReportBeginSerializer(serializers.Serializer[None]):
    """Which period, and for which campaign; own bureau."""

    period = serializers.CharField(max_length=16, help_text="2026-year, 2026-q1, 2026-m03 …")
    campaign = serializers.SlugRelatedField(
        slug_field="code", queryset=Campaign.objects.all(), required=False, allow_null=True
    )

    def validate_period(self, value: str) -> str:
        if value not in periods():
            raise serializers.ValidationError(value)
        return value


class ReportValueSerializer(serializers.Serializer[None]):
    """What the unit reports for a cell; null takes it back. Amounts in yuan."""

    address = serializers.CharField(max_length=160, help_text="form.section.row.column")
    value = serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)
    precision = serializers.ChoiceField(choices=Approx.values, default=Approx.EXACT.value)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class ReportWordsSerializer(serializers.Serializer[None]):
    sentences = serializers.ListField(
        child=serializers.CharField(max_length=4_000, allow_blank=True), max_length=200
    )


class ReportReasonSerializer(serializers.Serializer[None]):
    reason = serializers.CharField(max_length=500)
