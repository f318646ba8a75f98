from rest_framework import serializers

from registry.models.party import RiskClass
from risk.models import PartyGrade


class PartyGradeSerializer(serializers.ModelSerializer[PartyGrade]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    party = serializers.UUIDField(source="party.uuid", read_only=True)
    risk_class = serializers.ChoiceField(choices=RiskClass.choices)
    reason = serializers.CharField(max_length=2000)
    graded_by = serializers.CharField(source="graded_by.name", read_only=True)

    class Meta:
        model = PartyGrade
        fields = ("id", "party", "year", "risk_class", "reason", "graded_on", "graded_by")
        read_only_fields = ("graded_on",)
