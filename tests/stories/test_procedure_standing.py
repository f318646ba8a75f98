"""A case that stands still, gets more time, ends early, is archived and begins again."""

from datetime import date, timedelta

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.models import ArchiveEntry, CaseStep
from enforcement.services.archiving import archive
from enforcement.services.closing import submit_closing
from enforcement.services.standing import propose_step
from tests.factories.accounts import Tree
from tests.factories.enforcement_cases import (
    Team,
    approved,
    fresh,
    make_case,
    make_closed_case,
    make_notified_case,
    pending,
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_performance import (
    make_suspended_case,
    make_terminated_case,
    propose,
)
from tests.stories.stands import limits, stands
from workbench.models import Task
from workbench.services.approvals import return_

DAY = timedelta(days=1)
OFFICE = {"assign_officers"}


@pytest.fixture
def team(tree: Tree) -> Team:
    return team_of(tree)


def put_away(case, team, on):
    return archive(
        case, pages=86, retention="30", location="二楼档案室3柜", by=team.inspector, on=on
    )


def test_suspended_and_resumed_the_time_to_decide_moves_by_the_days_between(team):
    case = make_suspended_case(team)
    stands(
        case,
        status="suspended",
        on=ON + DAY,
        open_to={
            team.inspector: {"submit_resumption", "submit_termination"},
            team.head: OFFICE,
        },
    )
    assert Task.objects.open().get(about_uuid=case.uuid).act == "submit_resumption"
    day = ON + 29 * DAY
    propose(case, team, "resumption", "cause_gone", day)
    approved(pending(case), team, day)
    case = fresh(case)
    assert case.status == "investigating"
    # Ninety days from 10 March, and the thirty of the suspension, both ends included.
    assert limits(case) == {"case_handling_period": date(2026, 7, 7)}


def test_a_case_is_resumed_where_it_stood(team):
    case = make_notified_case(team)
    propose(case, team, "suspension", "party_not_found")
    with pytest.raises(IllegalTransition):
        propose(fresh(case), team, "termination", "party_gone")
    approved(pending(case), team)
    propose(fresh(case), team, "resumption", "cause_gone", ON + DAY)
    approved(pending(case), team, ON + DAY)
    assert fresh(case).status == "notified"


def test_a_returned_proposal_leaves_the_case_as_it_stands(team):
    case = make_case(team)
    propose(case, team, "suspension", "other_case")
    return_(pending(case), by=team.unit_head, on=ON, reason="理由不足")
    assert fresh(case).status == "investigating"
    assert CaseStep.objects.get().state == "returned"
    propose(fresh(case), team, "suspension", "force_majeure")


def test_more_time_once_by_the_head_and_again_only_with_the_discussion(team):
    case = make_case(team)
    propose(case, team, "extension", "complex", date(2026, 5, 20))
    approved(pending(case), team, date(2026, 5, 21))
    assert limits(fresh(case))["case_handling_period"] == date(2026, 7, 8)
    with pytest.raises(Invalid) as refused:
        propose(fresh(case), team, "extension", "complex", date(2026, 6, 20))
    assert set(refused.value.fields) == {"until_on", "paper"}
    told = {"until_on": date(2026, 9, 1), "paper": "雁市监集讨〔2026〕3号"}
    propose(fresh(case), team, "extension", "complex", date(2026, 6, 20), **told)
    approved(pending(case), team, date(2026, 6, 21))
    assert limits(fresh(case))["case_handling_period"] == date(2026, 9, 1)
    with pytest.raises(IllegalTransition):
        propose(fresh(case), team, "extension", "complex", date(2026, 8, 1), **told)


def test_a_terminated_case_is_closed_without_a_decision(team):
    case = make_terminated_case(team)
    stands(
        case,
        status="terminated",
        on=ON,
        open_to={
            team.inspector: {"submit_closing", "submit_reopening"},
            team.head: OFFICE,
        },
        until={"case_closure_form": date(2026, 3, 31)},
    )
    submit_closing(case, report="当事人已注销，无权利义务承受人。", by=team.inspector, on=ON)
    approved(pending(case), team)
    case = fresh(case)
    assert (case.status, case.closing_kind, case.decided_on) == ("closed", "terminated", None)


def test_archived_taken_out_and_reopened_for_new_facts(team):
    case = make_closed_case(team)
    on = ON + 20 * DAY
    first = put_away(case, team, on)
    assert first.number == "20260001"
    parts = [piece["part"] for piece in first.listing]
    assert parts == sorted(parts)
    assert {"main", "second"} == set(parts)
    assert first.listing[0]["title"].startswith("行政处罚决定书")
    stands(
        fresh(case),
        status="closed",
        on=on,
        open_to={
            team.inspector: {"submit_reopening", "refund", "record_review", "record_suit"},
            team.head: set(),
        },
    )
    with pytest.raises(IllegalTransition):
        put_away(fresh(case), team, on)
    propose(fresh(case), team, "reopening", "new_facts", on, reason="发现同批次另有销售。")
    approved(pending(case), team, on)
    case = fresh(case)
    assert (case.status, case.closed_on, case.closing_note) == ("investigating", None, "")
    assert limits(case) == {"case_handling_period": date(2026, 6, 29)}
    assert ArchiveEntry.objects.get().taken_out_on == on
    assert CaseStep.objects.get().former["number"]


def test_only_the_causes_of_the_rules_and_only_its_officers(team):
    case = make_case(team)
    with pytest.raises(Invalid) as refused:
        propose(case, team, "suspension", "new_facts")
    assert "cause" in refused.value.fields
    with pytest.raises(PermissionRefused):
        propose_step(case, kind="suspension", cause="other", reason="甲", by=team.head, on=ON)
    assert not CaseStep.objects.exists()
