"""What callers send for ledger items, returns, notices and scores."""

from typing import Any

from rest_framework import serializers

from accounts.models import Bureau, User
from campaigns.api.serializers import TEXT, VisibleField
from campaigns.models import (
    Campaign,
    CampaignTask,
    LedgerItem,
    LedgerSource,
    NoticeKind,
    ReturnSchedule,
)
from law.vocabularies import DefectGrade, Domain, Link
from registry.models import Party

LONG = 20_000
Input = serializers.Serializer[Any]


class BureauField(serializers.SlugRelatedField[Any]):
    """A bureau by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", queryset=Bureau.objects.all(), **kwargs)


class OfficerField(serializers.SlugRelatedField[Any]):
    """An active person by public id."""

    def __init__(self, **kwargs: Any) -> None:
        people = User.objects.active().people().select_related("bureau", "unit")
        super().__init__(slug_field="uuid", queryset=people, **kwargs)


class LedgerItemInput(Input):
    source: Any = serializers.ChoiceField(choices=LedgerSource.choices)
    description = serializers.CharField(max_length=LONG)
    domain = serializers.ChoiceField(choices=Domain.choices)
    found_on = serializers.DateField()
    bureau = BureauField(required=False)
    party = VisibleField(queryset=Party.objects.all(), required=False)
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)
    link = serializers.ChoiceField(choices=Link.choices, required=False)
    grade = serializers.ChoiceField(choices=DefectGrade.choices, required=False)
    category = serializers.CharField(max_length=50, required=False, allow_blank=True)
    measure = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    campaign = VisibleField(queryset=Campaign.objects.all(), required=False)
    task = VisibleField(queryset=CampaignTask.objects.all(), required=False)
    relapse_of = VisibleField(queryset=LedgerItem.objects.all(), required=False)
    source_ref = serializers.CharField(
        max_length=80, required=False, help_text="Where it comes from: kind:id."
    )


class DispatchInput(Input):
    due_on = serializers.DateField()
    measure = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    owner = OfficerField(required=False)


class AcceptInput(Input):
    owner = OfficerField(required=False)


class MoveInput(Input):
    bureau = BureauField()
    reason = serializers.CharField(max_length=TEXT)


class TextInput(Input):
    text = serializers.CharField(max_length=LONG)


class OpinionInput(Input):
    text = serializers.CharField(max_length=LONG, required=False, allow_blank=True)


class WhyInput(Input):
    reason = serializers.CharField(max_length=TEXT)


class EvidenceInput(Input):
    text = serializers.CharField(max_length=LONG)
    paper = serializers.CharField(max_length=200, required=False, allow_blank=True)


class PartyReportInput(Input):
    kind = serializers.ChoiceField(choices=["self_check", "rectification"])
    reported_on = serializers.DateField()
    text = serializers.CharField(max_length=LONG)
    paper = serializers.CharField(max_length=200, required=False, allow_blank=True)


class RecheckInput(Input):
    rechecked_on = serializers.DateField()
    passed = serializers.BooleanField()
    text = serializers.CharField(max_length=LONG)


class DueInput(Input):
    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=TEXT)


class IdsInput(Input):
    ids = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=20_000, help_text="Items."
    )


class BulkDispatchInput(IdsInput):
    due_on = serializers.DateField()
    measure = serializers.CharField(max_length=LONG, required=False, allow_blank=True)


class BulkTextInput(IdsInput):
    text = serializers.CharField(max_length=LONG)


class CellInput(Input):
    value = serializers.DecimalField(max_digits=18, decimal_places=4, allow_null=True)
    cumulative = serializers.DecimalField(
        max_digits=18, decimal_places=4, allow_null=True, required=False
    )
    explanation = serializers.CharField(max_length=500, required=False, allow_blank=True)


class ReturnInput(Input):
    schedule = VisibleField(queryset=ReturnSchedule.objects.all())
    starts_on = serializers.DateField(help_text="First day of one of the schedule's periods.")


class FillInput(Input):
    cells = serializers.DictField(
        child=CellInput(), required=False, help_text="Indicator code → figures."
    )
    work = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    problems = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    next_steps = serializers.CharField(max_length=LONG, required=False, allow_blank=True)
    typical_cases = serializers.CharField(max_length=LONG, required=False, allow_blank=True)


class ReturnCorrectionInput(Input):
    code = serializers.CharField(max_length=40)
    value = serializers.DecimalField(max_digits=18, decimal_places=4)
    reason = serializers.CharField(max_length=500)


class NoticeInput(Input):
    kind = serializers.ChoiceField(choices=NoticeKind.choices, required=False)
    title = serializers.CharField(max_length=200)
    content = serializers.CharField(max_length=LONG)
    to = BureauField(many=True)
    read_by = serializers.DateField()
    reply_by = serializers.DateField(required=False, allow_null=True)
    campaign = VisibleField(queryset=Campaign.objects.all(), required=False)
    task = VisibleField(queryset=CampaignTask.objects.all(), required=False)


class ScoreInput(Input):
    item = serializers.UUIDField()
    bureau = BureauField()
    score = serializers.DecimalField(max_digits=6, decimal_places=2, min_value=0)
    evidence = serializers.CharField(max_length=LONG)


class SettleInput(Input):
    value = serializers.DecimalField(
        max_digits=6, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    reason = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
