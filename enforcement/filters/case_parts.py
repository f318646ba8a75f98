"""Filters of what hangs on a case: violations, decisions, payments."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from enforcement.filters.matter import DateSpanFilter
from enforcement.models import (
    Decision,
    DecisionKind,
    Payment,
    PaymentKind,
    Violation,
)
from law.fine_checks import Verdict
from law.penalty_kinds import Level, PenaltyKind
from law.vocabularies import Domain
from registry.filters import BureauFilter


class OnCaseFilter(filters.FilterSet):
    case = filters.UUIDFilter("root_uuid", label=_("Case"))
    bureau = BureauFilter()


class ViolationFilter(OnCaseFilter):
    provision = filters.CharFilter("provision", label=_("Provision"), max_length=80)
    level = filters.ChoiceFilter(label=_("Circumstance"), choices=Level.choices)
    domain = filters.MultipleChoiceFilter(
        "case__domain", label=_("Domain"), choices=Domain.choices
    )
    goods_value = filters.RangeFilter("goods_value", label=_("Goods value (yuan)"))

    class Meta:
        model = Violation
        fields: tuple[str, ...] = ()


class DecisionFilter(OnCaseFilter):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=DecisionKind.choices)
    penalty = filters.ChoiceFilter(
        "penalty_kinds", "has", label=_("Penalties"), choices=PenaltyKind.choices
    )
    verdict = filters.MultipleChoiceFilter(
        "range_verdict", label=_("Against the range"), choices=Verdict.choices
    )
    fine = filters.RangeFilter("fine", label=_("Fine (yuan)"))
    decided = DateSpanFilter("decided_on", label=_("Decided on"))
    domain = filters.MultipleChoiceFilter(
        "case__domain", label=_("Domain"), choices=Domain.choices
    )

    class Meta:
        model = Decision
        fields: tuple[str, ...] = ()


class PaymentFilter(OnCaseFilter):
    kind = filters.ChoiceFilter(label=_("For"), choices=PaymentKind.choices)
    amount = filters.RangeFilter("amount", label=_("Amount"))
    paid = DateSpanFilter("paid_on", label=_("Paid on"))

    class Meta:
        model = Payment
        fields: tuple[str, ...] = ()
