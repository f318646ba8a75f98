from decimal import Decimal
from typing import Any

from rest_framework import serializers

from campaigns.models import Campaign
from enforcement.api.case_inputs import REASON
from enforcement.api.fields import (
    BureauNameSerializer,
    NamedSerializer,
    OfficerField,
    RecordField,
)
from enforcement.api.matter import DomainField, PartyField
from enforcement.models import (
    Draw,
    DrawChange,
    DrawnParty,
    DrawStratum,
    InspectionPlan,
    PairRule,
)
from law.vocabularies import AreaTag, Link
from registry.models import KeyList
from registry.models.party import RiskClass


class StratumSerializer(serializers.ModelSerializer[DrawStratum]):
    key_list = NamedSerializer(read_only=True, allow_null=True)

    class Meta:
        model = DrawStratum
        fields = ("seq", "name", "risk_class", "link", "area", "key_list", "ratio")
        read_only_fields = fields


class DrawnPartySerializer(serializers.ModelSerializer[DrawnParty]):
    party = NamedSerializer(read_only=True)
    first = NamedSerializer(read_only=True)
    second = NamedSerializer(read_only=True)
    inspection = NamedSerializer(read_only=True)

    class Meta:
        model = DrawnParty
        fields = (
            "seq",
            "stratum",
            "party",
            "party_key",
            "first",
            "first_key",
            "second",
            "second_key",
            "inspection",
        )
        read_only_fields = fields


class DrawChangeSerializer(serializers.ModelSerializer[DrawChange]):
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = DrawChange
        fields = (
            "number",
            "seq",
            "what",
            "out_key",
            "out_name",
            "in_key",
            "in_name",
            "skipped",
            "reason",
            "by",
            "on",
        )
        read_only_fields = fields


class DrawSerializer(serializers.ModelSerializer[Draw]):
    """A draw; the frozen text itself is ``draws/{id}/pool/``."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    status_label = serializers.CharField(source="get_status_display", read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    plan = NamedSerializer(read_only=True, allow_null=True)
    campaign = NamedSerializer(read_only=True, allow_null=True)
    announced_by = NamedSerializer(read_only=True, allow_null=True)
    drawn_by = NamedSerializer(read_only=True, allow_null=True)
    strata = StratumSerializer(many=True, read_only=True)
    drawn = DrawnPartySerializer(many=True, read_only=True)
    changes = DrawChangeSerializer(many=True, read_only=True)

    class Meta:
        model = Draw
        fields = (
            "id",
            "version",
            "number",
            "title",
            "status",
            "status_label",
            "bureau",
            "domain",
            "plan",
            "campaign",
            "planned_on",
            "recent_months",
            "pair_rule",
            "seed",
            "public_source",
            "public_value",
            "inputs_hash",
            "announced_at",
            "announced_by",
            "drawn_at",
            "drawn_by",
            "published_on",
            "publication",
            "strata",
            "drawn",
            "changes",
        )


class NewDrawInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    domain = DomainField()
    planned_on = serializers.DateField()
    recent_months = serializers.IntegerField(min_value=0, max_value=60, required=False)
    pair_rule = serializers.ChoiceField(choices=PairRule.choices, required=False)
    plan = RecordField(InspectionPlan, required=False, allow_null=True)
    campaign = RecordField(Campaign, required=False, allow_null=True)


class StratumInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    ratio = serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=Decimal("0.01"), max_value=Decimal(100)
    )
    risk_class = serializers.ChoiceField(
        choices=RiskClass.choices, required=False, allow_blank=True
    )
    link = serializers.ChoiceField(choices=Link.choices, required=False, allow_blank=True)
    area = serializers.ChoiceField(choices=AreaTag.choices, required=False, allow_blank=True)
    key_list = RecordField(KeyList, required=False, allow_null=True)


class ExclusionInput(serializers.Serializer[Any]):
    """Either a party or an officer."""

    party = PartyField(required=False, allow_null=True)
    officer = OfficerField(required=False, allow_null=True)
    reason = serializers.CharField(max_length=200)


class SeedInput(serializers.Serializer[Any]):
    seed = serializers.CharField(max_length=200)
    public_source = serializers.CharField(max_length=200, required=False, allow_blank=True)


class RunInput(serializers.Serializer[Any]):
    public_value = serializers.CharField(max_length=100, required=False, allow_blank=True)


class ReplacePartyInput(serializers.Serializer[Any]):
    seq = serializers.IntegerField(min_value=1, max_value=32767)
    reason = serializers.CharField(max_length=REASON)


class ReplaceOfficerInput(ReplacePartyInput):
    officer = OfficerField()


class PublicationInput(serializers.Serializer[Any]):
    publication = serializers.CharField(max_length=300)


class LotSerializer(serializers.Serializer[Any]):
    """One lot drawn again, by keys."""

    seq = serializers.IntegerField()
    stratum = serializers.IntegerField()
    party = serializers.CharField()
    first = serializers.CharField()
    second = serializers.CharField()


class ReplaySerializer(serializers.Serializer[Any]):
    """Whether the draw comes out the same, and every difference in words."""

    same = serializers.BooleanField()
    inputs_hash = serializers.CharField()
    problems = serializers.ListField(child=serializers.CharField())
    lots = LotSerializer(many=True)


class PoolSerializer(serializers.Serializer[Any]):
    """The frozen text, of which ``inputs_hash`` is the SHA-256 in UTF-8."""

    inputs = serializers.CharField()
    inputs_hash = serializers.CharField()
