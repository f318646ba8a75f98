"""How a case goes, from its filing to the served decision, without a hearing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition
from deadlines.services.procedure import history
from documents.models import Document
from enforcement.duties import last_notice
from enforcement.models import CaseReview, CaseStatus, Decision
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.outcomes import revise_penalty
from enforcement.services.proposals import propose_penalty
from enforcement.services.serving import (
    record_defence,
    serve_decision,
    serve_notice,
)
from enforcement.services.submissions import submit_penalty
from enforcement.services.violations import change_violation
from tests.factories.enforcement_cases import (
    INCOME,
    MINIMUM,
    approved,
    fresh,
    make_approved_case,
    make_case,
    make_notified_case,
    make_proposed_case,
    make_reviewing_case,
    make_violation,
    pending,
    team_of,
    waive_all,
)
from tests.factories.enforcement_field import ON
from tests.stories.stands import HEADS, STEPS, stands
from workbench.services.approvals import approve, return_

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


def test_a_proposed_penalty_is_open_to_its_officers(team):
    case = make_proposed_case(team)
    stands(
        case,
        status="investigating",
        on=ON,
        open_to={
            team.inspector: {
                "record_violation",
                "change_violation",
                "remove_violation",
                "propose_penalty",
                "propose_dismissal",
                "write_report",
                "submit_penalty",
                "change",
                *STEPS,
                *ALWAYS,
            },
            team.legal: set(),
            team.head: HEADS,
        },
        until={"case_handling_period": HANDLING_ENDS},
    )


def test_an_ordinary_case_is_reviewed_and_approved(team):
    case = make_proposed_case(team)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
    case = fresh(case)
    stands(
        case,
        status="reviewing",
        on=ON,
        open_to={team.inspector: {"withdraw_penalty", *ALWAYS}},
        until={
            "case_handling_period": HANDLING_ENDS,
            "legal_or_case_review": date(2026, 3, 24),
        },
    )
    approved(pending(case), team)
    case = fresh(case)
    stands(
        case,
        status="approved",
        on=ON,
        open_to={
            team.inspector: {
                "announce_notice",
                "revise_penalty",
                "serve_notice",
                *STEPS,
                *ALWAYS,
            },
            team.head: {"revise_penalty", "discuss", *HEAD},
        },
        until={"case_handling_period": HANDLING_ENDS},
    )


def test_the_notice_opens_the_windows_of_defence_and_hearing(team):
    case = make_approved_case(team)
    serve_notice(case, by=team.inspector, on=ON)
    case = fresh(case)
    stands(
        case,
        status="notified",
        on=ON,
        open_to={
            team.inspector: {
                "revise_penalty",
                "waive_hearing",
                "request_hearing",
                "record_defence",
                *STEPS,
                *ALWAYS,
            },
            team.legal: {"request_hearing", "discuss"},
            team.head: {"revise_penalty", "discuss", *HEAD},
        },
        until={
            "case_handling_period": HANDLING_ENDS,
            "statement_defence_window": WINDOW_ENDS,
            "hearing_request_window": WINDOW_ENDS,
        },
    )


def test_a_party_that_waives_everything_lets_the_head_decide_at_once(team):
    case = make_notified_case(team)
    waive_all(case, by=team.inspector)
    case = fresh(case)
    stands(
        case,
        status="notified",
        on=ON,
        open_to={
            team.inspector: {"revise_penalty", "record_defence", *STEPS, *ALWAYS},
            team.head: {"revise_penalty", "discuss", "decide", *HEAD},
        },
        until={"case_handling_period": HANDLING_ENDS},
    )
    decide(case, by=team.head, on=ON)
    case = fresh(case)
    stands(
        case,
        status="decided",
        on=ON,
        open_to={
            team.inspector: {"announce_decision", "serve_decision", *ALWAYS},
            team.head: {"correct_decision", "amend_decision", "revoke_decision", *HEAD},
        },
        until={"decision_service": date(2026, 3, 19)},
    )
    serve_decision(case, by=team.inspector, on=ON)
    assert fresh(case).status == CaseStatus.SERVED
    assert kinds(case) == ["45", "37", "36", "35"]


def test_a_silent_party_lets_both_windows_run_out(team):
    case = make_notified_case(team)
    with pytest.raises(IllegalTransition) as early:
        decide(case, by=team.head, on=WINDOW_ENDS)
    assert early.value.details == {"missing": ["defence", "hearing"]}
    assert "第六十三条" in str(early.value)
    decide(case, by=team.head, on=WINDOW_ENDS + DAY)
    assert fresh(case).status == CaseStatus.DECIDED


def test_the_defence_is_heard_and_the_penalty_lightened(team):
    case = make_notified_case(team, fine=Decimal(150_000), step="general")
    record_defence(
        case,
        defence="已召回全部药品，请求从轻。",
        hearing_waived=True,
        by=team.inspector,
        on=ON + DAY,
    )
    revise_penalty(case, reason="申辩理由成立。", by=team.inspector, on=ON + DAY)
    case = fresh(case)
    assert case.status == CaseStatus.INVESTIGATING
    propose(case, team, MINIMUM)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON + DAY)
    approved(pending(case), team, ON + 2 * DAY)
    case = fresh(case)
    # What the party was told covers the lighter penalty: no second notice.
    stands(
        case,
        status="notified",
        on=ON + 2 * DAY,
        open_to={team.head: {"revise_penalty", "discuss", "decide", *HEAD}},
    )
    decide(case, by=team.head, on=ON + 2 * DAY)
    assert Decision.objects.get(case=case).fine == MINIMUM


def test_a_defence_never_makes_it_heavier_and_new_facts_are_told_anew(team):
    case = make_notified_case(team)
    waive_all(case, by=team.inspector)
    revise_penalty(case, reason="发现新的事实。", by=team.inspector, on=ON)
    case = fresh(case)
    propose(case, team, MINIMUM + 50_000)
    with pytest.raises(IllegalTransition) as refused:
        submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
    assert refused.value.details == {"missing": ["not_heavier"]}
    change_violation(
        case.violations.get(),
        version=None,
        facts="另查明同批次药品已售出二十盒。",
        by=team.inspector,
        on=ON,
    )
    propose(fresh(case), team, MINIMUM + 50_000)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
    approved(pending(case), team)
    case = fresh(case)
    assert case.status == CaseStatus.APPROVED
    serve_notice(case, by=team.inspector, on=ON)
    case = fresh(case)
    assert (case.defence_waived, case.notices.count()) == (False, 2)
    assert last_notice(case).hearing_waived_on is None
    with pytest.raises(IllegalTransition):
        decide(case, by=team.head, on=ON)


def test_legal_review_returns_it_and_it_is_submitted_again(team):
    case = make_reviewing_case(team)
    approval = pending(case)
    approve(approval, by=team.unit_head, on=ON)
    return_(pending(case), by=team.legal, on=ON + DAY, reason="证据不足，请补充进货票据。")
    case = fresh(case)
    stands(
        case,
        status="investigating",
        on=ON + DAY,
        open_to={team.legal: set(), team.head: HEADS},
        until={"case_handling_period": HANDLING_ENDS},
    )
    review = CaseReview.objects.get(case=case, kind="legal")
    assert (review.opinion, review.words) == ("supplement", "证据不足，请补充进货票据。")
    propose(case, team, MINIMUM)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON + 2 * DAY)
    approved(pending(case), team, ON + 2 * DAY)
    assert fresh(case).status == CaseStatus.APPROVED
    assert "return_penalty" in [row.act for row in history(case)]
    agreed = CaseReview.objects.filter(case=case, kind="legal", opinion="agree")
    assert agreed.count() == 1


def propose(case, team, fine):
    return propose_penalty(
        case,
        step="lenient" if fine == MINIMUM else "general",
        fine=fine,
        confiscated_income=INCOME,
        reasons="综合考虑。",
        by=team.inspector,
        on=ON,
    )


def test_a_case_without_violation_cannot_be_submitted(team):
    case = make_case(team)
    with pytest.raises(IllegalTransition) as refused:
        submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=ON)
    assert "violation" in refused.value.details["missing"]
    make_violation(case, by=team.inspector)
