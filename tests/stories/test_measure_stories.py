"""What happens to sealed, seized and preserved goods, from beginning to end."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import IllegalTransition, Invalid
from documents.models import DocumentKind
from documents.services.documents import documents_of
from enforcement.models import ItemMovement, Measure
from enforcement.services.measure_course import (
    conclude_measure,
    lift_measure,
    propose_extension,
)
from enforcement.services.measure_goods import dispose
from enforcement.services.measure_items import Part
from enforcement.services.measures import carry_out, submit_measure
from enforcement.services.regulatory import (
    end_regulatory,
    recheck_regulatory,
    record_response,
)
from tests.factories.accounts import Tree
from tests.factories.enforcement_cases import (
    Team,
    make_case,
    make_served_case,
    pending,
    team_of,
)
from tests.factories.goods import (
    ON,
    ON_SITE,
    again,
    at,
    decided,
    make_approved_measure,
    make_measure,
    make_proposed_measure,
    make_served_regulatory,
    make_urgent_measure,
)
from tests.stories.stands import acts_open, limits, stands
from workbench.services.approvals import return_

HOLD = "seal_seize_period"
HANDLE = "drug_seizure_decision"
GOODS = {"keep", "dispose"}
IN_FORCE = {
    "propose_extension",
    "begin_testing",
    "record_handling",
    "lift",
    "keep",
    "dispose",
}


@pytest.fixture
def team(tree: Tree) -> Team:
    return team_of(tree)


def all_parts(measure: Measure) -> list[Part]:
    return [Part(item) for item in measure.held_items()]


def give_back(measure: Measure, team: Team, on: date) -> Measure:
    return dispose(
        measure,
        parts=all_parts(measure),
        kind="returned",
        moved_on=on,
        receiver="店长王某",
        paper="退还清单1号",
        by=team.inspector,
        on=on,
    )


def test_sealed_extended_lifted(team: Team) -> None:
    measure = make_measure(team)
    stands(
        measure,
        status="in_force",
        on=ON,
        open_to={
            team.inspector: IN_FORCE,
            team.head: {"extend", "lift"},
        },
        until={HOLD: date(2026, 4, 9), HANDLE: date(2026, 3, 17)},
    )
    later = ON + timedelta(days=27)
    propose_extension(
        measure, reason="药品来源涉及三省，尚在协查。", by=team.inspector, on=later
    )
    decided(measure, team, later)
    assert limits(again(measure))[HOLD] == date(2026, 5, 9)
    with pytest.raises(IllegalTransition):
        propose_extension(again(measure), reason="仍需时间", by=team.inspector, on=later)

    measure = lift_measure(again(measure), ground="no_violation", by=team.inspector, on=later)
    stands(
        measure,
        status="lifted",
        on=later,
        open_to={team.inspector: {"keep", "dispose"}},
        until={},
    )
    measure = give_back(measure, team, later)
    assert measure.status == "ended"
    assert not measure.held_items().exists()
    forms = [row.kind for row in documents_of(measure)]
    assert forms == ["21", "24", "22", "23", "52"]


def test_seized_at_once_and_approved(team: Team) -> None:
    case = make_case(team)
    measure = make_urgent_measure(team, case=case)
    stands(
        measure,
        status="in_force",
        on=ON,
        open_to={team.inspector: IN_FORCE - {"propose_extension"} | {"disapprove"}},
        until={
            HOLD: date(2026, 4, 9),
            HANDLE: date(2026, 3, 17),
            "coercive_measure_urgent_backfill": ON + timedelta(days=1),
        },
    )
    decided(measure, team, ON)
    measure = again(measure)
    assert measure.confirmed_on == ON
    assert set(limits(measure)) == {HOLD, HANDLE}
    with pytest.raises(IllegalTransition):
        conclude_measure(measure, by=team.inspector, on=ON)


def test_seized_goods_are_destroyed_by_decision(team: Team) -> None:
    measure = make_measure(team, kind="seizure")
    Measure.objects.filter(pk=measure.pk).update(case=make_served_case(team))
    measure = conclude_measure(again(measure), by=team.inspector, on=ON)
    stands(
        measure,
        status="decided",
        on=ON,
        open_to={team.inspector: {"keep", "dispose"}},
        until={},
    )
    measure = dispose(
        measure,
        parts=all_parts(measure),
        kind="destroyed",
        moved_on=ON,
        receiver="西安固废处置中心",
        paper="销毁记录3号",
        by=team.inspector,
        on=ON,
    )
    assert measure.status == "ended"


def test_what_the_head_does_not_approve_must_be_lifted(team: Team) -> None:
    measure = make_urgent_measure(team)
    return_(pending(measure), reason="依据不足", by=team.unit_head, on=ON)
    measure = again(measure)
    stands(
        measure,
        status="disapproved",
        on=ON,
        open_to={team.inspector: {"lift", "keep", "dispose"}},
    )
    measure = lift_measure(measure, ground="disapproved", by=team.inspector, on=ON)
    assert give_back(measure, team, ON).status == "ended"


def test_what_was_sent_back_is_submitted_again(team: Team) -> None:
    measure = make_proposed_measure(team)
    return_(pending(measure), reason="清单不全", by=team.unit_head, on=ON)
    measure = again(measure)
    stands(
        measure,
        status="draft",
        on=ON,
        until={},
        open_to={team.inspector: {"submit", "impose_at_once", "cancel"}, team.head: set()},
    )
    submit_measure(measure, by=team.inspector, on=ON)
    decided(measure, team, ON)
    stands(
        again(measure), status="approved", on=ON, open_to={team.inspector: {"impose", "cancel"}}
    )


def test_preserved_evidence_goes_over_to_a_seizure(team: Team) -> None:
    preserved = make_measure(team, kind="preservation")
    stands(
        preserved,
        status="in_force",
        on=ON,
        open_to={team.inspector: {"decide", "lift", "keep", "dispose"}},
        until={"evidence_registration_disposition": date(2026, 3, 19)},
    )
    day = date(2026, 3, 16)
    seizure = make_approved_measure(
        team, on=day, kind="seizure", inspection=preserved.inspection, replaces=preserved
    )
    carry_out(seizure, imposed_at=at(day), on_site=ON_SITE, by=team.inspector, on=day)

    preserved, seizure = again(preserved), again(seizure)
    assert (preserved.status, limits(preserved)) == ("ended", {})
    assert set(ItemMovement.objects.values_list("kind", flat=True)) == {"converted"}
    assert [item.held for item in seizure.items.all()] == [Decimal(12), Decimal(30)]
    assert seizure.status == "in_force"


def test_past_its_period_only_lifting_is_left(team: Team) -> None:
    measure = make_measure(team)
    late = ON + timedelta(days=40)
    with pytest.raises(IllegalTransition, match="2026-04-09"):
        propose_extension(measure, reason="还需时间", by=team.inspector, on=late)
    assert "lift" in acts_open(again(measure), by=team.inspector, on=late)
    lifted = lift_measure(again(measure), ground="expired", by=team.inspector, on=late)
    assert lifted.lift_ground == "expired"


def test_a_suspension_is_lifted_after_its_recheck(team: Team) -> None:
    measure = make_served_regulatory(team, kind="suspension", due_on=date(2026, 3, 24))
    stands(
        measure,
        status="served",
        on=ON,
        open_to={team.inspector: {"record_response", "recheck"}},
    )
    measure = record_response(
        measure, response="已更换温控设备。", responded_on=ON, by=team.inspector, on=ON
    )
    with pytest.raises(IllegalTransition) as early:
        end_regulatory(measure, by=team.inspector, on=ON)
    assert early.value.details == {"missing": ["rechecked"]}
    measure = recheck_regulatory(
        measure, recheck="温度已恢复正常。", rechecked_on=ON, by=team.inspector, on=ON
    )
    measure = end_regulatory(measure, by=team.inspector, on=ON)
    stands(measure, status="lifted", on=ON, open_to={team.inspector: set()})


def test_nobody_takes_more_than_is_held(team: Team) -> None:
    measure = lift_measure(make_measure(team), ground="unrelated", by=team.inspector, on=ON)
    item = measure.items.first()
    told = {"kind": "returned", "moved_on": ON, "receiver": "王某", "paper": "1号"}
    dispose(measure, parts=[Part(item, Decimal(5))], **told, by=team.inspector, on=ON)
    with pytest.raises(Invalid) as refused:
        dispose(measure, parts=[Part(item, Decimal(8))], **told, by=team.inspector, on=ON)
    assert "7" in str(refused.value.fields["quantity"])
    item.refresh_from_db()
    assert item.held == Decimal(7)
    assert DocumentKind.GOODS_HANDLED in [row.kind for row in documents_of(measure)]
