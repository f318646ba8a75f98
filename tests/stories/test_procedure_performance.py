"""From the service of a decision to its end: plans, demand, court, surcharge."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition
from deadlines.models import Clock
from documents.models import Document
from enforcement.dues import surcharge_of
from enforcement.errors import TooMuchPaid
from enforcement.models import CourtApplication, Decision
from enforcement.services.closing import submit_closing
from enforcement.services.collection import (
    agree_enforcement,
    apply_to_court,
    record_court_step,
    serve_demand,
)
from enforcement.services.plans import miss_instalment
from tests.factories.accounts import Tree
from tests.factories.enforcement_cases import (
    MINIMUM,
    Team,
    approved,
    fresh,
    pay,
    pending,
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_performance import (
    COURT,
    DUE,
    make_demanded_case,
    make_owing_case,
    make_planned_case,
    make_remedy,
    plan_of,
)
from tests.stories.stands import OVER_DECISION, limits, stands
from workbench.models import Task

DAY = timedelta(days=1)
OFFICE = {"assign_officers"}
REMEDIES = {"record_review", "record_suit"}
ALWAYS = {"record_payment", "refund", "correct_payment", "propose_transfer", *REMEDIES}


@pytest.fixture
def team(tree: Tree) -> Team:
    return team_of(tree)


def decision_of(case):
    return Decision.objects.select_related("case").get(case=case)


def asked(case):
    return set(Task.objects.open().filter(about_uuid=case.uuid).values_list("act", flat=True))


def test_instalments_that_are_kept_end_in_a_performed_case(team):
    case = make_planned_case(team)
    plan = plan_of(case)
    stands(
        case,
        status="served",
        on=ON + 2 * DAY,
        open_to={
            team.inspector: {*ALWAYS, "miss_instalment"},
            team.head: {*OFFICE, *OVER_DECISION},
        },
        until={},
    )
    parts = list(plan.rows.all())
    assert [limits(part) for part in parts] == [{"fine_payment": one.due_on} for one in parts]
    assert Document.objects.filter(about_uuid=case.uuid, kind="47").exists()

    pay(case, team, "fine", Decimal(45_000), date(2026, 4, 1))
    assert limits(parts[0]) == {}
    assert limits(parts[1]) == {"fine_payment": date(2026, 5, 6)}
    pay(case, team, "fine", Decimal(15_000), date(2026, 5, 6))
    # Time passes, and no surcharge grows while the plan is kept.
    assert surcharge_of(decision_of(case), date(2026, 5, 31)).accrued.amount == 0
    pay(case, team, "fine", Decimal(40_000), date(2026, 6, 1))

    case, plan = fresh(case), plan_of(case)
    stands(
        case,
        status="performed",
        on=date(2026, 6, 1),
        open_to={
            team.inspector: {*ALWAYS, "submit_closing"} - {"record_payment"},
            team.head: {*OFFICE, "correct_decision"},
        },
        until={"case_closure_form": date(2026, 6, 23)},
    )
    assert (plan.state, plan.ended_on) == ("ended", date(2026, 6, 1))
    assert not Clock.objects.of(case).running().filter(rule="fine_payment").exists()


def test_a_missed_instalment_leads_over_a_demand_to_the_court(team):
    case = make_planned_case(team)
    pay(case, team, "fine", Decimal(30_000), date(2026, 4, 1))
    with pytest.raises(IllegalTransition):
        miss_instalment(case, by=team.inspector, on=date(2026, 5, 6))
    on = date(2026, 5, 7)
    miss_instalment(fresh(case), by=team.inspector, on=on)
    case = fresh(case)
    assert plan_of(case).state == "missed"
    stands(
        case,
        status="served",
        on=on,
        open_to={
            team.inspector: {*ALWAYS, "demand", "submit_plan"},
            team.head: {*OFFICE, *OVER_DECISION},
        },
        until={"court_enforcement_application_after_instalment": date(2026, 8, 6)},
    )
    assert asked(case) == {"demand"}

    day = date(2026, 5, 18)
    demand = serve_demand(case, by=team.inspector, on=day)
    # Twelve days after the missed one, on the 70,000 yuan that are unpaid.
    assert (demand.fine, demand.surcharge) == (Decimal(70_000), Decimal(25_200))
    case = fresh(case)
    assert limits(case) == {
        "court_enforcement_application_after_instalment": date(2026, 8, 6),
        "demand_letter_waiting_period": date(2026, 6, 1),
    }
    assert asked(case) == {"apply_to_court"}
    with pytest.raises(IllegalTransition) as refused:
        apply_to_court(case, court=COURT, by=team.inspector, on=date(2026, 6, 1))
    assert "demand_over" in refused.value.details["missing"]


def test_the_court_is_asked_once_the_remedies_are_over_and_closes_what_it_ends(team):
    case = make_demanded_case(team)
    assert limits(case)["court_enforcement_application"] == date(2026, 12, 10)
    with pytest.raises(IllegalTransition):
        apply_to_court(case, court=COURT, by=team.inspector, on=date(2026, 9, 10))
    on = date(2026, 9, 11)
    stands(
        case,
        status="served",
        on=on,
        open_to={
            team.inspector: {*ALWAYS, "demand", "apply_to_court"},
            team.head: {*OFFICE, *OVER_DECISION, "agree_enforcement"},
        },
    )
    application = apply_to_court(case, court=COURT, by=team.inspector, on=on)
    assert (application.fine, application.surcharge) == (MINIMUM, MINIMUM)
    assert limits(fresh(case)) == {"court_acceptance_of_enforcement": date(2026, 9, 18)}
    with pytest.raises(IllegalTransition):
        apply_to_court(fresh(case), court=COURT, by=team.inspector, on=on)
    for step, day in (("accepted", 15), ("ruled", 22)):
        when = date(2026, 9, day)
        record_court_step(fresh(case), step=step, happened_on=when, by=team.inspector, on=when)
    end = date(2026, 11, 2)
    record_court_step(fresh(case), step="ended", happened_on=end, by=team.inspector, on=end)
    case = fresh(case)
    stands(
        case,
        status="enforce_ended",
        on=end,
        open_to={
            team.inspector: {"refund", "submit_closing", *REMEDIES},
            team.head: OFFICE,
        },
        until={"case_closure_form": date(2026, 11, 23)},
    )
    submit_closing(case, report="法院裁定终结执行。", by=team.inspector, on=end)
    approved(pending(case), team, end)
    assert (fresh(case).status, fresh(case).closing_kind) == ("closed", "court_ended")


def test_the_court_collects_and_the_case_is_performed(team):
    case = make_demanded_case(team)
    on = date(2026, 9, 11)
    apply_to_court(case, court=COURT, by=team.inspector, on=on)
    for step, day in (("refused", 15), ("reconsideration", 18)):
        when = date(2026, 9, day)
        record_court_step(fresh(case), step=step, happened_on=when, by=team.inspector, on=when)
    assert limits(fresh(case)) == {}
    again = date(2026, 9, 25)
    apply_to_court(fresh(case), court=COURT, by=team.inspector, on=again)
    assert CourtApplication.objects.count() == 2
    paid = date(2026, 10, 20)
    pay(fresh(case), team, "fine", MINIMUM, paid)
    assert fresh(case).status == "served"
    pay(fresh(case), team, "surcharge", MINIMUM, paid)
    case = fresh(case)
    assert case.status == "performed"
    assert CourtApplication.objects.last().state == "ended"


def test_a_capped_surcharge_is_owed_after_a_demand_and_waived_only_by_agreement(team):
    case = make_owing_case(team)
    decision = decision_of(case)
    state = surcharge_of(decision, DUE + 60 * DAY)
    assert (state.accrued.amount, state.accrued.capped, state.left) == (MINIMUM, True, 0)
    with pytest.raises(TooMuchPaid):
        pay(case, team, "surcharge", Decimal(1), DUE + 10 * DAY)
    on = DUE + 60 * DAY
    serve_demand(case, by=team.inspector, on=on)
    assert surcharge_of(decision_of(case), on).left == MINIMUM
    agree_enforcement(
        fresh(case),
        agreed_on=on,
        terms="分两期缴清罚款，已召回售出药品。",
        waived=Decimal(90_000),
        paper="雁市监执协〔2026〕1号",
        by=team.head,
        on=on,
    )
    pay(fresh(case), team, "fine", MINIMUM, on + 5 * DAY)
    case = fresh(case)
    assert case.status == "served"
    with pytest.raises(TooMuchPaid):
        pay(case, team, "surcharge", Decimal(10_001), on + 5 * DAY)
    pay(case, team, "surcharge", Decimal(10_000), on + 5 * DAY)
    assert fresh(case).status == "performed"


def test_late_money_without_a_demand_performs_the_case(team):
    case = make_owing_case(team)
    pay(case, team, "fine", MINIMUM, DUE + 5 * DAY)
    assert fresh(case).status == "performed"


def test_a_review_stands_in_the_way_of_the_court(team):
    case = make_demanded_case(team)
    make_remedy(case, team, on=date(2026, 4, 20))
    with pytest.raises(IllegalTransition) as refused:
        apply_to_court(fresh(case), court=COURT, by=team.inspector, on=date(2026, 12, 1))
    assert refused.value.details["missing"] == ["remedies_over"]
