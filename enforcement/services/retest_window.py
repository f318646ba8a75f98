"""Until when a party may ask for a retest."""

from datetime import date

from core.errors import LawUnavailable
from deadlines.services.clocks import period_for
from enforcement.transitions.sample import RETEST_PERIODS
from law.counting import compute_deadline
from law.office import current_office


def retest_until(domain: str, told_on: date) -> date | None:
    """The last day to ask, counted from the day the party was told; None without a rule.

    Legal source: the period of the domain; for drugs seven days that end on a working day,
    for devices and cosmetics seven working days.
    """
    office = current_office()
    try:
        period = period_for(RETEST_PERIODS[domain], told_on, office)
    except LawUnavailable:
        return None
    return compute_deadline(period, told_on, calendar=office.calendar).due_on
