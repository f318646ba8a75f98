"""The running count behind ``law.counting``: a calendar that notes what it did not know,
and the steps said so far."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Invalid
from law.due import DeadlineResult
from law.intervals import ONE_DAY, Interval
from law.periods import Period, Unit
from law.steps import Step
from law.workdays import WorkCalendar, days_between

# Nothing this product handles began before the People's Republic; and a year beyond the
# last is a typing error, not a limit.
EARLIEST, LATEST = 1949, 2199

Span = tuple[date, date, str]


@dataclass(frozen=True)
class NotingCalendar(WorkCalendar):
    """A calendar that notes the unannounced years it was asked about."""

    unknown: set[int] = field(default_factory=set)

    def is_workday(self, day: date) -> bool:
        """As the calendar says; a guess is noted."""
        if day.year not in self.known_years and day not in self.days:
            self.unknown.add(day.year)
        return super().is_workday(day)


class Tally:
    """One count in progress."""

    def __init__(self, rule: Period, start: date, calendar: WorkCalendar) -> None:
        self.rule = rule
        self.start = start
        self.plain = calendar
        self.calendar = NotingCalendar(calendar.days, calendar.known_years)
        self.steps: list[Step] = []

    def say(self, code: str, **params: Any) -> None:
        """Add a step; days and instants are kept as ISO text."""
        self.steps.append(
            Step(f"deadline.{code}", {name: _plain(value) for name, value in params.items()})
        )

    def say_spans(self, code: str, spans: Iterable[Span], **params: Any) -> None:
        """Add a step that lists spans of days with their reasons."""
        listed = [[first.isoformat(), last.isoformat(), why] for first, last, why in spans]
        if listed:
            self.say(code, spans=listed, **params)

    def say_skipped(self, first: date, last: date) -> None:
        """For periods in working days: which days were skipped, which weekends counted."""
        if self.rule.unit != "working_day":
            return
        self.say_spans("skipped", self.rest_spans(first, last))
        made_up = [day for day in days_between(first, last) if self.calendar.is_made_up(day)]
        self.say_spans("made_up", ((day, day, "") for day in made_up))

    def rest_spans(self, first: date, last: date) -> list[Span]:
        """Rest days between two days, neighbours with one reason joined."""
        spans: list[Span] = []
        for day in days_between(first, last):
            if self.calendar.is_workday(day):
                continue
            why = self.calendar.why_rest(day)
            if spans and spans[-1][1] == day - ONE_DAY and spans[-1][2] == why:
                spans[-1] = (spans[-1][0], day, why)
            else:
                spans.append((day, day, why))
        return spans

    def add(self, length: int, unit: Unit, day: date) -> date:
        """The day that lies a length after another (before it, if negative)."""
        if unit == "working_day":
            return self.calendar.add_workdays(day, length)
        return add_length(length, unit, day)

    def lost(self, intervals: Sequence[Interval]) -> list[Any]:
        """How much the intervals take away, in the unit the period is counted in."""
        if self.rule.unit == "working_day":
            days = (day for one in intervals for day in days_between(one.first, one.last))
            return [sum(self.calendar.is_workday(day) for day in days), "working_day"]
        return [sum(interval.days for interval in intervals), "calendar_day"]

    def shift(self, day: date, intervals: Sequence[Interval]) -> date:
        """The last day moved on by what the intervals take away.

        Raises:
            Invalid: one of them began when the period was already over.
        """
        for interval in intervals:
            last = self.legal_last(day)
            if interval.first > last:
                raise Invalid(
                    _("The period was over on %(last)s, before the suspension of %(first)s.")
                    % {"last": last, "first": interval.first},
                    fields={"suspensions": _("A period that is over cannot be suspended.")},
                )
            number, unit = self.lost([interval])
            day = self.add(number, unit, day)
        return day

    def legal_last(self, day: date) -> date:
        """The last day after the move the rule allows."""
        if self.rule.rollover == "statutory":
            return self.calendar.next_workday(day)
        return day

    def result(
        self,
        unmoved: date,
        due_on: date,
        moved_to: date | None,
        *,
        start: datetime | None = None,
        due_at: datetime | None = None,
    ) -> DeadlineResult:
        """Close the count: the day to act by, the next step, what is provisional."""
        act_by = self._act_by(unmoved, due_on)
        open_from = None
        if self.rule.kind == "waiting_period":
            open_from = (moved_to or due_on) + ONE_DAY
            self.say("open_from", open_on=open_from)
        unknown = sorted(self.calendar.unknown)
        if unknown:
            self.say("provisional", years=", ".join(map(str, unknown)))
        return DeadlineResult(
            rule_id=self.rule.id,
            rule_version=self.rule.version,
            start=start or self.start,
            unmoved_on=unmoved,
            due_on=due_on,
            due_at=due_at,
            moved_to=moved_to,
            act_by=act_by,
            open_from=open_from,
            provisional=bool(unknown),
            basis=self.rule.citation,
            steps=tuple(self.steps),
        )

    def _act_by(self, unmoved: date, due_on: date) -> date:
        if self.rule.responsibility != "authority":
            return due_on
        last = min(unmoved, due_on)
        act_by = self.calendar.previous_workday(last)
        if act_by < self.start and self.rule.direction == "after":
            # A day before the event would be overdue at birth: only rest days are left.
            self.say("act_on_rest_day", act_on=last)
            return last
        self.say("act_by", act_on=act_by)
        return act_by


def add_length(length: int, unit: Unit, day: date) -> date:
    """Calendar days, months or years later; a month without that day ends the period."""
    if unit == "calendar_day":
        return day + timedelta(days=length)
    months = day.year * 12 + day.month - 1 + (length if unit == "month" else 12 * length)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
