"""How clocks and reminders are narrowed down, on the page and in the API."""

from datetime import timedelta
from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from deadlines.models import Clock, ClockState, Reminder, Rung
from workbench.filters import DateRange

SOON = timedelta(days=7)


class Whose(models.TextChoices):
    """Nothing chosen: limits that bind the reader."""

    BUREAU = "bureau", _("My bureau")
    ALL = "all", _("All I may read")


class When(models.TextChoices):
    LATE = "late", _("Overdue")
    TODAY = "today", _("Due today")
    SOON = "soon", _("Within 7 days")


class ClockFilter(filters.FilterSet):
    """For the API: everything the caller may read, narrowed down."""

    when = filters.ChoiceFilter(label=_("When"), choices=When.choices, method="by_when")
    state = filters.MultipleChoiceFilter(label=_("State"), choices=ClockState.choices)
    rule = filters.CharFilter(label=_("Rule"))
    about = filters.UUIDFilter(label=_("Record"), field_name="about_uuid")
    act_by = DateRange(label=_("Act by"))
    mine = filters.BooleanFilter(label=_("Binds me"), method="by_mine")

    class Meta:
        model = Clock
        fields: list[str] = []

    def by_when(self, rows: Any, _name: str, value: str) -> Any:
        on = localdate()
        if value == When.LATE:
            return rows.overdue(on)
        return rows.due_within(on, on if value == When.TODAY else on + SOON)

    def by_mine(self, rows: Any, _name: str, value: bool) -> Any:
        return rows.for_person(self.request.user) if value else rows


class ClockPageFilter(filters.FilterSet):
    """For the page: running limits that bind the reader, unless something else is asked."""

    whose = filters.ChoiceFilter(
        label=_("Whose"), choices=Whose.choices, empty_label=_("Mine"), method="by_whose"
    )
    when = filters.ChoiceFilter(label=_("When"), choices=When.choices, method="by_when")
    state = filters.ChoiceFilter(
        label=_("State"), choices=ClockState.choices, empty_label=ClockState.RUNNING.label
    )
    act_by = DateRange(label=_("Act by"))

    class Meta:
        model = Clock
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> Any:
        rows: Any = super().filter_queryset(queryset)
        if not self.form.cleaned_data["whose"]:
            rows = rows.for_person(self.request.user)
        if not self.form.cleaned_data["state"]:
            rows = rows.running()
        return rows

    def by_whose(self, rows: Any, _name: str, value: str) -> Any:
        if value == Whose.BUREAU:
            return rows.filter(bureau_id=self.request.user.bureau_id)
        return rows

    by_when = ClockFilter.by_when


class ReminderFilter(filters.FilterSet):
    clock = filters.UUIDFilter(label=_("Limit"), field_name="clock__uuid")
    rung = filters.MultipleChoiceFilter(label=_("Rung"), choices=Rung.choices)
    on = DateRange(label=_("Told on"))

    class Meta:
        model = Reminder
        fields: list[str] = []
