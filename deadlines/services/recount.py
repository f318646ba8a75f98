"""One count for every date of a clock: when it starts, when it changes, and for what-if.

``count_clock`` reads the clock, its version of the rule, its suspensions and its granted
extensions, and asks ``law.counting``; it writes nothing. Callers with many clocks
prefetch ``suspensions`` and ``extensions``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from core.errors import LawUnavailable
from deadlines.ladder import first_look
from deadlines.models import Clock, ClockState
from law import intervals
from law.counting import compute_deadline
from law.due import DeadlineResult, Grant
from law.office import OfficeLaw
from law.periods import Period, family
from law.workdays import WorkCalendar

# What a count decides; saved together.
COUNTED = (
    "due_on",
    "due_at",
    "moved_to",
    "act_by",
    "open_from",
    "provisional",
    "basis",
    "steps",
)


def count_clock(clock: Clock, *, calendar: WorkCalendar, office: OfficeLaw) -> DeadlineResult:
    """The dates of a clock under its own version of the rule.

    Args:
        clock: its suspensions and extensions are read; while one has no end, the dates
            are the earliest possible.
        calendar: which days are worked.
        office: whether the rule may be relied on: under a rule that is off, the date is
            provisional.

    Raises:
        LawUnavailable: the catalogue no longer has the clock's rule in that version.
        Invalid: what was entered no longer fits the count.
    """
    return count_changed(
        clock,
        calendar=calendar,
        office=office,
        suspensions=suspensions_of(clock),
        extensions=grants_of(clock),
    )


def count_changed(
    clock: Clock,
    *,
    calendar: WorkCalendar,
    office: OfficeLaw,
    suspensions: Sequence[intervals.Suspension],
    extensions: Sequence[Grant],
) -> DeadlineResult:
    """The dates as they would be with these suspensions and extensions."""
    rule = rule_of(clock)
    result = compute_deadline(
        rule,
        clock.start,
        calendar=calendar,
        suspensions=suspensions,
        extensions=extensions,
    )
    return result if office.uses(rule) else replace(result, provisional=True)


def rule_of(clock: Clock) -> Period:
    """The clock's rule in the version it was started under.

    Raises:
        LawUnavailable: the catalogue no longer has it.
    """
    for rule in family(clock.rule):
        if (rule.id, rule.version) == (clock.rule, clock.rule_version):
            return rule
    raise LawUnavailable(
        _("The catalogue no longer has “%(rule)s” in the version of this limit.")
        % {"rule": clock.title}
    )


def suspensions_of(clock: Clock, known_to: date | None = None) -> list[intervals.Suspension]:
    """The lines of the ledger that hold.

    A line without an end counts as far as is certain: to the latest day on which
    another line begins or an extension was granted, and to ``known_to``. Where nothing
    is certain yet it is left out.
    """
    lines = [line for line in clock.suspensions.all() if not line.is_withdrawn]
    granted = [one.on for one in clock.extensions.all()]
    counted = []
    for line in lines:
        last = line.last_on
        if last is None:
            others = [other.first_on for other in lines if other is not line]
            known = [*others, *granted, *([known_to] if known_to else [])]
            last = max((day for day in known if day >= line.first_on), default=None)
        if last is not None:
            counted.append(line.as_counted(last))
    return counted


def grants_of(clock: Clock) -> list[Grant]:
    """The extensions granted, in their order.

    The day of the grant matters only where it fixed a last day: whether it came in time
    was decided when it was granted.
    """
    return [
        Grant(to=one.until_on, granted_on=one.on if one.until_on else None)
        for one in sorted(clock.extensions.all(), key=lambda one: one.number)
    ]


def write_count(clock: Clock, result: DeadlineResult, *, on: date) -> tuple[str, ...]:
    """Lay a count into the clock, unsaved. Returns the fields to save.

    A running clock whose dates moved begins its ladder of reminders anew.

    Args:
        on: local date of the act that changed the count.
    """
    moved = (clock.due_on, clock.act_by, clock.due_at) != (
        result.due_on,
        result.act_by,
        result.due_at,
    )
    clock.due_on, clock.due_at = result.due_on, result.due_at
    clock.moved_to, clock.act_by = result.moved_to, result.act_by
    clock.open_from, clock.provisional = result.open_from, result.provisional
    clock.basis = result.basis[:300]
    clock.steps = [{"code": step.code, "params": dict(step.params)} for step in result.steps]
    clock.turn += 1 if moved and clock.pk else 0
    set_next_look(clock, on)
    return (*COUNTED, "turn", "next_look_on", "updated_at")


def set_next_look(clock: Clock, on: date) -> None:
    """When the sweep shall look at the clock next: only running, speaking ones."""
    if clock.silent or clock.state != ClockState.RUNNING:
        clock.next_look_on = None
        return
    # A limit before an event starts with the plan, not with the event.
    born = date.min if rule_of(clock).direction == "before" and clock.turn == 1 else on
    clock.next_look_on = first_look(born, clock.act_by, clock.due_on)
