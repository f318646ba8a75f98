"""Clues and cases from one bureau to another."""

from datetime import date, timedelta

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.services.clocks import live_clocks
from enforcement.errors import NotCompetent
from enforcement.models import Case, Clue, HandOver
from enforcement.services.hand_overs import (
    accept_hand_over,
    designate,
    hand_over,
    reject_hand_over,
    submit_jurisdiction,
    withdraw_hand_over,
)
from tests.factories.around import (
    make_offer,
)
from tests.factories.enforcement_cases import (
    fresh,
    make_case,
    make_violation,
    team_of,
)
from tests.factories.enforcement_field import ON, make_clue, make_verified_clue
from tests.stories.stands import OFFICER, acts_open, limits, stands

DAY = timedelta(days=1)
HANDLING = "case_handling_period"
DUE = date(2026, 6, 8)  # ninety days from the filing on ON


@pytest.fixture
def team(tree):
    return team_of(tree)


class TestHandOver:
    def test_accepted_the_case_moves_with_everything_and_its_limit(self, tree, team):
        others = team_of(tree, "linwei")
        row = make_offer(team, tree.linwei)
        case = row.case
        make_violation(fresh(case), by=team.inspector)
        stands(
            row,
            status="offered",
            on=ON,
            open_to={
                team.head: {"withdraw", "submit_jurisdiction"},
                others.head: {"accept", "reject", "submit_jurisdiction"},
                others.inspector: set(),
                team.inspector: set(),
            },
            until={},
        )
        assert Case.objects.visible_to(others.inspector).filter(pk=case.pk).exists()
        officers = [others.inspector, others.inspector2]
        accept_hand_over(row, officers=officers, by=others.head, on=ON + DAY)
        case = fresh(case)
        assert case.bureau == tree.linwei
        assert {one.bureau_id for one in case.violations.all()} == {tree.linwei.pk}
        assert list(live_clocks(case, (HANDLING,)).get().responsible.all()) == officers
        stands(
            case,
            status="investigating",
            on=ON + DAY,
            open_to={others.inspector: OFFICER | {"propose_penalty"}, team.inspector: set()},
            until={HANDLING: DUE},
        )
        assert Case.objects.visible_to(team.inspector).filter(pk=case.pk).exists()
        with pytest.raises(IllegalTransition):
            withdraw_hand_over(HandOver.objects.get(pk=row.pk), by=others.head, on=ON)

    def test_rejected_disputed_and_designated_by_the_common_superior(
        self, tree, team, province_head, xian_head
    ):
        others = team_of(tree, "linwei")
        row = make_offer(team, tree.linwei)
        reject_hand_over(row, reason="违法行为地不在本辖区。", by=others.head, on=ON)
        stands(
            row,
            status="rejected",
            on=ON,
            open_to={
                team.head: {"withdraw", "submit_jurisdiction"},
                others.head: {"accept", "submit_jurisdiction"},
            },
            until={"jurisdiction_dispute_negotiation": date(2026, 3, 19)},
        )
        submit_jurisdiction(row, reason="协商不成。", by=team.head, on=ON + 6 * DAY)
        stands(
            row,
            status="submitted",
            on=ON + 6 * DAY,
            open_to={
                team.head: set(),
                others.head: set(),
                xian_head: set(),
                province_head: {"designate", "leave"},
            },
            until={"jurisdiction_designation_by_superior": date(2026, 3, 25)},
        )
        reason = "由临渭管辖。"
        designate(row, to_receiver=True, reason=reason, by=province_head, on=ON + 8 * DAY)
        stands(
            row,
            status="designated",
            on=ON + 8 * DAY,
            open_to={others.head: {"accept"}, team.head: set()},
            until={},
        )
        officers = [others.inspector, others.inspector2]
        accept_hand_over(row, officers=officers, by=others.head, on=ON + 8 * DAY)

    def test_left_with_the_giver_the_receiver_reads_it_no_longer(
        self, tree, team, province_head
    ):
        others = team_of(tree, "linwei")
        row = make_offer(team, tree.linwei)
        submit_jurisdiction(row, reason="有争议。", by=others.head, on=ON)
        designate(row, to_receiver=False, reason="由雁塔管辖。", by=province_head, on=ON)
        assert row.status == "kept"
        assert not Case.objects.visible_to(others.head).filter(pk=row.case_id).exists()

    def test_a_clue_goes_to_an_officer_with_its_limit(self, tree, team):
        others = team_of(tree, "linwei")
        clue = make_verified_clue(by=team.inspector)
        row = hand_over(clue, to=tree.linwei, reason="属地不对。", by=team.unit_head, on=ON)
        before = limits(clue)
        accept_hand_over(row, officers=[others.inspector], by=others.head, on=ON + DAY)
        clue = Clue.objects.select_related("bureau").get(pk=clue.pk)
        assert (clue.bureau, clue.handler) == (tree.linwei, others.inspector)
        assert clue.first_handler == team.inspector
        assert limits(clue) == before
        waiting = make_clue(by=team.inspector)
        offered = hand_over(waiting, to=tree.linwei, reason="属地。", by=team.head, on=ON)
        accept_hand_over(offered, officers=[others.inspector], by=others.head, on=ON)
        assert Clue.objects.get(pk=waiting.pk).status == "verifying"

    def test_what_does_not_fit_is_refused(self, tree, team):
        case = make_case(team)
        with pytest.raises(Invalid):
            make_offer(team, tree.yanta, thing=case)
        with pytest.raises(NotCompetent):
            make_offer(team, tree.subcentre, thing=fresh(case))
        with pytest.raises(PermissionRefused):
            hand_over(fresh(case), to=tree.linwei, reason="属地", by=team.inspector, on=ON)
        row = make_offer(team, tree.linwei, thing=fresh(case))
        others = team_of(tree, "linwei")
        with pytest.raises(Invalid):
            accept_hand_over(row, officers=team.officers, by=others.head, on=ON)
        with pytest.raises(Invalid):
            accept_hand_over(row, officers=[others.inspector], by=others.head, on=ON)
        assert fresh(case).bureau == tree.yanta


def test_while_it_is_offered_nobody_files_it(tree, team):
    clue = make_verified_clue(by=team.inspector)
    assert "submit_filing" in acts_open(clue, by=team.inspector, on=ON)
    row = hand_over(clue, to=tree.linwei, reason="属地不对。", by=team.head, on=ON)
    assert not {"submit_filing", "hand_over"} & acts_open(clue, by=team.unit_head, on=ON)
    withdraw_hand_over(row, by=team.head, on=ON)
    assert "submit_filing" in acts_open(clue, by=team.inspector, on=ON)
