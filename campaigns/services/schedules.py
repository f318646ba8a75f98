"""The periods of a return schedule, and which bureaus report for them."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.models import Bureau, BureauKind
from accounts.models.bureau import BureauQuerySet
from campaigns.models import Campaign, Frequency, ReturnSchedule
from core.errors import Invalid

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a schedule; both days included."""

    starts_on: date
    ends_on: date
    due_on: date

    @property
    def key(self) -> str:
        return self.starts_on.isoformat()


def periods_of(schedule: ReturnSchedule) -> list[Period]:
    """All periods from the campaign's first day to its last, in order."""
    campaign = schedule.campaign
    found: list[Period] = []
    at = campaign.starts_on
    for end in _ends(schedule, campaign):
        found.append(Period(at, end, end + timedelta(days=schedule.due_days)))
        at = end + ONE_DAY
    return found


def period_of(schedule: ReturnSchedule, starts_on: date) -> Period:
    """The period that begins on that day.

    Raises:
        Invalid: none does.
    """
    for period in periods_of(schedule):
        if period.starts_on == starts_on:
            return period
    raise Invalid(fields={"starts_on": _("No period of the schedule begins on this day.")})


def begun_periods(schedule: ReturnSchedule, on: date) -> list[Period]:
    """The periods that have begun by that day, the latest first."""
    return [one for one in reversed(periods_of(schedule)) if one.starts_on <= on]


def present_period(schedule: ReturnSchedule, on: date) -> Period | None:
    """The period that is to be reported next: the last that ended within its due days,
    else the one that runs."""
    begun = begun_periods(schedule, on)
    waiting = [one for one in begun if one.ends_on < on <= one.due_on]
    return next(iter(waiting or begun), None)


def reporting_bureaus(schedule: ReturnSchedule) -> BureauQuerySet:
    """The bureaus that report: below the organiser, without sub-centres."""
    top = schedule.campaign.bureau
    rows = Bureau.objects.within(top.path).exclude(pk=top.pk)
    rows = rows.exclude(kind=BureauKind.SUBCENTRE).filter(active_to=None)
    found: BureauQuerySet = rows if schedule.with_counties else rows.filter(parent=top)
    return found.order_by("path")


def _ends(schedule: ReturnSchedule, campaign: Campaign) -> Iterator[date]:
    last = campaign.ends_on
    at = campaign.starts_on
    while at <= last:
        end = last if schedule.frequency == Frequency.FINAL else _end_from(schedule, at)
        yield min(end, last)
        at = end + ONE_DAY


def _end_from(schedule: ReturnSchedule, at: date) -> date:
    """The first day on or after ``at`` on which a period ends."""
    if schedule.frequency == Frequency.DAILY:
        return at
    if schedule.frequency == Frequency.WEEKLY:
        weekday = min(schedule.cut_off_day, 7)
        return at + timedelta(days=(weekday - at.isoweekday()) % 7)
    end = _cut_off(at.year, at.month, schedule.cut_off_day)
    if end < at:
        end = _cut_off(*_next_month(at.year, at.month), schedule.cut_off_day)
    while schedule.frequency == Frequency.QUARTERLY and end.month % 3:
        end = _cut_off(*_next_month(end.year, end.month), schedule.cut_off_day)
    return end


def _cut_off(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _next_month(year: int, month: int) -> tuple[int, int]:
    return (year + month // 12, month % 12 + 1)
