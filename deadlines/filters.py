"""How clocks and reminders are narrowed down, on the page and in the API."""

from datetime import timedelta
from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.filters import bureaus_of
from accounts.models import Unit, User
from core.pages.navigation import Slot
from core.pages.widgets import Combobox
from deadlines.models import Clock, ClockState, Reminder, Rung
from workbench.filters import DateRange

SOON = timedelta(days=7)
NO_UNIT = "none"


class Whose(models.TextChoices):
    """Nothing chosen: limits that bind the reader."""

    UNIT = "unit", _("My unit")
    BUREAU = "bureau", _("My bureau")
    ALL = "all", _("All I may read")


class When(models.TextChoices):
    LATE = "late", _("Overdue")
    TODAY = "today", _("Due today")
    SOON = "soon", _("Within 7 days")


class Bound(models.TextChoices):
    NOBODY = "nobody", _("Nobody is bound")


class Silent(models.TextChoices):
    """Nothing chosen: limits that remind. Past years and imports never do."""

    ONLY = "only", _("Silent ones only")
    ALL = "all", _("Silent ones too")


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


def units_of(request: Any) -> QuerySet[Unit]:
    """The units of the bureau that is looked at."""
    rows = Unit.objects.filter(bureau__in=bureaus_of(request))
    if request is None or not isinstance(request.user, User):
        return rows
    return rows.filter(bureau__code=request.GET.get("bureau") or request.user.bureau.code)


class ClockPageFilter(filters.FilterSet):
    """For the page: live limits that bind the reader, unless something else is asked."""

    whose = filters.ChoiceFilter(
        label=_("Whose"), choices=Whose.choices, empty_label=_("Mine"), method="by_whose"
    )
    when = filters.ChoiceFilter(label=_("When"), choices=When.choices, method="by_when")
    state = filters.ChoiceFilter(
        label=_("State"), choices=ClockState.choices, empty_label=_("Not ended")
    )
    act_by = DateRange(label=_("Act by"))
    under = filters.ModelChoiceFilter(
        label=_("At and under"), queryset=bureaus_of, to_field_name="code", method="by_tree"
    )
    bureau = filters.ModelChoiceFilter(
        label=_("Bureau"), queryset=bureaus_of, to_field_name="code"
    )
    unit = filters.ModelChoiceFilter(
        label=_("Unit"),
        queryset=units_of,
        to_field_name="uuid",
        null_label=_("Without a unit"),
        null_value=NO_UNIT,
    )
    officer = filters.ModelChoiceFilter(
        label=_("Officer"),
        field_name="responsible",
        queryset=User.objects.people(),
        to_field_name="uuid",
        widget=Combobox(slot=Slot.OFFICER_OPTIONS),
    )
    bound = filters.ChoiceFilter(
        label=_("Officers bound"), choices=Bound.choices, method="by_bound"
    )
    silent = filters.ChoiceFilter(
        label=_("Past years and imports"),
        choices=Silent.choices,
        empty_label=_("Left out"),
        method="by_silent",
    )

    class Meta:
        model = Clock
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> Any:
        rows: Any = super().filter_queryset(queryset)
        if not self.form.cleaned_data["whose"]:
            rows = rows.for_person(self.request.user)
        if not self.form.cleaned_data["state"]:
            rows = rows.live()
        if not self.form.cleaned_data["silent"]:
            rows = rows.speaking()
        return rows

    def by_whose(self, rows: Any, _name: str, value: str) -> Any:
        user = self.request.user
        if value == Whose.BUREAU:
            return rows.filter(bureau_id=user.bureau_id)
        if value == Whose.UNIT:
            return rows.filter(bureau_id=user.bureau_id, unit_id=user.unit_id)
        return rows

    def by_tree(self, rows: Any, _name: str, value: Any) -> Any:
        return rows.filter(bureau__path__startswith=value.path)

    def by_bound(self, rows: Any, _name: str, _value: str) -> Any:
        return rows.without_officer()

    def by_silent(self, rows: Any, _name: str, value: str) -> Any:
        return rows.filter(silent=True) if value == Silent.ONLY else rows

    by_when = ClockFilter.by_when


class ReminderFilter(filters.FilterSet):
    clock = filters.UUIDFilter(label=_("Limit"), field_name="clock__uuid")
    rung = filters.MultipleChoiceFilter(label=_("Rung"), choices=Rung.choices)
    on = DateRange(label=_("Told on"))

    class Meta:
        model = Reminder
        fields: list[str] = []
