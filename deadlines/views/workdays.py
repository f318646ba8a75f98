"""The working-day calendar: a year to read, a day and a year to enter."""

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateformat import format as in_words
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.errors import NotFound
from core.pages.base import Crumb, Page, SignedIn, Text
from deadlines.law_forms import AS_SHIPPED, CalendarDayForm, CalendarYearForm
from deadlines.models import CalendarDay, CalendarYear, DayKind, LawChange
from deadlines.services.calendar import (
    clear_calendar_day,
    enter_calendar_year,
    set_calendar_day,
)
from deadlines.services.office import office_calendar
from deadlines.services.rules import may_confirm
from deadlines.services.what_if import Preview, day_kind, preview_day, preview_year
from deadlines.views.what_if import WhatIfPage
from law.notices import workdays_of
from law.workdays import WorkCalendar, holiday_name, shipped_calendar

YEARS = range(2004, 2200)
RECENT = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month's grid; ``mark`` says what colour alone must not."""

    day: date
    css: str
    mark: str
    hint: str


@dataclass(frozen=True, slots=True)
class Month:
    title: str
    weeks: list[list[Cell | None]]
    workdays: int


class WorkdaysNow(SignedIn):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return redirect("deadlines:workdays-year", year=localdate().year)


class WorkdaysYear(Page):
    template_name = "deadlines/workdays.html"

    @property
    def year(self) -> int:
        asked: int = self.kwargs["year"]
        if asked not in YEARS:
            raise NotFound
        return asked

    def page_title(self) -> Text:
        return _("Working days of %(year)s") % {"year": self.year}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year, calendar = self.year, office_calendar()
        entered = CalendarYear.objects.filter(year=year).first()
        own = {row.day: row for row in CalendarDay.objects.filter(day__year=year)}
        today = localdate()
        return super().get_context_data(
            **kwargs,  # the year of the address among them
            previous=year - 1 if year - 1 in YEARS else None,
            next=year + 1 if year + 1 in YEARS else None,
            known=calendar.known_year(year),
            entered=entered,
            shipped=shipped_calendar().known_year(year),
            total=workdays_of(calendar, year),
            weekdays=[str(name).removeprefix("星期") for name in WEEKDAYS_ABBR.values()],
            months=list(_months(year, calendar, own, today)),
            own=[(row, holiday_name(row.name)) for row in own.values()],
            changes=LawChange.objects.select_related("author")[:RECENT],
            may_change=may_confirm(self.user),
        )


class SetDay(WhatIfPage):
    title = gettext_lazy("Change a day")
    form_class = CalendarDayForm
    success = gettext_lazy("Entered. Limits it touches were counted again.")

    def crumbs(self) -> list[Crumb]:
        return _crumbs()

    def initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("day", "")
        row = CalendarDay.objects.filter(day=asked).first() if _is_day(asked) else None
        if row is None:
            return {"day": asked}
        return {"day": row.day, "kind": row.kind, "name": row.name}

    def preview(self, form: Any) -> Preview:
        asked = form.cleaned_data
        own = asked["kind"] == AS_SHIPPED
        return preview_day(
            asked["day"], None if own else day_kind(asked["kind"], asked["name"])
        )

    def act(self, form: Any) -> str:
        asked = form.cleaned_data
        day, notice = asked["day"], asked["notice"]
        if asked["kind"] == AS_SHIPPED:
            clear_calendar_day(day=day, notice=notice, by=self.user, on=self.on)
        else:
            set_calendar_day(
                day=day,
                kind=DayKind(asked["kind"]),
                name=asked["name"],
                notice=notice,
                by=self.user,
                on=self.on,
            )
        return reverse("deadlines:workdays-year", args=[day.year])


class EnterYear(WhatIfPage):
    title = gettext_lazy("Enter a year's notice")
    form_class = CalendarYearForm
    success = gettext_lazy("The year is known now. Limits it touches were counted again.")

    def crumbs(self) -> list[Crumb]:
        return _crumbs()

    def initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("year", "")
        return {"year": asked if asked.isdecimal() else localdate().year + 1}

    def preview(self, form: Any) -> Preview:
        asked = form.cleaned_data
        preview, _days = preview_year(asked["year"], asked["days"])
        return preview

    def act(self, form: Any) -> str:
        asked = form.cleaned_data
        enter_calendar_year(
            year=asked["year"],
            days=asked["days"],
            notice=asked["notice"],
            by=self.user,
            on=self.on,
        )
        return reverse("deadlines:workdays-year", args=[asked["year"]])


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Working-day calendar"), reverse("deadlines:workdays"))]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _months(
    year: int, calendar: WorkCalendar, own: dict[date, CalendarDay], today: date
) -> Iterator[Month]:
    for month in range(1, 13):
        weeks = [
            [_cell(day, calendar, own, today) if day.month == month else None for day in week]
            for week in Calendar().monthdatescalendar(year, month)
        ]
        worked = sum(calendar.is_workday(cell.day) for week in weeks for cell in week if cell)
        yield Month(in_words(date(year, month, 1), "F"), weeks, worked)


def _cell(day: date, calendar: WorkCalendar, own: dict[date, CalendarDay], today: date) -> Cell:
    named = calendar.days.get(day)
    worked = calendar.is_workday(day)
    made_up = calendar.is_made_up(day)
    free = not worked and named is not None
    css = "made-up" if made_up else "free" if free else "work" if worked else "weekend"
    mark = pgettext("calendar mark", "on") if made_up else ""
    mark = pgettext("calendar mark", "off") if free else mark
    hint = [holiday_name(named.name)] if named is not None and named.name else []
    hint.append(_("Working day") if worked else _("Not a working day"))
    if day in own:
        css += " own"
        hint.append(own[day].notice)
    if day == today:
        css += " today"
    return Cell(day, css, mark, " · ".join(hint))
