"""Clocks by state, started on a record as acts start them."""

from collections.abc import Iterable
from datetime import date, timedelta

from accounts.models import Scoped, User
from deadlines.models import Clock, ClockState, Reminder
from deadlines.services.clocks import meet_clocks, start_clock
from deadlines.services.reminders import remind_due

VERIFICATION = "clue_verification_and_filing_decision"  # 15 working days, the authority
HANDLING = "case_handling_period"  # 90 calendar days, moves, the authority
PAYMENT = "fine_payment"  # 15 calendar days, moves, the party


def make_clock(
    record: Scoped,
    *,
    rule: str = PAYMENT,
    on: date,
    responsible: Iterable[User] = (),
    state: ClockState = ClockState.RUNNING,
    silent: bool = False,
) -> Clock:
    clock = start_clock(record, rule=rule, on=on, responsible=responsible, silent=silent)
    if state != ClockState.RUNNING:
        meet_clocks(record, rules=[rule], act="done", on=on)
        clock.refresh_from_db()
    return clock


# 15 days from Tuesday 3 March 2026: the last day is Wednesday 18 March.
STARTED = date(2026, 3, 3)
DUE = date(2026, 3, 18)


def day(offset: int) -> date:
    """So many days after the last day; before it, if negative."""
    return DUE + timedelta(days=offset)


def rungs(clock: Clock, person: User | None = None) -> list[tuple[str, date]]:
    """What was said of a clock, to one person or to all, in the order it was said."""
    rows = Reminder.objects.filter(clock=clock)
    if person is not None:
        rows = rows.filter(recipient=person)
    return list(rows.order_by("pk").values_list("rung", "on"))


def sweep_days(first: date, last: date) -> None:
    while first <= last:
        remind_due(on=first)
        first += timedelta(days=1)
