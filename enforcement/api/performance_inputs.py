"""What the acts after a decision are told. Amounts in yuan."""

from typing import Any

from rest_framework import serializers

from enforcement.api.case_inputs import REASON, TEXT, YuanInputField
from enforcement.models import (
    RemedyKind,
    RemedyOutcome,
    Retention,
    StepCause,
    StepKind,
)
from enforcement.services.collection import CourtStep
from enforcement.services.plans import PlannedPart


class InstalmentInput(serializers.Serializer[Any]):
    """One part of the fine: its last day and its amount."""

    due_on = serializers.DateField()
    amount = YuanInputField()

    def to_internal_value(self, data: Any) -> PlannedPart:
        return PlannedPart(**super().to_internal_value(data))


class PaymentPlanInput(serializers.Serializer[Any]):
    """What the party asked for: one part is a deferral, several are instalments."""

    reason = serializers.CharField(max_length=REASON)
    applied_on = serializers.DateField()
    parts = InstalmentInput(many=True)


class AgreementInput(serializers.Serializer[Any]):
    agreed_on = serializers.DateField()
    terms = serializers.CharField(max_length=TEXT)
    paper = serializers.CharField(max_length=100)
    waived = YuanInputField(required=False)


class CourtInput(serializers.Serializer[Any]):
    court = serializers.CharField(max_length=100)
    applied_on = serializers.DateField(required=False, allow_null=True)


class CourtStepInput(serializers.Serializer[Any]):
    step = serializers.ChoiceField(choices=CourtStep.choices)
    happened_on = serializers.DateField()
    number = serializers.CharField(max_length=60, required=False, allow_blank=True)
    note = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class RemedyInput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=RemedyKind.choices)
    organ = serializers.CharField(max_length=100)
    number = serializers.CharField(max_length=60, required=False, allow_blank=True)
    filed_on = serializers.DateField()
    received_on = serializers.DateField(required=False, allow_null=True)
    stayed = serializers.BooleanField(required=False)


class RemedyAnswerInput(serializers.Serializer[Any]):
    answered_on = serializers.DateField()


class OutcomeInput(serializers.Serializer[Any]):
    """The outcome; the amounts only and always where it alters them."""

    outcome = serializers.ChoiceField(choices=RemedyOutcome.choices)
    ended_on = serializers.DateField()
    fine_after = YuanInputField(required=False, allow_null=True)
    confiscation_after = YuanInputField(required=False, allow_null=True)
    note = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class RefundInput(serializers.Serializer[Any]):
    amount = YuanInputField()
    refunded_on = serializers.DateField()
    reason = serializers.CharField(max_length=300)
    paper = serializers.CharField(max_length=100)


class PaymentCorrectionInput(serializers.Serializer[Any]):
    amount = YuanInputField()
    reason = serializers.CharField(max_length=300)


class StepInput(serializers.Serializer[Any]):
    """A proposal on the course of the case; ``until_on`` only where the law sets no length."""

    kind = serializers.ChoiceField(choices=StepKind.choices)
    cause = serializers.ChoiceField(choices=StepCause.choices)
    reason = serializers.CharField(max_length=REASON)
    paper = serializers.CharField(max_length=100, required=False, allow_blank=True)
    until_on = serializers.DateField(required=False, allow_null=True)


class ArchiveInput(serializers.Serializer[Any]):
    pages = serializers.IntegerField(min_value=1, max_value=100_000)
    volumes = serializers.IntegerField(min_value=1, max_value=100, required=False)
    retention = serializers.ChoiceField(choices=Retention.choices)
    location = serializers.CharField(max_length=100)
