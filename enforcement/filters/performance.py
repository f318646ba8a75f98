"""Filters of what hangs on a decision: refunds, plans, reviews and suits."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from enforcement.filters.case_parts import OnCaseFilter
from enforcement.filters.matter import DateSpanFilter
from enforcement.models import (
    CounterEntry,
    CounterKind,
    PaymentPlan,
    PlanState,
    Remedy,
    RemedyKind,
    RemedyOutcome,
)


class CounterFilter(OnCaseFilter):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=CounterKind.choices)
    made = DateSpanFilter("on", label=_("Date"))

    class Meta:
        model = CounterEntry
        fields: tuple[str, ...] = ()


class PlanFilter(OnCaseFilter):
    state = filters.ChoiceFilter(label=_("State"), choices=PlanState.choices)
    ends = DateSpanFilter("ends_on", label=_("Last day"))

    class Meta:
        model = PaymentPlan
        fields: tuple[str, ...] = ()


class RemedyFilter(OnCaseFilter):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=RemedyKind.choices)
    outcome = filters.ChoiceFilter(label=_("Outcome"), choices=RemedyOutcome.choices)
    filed = DateSpanFilter("filed_on", label=_("Filed on"))

    class Meta:
        model = Remedy
        fields: tuple[str, ...] = ()
