"""Review and litigation: upheld, revoked, made anew, altered; money that goes back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid
from enforcement.dues import surcharge_of
from enforcement.errors import TooMuchPaid
from enforcement.models import Case, Decision, Payment, Remedy
from enforcement.services.closing import submit_closing
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.payments import record_payment
from enforcement.services.proposals import propose_penalty
from enforcement.services.refunds import correct_payment, refund
from enforcement.services.remedies import answer_remedy, conclude_remedy
from enforcement.services.serving import serve_decision, serve_notice
from enforcement.services.submissions import submit_penalty
from tests.factories.accounts import Tree
from tests.factories.enforcement_cases import (
    MINIMUM,
    Team,
    approved,
    fresh,
    make_closed_case,
    make_performed_case,
    make_served_case,
    pay,
    pending,
    team_of,
    waive_all,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_performance import (
    DUE,
    make_demanded_case,
    make_owing_case,
    make_remedy,
)
from tests.stories.stands import HEADS, limits, stands
from workbench.models import Task

DAY = timedelta(days=1)
OFFICE = {"assign_officers"}


@pytest.fixture
def team(tree: Tree) -> Team:
    return team_of(tree)


def decision_of(case: Case) -> Decision:
    return Decision.objects.select_related("case").get(case=case)


def concluded(remedy, team, outcome, day, **told) -> Remedy:
    return conclude_remedy(
        remedy, outcome=outcome, ended_on=day, by=team.inspector, on=day, **told
    )


def test_a_review_that_upholds_stops_the_surcharge_for_its_days_only(team):
    case = make_demanded_case(team)  # demanded on 14 April
    before = surcharge_of(decision_of(case), date(2026, 4, 20)).accrued.amount
    remedy = make_remedy(case, team, on=date(2026, 4, 21))
    case = fresh(case)
    assert limits(case)["review_answer_ordinary"] == date(2026, 5, 8)
    answer_remedy(remedy, answered_on=date(2026, 4, 28), by=team.inspector, on=date(2026, 5, 4))
    assert "review_answer_ordinary" not in limits(fresh(case))
    assert surcharge_of(decision_of(case), date(2026, 6, 10)).accrued.amount == before
    concluded(remedy, team, "upheld", date(2026, 6, 12))
    after = surcharge_of(decision_of(case), date(2026, 6, 13)).accrued.amount
    assert after == before + 3_000
    # Fifteen days to sue, moved from a Saturday to Monday 29 June; then the court.
    stands(
        fresh(case),
        status="served",
        on=date(2026, 6, 30),
        open_to={
            team.inspector: {
                *("record_payment", "refund", "correct_payment", "propose_transfer"),
                *("record_review", "record_suit", "demand", "apply_to_court"),
            }
        },
    )
    with pytest.raises(IllegalTransition):
        concluded(remedy, team, "upheld", date(2026, 6, 12))


def test_a_decision_revoked_to_be_made_anew_is_investigated_again(team):
    case = make_closed_case(team)
    former = decision_of(case).number
    remedy = make_remedy(case, team, on=date(2026, 4, 1))
    day = date(2026, 5, 20)
    concluded(remedy, team, "remade", day, note="事实不清，责令重新作出。")
    case, remedy = fresh(case), Remedy.objects.get()
    stands(
        case,
        status="investigating",
        on=day,
        open_to={
            team.inspector: {
                *("change", "record_violation", "change_violation", "remove_violation"),
                *("propose_penalty", "submit_penalty", "propose_transfer", "refund"),
                *("propose_dismissal", "write_report"),
                *("submit_suspension", "submit_extension", "submit_termination"),
            },
            team.head: HEADS,
        },
        until={"case_handling_period": date(2026, 8, 18)},
    )
    assert remedy.former["number"] == former
    assert (case.decided_on, case.served_on, case.closed_on) == (None, None, None)
    assert Task.objects.open().get(about_uuid=case.uuid).act == "submit_penalty"

    case = decided_anew(case, team, MINIMUM + 50_000, day)
    # What was paid before counts.
    assert case.status == "served"
    assert decision_of(case).number not in ("", former)
    assert decision_of(case).still_due() == {"fine": Decimal(50_000)}


def decided_anew(case, team, fine, day):
    propose_penalty(
        case,
        step="general",
        fine=fine,
        confiscated_income=Decimal(420),
        by=team.inspector,
        on=day,
    )
    submit_penalty(fresh(case), criminal=NO_SIGNS, by=team.inspector, on=day)
    approved(pending(case), team, day)
    serve_notice(fresh(case), by=team.inspector, on=day)
    waive_all(fresh(case), by=team.inspector, on=day)
    decide(fresh(case), by=team.head, on=day)
    serve_decision(fresh(case), by=team.inspector, on=day)
    return fresh(case)


def test_a_revoked_decision_gives_the_money_back_and_closes(team):
    case = make_performed_case(team)
    remedy = make_remedy(case, team, on=date(2026, 4, 1))
    fine = Payment.objects.get(kind="fine")
    with pytest.raises(TooMuchPaid):
        refunded(fine, team, MINIMUM, date(2026, 4, 2))
    day = date(2026, 5, 20)
    concluded(remedy, team, "revoked", day)
    case = fresh(case)
    stands(
        case,
        status="revoked",
        on=day,
        open_to={team.inspector: {"submit_closing", "refund"}, team.head: OFFICE},
        until={"case_closure_form": date(2026, 6, 10)},
    )
    refunded(fine, team, Decimal(60_000), day)
    refunded(fine, team, Decimal(40_000), day)
    with pytest.raises(TooMuchPaid):
        refunded(fine, team, Decimal(1), day)
    assert decision_of(case).received() == {"fine": 0, "confiscation": Decimal(420)}
    submit_closing(fresh(case), report="决定已撤销，款项已退还。", by=team.inspector, on=day)
    approved(pending(case), team, day)
    assert fresh(case).closing_kind == "revoked"


def refunded(payment, team, amount, day):
    return refund(
        payment,
        amount=amount,
        refunded_on=day,
        reason="复议决定撤销处罚决定",
        paper="陕财退〔2026〕9号",
        by=team.inspector,
        on=day,
    )


def test_a_judgment_that_alters_the_fine_leaves_the_decision_as_issued(team):
    case = make_owing_case(team)
    suit = make_remedy(case, team, kind="litigation", on=DUE)
    day = date(2026, 8, 3)
    told = {"confiscation_after": Decimal(420)}
    for wrong in ({}, {**told, "fine_after": MINIMUM + 1}):
        with pytest.raises(Invalid):
            concluded(suit, team, "altered", day, **wrong)
    with pytest.raises(Invalid):
        concluded(suit, team, "upheld", day, **told)
    assert fresh(case).status == "served"
    concluded(suit, team, "altered", day, fine_after=Decimal(60_000), **told)
    decision = decision_of(case)
    assert decision.fine == MINIMUM
    assert decision.still_due() == {"fine": Decimal(60_000)}
    pay(fresh(case), team, "fine", Decimal(60_000), day)
    assert fresh(case).status == "performed"


def test_an_altered_fine_that_is_paid_already_performs_the_case(team):
    case = make_owing_case(team)
    pay(case, team, "fine", Decimal(60_000), ON)
    suit = make_remedy(case, team, kind="litigation", on=ON)
    told = {"fine_after": Decimal(60_000), "confiscation_after": Decimal(420)}
    concluded(suit, team, "altered", date(2026, 8, 3), **told)
    assert fresh(case).status == "performed"


def test_an_entry_taken_back_lets_the_days_to_pay_run_again(team):
    case = make_performed_case(team)
    fine = Payment.objects.get(kind="fine")
    on = ON + 4 * DAY
    correct_payment(fine, amount=MINIMUM, reason="误录他案款项", by=team.inspector, on=on)
    case = fresh(case)
    assert case.status == "served"
    assert limits(case) == {"fine_payment": DUE}
    assert decision_of(case).still_due() == {"fine": MINIMUM}
    assert Payment.objects.count() == 2
    with pytest.raises(TooMuchPaid):
        correct_payment(fine, amount=Decimal(1), reason="再次", by=team.inspector, on=on)


def test_the_same_remedy_is_not_begun_twice_nor_before_the_service(team):
    case = make_served_case(team)
    make_remedy(case, team)
    with pytest.raises(IllegalTransition):
        make_remedy(fresh(case), team)
    make_remedy(fresh(case), team, kind="litigation")
    record_payment(
        fresh(case),
        kind="fine",
        amount=MINIMUM,
        paid_on=ON,
        receipt="复议期间",
        by=team.inspector,
        on=ON,
    )
