"""Time that does not count: a ledger of day intervals and their union."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Suspension:
    """One stretch of time that does not count.

    Args:
        first: first day not counted, included.
        last: last day not counted, included.
        reason: a cause of ``law.periods.suspension_codes``, or the office's own words.
        paper: number of the document that shows it.
    """

    first: date
    last: date
    reason: str = ""
    paper: str = ""


def union(suspensions: Iterable[Suspension]) -> tuple[Interval, ...]:
    """The days of all suspensions, each once: disjoint intervals in order of time."""
    merged: list[Interval] = []
    for one in sorted(suspensions, key=lambda suspension: suspension.first):
        if merged and one.first <= merged[-1].last + ONE_DAY:
            merged[-1] = Interval(merged[-1].first, max(merged[-1].last, one.last))
        else:
            merged.append(Interval(one.first, one.last))
    return tuple(merged)


def after(intervals: Iterable[Interval], day: date) -> tuple[Interval, ...]:
    """What is left of the intervals strictly after a day."""
    return tuple(
        Interval(max(interval.first, day + ONE_DAY), interval.last)
        for interval in intervals
        if interval.last > day
    )
