"""Limits whose dates moved: days not counted, one that stands still, one extended."""

from datetime import date, timedelta

from accounts.models import Role
from deadlines.models import Clock
from deadlines.services.changes import suspend_clock
from deadlines.services.clocks import live_clocks
from deadlines.services.extensions import extend_clock
from enforcement.transitions.case_needs import HANDLING_PERIOD
from registry.models import Party
from reporting.demo.scenarios import Scenario
from reporting.demo.stories import Teller

TESTING = "testing_inspection_quarantine_appraisal"


def tell_changed_clocks(
    teller: Teller, picked: list[tuple[Scenario, Party]], today: date
) -> None:
    """Three cases under investigation: goods were tested, are being tested, more time.

    Args:
        picked: three scenarios with a party of the bureau.
    """
    tested, testing, complex_ = (
        _limit(teller, scenario, party, today - timedelta(days=days))
        for (scenario, party), days in zip(picked, (45, 40, 82), strict=True)
    )
    _suspend(teller, tested, today - timedelta(days=30), today - timedelta(days=16))
    _suspend(teller, testing, today - timedelta(days=12), None)
    extend_clock(
        complex_,
        reason="涉案产品流向多个县区，尚需逐一核实。",
        by=teller.team.one(Role.BUREAU_HEAD),
        on=today - timedelta(days=3),
    )


def _limit(teller: Teller, scenario: Scenario, party: Party, on: date) -> Clock:
    case = teller.case(party, scenario, on, until="violation")
    return live_clocks(case, (HANDLING_PERIOD,)).get()


def _suspend(teller: Teller, clock: Clock, first: date, last: date | None) -> None:
    suspend_clock(
        clock,
        reason=TESTING,
        first_on=first,
        last_on=last,
        words="涉案产品送检，等待检验报告。",
        paper=f"检委〔{first.year}〕{clock.pk % 90 + 1}号",
        by=teller.lead,
        on=last or first,
    )
