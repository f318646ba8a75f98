"""“Why this date?”: one answer for the panel, the page, the printed sheet and the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _

from core.errors import LawUnavailable
from deadlines.models import CalendarDay, Clock, ClockExtension, ClockSuspension
from deadlines.services.recount import rule_of
from law.labels import length
from law.period_kinds import Rollover
from law.periods import Period, event_label
from law.steps import Step
from law.workdays import days_between, holiday_name

# The steps that name days, and what became of these days.
SKIPPED = ("deadline.skipped", "deadline.moved", "deadline.may_move")
MADE_UP = "deadline.made_up"


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day that is not what its weekday says, or is no working day.

    Args:
        counted: whether it counted as a working day.
        why: the holiday, the weekend, or that it was worked to make up for one.
        notice: number of the notice, where the office entered the day.
    """

    day: date
    counted: bool
    why: str
    notice: str = ""

    @property
    def text(self) -> str:
        return dateformat.format(self.day, "Y-m-d D")

    def as_json(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(),
            "counted": self.counted,
            "why": self.why,
            "notice": self.notice,
        }


@dataclass(frozen=True, slots=True)
class Why:
    """Everything a reader needs to count a clock's dates again."""

    clock: Clock
    rule: Period | None
    event: str
    length: str
    rollover: str
    days: tuple[DayTold, ...]
    suspensions: tuple[ClockSuspension, ...]
    extensions: tuple[ClockExtension, ...]
    steps: tuple[Step, ...]

    @property
    def open_suspensions(self) -> list[ClockSuspension]:
        return [line for line in self.suspensions if line.is_open]

    @property
    def texts(self) -> list[str]:
        """The steps in the reader's language, with what stands open at the end."""
        return [step.text for step in self.steps] + [
            _(
                "Standing still since %(first)s (%(cause)s): the days until it runs again do "
                "not count either, so the last day is not fixed yet."
            )
            % {"first": line.first_on, "cause": line.cause}
            for line in self.open_suspensions
        ]

    def as_json(self) -> dict[str, Any]:
        """The answer of the API."""
        clock = self.clock
        return {
            "name": clock.name,
            "rule": clock.rule,
            "rule_version": clock.rule_version,
            "basis": clock.basis,
            "event": self.event,
            "start": clock.start.isoformat(),
            "length": self.length,
            "rollover": self.rollover,
            "due_on": clock.due_on.isoformat(),
            "due_at": clock.due_at.isoformat() if clock.due_at else None,
            "moved_to": clock.moved_to.isoformat() if clock.moved_to else None,
            "act_by": clock.act_by.isoformat(),
            "open_from": clock.open_from.isoformat() if clock.open_from else None,
            "provisional": clock.provisional,
            "state": clock.state,
            "days": [told.as_json() for told in self.days],
            "steps": [step.as_json() for step in self.steps],
            "texts": self.texts,
        }


def why_of(clock: Clock) -> Why:
    """Why the clock's dates are what they are. Costs at most three queries."""
    rule = _rule_of(clock)
    steps = steps_of(clock)
    return Why(
        clock=clock,
        rule=rule,
        event=event_label(rule.trigger_event) if rule else _("Started on"),
        length=length(rule) if rule else "",
        rollover=str(Rollover(rule.rollover).label) if rule else "",
        days=tuple(_days(steps)),
        suspensions=tuple(clock.suspensions.select_related("by", "ended_by")),
        extensions=tuple(clock.extensions.select_related("by")),
        steps=steps,
    )


def steps_of(clock: Clock) -> tuple[Step, ...]:
    """The steps of the count as the clock kept them."""
    return tuple(Step(step["code"], step["params"]) for step in clock.steps)


def _rule_of(clock: Clock) -> Period | None:
    """None where the catalogue no longer has the rule: what the clock kept still answers."""
    try:
        return rule_of(clock)
    except LawUnavailable:
        return None


def _days(steps: Iterable[Step]) -> list[DayTold]:
    told: dict[date, tuple[bool, str]] = {}
    for step in steps:
        if step.code not in (*SKIPPED, MADE_UP):
            continue
        for first, last, why in step.params.get("spans", []):
            for day in days_between(date.fromisoformat(first), date.fromisoformat(last)):
                told[day] = (step.code == MADE_UP, why)
    notices = _notices(told)
    return [
        DayTold(day, counted, _why(counted, why), notices.get(day, ""))
        for day, (counted, why) in sorted(told.items())
    ]


def _why(counted: bool, why: str) -> str:
    return _("worked to make up for a holiday") if counted else holiday_name(why)


def _notices(days: Mapping[date, Any]) -> dict[date, str]:
    rows = (
        CalendarDay.objects.filter(day__in=list(days)) if days else CalendarDay.objects.none()
    )
    return dict(rows.values_list("day", "notice"))
