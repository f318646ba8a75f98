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
from enforcement.models import Case, Decision, Payment
from enforcement.services.decisions import decide
from enforcement.services.payments import record_payment
from enforcement.services.proposals import submit_penalty
from enforcement.services.serving import record_defence
from tests.factories.enforcement_cases import (
    fresh,
    make_filing,
    make_notified_case,
    make_proposed_case,
    make_served_case,
    pending,
    team_of,
)
from tests.factories.enforcement_field import ON
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
        lambda: submit_penalty(seen[0], by=team.inspector, on=ON),
        lambda: submit_penalty(seen[1], by=team.inspector2, on=ON),
    )

    assert told == ["done", "illegal_transition"]
    assert Approval.objects.pending().filter(about_uuid=case.uuid).count() == 1
    assert Transition.objects.of(case).filter(act="submit_penalty").count() == 1


def test_a_case_is_decided_once_and_no_number_is_lost(team):
    case = make_notified_case(team)
    record_defence(case, waived=True, by=team.inspector, on=ON)
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
