"""A clock in words: how long is left, and why its date is what it is."""

from collections.abc import Iterable
from datetime import date

from core.pages.parts import DaysLeft, days_left
from deadlines.models import Clock, ClockState
from law.steps import Step
from law.workdays import WorkCalendar


def steps_in_words(clock: Clock) -> list[str]:
    """Each step of the count, in the reader's language."""
    return [Step(step["code"], step["params"]).text for step in clock.steps]


def days_to(clock: Clock, on: date, calendar: WorkCalendar) -> int:
    """Working days until the day to act by; once that is past, until the last day.

    Negative once the last day is past: working days overdue, at least one.
    """
    if on > clock.due_on:
        return -max(1, calendar.count(clock.due_on, on))
    target = clock.act_by if on <= clock.act_by else clock.due_on
    return calendar.count(on, target)


def left_of(clock: Clock, on: date, calendar: WorkCalendar) -> DaysLeft | None:
    """How long is left as a badge; None once the clock has ended."""
    if clock.state != ClockState.RUNNING:
        return None
    return days_left(days_to(clock, on, calendar))


def count_down(clocks: Iterable[Clock], on: date, calendar: WorkCalendar) -> None:
    """Notes on each clock how many working days are left: ``days``, None once it ended."""
    for clock in clocks:
        running = clock.state == ClockState.RUNNING
        clock.days = days_to(clock, on, calendar) if running else None
