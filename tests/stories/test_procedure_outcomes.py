"""How a case ends without a penalty, and how a party that is not found is served."""

from datetime import date, timedelta

import pytest

from core.errors import IllegalTransition, Invalid
from documents.models import Document
from enforcement.models import CaseStatus
from enforcement.services.decisions import decide
from enforcement.services.outcomes import decide_no_penalty, dismiss
from enforcement.services.serving import (
    announce_decision,
    announce_notice,
    serve_decision,
    serve_notice,
)
from enforcement.services.ways import Proof
from tests.factories.enforcement_cases import (
    fresh,
    make_approved_case,
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.factories.hearings import make_dismissible_case, make_spared_case
from tests.stories.stands import STEPS, stands

DAY = timedelta(days=1)
HANDLING_ENDS = date(2026, 6, 8)
WINDOW_ENDS = date(2026, 3, 17)  # the fifth working day after Tuesday 10 March
ALWAYS = {"propose_transfer"}
HEAD = {"assign_officers"}


@pytest.fixture
def team(tree):
    return team_of(tree)


def kinds(case):
    return list(Document.objects.filter(about_uuid=case.uuid).values_list("kind", flat=True))


def test_no_penalty_is_decided_without_a_notice(team):
    case = make_spared_case(team)
    stands(
        case,
        status="approved",
        on=ON,
        open_to={
            team.inspector: {"revise_penalty", *STEPS, *ALWAYS},
            team.head: {"revise_penalty", "discuss", "decide_no_penalty", *HEAD},
        },
    )
    with pytest.raises(IllegalTransition) as refused:
        serve_notice(case, by=team.inspector, on=ON)
    assert refused.value.details == {"missing": ["adverse"]}
    decide_no_penalty(case, by=team.head, on=ON)
    case = fresh(case)
    assert "46" in kinds(case)
    assert "37" not in kinds(case)
    serve_decision(case, by=team.inspector, on=ON)
    stands(
        fresh(case),
        status="performed",
        on=ON,
        open_to={
            team.inspector: {"submit_closing", "record_review", "record_suit", *ALWAYS},
        },
        until={"case_closure_form": date(2026, 3, 31)},
    )


def test_a_case_whose_facts_are_not_established_is_dismissed(team):
    case = make_dismissible_case(team)
    stands(
        case,
        status="approved",
        on=ON,
        open_to={team.head: {"revise_penalty", "discuss", "dismiss", *HEAD}},
    )
    with pytest.raises(IllegalTransition):
        decide_no_penalty(case, by=team.head, on=ON)
    decision = dismiss(case, by=team.head, on=ON)
    assert "撤案〔2026〕1号" in decision.number
    assert "A1" in kinds(case)
    serve_decision(case, by=team.inspector, on=ON)
    assert fresh(case).status == CaseStatus.PERFORMED


def test_a_party_that_cannot_be_found_is_served_by_announcement(team):
    case = make_approved_case(team)
    told = {"reason": "当事人下落不明", "place": "区局公告栏和官网"}
    announce_notice(case, **told, by=team.inspector, on=ON)
    announced = Proof(method="announced")
    served = date(2026, 4, 9)  # thirty days after 10 March
    with pytest.raises(Invalid) as early:
        serve_notice(case, proof=announced, by=team.inspector, on=served - DAY)
    assert served.isoformat() in early.value.fields["method"]
    serve_notice(case, proof=announced, by=team.inspector, on=served + DAY)
    case = fresh(case)
    stands(
        case,
        status="notified",
        on=served + DAY,
        open_to={team.head: {"revise_penalty", "discuss", *HEAD}},
        until={
            # The thirty days of the announcement after the filing day do not count.
            "case_handling_period": HANDLING_ENDS + 30 * DAY,
            "statement_defence_window": date(2026, 4, 16),
            "hearing_request_window": date(2026, 4, 16),
        },
    )
    assert case.notified_on == served
    decide(case, by=team.head, on=date(2026, 4, 17))
    announce_decision(fresh(case), **told, by=team.inspector, on=date(2026, 4, 17))
    serve_decision(case, proof=announced, by=team.inspector, on=date(2026, 5, 20))
    assert fresh(case).served_on == date(2026, 5, 17)
