"""When a clock speaks: the rungs before the limit, and whom the days after it concern.

Pure: calendar, day and instant come in. The province sets a ladder per family of limits
(``deadlines.services.ladders``); what is here is what ships, and how far it may be set.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from deadlines.models import Clock, Rung
from law.workdays import ONE_DAY, WorkCalendar

# Every step a ladder may have, widest first: calendar days before the day to act by. A clock
# is looked at on each of them, so a ladder that is changed holds for running clocks at once.
STEPS: Final[dict[int, Rung]] = {
    30: Rung.THIRTY,
    20: Rung.TWENTY,
    15: Rung.FIFTEEN,
    10: Rung.TEN,
    7: Rung.SEVEN,
    5: Rung.FIVE,
    3: Rung.THREE,
    2: Rung.TWO,
    1: Rung.ONE,
    0: Rung.DUE,
}
# The same for limits counted in hours: hours before the end.
HOUR_STEPS: Final[dict[int, Rung]] = {
    24: Rung.HOURS_24,
    12: Rung.HOURS_12,
    8: Rung.HOURS_8,
    4: Rung.HOURS_4,
    2: Rung.HOURS_2,
    1: Rung.HOURS_1,
}
# The latest working day overdue on which each level must have been told.
MOST_HEADS, MOST_ABOVE, MOST_PROVINCE = 5, 10, 20


class Family(models.TextChoices):
    """Kinds of limits that have a ladder of their own."""

    DEFAULT = "default", _("Limits of the authority, in days")
    PARTY = "party", _("Limits of the party and of other organs, in days")
    HOURS = "hours", _("Limits in hours")


@dataclass(frozen=True, slots=True)
class Ladder:
    """When a family of limits speaks.

    Args:
        before: calendar days before the day to act by (hours before the end, for limits in
            hours), widest first.
        heads_after: working days overdue from which unit head and bureau head are told.
        above_after: the same for the bureau above. province_after: for the province.
    """

    before: tuple[int, ...] = (7, 3, 1, 0)
    heads_after: int = 2
    above_after: int = 5
    province_after: int = 10

    def above(self, late: int) -> tuple[Rung, ...]:
        """The levels told ``late`` working days after the last day, furthest first."""
        levels = (
            (self.province_after, Rung.PROVINCE),
            (self.above_after, Rung.BUREAU_ABOVE),
            (self.heads_after, Rung.UNIT_AND_BUREAU_HEAD),
        )
        return tuple(rung for days, rung in levels if late >= days)


SHIPPED: Final[dict[Family, Ladder]] = {
    Family.DEFAULT: Ladder(),
    Family.PARTY: Ladder(),
    Family.HOURS: Ladder(before=(4, 1)),
}


def family_of(clock: Clock) -> Family:
    """The ladder a clock follows: by what it is counted in, and whom it binds."""
    if clock.due_at is not None:
        return Family.HOURS
    return Family.DEFAULT if clock.responsibility == "authority" else Family.PARTY


def first_look(started_on: date, act_by: date, due_on: date) -> date:
    """The first day on which a new clock may have something to say."""
    for days in STEPS:
        look = act_by - timedelta(days=days)
        if look > started_on:
            return look
    return max(act_by, min(started_on, due_on))


def rungs_on(
    day: date, *, act_by: date, due_on: date, calendar: WorkCalendar, ladder: Ladder
) -> tuple[Rung, ...]:
    """What is to be said on a day, the furthest rung first; empty where it keeps quiet.

    On rest days only the day to act by and the last day speak.
    """
    if day > due_on:
        if calendar.is_rest_day(day):
            return ()
        return (*ladder.above(calendar.count(due_on, day)), Rung.OVERDUE)
    if calendar.is_rest_day(day) and day not in (act_by, due_on):
        return ()
    left = (act_by - day).days
    reached = [days for days in ladder.before if left <= days]
    return (STEPS[min(reached)],) if reached else ()


def hour_rungs_at(
    at: datetime,
    day: date,
    *,
    due_at: datetime,
    due_on: date,
    calendar: WorkCalendar,
    ladder: Ladder,
) -> tuple[Rung, ...]:
    """What is to be said of a limit in hours: on every day, from the moment it began.

    Args:
        at: the instant of the sweep. day: its local date.
    """
    if at > due_at:
        return (*ladder.above(calendar.count(due_on, max(day, due_on))), Rung.OVERDUE)
    reached = [hours for hours in ladder.before if due_at - at <= timedelta(hours=hours)]
    return (HOUR_STEPS[min(reached)] if reached else Rung.HOURS_BEGIN,)


def next_look(day: date, *, act_by: date, due_on: date, calendar: WorkCalendar) -> date:
    """The next day after ``day`` on which the clock may have something to say."""
    if day >= due_on:
        return calendar.next_workday(day + ONE_DAY)
    if day >= act_by:
        return due_on
    quiet = calendar.is_rest_day(day)
    ahead = next(look for days in STEPS if (look := act_by - timedelta(days=days)) > day)
    # A rung whose day was a rest day is spoken on the next working day.
    return min(ahead, calendar.next_workday(day)) if quiet else ahead
