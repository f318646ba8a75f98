"""What the acts around a case are told. Amounts in yuan."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from accounts.models import Bureau
from enforcement.api.case_inputs import REASON, TEXT, OfficersField, YuanInputField
from enforcement.api.fields import OfficerField, RecordField
from enforcement.api.matter import DomainField, PartyField
from enforcement.models import Case, Collection, ReturnGround, TransferKind, Violation
from law.penalty_kinds import Activity, Level


class BureauInputField(serializers.SlugRelatedField[Bureau]):
    """A bureau by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", queryset=Bureau.objects.all(), **kwargs)


class OnSpotInput(serializers.Serializer[Any]):
    """A penalty on the spot; the caller is the first officer."""

    party = PartyField()
    provision = serializers.CharField(max_length=80)
    facts = serializers.CharField(max_length=TEXT)
    warning = serializers.BooleanField(required=False, default=False)
    fine = YuanInputField(required=False, default=Decimal(0))
    level = serializers.ChoiceField(choices=Level.choices, required=False)
    activity = serializers.ChoiceField(
        choices=Activity.choices, required=False, allow_blank=True
    )
    rights_told = serializers.BooleanField()
    defence = serializers.CharField(max_length=REASON, required=False, allow_blank=True)
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)
    with_officer = OfficerField()
    collection = serializers.ChoiceField(choices=Collection.choices, required=False)
    receipt = serializers.CharField(max_length=60, required=False, allow_blank=True)
    refused_signature = serializers.BooleanField(required=False, default=False)


class FiledOnInput(serializers.Serializer[Any]):
    filed_on = serializers.DateField(required=False, allow_null=True)


class HandedInInput(serializers.Serializer[Any]):
    handed_in_on = serializers.DateField(required=False, allow_null=True)


class DepositedInput(serializers.Serializer[Any]):
    deposited_on = serializers.DateField(required=False, allow_null=True)


class ProposeTransferInput(serializers.Serializer[Any]):
    case = RecordField(Case)
    kind = serializers.ChoiceField(choices=TransferKind.choices)
    to_name = serializers.CharField(max_length=100)
    charge = serializers.CharField(max_length=200, required=False, allow_blank=True)
    reason = serializers.CharField(max_length=TEXT)


class HandOverTransferInput(serializers.Serializer[Any]):
    handed_over_on = serializers.DateField(required=False, allow_null=True)
    receipt = serializers.CharField(max_length=60, required=False, allow_blank=True)


class PoliceOpenedInput(serializers.Serializer[Any]):
    notice = serializers.CharField(max_length=60)
    answered_on = serializers.DateField(required=False, allow_null=True)


class AcceptedInput(serializers.Serializer[Any]):
    notice = serializers.CharField(max_length=60, required=False, allow_blank=True)
    answered_on = serializers.DateField(required=False, allow_null=True)


class DeclinedInput(AcceptedInput):
    answer = serializers.CharField(max_length=TEXT)


class AskedInput(serializers.Serializer[Any]):
    asked_on = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class ItemsHandedInput(serializers.Serializer[Any]):
    items_handed_on = serializers.DateField(required=False, allow_null=True)


class TakeBackInput(serializers.Serializer[Any]):
    ground = serializers.ChoiceField(choices=ReturnGround.choices)
    returned_on = serializers.DateField(required=False, allow_null=True)
    notice = serializers.CharField(max_length=60, required=False, allow_blank=True)
    note = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class OfferInput(serializers.Serializer[Any]):
    to = BureauInputField()
    reason = serializers.CharField(max_length=REASON)


class AcceptInput(serializers.Serializer[Any]):
    """Who handles it from now on; the first leads."""

    officers = OfficersField()
    note = serializers.CharField(max_length=REASON, required=False, allow_blank=True)


class DesignateInput(serializers.Serializer[Any]):
    to_receiver = serializers.BooleanField()
    reason = serializers.CharField(max_length=REASON)


class AssistanceInput(serializers.Serializer[Any]):
    """To a bureau (``to``), or to an authority outside (``outside``)."""

    to = BureauInputField(required=False, allow_null=True)
    outside = serializers.CharField(max_length=100, required=False, allow_blank=True)
    case = RecordField(Case, required=False, allow_null=True)
    title = serializers.CharField(max_length=200)
    request = serializers.CharField(max_length=TEXT)
    domain = DomainField(required=False)
    urgent = serializers.BooleanField(required=False, default=False)


class AssignAssistanceInput(serializers.Serializer[Any]):
    to = OfficerField()


class ExtendAssistanceInput(serializers.Serializer[Any]):
    until_on = serializers.DateField()
    reason = serializers.CharField(max_length=REASON)
    paper = serializers.CharField(max_length=60, required=False, allow_blank=True)


class AssistanceAnswerInput(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=TEXT)
    answered_on = serializers.DateField(required=False, allow_null=True)


class MergeInput(serializers.Serializer[Any]):
    into = RecordField(Case)
    reason = serializers.CharField(max_length=REASON)


class SplitInput(serializers.Serializer[Any]):
    violations = RecordField(Violation, many=True)
    violation = serializers.CharField(max_length=60)
    party = PartyField(required=False, allow_null=True)
    reason = serializers.CharField(max_length=REASON)


class SuperviseInput(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=REASON)
    report_days = serializers.ListField(
        child=serializers.DateField(), required=False, max_length=24
    )


class ReportDaysInput(serializers.Serializer[Any]):
    report_days = serializers.ListField(
        child=serializers.DateField(), allow_empty=False, max_length=24
    )


class SupervisionReportInput(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=TEXT)


class ReporterToldInput(serializers.Serializer[Any]):
    told_on = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(max_length=REASON)
