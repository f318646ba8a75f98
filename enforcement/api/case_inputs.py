"""What the acts of a case are told. Amounts in yuan."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from campaigns.models import Campaign
from enforcement.api.fields import OfficerField, RecordField
from enforcement.api.matter import DomainField, PartyField
from enforcement.models import (
    Clue,
    Exemption,
    Finding,
    Inspection,
    PaymentKind,
    ServiceMethod,
    Violation,
)
from enforcement.services.gates.criminal import CriminalAnswer
from enforcement.services.proposals import PersonFine
from enforcement.services.ways import Proof
from law.penalty_kinds import Activity, Level, PenaltyKind
from law.ranges import DiscretionStep
from law.vocabularies import AreaTag, KeyVariety, Link
from registry.models import Batch, Product

TEXT = 20_000
REASON = 2_000


class YuanInputField(serializers.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=16, decimal_places=2, min_value=Decimal(0), **kwargs)


class OfficersField(serializers.ListField):
    """Ids of officers; the first leads."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=OfficerField(), allow_empty=False, max_length=20, **kwargs)


class CaseInput(serializers.Serializer[Any]):
    """What a filing is submitted with; the rest is taken from clue or inspection."""

    violation = serializers.CharField(max_length=60)
    officers = OfficersField()
    clue = RecordField(Clue, required=False, allow_null=True)
    inspection = RecordField(Inspection, required=False, allow_null=True)
    findings = RecordField(Finding, many=True, required=False)
    party = PartyField(required=False, allow_null=True)
    facts = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    is_major = serializers.BooleanField(required=False)
    campaigns = RecordField(Campaign, many=True, required=False)


class CaseChangeInput(serializers.Serializer[Any]):
    """What is corrected; the fields that are left out stay as they are."""

    title = serializers.CharField(max_length=200, required=False)
    facts = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    discovered_on = serializers.DateField(required=False, allow_null=True)
    domain = DomainField(required=False)
    link = serializers.ChoiceField(choices=Link.choices, required=False, allow_blank=True)
    area = serializers.ChoiceField(choices=AreaTag.choices, required=False, allow_blank=True)
    key_variety = serializers.ChoiceField(
        choices=KeyVariety.choices, required=False, allow_blank=True
    )
    product = RecordField(Product, required=False, allow_null=True)
    batch = RecordField(Batch, required=False, allow_null=True)
    is_major = serializers.BooleanField(required=False)


class NoteInput(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class ReasonInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON)


class OfficersInput(serializers.Serializer[Any]):
    officers = OfficersField()


class ViolationInput(serializers.Serializer[Any]):
    provision = serializers.CharField(max_length=80)
    facts = serializers.CharField(max_length=TEXT)
    level = serializers.ChoiceField(choices=Level.choices, required=False)
    activity = serializers.ChoiceField(
        choices=Activity.choices, required=False, allow_blank=True
    )
    began_on = serializers.DateField(required=False, allow_null=True)
    ended_on = serializers.DateField(required=False, allow_null=True)
    goods_value = YuanInputField(required=False, allow_null=True)
    illegal_income = YuanInputField(required=False, allow_null=True)
    base = YuanInputField(required=False, allow_null=True)
    same_act_as = RecordField(Violation, required=False, allow_null=True)
    harmful = serializers.BooleanField(required=False)


class CriminalInput(serializers.Serializer[Any]):
    """Whether the facts suggest a crime; with signs a transfer, or why there is none."""

    signs_found = serializers.BooleanField(required=False, allow_null=True, default=None)
    signs = serializers.ListField(child=serializers.CharField(max_length=40), required=False)
    why_not_transferred = serializers.CharField(
        max_length=REASON, required=False, allow_blank=True
    )


def answered(told: dict[str, Any]) -> CriminalAnswer | None:
    """The answer as ``submit_penalty`` takes it; None where there is none."""
    if told["signs_found"] is None:
        return None
    signs, why = tuple(told.get("signs", ())), told.get("why_not_transferred", "")
    return CriminalAnswer(told["signs_found"], signs, why)


class PersonInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=50)
    position = serializers.CharField(max_length=50, required=False, allow_blank=True)
    fine = YuanInputField(required=False)
    banned_years = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=99
    )
    banned_for_life = serializers.BooleanField(required=False)

    def to_internal_value(self, data: Any) -> PersonFine:
        return PersonFine(**super().to_internal_value(data))


class ProposalInput(serializers.Serializer[Any]):
    step = serializers.ChoiceField(choices=DiscretionStep.choices)
    fine = YuanInputField(required=False)
    confiscated_income = YuanInputField(required=False)
    confiscated_goods_value = YuanInputField(required=False)
    penalty_kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=PenaltyKind.choices), required=False
    )
    reasons = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    mitigation_basis = serializers.CharField(max_length=200, required=False, allow_blank=True)
    exemption = serializers.ChoiceField(
        choices=Exemption.choices, required=False, allow_blank=True
    )
    persons = PersonInput(many=True, required=False)


class ServedInput(serializers.Serializer[Any]):
    """How the party received it and what proves it; by hand and today if left out."""

    served_on = serializers.DateField(required=False, allow_null=True)
    method = serializers.ChoiceField(choices=ServiceMethod.choices, required=False)
    recipient = serializers.CharField(max_length=100, required=False, allow_blank=True)
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)
    witnesses = serializers.CharField(max_length=200, required=False, allow_blank=True)
    reason = serializers.CharField(max_length=REASON, required=False, allow_blank=True)
    tracking = serializers.CharField(max_length=60, required=False, allow_blank=True)
    organ = serializers.CharField(max_length=100, required=False, allow_blank=True)
    address = serializers.CharField(max_length=200, required=False, allow_blank=True)
    consent = serializers.CharField(max_length=100, required=False, allow_blank=True)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        proof = super().to_internal_value(data)
        day = proof.pop("served_on", None)
        return {"served_on": day, "proof": Proof(**proof)}


class DefenceInput(serializers.Serializer[Any]):
    """Either what the party stated, or that it waived its defence."""

    defence = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    heard_on = serializers.DateField(required=False, allow_null=True)
    waived = serializers.BooleanField(required=False)
    hearing_waived = serializers.BooleanField(required=False)


class PaymentInput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=PaymentKind.choices)
    amount = YuanInputField()
    paid_on = serializers.DateField()
    receipt = serializers.CharField(max_length=60)


class ClosingInput(serializers.Serializer[Any]):
    report = serializers.CharField(max_length=TEXT)
