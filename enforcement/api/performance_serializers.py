"""What follows a decision, as the API gives it. Amounts in yuan."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from enforcement.api.case_serializers import HEAD, StepSerializer
from enforcement.api.fields import BureauNameSerializer, NamedSerializer
from enforcement.collecting import CollectionState
from enforcement.models import (
    ArchiveEntry,
    CaseStep,
    CounterEntry,
    CourtApplication,
    Demand,
    EnforcementAgreement,
    Payment,
    PaymentKind,
    PaymentPlan,
    Remedy,
)
from enforcement.services.instalments import parts_of


class YuanOutField(serializers.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=16, decimal_places=2, read_only=True, **kwargs)


class CounterEntrySerializer(serializers.ModelSerializer[CounterEntry]):
    """Money given back, or an entry taken back; made under its payment."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    payment = NamedSerializer(read_only=True)
    case = NamedSerializer(source="payment.decision.case", read_only=True)
    bureau = BureauNameSerializer(read_only=True)

    class Meta:
        model = CounterEntry
        fields = (
            *HEAD,
            "payment",
            "case",
            "bureau",
            "kind",
            "amount",
            "on",
            "reason",
            "paper",
            "created_at",
        )
        read_only_fields = fields


class PartSerializer(serializers.Serializer[Any]):
    seq = serializers.IntegerField(source="row.seq", read_only=True)
    due_on = serializers.DateField(source="row.due_on", read_only=True)
    amount = YuanOutField(source="row.amount")
    left = YuanOutField()


class PaymentPlanSerializer(serializers.ModelSerializer[PaymentPlan]):
    """A deferral or instalments, with what is left of each part."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    case = NamedSerializer(source="decision.case", read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    parts = serializers.SerializerMethodField()

    class Meta:
        model = PaymentPlan
        fields = (
            *HEAD,
            "case",
            "bureau",
            "kind",
            "reason",
            "applied_on",
            "state",
            "granted_on",
            "ends_on",
            "ended_on",
            "parts",
        )
        read_only_fields = fields

    @extend_schema_field(PartSerializer(many=True))
    def get_parts(self, plan: PaymentPlan) -> Any:
        return PartSerializer(parts_of(plan), many=True).data


class DemandSerializer(serializers.ModelSerializer[Demand]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = Demand
        fields = (*HEAD, "served_on", "fine", "confiscation", "surcharge")
        read_only_fields = fields


class AgreementSerializer(serializers.ModelSerializer[EnforcementAgreement]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = EnforcementAgreement
        fields = (*HEAD, "agreed_on", "waived", "terms", "paper")
        read_only_fields = fields


class CourtApplicationSerializer(serializers.ModelSerializer[CourtApplication]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = CourtApplication
        fields = (
            *HEAD,
            "court",
            "applied_on",
            "fine",
            "confiscation",
            "surcharge",
            "state",
            "state_on",
            "number",
            "note",
        )
        read_only_fields = fields


class RemedySerializer(serializers.ModelSerializer[Remedy]):
    """A review or suit against a decision."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    case = NamedSerializer(source="decision.case", read_only=True)
    bureau = BureauNameSerializer(read_only=True)

    class Meta:
        model = Remedy
        fields = (
            *HEAD,
            "case",
            "bureau",
            "decision_number",
            "kind",
            "organ",
            "number",
            "filed_on",
            "received_on",
            "stayed",
            "answered_on",
            "outcome",
            "ended_on",
            "fine_after",
            "confiscation_after",
            "note",
        )
        read_only_fields = fields


class CaseStepSerializer(serializers.ModelSerializer[CaseStep]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = CaseStep
        fields = (
            *HEAD,
            "kind",
            "cause",
            "reason",
            "paper",
            "until_on",
            "proposed_on",
            "state",
            "decided_on",
        )
        read_only_fields = fields


class PieceSerializer(serializers.Serializer[Any]):
    part = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    number = serializers.CharField(read_only=True)
    on = serializers.DateField(read_only=True)


class ArchiveEntrySerializer(serializers.ModelSerializer[ArchiveEntry]):
    id = serializers.UUIDField(source="uuid", read_only=True)
    listing = PieceSerializer(many=True, read_only=True)

    class Meta:
        model = ArchiveEntry
        fields = (
            *HEAD,
            "number",
            "archived_on",
            "volumes",
            "pages",
            "retention",
            "location",
            "taken_out_on",
            "listing",
        )
        read_only_fields = fields


class MoneySerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=PaymentKind.choices, read_only=True)
    due = YuanOutField()
    received = YuanOutField()
    left = YuanOutField()


class SurchargeSerializer(serializers.Serializer[Any]):
    """The surcharge as of the day asked, and how it was found."""

    amount = YuanOutField(source="accrued.amount")
    days = serializers.IntegerField(source="accrued.days", read_only=True)
    capped = serializers.BooleanField(source="accrued.capped", read_only=True)
    basis = serializers.CharField(source="accrued.basis", read_only=True)
    steps = StepSerializer(source="accrued.steps", many=True, read_only=True)
    claimed = serializers.BooleanField(read_only=True)
    waived = YuanOutField()
    paid = YuanOutField()
    left = YuanOutField()


class PaymentLineSerializer(serializers.ModelSerializer[Payment]):
    id = serializers.UUIDField(source="uuid", read_only=True)

    class Meta:
        model = Payment
        fields = (*HEAD, "kind", "amount", "paid_on", "receipt")
        read_only_fields = fields


class PerformanceSerializer(serializers.Serializer[Any]):
    """Everything that followed the decision of one case, as it stands today."""

    money = MoneySerializer(many=True, read_only=True)
    surcharge = SurchargeSerializer(read_only=True, allow_null=True)
    payments = PaymentLineSerializer(many=True, read_only=True)
    plans = PaymentPlanSerializer(many=True, read_only=True)
    demands = DemandSerializer(many=True, read_only=True)
    agreements = AgreementSerializer(many=True, read_only=True)
    court_applications = CourtApplicationSerializer(many=True, read_only=True)
    remedies = RemedySerializer(many=True, read_only=True)
    steps = CaseStepSerializer(many=True, read_only=True)
    archive = ArchiveEntrySerializer(many=True, read_only=True)


class CollectionSerializer(serializers.Serializer[Any]):
    """A case whose money is to come."""

    id = serializers.UUIDField(source="uuid", read_only=True)
    version = serializers.IntegerField(read_only=True)
    number = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    party = NamedSerializer(read_only=True)
    bureau = BureauNameSerializer(read_only=True)
    served_on = serializers.DateField(read_only=True)
    owed = YuanOutField()
    received = YuanOutField()
    left = YuanOutField()
    pay_by = serializers.DateField(read_only=True, allow_null=True)
    demanded_on = serializers.DateField(read_only=True, allow_null=True)
    collection = serializers.ChoiceField(choices=CollectionState.choices, read_only=True)
