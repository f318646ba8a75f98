"""What the acts between review and decision are told. Amounts in yuan."""

from typing import Any

from rest_framework import serializers

from enforcement.api.case_inputs import (
    REASON,
    TEXT,
    CriminalInput,
    YuanInputField,
    answered,
)
from enforcement.api.fields import OfficerField
from enforcement.models import ReviewOpinion
from enforcement.services.reports import TEXTS, Report

REPORTED = (*TEXTS, "is_complex", "public_interest")


class LongField(serializers.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=TEXT, **kwargs)


class InvestigationReportInput(serializers.Serializer[Any]):
    facts = LongField()
    evidence = LongField()
    character = LongField()
    handling = LongField()
    is_complex = serializers.BooleanField(required=False)
    public_interest = serializers.BooleanField(required=False)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        return {"report": Report(**super().to_internal_value(data))}


class SubmitInput(CriminalInput):
    """Signs of a crime, and the report, whole; left out, what the case holds is taken."""

    facts = LongField(required=False)
    evidence = LongField(required=False)
    character = LongField(required=False)
    handling = LongField(required=False)
    is_complex = serializers.BooleanField(required=False)
    public_interest = serializers.BooleanField(required=False)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        told = super().to_internal_value(data)
        criminal = answered(told)
        report = {name: told[name] for name in REPORTED if name in told}
        missing = [name for name in TEXTS if report and name not in report]
        if missing:
            required = self.fields[missing[0]].error_messages["required"]
            raise serializers.ValidationError({name: [required] for name in missing})
        return {"criminal": criminal, "report": Report(**report) if report else None}


class ReviewOpinionInput(serializers.Serializer[Any]):
    opinion = serializers.ChoiceField(choices=ReviewOpinion.choices)
    words = LongField()


class DismissalInput(serializers.Serializer[Any]):
    reasons = LongField()


class AnnounceInput(serializers.Serializer[Any]):
    """Where and why it was announced; the day is today if left out."""

    place = serializers.CharField(max_length=300)
    reason = serializers.CharField(max_length=REASON)
    published_on = serializers.DateField(required=False, allow_null=True)


class DiscussionInput(serializers.Serializer[Any]):
    held_on = serializers.DateField(required=False, allow_null=True)
    chair = OfficerField()
    participants = serializers.ListField(child=OfficerField(), max_length=30)
    opinions = LongField()
    conclusion = LongField()
    agreed = serializers.BooleanField()


class WaiverInput(serializers.Serializer[Any]):
    waived_on = serializers.DateField(required=False, allow_null=True)


class HearingRequestInput(serializers.Serializer[Any]):
    requested_on = serializers.DateField(required=False, allow_null=True)
    grounds = LongField(required=False, allow_blank=True)


class HearingScheduleInput(serializers.Serializer[Any]):
    host = OfficerField()
    recorder = OfficerField()
    takes_place_on = serializers.DateField()
    takes_place_at = serializers.TimeField(required=False, allow_null=True)
    place = serializers.CharField(max_length=200)
    is_public = serializers.BooleanField(required=False)


class HearingAnnouncedInput(serializers.Serializer[Any]):
    announced_on = serializers.DateField(required=False, allow_null=True)


class HoldInput(serializers.Serializer[Any]):
    attendance = LongField()
    record = LongField()
    party_absent = serializers.BooleanField(required=False)


class HearingReportInput(serializers.Serializer[Any]):
    opinion = LongField()


class DecisionCorrectionInput(serializers.Serializer[Any]):
    wrong = serializers.CharField(max_length=REASON)
    right = serializers.CharField(max_length=REASON)
    reason = serializers.CharField(max_length=REASON)


class AmendmentInput(serializers.Serializer[Any]):
    """What the decision asks for from now on; not more than it did."""

    fine = YuanInputField()
    confiscated_income = YuanInputField()
    reason = serializers.CharField(max_length=REASON)
