"""What acts on measures and samples are told. Amounts in yuan, days local."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from accounts.models import User
from enforcement.api.case_inputs import REASON, TEXT, OfficersField, YuanInputField
from enforcement.api.fields import RecordField
from enforcement.api.matter import DomainField, PartyField
from enforcement.models import (
    Case,
    Finding,
    Inspection,
    LiftGround,
    Measure,
    MeasureKind,
    MovementKind,
    RecallLevel,
    SampleResult,
    SamplingPlanItem,
)
from enforcement.models.sampling_plan import SamplingPlan
from law.regulatory import RegulatoryKind
from law.vocabularies import Domain
from registry.models import Batch, Product


class QuantityInput(serializers.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=3, min_value=Decimal(0), **kwargs)


class ItemInput(serializers.Serializer[Any]):
    """One line of a list."""

    name = serializers.CharField(max_length=200)
    specification = serializers.CharField(max_length=200, required=False, allow_blank=True)
    batch_number = serializers.CharField(max_length=60, required=False, allow_blank=True)
    quantity = QuantityInput()
    unit = serializers.CharField(max_length=20)
    state = serializers.CharField(max_length=200, required=False, allow_blank=True)
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)


class OnSiteInput(serializers.Serializer[Any]):
    """Who was present, and who keeps the goods."""

    party_present = serializers.CharField(max_length=100, required=False, allow_blank=True)
    witness = serializers.CharField(max_length=100, required=False, allow_blank=True)
    custodian = serializers.CharField(max_length=100, required=False, allow_blank=True)
    custody_place = serializers.CharField(max_length=200, required=False, allow_blank=True)


class MeasureInput(serializers.Serializer[Any]):
    """A measure on a case or an inspection, to be approved before it is carried out."""

    kind = serializers.ChoiceField(choices=MeasureKind.choices)
    case = RecordField(Case, required=False, allow_null=True)
    inspection = RecordField(Inspection, required=False, allow_null=True)
    replaces = RecordField(Measure, required=False, allow_null=True)
    grounds = serializers.CharField(max_length=TEXT)
    basis = serializers.CharField(max_length=300)
    items = ItemInput(many=True)
    officers = OfficersField()
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)


class AtOnceInput(MeasureInput):
    """The same, carried out already; the head approves it within twenty-four hours."""

    imposed_at = serializers.DateTimeField()
    on_site = OnSiteInput()


class CarryOutInput(serializers.Serializer[Any]):
    """Without ``items`` the list is as it was intended."""

    imposed_at = serializers.DateTimeField()
    on_site = OnSiteInput()
    items = ItemInput(many=True, required=False)


class TestingInput(serializers.Serializer[Any]):
    told_on = serializers.DateField()
    told_until = serializers.DateField()
    paper = serializers.CharField(max_length=100)


class TestedInput(serializers.Serializer[Any]):
    ended_on = serializers.DateField()
    paper = serializers.CharField(max_length=100)
    result = serializers.CharField(max_length=REASON)


class HandlingInput(serializers.Serializer[Any]):
    handled_on = serializers.DateField()
    handling = serializers.CharField(max_length=TEXT)


class LiftInput(serializers.Serializer[Any]):
    ground = serializers.ChoiceField(choices=LiftGround.choices)
    note = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class CustodyInput(serializers.Serializer[Any]):
    custodian = serializers.CharField(max_length=100)
    custody_place = serializers.CharField(max_length=200)
    paper = serializers.CharField(max_length=100)


class JoinInput(serializers.Serializer[Any]):
    case = RecordField(Case)


class DisposedPartInput(serializers.Serializer[Any]):
    """How much of an item; without ``quantity`` all that is held."""

    item = serializers.UUIDField()
    quantity = QuantityInput(required=False, allow_null=True)


class DisposeInput(serializers.Serializer[Any]):
    parts = DisposedPartInput(many=True)
    kind = serializers.ChoiceField(choices=MovementKind.choices)
    moved_on = serializers.DateField()
    receiver = serializers.CharField(max_length=200)
    paper = serializers.CharField(max_length=100)
    proceeds = YuanInputField(required=False, allow_null=True)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class RegulatoryInput(serializers.Serializer[Any]):
    """Without ``basis`` the article of the catalogue."""

    kind = serializers.ChoiceField(choices=RegulatoryKind.choices)
    party = PartyField()
    domain = DomainField()
    facts = serializers.CharField(max_length=TEXT)
    demand = serializers.CharField(max_length=TEXT)
    due_on = serializers.DateField(required=False, allow_null=True)
    basis = serializers.CharField(max_length=300, required=False, allow_blank=True)
    case = RecordField(Case, required=False, allow_null=True)
    inspection = RecordField(Inspection, required=False, allow_null=True)
    finding = RecordField(Finding, required=False, allow_null=True)
    is_public = serializers.BooleanField(required=False)


class ServedOnInput(serializers.Serializer[Any]):
    served_on = serializers.DateField()


class ResponseInput(serializers.Serializer[Any]):
    responded_on = serializers.DateField()
    response = serializers.CharField(max_length=TEXT)


class RecheckInput(serializers.Serializer[Any]):
    rechecked_on = serializers.DateField()
    recheck = serializers.CharField(max_length=TEXT)


class PlanLineInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)
    target = serializers.IntegerField(min_value=1, max_value=1_000_000)


class SamplingPlanInput(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    year = serializers.IntegerField(min_value=2000, max_value=2100)
    domain = serializers.ChoiceField(choices=Domain.choices)
    items = PlanLineInput(many=True)
    description = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)


class LineField(RecordField):
    """A line of a plan the caller knows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(SamplingPlanItem, **kwargs)

    def rows(self) -> Any:
        user: User = self.user
        plans = SamplingPlan.objects.visible_to(user)
        return SamplingPlanItem.objects.filter(plan__in=plans).select_related("plan")


class SampleInput(serializers.Serializer[Any]):
    party = PartyField()
    product = RecordField(Product, required=False, allow_null=True)
    batch = RecordField(Batch, allow_null=True)
    quantity = QuantityInput()
    quantity_unit = serializers.CharField(max_length=20)
    record_number = serializers.CharField(max_length=60)
    taken_on = serializers.DateField()
    officers = OfficersField()
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)
    value = YuanInputField(required=False, allow_null=True)
    sealed = serializers.BooleanField(required=False)
    plan_item = LineField(required=False, allow_null=True)
    inspection = RecordField(Inspection, required=False, allow_null=True)


class SendInput(serializers.Serializer[Any]):
    laboratory = serializers.CharField(max_length=200)
    sent_on = serializers.DateField()


class TestReportInput(serializers.Serializer[Any]):
    result = serializers.ChoiceField(choices=SampleResult.choices)
    report_number = serializers.CharField(max_length=60)
    standard = serializers.CharField(max_length=200)
    reported_on = serializers.DateField()
    received_on = serializers.DateField()
    failed_items = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class TellInput(serializers.Serializer[Any]):
    party = PartyField()
    told_on = serializers.DateField()


class RetestInput(serializers.Serializer[Any]):
    party = PartyField()
    asked_on = serializers.DateField()


class LaboratoryInput(serializers.Serializer[Any]):
    laboratory = serializers.CharField(max_length=200)


class RetestReportInput(serializers.Serializer[Any]):
    result = serializers.ChoiceField(choices=SampleResult.choices)
    report_number = serializers.CharField(max_length=60)
    retested_on = serializers.DateField()


class ContentInput(serializers.Serializer[Any]):
    content = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)


class RecallInput(serializers.Serializer[Any]):
    level = serializers.ChoiceField(choices=RecallLevel.choices)
    started_on = serializers.DateField()
    to_recall = QuantityInput(required=False, allow_null=True)
    by_order = serializers.BooleanField(required=False)


class ProgressInput(serializers.Serializer[Any]):
    reported_on = serializers.DateField()
    recalled = QuantityInput()
    progress = serializers.CharField(max_length=REASON)


class CompleteRecallInput(serializers.Serializer[Any]):
    completed_on = serializers.DateField()
    recalled = QuantityInput()


class SummaryInput(serializers.Serializer[Any]):
    summary_on = serializers.DateField()


class RecallReviewInput(serializers.Serializer[Any]):
    review = serializers.CharField(max_length=TEXT)
