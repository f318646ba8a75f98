"""A month of limits, day by day, each under the day to act by."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from accounts.models import User
from deadlines.explain import count_down
from deadlines.models import Clock
from law.workdays import WorkCalendar, holiday_name
from workbench.records import abouts

# Shown of one day; the rest stands behind "n more".
SHOWN = 3
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Shown:
    """One limit on its day."""

    clock: Clock
    record: str
    late: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the grid.

    Args:
        rest: nobody works. note: why, or that a weekend is worked.
        more: limits beyond those shown. address: the list of all of the day.
    """

    day: date
    within: bool
    today: bool
    rest: bool
    note: str = ""
    limits: Sequence[Shown] = field(default_factory=list)
    more: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: Sequence[Sequence[Day]]
    total: int
    announced: bool = True

    @property
    def last(self) -> date:
        return following(self.first) - timedelta(days=1)

    @property
    def before(self) -> str:
        return (self.first - timedelta(days=1)).isoformat()[:7]

    @property
    def after(self) -> str:
        return following(self.first).isoformat()[:7]

    @property
    def days(self) -> list[Day]:
        """The days of the month itself that hold something: the agenda of a phone."""
        return [day for week in self.weeks for day in week if day.within and day.limits]


def following(first: date) -> date:
    """The first day of the next month."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_named(text: str, today: date) -> date:
    """The first day of a month written ``2026-03``; of this month for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return first if FIRST_YEAR <= first.year <= LAST_YEAR else today.replace(day=1)


def month_of(
    first: date,
    *,
    rows: QuerySet[Clock],
    reader: User,
    today: date,
    calendar: WorkCalendar,
    list_address: str,
) -> Month:
    """The grid of a month, from Monday to Sunday. The number of queries is constant.

    Args:
        rows: what the reader may see, filtered as the list filters it.
        list_address: of the list with the same filters, ready for more.
    """
    grid = Calendar().monthdatescalendar(first.year, first.month)
    inside = rows.filter(act_by__range=(grid[0][0], grid[-1][-1]))
    counts = dict(inside.order_by().values_list("act_by").annotate(found=Count("pk")))
    shown = _shown(inside, reader, today, calendar)
    weeks = [
        [
            Day(
                day=day,
                within=day.month == first.month,
                today=day == today,
                rest=calendar.is_rest_day(day),
                note=_note(day, calendar),
                limits=shown[day],
                more=counts.get(day, 0) - len(shown[day]),
                address=f"{list_address}&act_by_after={day}&act_by_before={day}",
            )
            for day in week
        ]
        for week in grid
    ]
    last = following(first) - timedelta(days=1)
    total = sum(found for day, found in counts.items() if first <= day <= last)
    return Month(first, weeks, total, announced=calendar.known_year(first.year))


def _note(day: date, calendar: WorkCalendar) -> str:
    if calendar.is_made_up(day):
        return _("worked")
    why = calendar.why_rest(day) if calendar.is_rest_day(day) else "weekend"
    return "" if why == "weekend" else holiday_name(why)


def _shown(
    rows: QuerySet[Clock], reader: User, today: date, calendar: WorkCalendar
) -> dict[date, list[Shown]]:
    """The first limits of each day; however full a day is, no more are read."""
    place = Window(RowNumber(), partition_by=[F("act_by")], order_by=[F("pk").asc()])
    clocks: list[Any] = list(
        rows.annotate(place=place).filter(place__lte=SHOWN).order_by("act_by", "pk")
    )
    count_down(clocks, today, calendar)
    seen = abouts(clocks, reader)
    found: dict[date, list[Shown]] = defaultdict(list)
    for clock in clocks:
        late = clock.days is not None and clock.days < 0
        found[clock.act_by].append(Shown(clock, seen[clock.about].title, late))
    return found
