"""Cases decided before (补录) in the API: entered, and their amounts corrected."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import Campaign
from deadlines.api.acts import ActsViewSet
from enforcement.api.around_inputs import BureauInputField
from enforcement.api.case_inputs import REASON, TEXT, YuanInputField
from enforcement.api.case_serializers import CaseSerializer
from enforcement.api.fields import RecordField
from enforcement.api.matter import DomainField, PartyField
from enforcement.models import DatePrecision
from enforcement.policies import require_record_past
from enforcement.services.past_cases import (
    PastAmounts,
    PastCase,
    PastCharge,
    PastDates,
    PastPerson,
    kinds_of,
    record_past_case,
)
from enforcement.services.past_corrections import correct_past_case
from law.penalty_kinds import Activity, Level, PenaltyKind
from law.vocabularies import ClueSource, Link

PRECISIONS = [
    one for one in DatePrecision.choices if one[0] not in (DatePrecision.UNKNOWN, "span")
]


class PastAmountField(YuanInputField):
    """Yuan; null or left out is what is not known, never zero."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, **kwargs)


class PastCorrectionInput(serializers.Serializer[Any]):
    """Amounts in yuan as they must read; null is what is not known."""

    reason = serializers.CharField(max_length=REASON)
    goods_value = PastAmountField()
    fine = PastAmountField()
    confiscated_income = PastAmountField()
    confiscated_goods_value = PastAmountField()


class PastChargeInput(serializers.Serializer[Any]):
    provision = serializers.CharField(max_length=80)
    level = serializers.ChoiceField(choices=Level.choices, default=Level.NORMAL.value)
    activity = serializers.ChoiceField(choices=Activity.choices, default="", allow_blank=True)
    facts = serializers.CharField(max_length=TEXT, default="", allow_blank=True)


class PastPersonInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=50)
    position = serializers.CharField(max_length=50, default="", allow_blank=True)
    fine = PastAmountField()
    banned_years = serializers.IntegerField(
        min_value=1, max_value=100, required=False, allow_null=True
    )
    banned_for_life = serializers.BooleanField(default=False)


class PastCaseInput(serializers.Serializer[Any]):
    """What is known of a case decided before; what is left out is unknown."""

    title = serializers.CharField(max_length=200)
    domain = DomainField()
    bureau = BureauInputField(required=False)
    link = serializers.ChoiceField(choices=Link.choices, required=False, allow_blank=True)
    source = serializers.ChoiceField(  # type: ignore[assignment]
        choices=ClueSource.choices, required=False
    )
    party = PartyField(required=False, allow_null=True)
    party_label = serializers.CharField(max_length=200, required=False, allow_blank=True)
    facts = serializers.CharField(max_length=TEXT, required=False, allow_blank=True)
    filed_on = serializers.DateField(required=False, allow_null=True)
    decided_on = serializers.DateField(required=False, allow_null=True)
    decided_precision = serializers.ChoiceField(choices=PRECISIONS, required=False)
    published_on = serializers.DateField(required=False, allow_null=True)
    published_precision = serializers.ChoiceField(choices=PRECISIONS, required=False)
    decision_number = serializers.CharField(max_length=60, required=False, allow_blank=True)
    goods_value = PastAmountField()
    illegal_income = PastAmountField()
    fine = PastAmountField()
    confiscated_income = PastAmountField()
    confiscated_goods_value = PastAmountField()
    penalty_kinds = serializers.MultipleChoiceField(
        choices=PenaltyKind.choices, required=False, allow_empty=True
    )
    charges = PastChargeInput(many=True, required=False)
    persons = PastPersonInput(many=True, required=False)
    campaigns = RecordField(Campaign, many=True, required=False)
    external_id = serializers.CharField(max_length=40, required=False, allow_blank=True)

    @property
    def told(self) -> PastCase:
        """What ``record_past_case`` is told."""
        values = dict(self.validated_data)

        def taken(names: tuple[str, ...]) -> dict[str, Any]:
            return {name: values.pop(name) for name in names if name in values}

        amounts = PastAmounts(**taken(PastAmounts.__slots__))
        goods = amounts.goods_value
        bases = None if goods is None else (goods, goods)
        charges = (PastCharge(**one, bases=bases) for one in values.pop("charges", ()))
        persons = (PastPerson(**one) for one in values.pop("persons", ()))
        return PastCase(
            dates=PastDates(**taken(PastDates.__slots__)),
            amounts=amounts,
            penalty_kinds=kinds_of(amounts, values.pop("penalty_kinds", ())),
            charges=tuple(charges),
            persons=tuple(persons),
            campaigns=tuple(values.pop("campaigns", ())),
            **values,
        )


class PastCases(ActsViewSet):
    """Entered by campaign officers, corrected by them."""

    @extend_schema(request=PastCaseInput, responses={201: CaseSerializer})
    @action(detail=False, methods=["post"], url_path="past")
    def record_past(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Enter a case decided before: no gate refuses and no limit runs."""
        require_record_past(self.user.bureau, by=self.user)
        sent = PastCaseInput(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        case = record_past_case(sent.told, **self.doing)
        return self.answer(self.again(case), status.HTTP_201_CREATED)

    @extend_schema(request=PastCorrectionInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="correct-past")
    def correct_past(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Correct the amounts of a past case; send If-Match. Frozen editions stay."""
        require_record_past(self.user.bureau, by=self.user)
        case = self.get_object()
        values = self.typed(PastCorrectionInput)
        return self.answer(self.again(self.changed(request, correct_past_case, case, **values)))
