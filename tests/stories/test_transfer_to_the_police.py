"""A case to the police or to another authority, and back."""

from datetime import date, timedelta

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.models import ClockState
from deadlines.services.clocks import live_clocks
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.submissions import submit_penalty
from enforcement.services.transfer_answers import (
    ask_procuratorate,
    ask_reconsideration,
    hand_over_items,
    record_accepted,
    record_declined,
    record_police_opened,
    record_upheld,
    take_back,
)
from enforcement.services.transfers import hand_over_transfer
from tests.factories.around import (
    decided,
    fresh_transfer,
    make_handed_over,
    make_transfer,
)
from tests.factories.enforcement_cases import (
    fresh,
    make_notified_case,
    make_proposed_case,
    make_violation,
    pending,
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.factories.registry import make_party
from tests.stories.stands import HEADS, INVESTIGATING, OFFICER, limits, stands
from workbench.services.approvals import approve, return_, withdraw

DAY = timedelta(days=1)
HANDLING = "case_handling_period"
DUE = date(2026, 6, 8)  # ninety days from the filing on ON


@pytest.fixture
def team(tree):
    return team_of(tree)


class TestTransferToThePolice:
    def test_proposed_the_head_decides_within_three_days(self, team):
        transfer = make_transfer(team)
        stands(
            transfer,
            status="proposed",
            on=ON,
            open_to={team.inspector: {"withdraw"}, team.head: {"approve", "refuse"}},
            until={"criminal_transfer_approval": date(2026, 3, 13)},
        )

    def test_approved_it_is_handed_over_within_a_day_and_answered_in_three(self, team):
        transfer = decided(make_transfer(team), team.head)
        case = transfer.case
        stands(
            transfer,
            status="approved",
            on=ON,
            open_to={team.inspector: {"hand_over"}, team.unit_head: {"hand_over"}},
            until={"criminal_transfer_handover": date(2026, 3, 11)},
        )
        hand_over_transfer(transfer, receipt="回执3号", by=team.inspector, on=ON + DAY)
        assert fresh(case).transferred_to_police_on == ON + DAY
        stands(
            transfer,
            status="handed_over",
            on=ON + DAY,
            open_to={
                team.inspector: {"record_opened", "record_declined"},
                team.head: set(),
            },
            until={"police_filing_decision": date(2026, 3, 14)},
        )

    def test_opened_the_ninety_days_stand_still_and_goods_go_along(self, team):
        transfer = make_handed_over(team)
        case = transfer.case
        record_police_opened(
            transfer, notice="雁公立字〔2026〕9号", by=team.inspector, on=ON + 3 * DAY
        )
        stands(
            transfer,
            status="opened",
            on=ON + 3 * DAY,
            open_to={team.inspector: {"hand_over_items", "take_back"}},
            until={"handover_of_items_after_police_filing": date(2026, 3, 16)},
        )
        clock = live_clocks(fresh(case), (HANDLING,)).get()
        assert clock.state == ClockState.SUSPENDED
        stands(
            fresh(case),
            status="investigating",
            on=ON + 3 * DAY,
            open_to={
                team.inspector: INVESTIGATING,
                team.head: {"assign_officers"},
            },
        )

    def test_back_from_the_police_the_ninety_days_run_again(self, team):
        transfer = make_handed_over(team)
        case = transfer.case
        record_police_opened(
            transfer, notice="雁公立字〔2026〕9号", by=team.inspector, on=ON + 3 * DAY
        )
        hand_over_items(transfer, by=team.inspector, on=ON + 4 * DAY)
        take_back(
            transfer,
            ground="not_prosecuted",
            notice="雁检不诉〔2026〕1号",
            by=team.inspector,
            on=ON + 43 * DAY,
        )
        stands(
            transfer,
            status="returned",
            on=ON + 43 * DAY,
            open_to={team.inspector: set()},
            until={},
        )
        # From the 13th of March to the 22nd of April no day counts: 41 days more.
        stands(
            fresh(case),
            status="investigating",
            on=ON + 43 * DAY,
            open_to={team.inspector: OFFICER, team.head: HEADS},
            until={HANDLING: date(2026, 7, 20)},
        )
        assert live_clocks(fresh(case), (HANDLING,)).get().state == ClockState.RUNNING

    def test_refused_by_the_police_upheld_and_the_case_goes_on(self, team):
        transfer = make_handed_over(team)
        case = transfer.case
        record_declined(transfer, answer="没有犯罪事实。", by=team.inspector, on=ON + DAY)
        stands(
            transfer,
            status="declined",
            on=ON + DAY,
            open_to={
                team.inspector: {
                    *("ask_reconsideration", "ask_procuratorate", "take_back"),
                    "record_opened",
                }
            },
            until={"police_no_file_reconsideration_request": date(2026, 3, 14)},
        )
        ask_reconsideration(transfer, by=team.inspector, on=ON + 2 * DAY)
        assert limits(transfer) == {"police_reconsideration_decision": date(2026, 3, 15)}
        record_upheld(transfer, answer="维持。", by=team.inspector, on=ON + 4 * DAY)
        assert limits(transfer) == {"procuratorate_supervision_request": date(2026, 3, 17)}
        ask_procuratorate(transfer, by=team.inspector, on=ON + 5 * DAY)
        stands(
            transfer,
            status="supervised",
            on=ON + 5 * DAY,
            open_to={team.inspector: {"record_opened", "take_back"}},
            until={},
        )
        take_back(transfer, ground="no_crime", by=team.inspector, on=ON + 9 * DAY)
        # The ninety days never stood still: the police had opened no case.
        stands(
            fresh(case),
            status="investigating",
            on=ON + 9 * DAY,
            open_to={team.inspector: OFFICER, team.head: HEADS},
            until={HANDLING: DUE},
        )
        make_violation(fresh(case), by=team.inspector)

    def test_while_it_is_away_no_penalty_takes_the_place_of_the_crime(self, team):
        case = make_proposed_case(team)
        make_handed_over(team, case=case)
        with pytest.raises(IllegalTransition) as refused:
            submit_penalty(fresh(case), criminal=NO_SIGNS, by=team.inspector, on=ON)
        assert refused.value.details["missing"] == ["not_elsewhere"]
        late = make_notified_case(team, party=make_party())
        make_transfer(team, case=late)
        with pytest.raises(IllegalTransition):
            decide(fresh(late), by=team.head, on=date(2026, 4, 1))

    def test_the_head_refuses_and_the_proposer_withdraws(self, team):
        transfer = make_transfer(team)
        return_(pending(transfer), reason="未达到追诉标准。", by=team.head, on=ON)
        stands(
            fresh_transfer(transfer),
            status="refused",
            on=ON,
            open_to={team.inspector: set(), team.head: set()},
            until={},
        )
        again = make_transfer(team, case=fresh(transfer.case))
        withdraw(pending(again), by=team.inspector, on=ON)
        assert fresh_transfer(again).status == "withdrawn"

    def test_one_at_a_time_not_by_the_legal_reviewer_and_not_backwards(self, team):
        transfer = make_transfer(team)
        with pytest.raises(IllegalTransition):
            make_transfer(team, case=fresh(transfer.case))
        with pytest.raises(PermissionRefused):
            approve(pending(transfer), by=team.legal, on=ON)
        transfer = decided(transfer, team.head)
        for day in (ON - DAY, ON + DAY):
            with pytest.raises(Invalid):
                hand_over_transfer(transfer, handed_over_on=day, by=team.inspector, on=ON)
        with pytest.raises(IllegalTransition):
            take_back(transfer, ground="no_crime", by=team.inspector, on=ON)

    def test_another_authority_takes_it_and_the_case_ends_here(self, team):
        told = {"kind": "authority", "to_name": "雁塔区卫生健康局", "charge": ""}
        transfer = make_handed_over(team, **told)
        case = transfer.case
        assert limits(transfer) == {}
        assert fresh(case).transferred_to_police_on is None
        record_accepted(transfer, notice="接收函1号", by=team.inspector, on=ON + DAY)
        stands(
            fresh(case),
            status="transferred",
            on=ON + DAY,
            open_to={team.inspector: set(), team.head: set()},
            until={},
        )
