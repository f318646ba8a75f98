"""Two people act on one case at the same moment: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from core.errors import DomainError
from deadlines.models import Transition
from documents.models import Document
from enforcement.models import (
    Case,
    Decision,
    DecisionChange,
    Hearing,
    Payment,
    PenaltyNotice,
)
from enforcement.services.decision_changes import revoke_decision
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.hearing_days import report_hearing
from enforcement.services.hearings import request_hearing, waive_hearing
from enforcement.services.outcomes import revise_penalty
from enforcement.services.payments import record_payment
from enforcement.services.submissions import submit_penalty
from tests.factories.enforcement_cases import (
    fresh,
    make_decided_case,
    make_filing,
    make_notified_case,
    make_proposed_case,
    make_served_case,
    pending,
    team_of,
    waive_all,
)
from tests.factories.enforcement_field import ON
from tests.factories.hearings import HEARING_ON, make_held_case
from workbench.models import Approval
from workbench.services.approvals import approve

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")


def together(*acts: Callable[[], object]) -> list[str]:
    """Runs the acts at once; ``done`` or the code of the refusal of each."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        ready.wait()
        try:
            act()
        except DomainError as error:
            return error.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def test_a_penalty_is_submitted_once(team):
    case = make_proposed_case(team)
    seen = [fresh(case) for _each in range(2)]

    told = together(
        lambda: submit_penalty(seen[0], criminal=NO_SIGNS, by=team.inspector, on=ON),
        lambda: submit_penalty(seen[1], criminal=NO_SIGNS, by=team.inspector2, on=ON),
    )

    assert told == ["done", "illegal_transition"]
    assert Approval.objects.pending().filter(about_uuid=case.uuid).count() == 1
    assert Transition.objects.of(case).filter(act="submit_penalty").count() == 1


def test_a_case_is_decided_once_and_no_number_is_lost(team):
    case = make_notified_case(team)
    waive_all(case, by=team.inspector)
    seen = [fresh(case) for _each in range(2)]

    told = together(*(lambda one=one: decide(one, by=team.head, on=ON) for one in seen))

    assert told == ["done", "illegal_transition"]
    assert Document.objects.filter(about_uuid=case.uuid, kind="45").count() == 1
    assert Decision.objects.get(case=case).number.endswith("〔2026〕1号")


def test_no_more_is_paid_than_is_due(team):
    case = make_served_case(team)
    seen = [fresh(case) for _each in range(2)]

    def pay(one, receipt):
        return record_payment(
            one,
            kind="fine",
            amount=Decimal(60_000),
            paid_on=ON,
            receipt=receipt,
            by=team.inspector,
            on=ON,
        )

    told = together(lambda: pay(seen[0], "1"), lambda: pay(seen[1], "2"))

    assert told == ["done", "too_much_paid"]
    assert Payment.objects.count() == 1


def test_two_bureaus_and_two_cases_get_numbers_without_a_clash(tree, team):
    others = team_of(tree, "linwei")
    filings = [(make_filing(team), team), (make_filing(team), team)]
    filings.append((make_filing(others), others))
    waiting = []
    for case, people in filings:
        approve(pending(case), by=people.unit_head, on=ON)
        waiting.append((pending(case), people.head))

    told = together(*(lambda one=one, by=by: approve(one, by=by, on=ON) for one, by in waiting))

    assert told == ["done", "done", "done"]
    numbers = set(Case.objects.values_list("number", flat=True))
    assert len(numbers) == 3
    assert {number.rpartition("〕")[2] for number in numbers} == {"1号", "2号"}


def test_a_hearing_is_asked_for_or_waived_and_not_both(team):
    case = make_notified_case(team)
    seen = [fresh(case) for _each in range(2)]

    told = together(
        lambda: request_hearing(seen[0], by=team.inspector, on=ON),
        lambda: waive_hearing(seen[1], by=team.inspector2, on=ON),
    )

    assert told == ["done", "illegal_transition"]
    asked = Hearing.objects.filter(case=case).exists()
    waived = PenaltyNotice.objects.get(case=case).hearing_waived_on is not None
    assert asked != waived


def test_a_hearing_is_reported_once(team):
    case = make_held_case(team)
    seen = [fresh(case) for _each in range(2)]

    def report(one):
        return report_hearing(one, opinion="维持", by=team.legal, on=HEARING_ON)

    told = together(lambda: report(seen[0]), lambda: report(seen[1]))

    assert told == ["done", "illegal_transition"]
    assert Document.objects.filter(about_uuid=case.uuid, kind="41").count() == 1


def test_a_decision_is_revoked_once(team):
    case = make_decided_case(team)
    seen = [fresh(case) for _each in range(2)]

    def revoke(one):
        return revoke_decision(one, reason="有误", by=team.head, on=ON)

    told = together(lambda: revoke(seen[0]), lambda: revoke(seen[1]))

    assert told == ["done", "illegal_transition"]
    assert DecisionChange.objects.count() == 1


def test_a_case_is_decided_or_taken_up_again(team):
    case = make_notified_case(team)
    waive_all(case, by=team.inspector)
    seen = [fresh(case) for _each in range(2)]

    told = together(
        lambda: decide(seen[0], by=team.head, on=ON),
        lambda: revise_penalty(seen[1], reason="申辩成立", by=team.inspector, on=ON),
    )

    assert told == ["done", "illegal_transition"]
    assert fresh(case).status in ("decided", "investigating")
