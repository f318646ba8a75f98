"""How long a published penalty is shown, and from when its end may be asked for."""

from datetime import date
from decimal import Decimal

from core.errors import LawUnavailable
from deadlines.services.calendar import office_calendar
from deadlines.services.clocks import period_for
from law.counting import compute_deadline
from law.disclosure import DisplayClass, display_class, feed_codes
from law.periods import get_period
from reporting.disclosure.build import amounts_of, party_type
from reporting.disclosure.fields import PERSON
from reporting.models import Disclosure


def class_of(one: Disclosure) -> DisplayClass:
    """The class of the penalty that was published."""
    decision = one.decision
    return display_class(
        feed_codes(decision.penalty_kinds),
        fine=amounts_of(decision).get("fine", Decimal(0)),
        step=decision.step,
        is_person=party_type(decision.case.party) == PERSON,
    )


def ends_on(one: Disclosure, released_on: date) -> tuple[str, date] | None:
    """The rule in force on the day of release, and the last day of the display.

    None where no rule was in force on that day.
    """
    try:
        rule = period_for(class_of(one).ends, released_on)
    except LawUnavailable:
        return None
    counted = compute_deadline(rule, released_on, calendar=office_calendar())
    return rule.id, counted.due_on


def earliest_stop(one: Disclosure) -> date | None:
    """From which day the party may ask to end the display early.

    An older penalty may be ended early from the day on which the rule came into force.
    None where the law knows no early end.
    """
    found = class_of(one)
    if not found.may_stop_early or one.released_on is None:
        return None
    if not found.earliest:
        return one.released_on
    rule = get_period(found.earliest)
    counted = compute_deadline(rule, one.released_on, calendar=office_calendar())
    return max(counted.due_on, rule.effective_from)
