"""When a clock speaks: the rungs before the limit, and whom the days after it concern.

Pure: the calendar comes in.
"""

from datetime import date, timedelta

from deadlines.models import Rung
from law.workdays import ONE_DAY, WorkCalendar

# Calendar days before the day to act by, widest first.
BEFORE: tuple[tuple[int, Rung], ...] = (
    (7, Rung.SEVEN),
    (3, Rung.THREE),
    (1, Rung.ONE),
    (0, Rung.DUE),
)
# Working days after the last day from which others are told, furthest first.
ABOVE: tuple[tuple[int, Rung], ...] = (
    (10, Rung.PROVINCE),
    (5, Rung.BUREAU_ABOVE),
    (2, Rung.UNIT_AND_BUREAU_HEAD),
)


def first_look(started_on: date, act_by: date, due_on: date) -> date:
    """The first day on which a new clock has something to say."""
    for days, _rung in BEFORE:
        look = act_by - timedelta(days=days)
        if look > started_on:
            return look
    return max(act_by, min(started_on, due_on))


def rungs_on(
    day: date, *, act_by: date, due_on: date, calendar: WorkCalendar
) -> tuple[Rung, ...]:
    """What is to be said on a day, the furthest rung first; empty where it keeps quiet.

    On rest days only the day to act by and the last day speak.
    """
    if day > due_on:
        if calendar.is_rest_day(day):
            return ()
        late = calendar.count(due_on, day)
        return (*(rung for days, rung in ABOVE if late >= days), Rung.OVERDUE)
    if calendar.is_rest_day(day) and day not in (act_by, due_on):
        return ()
    left = (act_by - day).days
    reached = [rung for days, rung in BEFORE if left <= days]
    return tuple(reached[-1:])


def next_look(day: date, *, act_by: date, due_on: date, calendar: WorkCalendar) -> date:
    """The next day after ``day`` on which the clock may have something to say."""
    if day >= due_on:
        return calendar.next_workday(day + ONE_DAY)
    if day >= act_by:
        return due_on
    quiet = calendar.is_rest_day(day)
    rungs = [act_by - timedelta(days=days) for days, _rung in BEFORE]
    ahead = next(look for look in rungs if look > day)
    # A rung whose day was a rest day is spoken on the next working day.
    return min(ahead, calendar.next_workday(day)) if quiet else ahead
