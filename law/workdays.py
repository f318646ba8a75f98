"""Working days: the State Council's calendar, with the office's own days laid over it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from chinese_calendar import constants
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ONE_DAY = timedelta(days=1)
SATURDAY = 5

# The one wrong day of the seed: Saturday 31 December 2005 was worked to make up for a
# holiday of the New Year of 2006, as the State Council's notice for 2006 says.
SEED_CORRECTIONS = {date(2005, 12, 31): "New Year's Day"}


class DayKind(TextChoices):
    """What a named day is; days nobody named follow the week."""

    WORKDAY = "workday", _("Working day")
    HOLIDAY = "holiday", _("Public holiday")
    REST = "rest", _("Rest day")


@dataclass(frozen=True, slots=True)
class Day:
    """One named day; ``name`` is the holiday it belongs to, in English as the seed has it."""

    kind: DayKind
    name: str = ""


HOLIDAY_NAMES = {
    "New Year's Day": _("New Year's Day"),
    "Spring Festival": _("Spring Festival"),
    "Tomb-sweeping Day": _("Tomb-sweeping Day"),
    "Labour Day": _("Labour Day"),
    "Dragon Boat Festival": _("Dragon Boat Festival"),
    "National Day": _("National Day"),
    "Mid-autumn Festival": _("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": _("70th anniversary of the victory against fascism"),
}


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked; a year nobody announced follows the week and is unknown.

    Args:
        days: named days: holidays, rest days, and weekends that are worked.
        known_years: years whose calendar has been announced in full.
    """

    days: Mapping[date, Day] = field(default_factory=dict)
    known_years: frozenset[int] = frozenset()

    def known_year(self, year: int) -> bool:
        """Whether that year's calendar has been announced."""
        return year in self.known_years

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day."""
        named = self.days.get(day)
        if named is not None:
            return named.kind == DayKind.WORKDAY
        return day.weekday() < SATURDAY

    def is_rest_day(self, day: date) -> bool:
        """Whether that day is a holiday, a day in lieu or a weekend nobody works."""
        return not self.is_workday(day)

    def why_rest(self, day: date) -> str:
        """The holiday's name in English, or ``weekend`` / ``rest`` where there is none."""
        named = self.days.get(day)
        if named is not None and named.name:
            return named.name
        return "rest" if named is not None and day.weekday() < SATURDAY else "weekend"

    def is_made_up(self, day: date) -> bool:
        """Whether a Saturday or Sunday is worked to make up for a holiday."""
        return day.weekday() >= SATURDAY and self.is_workday(day)

    def next_workday(self, day: date) -> date:
        """That day if it is worked, else the first working day after it."""
        while self.is_rest_day(day):
            day += ONE_DAY
        return day

    def previous_workday(self, day: date) -> date:
        """That day if it is worked, else the last working day before it."""
        while self.is_rest_day(day):
            day -= ONE_DAY
        return day

    def add_workdays(self, start: date, count: int) -> date:
        """The ``count``-th working day after start (before it, if negative); 0 is start."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        day, left = start, abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def count(self, after: date, until: date) -> int:
        """Working days after the first day up to and including the second."""
        return sum(self.is_workday(day) for day in days_between(after + ONE_DAY, until))

    def with_days(
        self, days: Mapping[date, DayKind | Day], *, known_years: Iterable[int] = ()
    ) -> "WorkCalendar":
        """The same calendar with the office's days laid over it.

        Args:
            days: what those days are, whatever the shipped calendar says.
            known_years: further years whose calendar is complete with these days.
        """
        laid = {
            day: kind if isinstance(kind, Day) else Day(DayKind(kind))
            for day, kind in days.items()
        }
        return WorkCalendar({**self.days, **laid}, self.known_years | set(known_years))


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def holiday_name(name: str) -> str:
    """A holiday's name, or why a day is free, in the reader's language."""
    known = {**HOLIDAY_NAMES, "weekend": _("weekend"), "rest": DayKind.REST.label}
    return str(known.get(name, name))


@lru_cache(maxsize=1)
def shipped_calendar() -> WorkCalendar:
    """The State Council's calendars of 2004 to 2026, as seeded from chinesecalendar."""
    days = {day: Day(DayKind.HOLIDAY, name) for day, name in constants.holidays.items()}
    days |= {day: Day(DayKind.WORKDAY, name) for day, name in constants.workdays.items()}
    days |= {day: Day(DayKind.WORKDAY, name) for day, name in SEED_CORRECTIONS.items()}
    years = {day.year for day in constants.holidays}
    return WorkCalendar(days, frozenset(years))
