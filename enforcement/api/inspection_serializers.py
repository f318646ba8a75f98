from typing import Any

from rest_framework import serializers

from accounts.models import Bureau
from enforcement.api.fields import NamedSerializer, OfficerField, RecordField
from enforcement.api.matter import (
    READ_FIELDS,
    AxesInput,
    DomainField,
    MatterSerializer,
    PartyField,
)
from enforcement.models import (
    Clue,
    Finding,
    Inspection,
    InspectionKind,
    SiteConclusion,
)
from law.vocabularies import DefectGrade

TEXT = 20_000
REASON = 2_000
# More would be no team: the largest inspections have about a dozen.
MOST_OFFICERS = 30


class TeamSerializer(serializers.Serializer[Any]):
    """An officer of the team, with the certificate as it was on the day."""

    id = serializers.UUIDField(source="officer.uuid", read_only=True)
    name = serializers.CharField(source="officer.name", read_only=True)
    is_lead = serializers.BooleanField(read_only=True)
    certificate_number = serializers.CharField(read_only=True)


class FindingSerializer(serializers.ModelSerializer[Finding]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)

    class Meta:
        model = Finding
        fields = (
            "id",
            "version",
            "seq",
            "grade",
            "description",
            "demand",
            "due_on",
            "status",
            "status_label",
            "rectified_on",
            "rectification",
        )


class InspectionSerializer(MatterSerializer):
    officers = TeamSerializer(source="team", many=True, read_only=True)
    findings = FindingSerializer(many=True, read_only=True)
    for_clue = NamedSerializer(read_only=True, allow_null=True)
    rechecks = NamedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Inspection
        fields = (
            *READ_FIELDS,
            "planned_on",
            "inspected_on",
            "started_at",
            "ended_at",
            "place",
            "officers",
            "for_clue",
            "rechecks",
            "site_conclusion",
            "summary",
            "party_kind",
            "findings",
        )


class _InspectionFacts(AxesInput):
    kind = serializers.ChoiceField(choices=InspectionKind.choices, required=False)
    for_clue = RecordField(Clue, required=False, allow_null=True)
    rechecks = RecordField(Inspection, required=False, allow_null=True)
    summary = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    started_at = serializers.TimeField(required=False, allow_null=True)
    ended_at = serializers.TimeField(required=False, allow_null=True)


class InspectionInput(_InspectionFacts):
    """What an inspection is logged with; the first officer leads."""

    party = PartyField()
    domain = DomainField()
    inspected_on = serializers.DateField()
    officers = serializers.ListField(child=OfficerField(), max_length=MOST_OFFICERS)


class PlanInput(_InspectionFacts):
    """What an inspection is planned with; the first officer leads."""

    party = PartyField()
    domain = DomainField()
    planned_on = serializers.DateField()
    officers = serializers.ListField(child=OfficerField(), max_length=MOST_OFFICERS)


class InspectionChangeInput(_InspectionFacts):
    """What is corrected; the fields that are left out stay as they are."""

    domain = DomainField(required=False)
    inspected_on = serializers.DateField(required=False)
    planned_on = serializers.DateField(required=False)
    officers = serializers.ListField(
        child=OfficerField(), max_length=MOST_OFFICERS, required=False
    )


class BeginInput(serializers.Serializer[Any]):
    inspected_on = serializers.DateField()
    started_at = serializers.TimeField(required=False, allow_null=True)


class CompleteInput(serializers.Serializer[Any]):
    site_conclusion = serializers.ChoiceField(choices=SiteConclusion.choices)
    ended_at = serializers.TimeField(required=False, allow_null=True)
    summary = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)


class FindingInput(serializers.Serializer[Any]):
    grade = serializers.ChoiceField(choices=DefectGrade.choices)
    description = serializers.CharField(max_length=TEXT)
    demand = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    due_on = serializers.DateField(required=False, allow_null=True)


class RectifiedInput(serializers.Serializer[Any]):
    rectified_on = serializers.DateField()
    rectification = serializers.CharField(max_length=TEXT)


class OpenClueInput(serializers.Serializer[Any]):
    """Which findings become a clue; without ``bureau``, the one that files cases."""

    findings = RecordField(Finding, many=True, allow_empty=False)
    content = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    bureau = serializers.SlugRelatedField(
        slug_field="code", queryset=Bureau.objects.all(), required=False, allow_null=True
    )
