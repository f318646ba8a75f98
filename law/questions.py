"""The two questions of the commands, the API and the pages, answered in one place.

A refusal always names the part of the question it is about: ``rule``, ``start``,
``suspend``, ``extend``, ``extend_to``; ``provision``, ``base``, ``level``, ``activity``,
``on``.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from core.errors import DomainError
from law.counting import compute_deadline, require_computable, require_possible
from law.due import DeadlineResult
from law.intervals import Suspension
from law.office import current_office
from law.penalties import PenaltyRange, penalty_range
from law.periods import Period, get_period, require_in_force
from law.provisions import Provision, get_provision

PARTS = {"suspensions": "suspend", "extensions": "extend"}


def count_deadline(
    rule_id: str,
    start: date | datetime,
    *,
    suspensions: Sequence[Suspension] = (),
    extensions: int = 0,
    extend_to: date | None = None,
) -> tuple[Period, DeadlineResult]:
    """Count a period with the office's calendar and confirmations, if there are any.

    Args:
        rule_id: a rule of the catalogue that the office uses.
        start: day of the event; an instant for limits in hours.
        suspensions: days not counted.
        extensions: how many of the rule's extensions apply.
        extend_to: last day fixed by the last extension applied.

    Raises:
        NotFound: there is no such rule.
        LawUnavailable: it is off, not in force on that day, or has no length.
        Invalid: an impossible day, suspension or extension.
    """
    office = current_office()
    with about("rule"):
        rule = get_period(rule_id)
        office.require_used(rule)
    with about("start"):
        day = require_possible(start.date() if isinstance(start, datetime) else start)
        require_in_force(rule, day)
    with about("rule"):
        require_computable(rule)
    with about("suspend" if suspensions else "extend_to" if extend_to else "extend"):
        return rule, compute_deadline(
            rule,
            start,
            calendar=office.calendar,
            suspensions=suspensions,
            extensions=extensions,
            extend_to=extend_to,
        )


def find_range(
    provision_id: str,
    *,
    base: Decimal | None = None,
    level: str = "normal",
    activity: str | None = None,
    person: bool = False,
    on: date | None = None,
) -> tuple[Provision, PenaltyRange]:
    """The range of a fine with the office's split points, if there are any.

    Args:
        provision_id: a provision of the catalogue.
        base: goods value, income or whatever the provision names, in yuan.
        level: a tier the provision has.
        activity: manufacture, wholesale, retail or use, where the floor depends on it.
        person: the range of the responsible persons; ``base`` is then their income.
        on: the day of the act; given, the provision must be in force then.

    Raises:
        NotFound: there is no such provision.
        LawUnavailable: it was not in force on that day.
        Invalid: a level it lacks, a base or an activity missing, a negative base.
    """
    with about("provision"):
        provision = get_provision(provision_id)
    with about("on"):
        return provision, penalty_range(
            provision,
            base=base,
            level=level,
            activity=activity,
            person=person,
            on=on,
            split=current_office().split_on(on),
        )


@contextmanager
def about(part: str) -> Iterator[None]:
    """Let a refusal name the part of the question; one that names it already keeps it."""
    try:
        yield
    except DomainError as error:
        named = error.fields or {part: error.message}
        error.fields = {PARTS.get(name, name): text for name, text in named.items()}
        raise
