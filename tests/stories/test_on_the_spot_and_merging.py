"""On the spot, merged, split."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.services.merging import merge_case, split_case
from enforcement.services.on_spot_after import close_on_spot, file_papers
from enforcement.services.payments import record_payment
from tests.factories.around import (
    make_on_spot,
)
from tests.factories.enforcement_cases import (
    fresh,
    make_case,
    make_notified_case,
    make_violation,
    team_of,
)
from tests.factories.enforcement_field import ON
from tests.factories.registry import make_party
from tests.stories.stands import HEADS, OFFICER, OVER_DECISION, stands

DAY = timedelta(days=1)
HANDLING = "case_handling_period"
REMEDIES = {"record_review", "record_suit"}
DUE = date(2026, 6, 8)  # ninety days from the filing on ON


@pytest.fixture
def team(tree):
    return team_of(tree)


def test_on_the_spot_the_case_is_decided_and_served_at_the_shop_door(team):
    case = make_on_spot(team)
    stands(
        case,
        status="served",
        on=ON,
        open_to={
            team.inspector: {"record_payment", "file_papers", "submit_plan", *REMEDIES},
            team.legal: set(),
            team.head: {"assign_officers", *OVER_DECISION},
        },
        until={
            "simplified_procedure_filing": date(2026, 3, 19),
            "fine_payment": date(2026, 3, 25),
        },
    )
    file_papers(case, by=team.inspector, on=ON + DAY)
    stands(
        case,
        status="served",
        on=ON + DAY,
        open_to={team.inspector: {"record_payment", "submit_plan", *REMEDIES}},
        until={"fine_payment": date(2026, 3, 25)},
    )


def test_on_the_spot_paid_and_closed_it_goes_to_the_archive(team):
    case = make_on_spot(team)
    file_papers(case, by=team.inspector, on=ON + DAY)
    paid_at_the_bank(case, team)
    stands(
        case,
        status="performed",
        on=ON + 2 * DAY,
        open_to={
            team.inspector: {"close_on_spot", "refund", "correct_payment", *REMEDIES},
            team.head: {"assign_officers", "correct_decision"},
        },
        until={},
    )
    close_on_spot(case, by=team.inspector, on=ON + 2 * DAY)
    stands(
        case,
        status="closed",
        on=ON + 2 * DAY,
        open_to={
            team.inspector: {"archive", "refund", "submit_reopening", *REMEDIES},
            team.head: set(),
        },
        until={},
    )


def paid_at_the_bank(case, team):
    record_payment(
        case,
        kind="fine",
        amount=Decimal(1000),
        paid_on=ON + 2 * DAY,
        receipt="陕财罚1",
        by=team.inspector,
        on=ON + 2 * DAY,
    )


class TestMergeAndSplit:
    def test_merged_nothing_is_lost_and_the_number_is_not_used_again(self, team):
        party = make_party()
        first, second = make_case(team, party=party), make_case(team, party=party)
        make_violation(fresh(first), by=team.inspector)
        make_violation(fresh(second), by=team.inspector)
        merge_case(fresh(second), into=fresh(first), reason="同一当事人。", by=team.head, on=ON)
        first, second = fresh(first), fresh(second)
        assert second.merged_into == first
        assert [row.seq for row in first.violations.all()] == [1, 2]
        assert first.goods_value == Decimal(2520)
        stands(
            second,
            status="merged",
            on=ON,
            open_to={team.inspector: set(), team.head: set()},
            until={},
        )
        stands(
            first,
            status="investigating",
            on=ON,
            open_to={
                team.inspector: OFFICER | {"propose_penalty"},
                team.head: HEADS | {"split"},
            },
            until={HANDLING: DUE},
        )
        third = make_case(team)
        assert third.number not in (first.number, second.number)

    def test_refused_once_reviewed_or_decided_and_for_others(self, tree, team):
        case, other = make_case(team), make_case(team)
        for into, by, refusal in (
            (case, team.head, Invalid),
            (make_notified_case(team), team.head, IllegalTransition),
            (other, team.inspector, PermissionRefused),
        ):
            with pytest.raises(refusal):
                merge_case(fresh(case), into=fresh(into), reason="同案", by=by, on=ON)
        with pytest.raises(IllegalTransition):
            merge_case(
                make_notified_case(team), into=fresh(case), reason="同案", by=team.head, on=ON
            )
        assert fresh(case).status == "investigating"

    def test_split_the_new_case_has_its_number_and_gains_no_time(self, team):
        case = make_case(team)
        make_violation(fresh(case), by=team.inspector)
        leaving = make_violation(fresh(case), by=team.inspector, goods_value=Decimal(500))
        other = make_party()
        late = ON + 30 * DAY
        made = split_case(
            fresh(case),
            violations=[leaving],
            violation="销售劣药",
            party=other,
            reason="另一当事人所为。",
            by=team.head,
            on=late,
        )
        assert made.number not in ("", case.number)
        assert (made.split_from, made.party, made.filed_on) == (case, other, case.filed_on)
        assert [row.pk for row in made.violations.all()] == [leaving.pk]
        assert (fresh(case).goods_value, made.goods_value) == (Decimal(1260), Decimal(500))
        stands(
            made,
            status="investigating",
            on=late,
            open_to={team.inspector: OFFICER | {"propose_penalty"}, team.head: HEADS},
            until={HANDLING: DUE},
        )
        with pytest.raises(IllegalTransition):
            split_case(
                fresh(case),
                violations=list(fresh(case).violations.all()),
                violation="甲",
                reason="乙",
                by=team.head,
                on=late,
            )
