"""Cases that meet a gate on their way, and where they stand before and after it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.duties import proposal_now
from enforcement.errors import FineRefused
from enforcement.services.conflicts import declare_conflict
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import NO_SIGNS, CriminalAnswer
from enforcement.services.gates.exemption import check_prior
from enforcement.services.law_choices import choose_law
from enforcement.services.outcomes import decide_no_penalty
from enforcement.services.proposals import propose_penalty
from enforcement.services.serving import serve_notice
from enforcement.services.submissions import submit_penalty
from enforcement.services.violations import change_violation
from tests.factories.enforcement_cases import (
    approved,
    fresh,
    make_case,
    make_proposed_case,
    make_violation,
    pending,
    team_of,
    waive_all,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_gates import LATER, make_case_under_changed_law
from tests.stories.stands import acts_open, stands
from workbench.services.approvals import approve

ARTICLE_32 = "《中华人民共和国行政处罚法》第三十二条第一项"
ARTICLE_33 = "《中华人民共和国行政处罚法》第三十三条第一款"
SUBMIT, PROPOSE, DECIDE = "submit_penalty", "propose_penalty", "decide"


@pytest.fixture
def team(tree):
    return team_of(tree)


def proposed(case, team, on=ON, **told):
    values = {"step": "general", "fine": Decimal(300_000), "reasons": "综合情节。", **told}
    return propose_penalty(case, **values, by=team.inspector, on=on)


def decided(case, team, on):
    """From the submission through review, notice and waiver to the decision."""
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=on)
    approved(pending(case), team, on)
    if proposal_now(case).kind == "no_penalty":
        return decide_no_penalty(fresh(case), by=team.head, on=on)
    serve_notice(fresh(case), by=team.inspector, on=on)
    waive_all(fresh(case), by=team.inspector, on=on)
    return decide(fresh(case), by=team.head, on=on)


def at(case, status, on, team, *, lead, head):
    """The state, and what of the acts of this story lead and head could do."""
    shown = {SUBMIT, PROPOSE, DECIDE, "serve_notice", "serve_decision"}
    case = fresh(case)
    assert acts_open(case, by=team.inspector, on=on) & shown == lead
    assert acts_open(case, by=team.head, on=on) & shown == head
    stands(case, status=status, on=on, open_to={})


def test_the_law_changed_between_act_and_decision(team):
    """行政处罚法第三十七条: both laws, one chosen with a reason, then the decision."""
    case = make_case_under_changed_law(team)
    proposed(case, team, LATER)
    at(case, "investigating", LATER, team, lead={PROPOSE, SUBMIT}, head=set())
    with pytest.raises(IllegalTransition):
        submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=LATER)
    at(case, "investigating", LATER, team, lead={PROPOSE, SUBMIT}, head=set())

    row = case.violations.get()
    choose_law(row, chosen="old", reason="新旧处罚相同，从旧。", by=team.inspector, on=LATER)
    decision = decided(case, team, LATER)

    at(case, "decided", LATER, team, lead={"serve_decision"}, head=set())
    assert decision.fine == 300_000
    assert fresh(case).violations.get().law_choice.chosen == "old"


def test_the_law_changes_between_the_approval_and_the_decision(team):
    """Approved under a law that ends on 14 May, decided a day later: chosen first."""
    on = date(2026, 5, 14)
    case = make_case_under_changed_law(team, on=on)
    proposed(case, team, on)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=on)
    approved(pending(case), team, on)
    serve_notice(fresh(case), by=team.inspector, on=on)
    waive_all(fresh(case), by=team.inspector, on=on)

    with pytest.raises(IllegalTransition):
        decide(fresh(case), by=team.head, on=on + timedelta(days=1))
    decide(fresh(case), by=team.head, on=on)
    at(case, "decided", on, team, lead={"serve_decision"}, head=set())


def test_limitation_has_passed_and_no_penalty_is_imposed(team):
    """行政处罚法第三十六条."""
    case = make_proposed_case(team)
    change_violation(
        case.violations.get(),
        version=None,
        ended_on=date(2023, 12, 1),
        by=team.inspector,
        on=ON,
    )
    at(case, "investigating", ON, team, lead={PROPOSE}, head=set())

    told = {"step": "none", "fine": Decimal(0), "mitigation_basis": ARTICLE_33}
    proposed(case, team, **told, exemption="limitation")
    decision = decided(case, team, ON)

    assert (decision.kind, decision.exemption) == ("no_penalty", "limitation")
    at(case, "decided", ON, team, lead={"serve_decision"}, head=set())


def test_a_head_with_a_conflict_decides_nothing(team):
    """行政处罚法第四十三条: the approval waits for somebody else."""
    case = make_proposed_case(team)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
    declare_conflict(party=case.party, ground="kin", by=team.head, on=ON)
    approval = approve(pending(case), by=team.unit_head, on=ON)
    approval = approve(approval, by=team.legal, on=ON)

    with pytest.raises(PermissionRefused):
        approve(approval, by=team.head, on=ON)

    at(case, "reviewing", ON, team, lead=set(), head=set())
    assert pending(case).current_seq == 3


def test_a_first_offence_is_left_unpunished(team):
    """行政处罚法第三十三条: only after all bureaus answered."""
    case = make_case(team)
    make_violation(case, by=team.inspector)
    told = {
        "step": "none",
        "fine": Decimal(0),
        "mitigation_basis": ARTICLE_33,
        "exemption": "first_offence",
    }
    with pytest.raises(Invalid):
        proposed(case, team, **told)
    at(case, "investigating", ON, team, lead={PROPOSE}, head=set())

    check_prior(case, by=team.inspector, on=ON)
    proposed(case, team, **told)
    decision = decided(case, team, ON)

    assert "不罚" in decision.number
    at(case, "decided", ON, team, lead={"serve_decision"}, head=set())


def test_below_the_minimum_with_mitigation_approved(team):
    """行政处罚法第三十二条: step, ground and article, then the three approvals."""
    case = make_case(team)
    make_violation(case, by=team.inspector)
    for told in ({}, {"step": "mitigated"}, {"mitigation_basis": ARTICLE_32}):
        with pytest.raises(FineRefused):
            proposed(case, team, fine=Decimal(20_000), **told)
    at(case, "investigating", ON, team, lead={PROPOSE}, head=set())

    told = {"step": "mitigated", "mitigation_basis": ARTICLE_32}
    proposed(case, team, fine=Decimal(20_000), **told)
    decision = decided(case, team, ON)

    assert (decision.fine, decision.range_verdict) == (20_000, "below")
    at(case, "decided", ON, team, lead={"serve_decision"}, head=set())


def test_signs_of_a_crime_are_answered_before_the_review(team):
    """行政处罚法第二十七条: unanswered it is refused, with signs a reason is asked."""
    case = make_proposed_case(team)
    for answer in (None, CriminalAnswer(True, ("fake_drug",))):
        with pytest.raises(Invalid):
            submit_penalty(case, criminal=answer, by=team.inspector, on=ON)
        at(case, "investigating", ON, team, lead={PROPOSE, SUBMIT}, head=set())

    answer = CriminalAnswer(True, ("fake_drug",), "公安机关已答复不予立案。")
    submit_penalty(case, criminal=answer, by=team.inspector, on=ON)
    at(case, "reviewing", ON, team, lead=set(), head=set())
