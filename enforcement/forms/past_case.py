from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from enforcement.forms.common import (
    EMPTY,
    DayField,
    DomainField,
    LinkField,
    LongText,
    PartyField,
)
from enforcement.forms.decision import FROM_AMOUNTS
from enforcement.forms.violation import YuanFormField, provision_choices
from enforcement.models import DatePrecision
from enforcement.services.past_cases import (
    PastAmounts,
    PastCase,
    PastCharge,
    PastDates,
    kinds_of,
)
from law.penalty_kinds import Activity, Level, PenaltyKind
from law.vocabularies import ClueSource, Domain

PRECISIONS = [
    (one.value, one.label)
    for one in DatePrecision
    if one not in (DatePrecision.UNKNOWN, DatePrecision.SPAN)
]
UNKNOWN = _("Left empty: not published or not known. Zero means zero.")


class PastCaseForm(forms.Form):
    """A case decided before; what is not known is left empty."""

    title = forms.CharField(label=_("Title"), max_length=200)
    bureau = forms.ModelChoiceField(
        label=_("Bureau"), queryset=Bureau.objects.none(), to_field_name="code"
    )
    domain = DomainField()
    link = LinkField()
    source = forms.ChoiceField(
        label=_("Source"), choices=ClueSource.choices, initial=ClueSource.OTHER.value
    )
    party = PartyField(required=False)
    party_label = forms.CharField(
        label=_("Party as published"),
        max_length=200,
        required=False,
        help_text=_("If it does not stand in the registry."),
    )
    facts = LongText(label=_("Facts of the case"), rows=4, required=False)
    filed_on = DayField(label=_("Filed on"), required=False)
    decided_on = DayField(label=_("Decided on"), required=False)
    decided_precision = forms.ChoiceField(label=_("Known to the"), choices=PRECISIONS)
    published_on = DayField(label=_("Published on"), required=False)
    published_precision = forms.ChoiceField(label=_("Known to the"), choices=PRECISIONS)
    decision_number = forms.CharField(label=_("Decision number"), max_length=60, required=False)
    provision = forms.ChoiceField(label=_("Provision"), required=False)
    level = forms.ChoiceField(label=_("Circumstance"), choices=Level.choices)
    activity = forms.ChoiceField(
        label=_("Activity"), choices=[*EMPTY, *Activity.choices], required=False
    )
    goods_value = YuanFormField(label=_("Goods value"), required=False, help_text=UNKNOWN)
    illegal_income = YuanFormField(label=_("Illegal income"), required=False, help_text=UNKNOWN)
    fine = YuanFormField(label=_("Fine"), required=False, help_text=UNKNOWN)
    confiscated_income = YuanFormField(
        label=_("Illegal income confiscated"), required=False, help_text=UNKNOWN
    )
    confiscated_goods_value = YuanFormField(
        label=_("Value of goods confiscated"), required=False, help_text=UNKNOWN
    )
    penalty_kinds = forms.MultipleChoiceField(
        label=_("Further penalties"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(k.value, k.label) for k in PenaltyKind if k.value not in FROM_AMOUNTS],
    )

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        below = Bureau.objects.filter(pk__in=user.scope_bureau_ids, may_penalise=True)
        fields["bureau"].queryset = below.order_by("path")
        domains = [(str(one.label), provision_choices(one.value)) for one in Domain]
        fields["provision"].choices = [*EMPTY, *domains]

    def told(self) -> PastCase:
        """What ``record_past_case`` is told."""
        cleaned = self.cleaned_data
        plain = ("title", "bureau", "domain", "link", "source", "party", "party_label", "facts")
        amounts = PastAmounts(
            **{name: cleaned[name] for name in PastAmounts.__slots__ if name in cleaned}
        )
        dates = {name: cleaned[name] for name in PastDates.__slots__ if name in cleaned}
        return PastCase(
            **{name: cleaned[name] for name in plain},
            decision_number=cleaned["decision_number"],
            penalty_kinds=kinds_of(amounts, cleaned["penalty_kinds"]),
            amounts=amounts,
            dates=PastDates(**dates),
            charges=self._charges(),
        )

    def _charges(self) -> tuple[PastCharge, ...]:
        cleaned = self.cleaned_data
        if not cleaned["provision"]:
            return ()
        goods = cleaned["goods_value"]
        charge = PastCharge(
            provision=cleaned["provision"],
            level=cleaned["level"],
            activity=cleaned["activity"],
            bases=None if goods is None else (goods, goods),
            facts=cleaned["facts"],
        )
        return (charge,)
