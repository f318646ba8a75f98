"""A double-random draw from its draft to its public results."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.services.procedure import lock
from enforcement.models import Draw, Inspection, InspectionStatus
from enforcement.services.draw_replay import replay_draw
from enforcement.services.draws import (
    add_stratum,
    announce_draw,
    cancel_draw,
    exclude_from_draw,
    publish_draw,
    run_draw,
)
from enforcement.services.inspections import begin_inspection, complete_inspection
from registry.services.parties import close_party
from tests.factories.accounts import make_person
from tests.factories.draws import (
    AT,
    LATER,
    ON,
    SEED,
    make_announced_draw,
    make_draw,
    make_draw_parties,
    make_drawn_draw,
    make_ready_draw,
)
from tests.factories.enforcement_field import make_completed_inspection
from tests.factories.enforcement_gates import make_conflict
from tests.factories.registry import make_key_list, make_party
from tests.threads import at_once  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(yanta_inspector, yanta_inspector2, yanta_unit_head):
    return [yanta_inspector, yanta_inspector2, yanta_unit_head]


@pytest.fixture
def drawn(team, yanta_head, yanta_unit_head):
    return make_drawn_draw(head=yanta_head, by=yanta_unit_head)


def inputs_of(draw):
    return json.loads(Draw.objects.get(pk=draw.pk).inputs)


def reasons(rows):
    return {one["name"]: one["reason"] for one in rows}


def test_the_lot_plans_inspections_with_two_officers_each(drawn):
    rows = list(drawn.drawn.select_related("inspection"))

    assert drawn.status == "drawn"
    assert len(rows) == 2  # 20 percent of ten
    for row in rows:
        assert row.inspection.status == InspectionStatus.PLANNED
        assert row.inspection.planned_on == drawn.planned_on
        assert row.inspection.responsible_officers() == [row.first, row.second]


def test_everybody_drawn_is_certified_for_the_day(team, yanta_head, yanta_unit_head, tree):
    late = make_person(
        tree.yanta, *yanta_unit_head.roles, name="证件将到期", certified_until=ON
    )
    draw = make_drawn_draw(head=yanta_head, by=yanta_unit_head, ratio="100")

    told = inputs_of(draw)
    assert reasons(told["excluded_officers"]) == {late.name: "no_certificate"}
    drawn = {key for row in draw.drawn.all() for key in (row.first, row.second)}
    assert drawn == set(team)


def test_closed_suspended_and_lately_inspected_parties_are_left_out(
    team, yanta_head, yanta_inspector, yanta_inspector2
):
    closed, recent, long_ago, by_hand = make_draw_parties(4)
    close_party(closed, reason="注销", version=None, by=yanta_inspector, on=ON)
    pair = [yanta_inspector, yanta_inspector2]
    make_completed_inspection(pair, party=recent, on=ON - timedelta(days=30), findings=0)
    make_completed_inspection(pair, party=long_ago, on=date(2025, 3, 10), findings=0)
    draw = make_ready_draw(by=yanta_head, ratio="100", recent_months=12)
    exclude_from_draw(draw, party=by_hand, reason="正在办案", by=yanta_head, on=ON)

    announce_draw(draw, seed=SEED, by=yanta_head, on=ON, at=AT)

    told = inputs_of(draw)
    assert reasons(told["excluded"]) == {
        closed.name: "closed",
        recent.name: "recent",
        by_hand.name: "正在办案",
    }
    assert [one["name"] for one in told["parties"]] == [long_ago.name]


def test_each_stratum_draws_its_own_ratio(team, yanta_head, yanta_unit_head, yanta):
    village = make_draw_parties(5, area="village")
    listed, urban = make_draw_parties(2), make_draw_parties(10)
    key_list = make_key_list(bureau=yanta)
    from_list = [key_list.items.create(party=one) for one in listed]
    assert len(from_list) == 2
    draw = make_draw(by=yanta_head)
    add_stratum(draw, name="重点", ratio=Decimal(100), key_list=key_list, by=yanta_head, on=ON)
    add_stratum(draw, name="农村", ratio=Decimal(50), area="village", by=yanta_head, on=ON)
    add_stratum(draw, name="其他", ratio=Decimal("10.01"), by=yanta_head, on=ON)
    announce_draw(draw, seed=SEED, by=yanta_head, on=ON, at=AT)
    run_draw(draw, by=yanta_unit_head, on=ON, at=LATER)

    by_stratum: dict[int, set[str]] = {}
    for row in draw.drawn.select_related("party"):
        by_stratum.setdefault(row.stratum, set()).add(row.party.name)
    assert {seq: len(found) for seq, found in by_stratum.items()} == {1: 2, 2: 3, 3: 2}
    assert by_stratum[1] == {one.name for one in listed}
    assert by_stratum[2] <= {one.name for one in village}
    assert by_stratum[3] <= {one.name for one in urban}


def test_an_officer_in_conflict_is_never_sent(team, yanta_head, yanta_unit_head):
    parties = make_draw_parties(4)
    for party in parties:
        make_conflict(team[0], party, on=ON)
    draw = make_ready_draw(by=yanta_head, ratio="100")
    announce_draw(draw, seed=SEED, by=yanta_head, on=ON, at=AT)
    run_draw(draw, by=yanta_unit_head, on=ON, at=LATER)

    assert {(row.first, row.second) for row in draw.drawn.all()} <= {
        (team[1], team[2]),
        (team[2], team[1]),
    }


def test_a_party_no_pair_may_go_to_is_told_before_the_seed_is_known(team, yanta_head):
    (party,) = make_draw_parties(1)
    make_conflict(team[0], party, on=ON)
    make_conflict(team[1], party, on=ON)

    with pytest.raises(Invalid, match=party.name):
        announce_draw(make_ready_draw(by=yanta_head), seed=SEED, by=yanta_head, on=ON, at=AT)


def test_who_announced_does_not_draw(team, yanta_unit_head):
    draw = make_announced_draw(by=yanta_unit_head)

    with pytest.raises(PermissionRefused):
        run_draw(draw, by=yanta_unit_head, on=ON, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=draw.pk).update(drawn_by=yanta_unit_head, drawn_at=LATER)


def test_the_seed_stands_before_it_is_used(team, yanta_head, yanta_unit_head):
    draw = make_announced_draw(by=yanta_head)

    with pytest.raises(IllegalTransition, match="30"):
        run_draw(draw, by=yanta_unit_head, on=ON, at=LATER - timedelta(seconds=1))


def test_an_inspector_neither_drafts_nor_draws(team, yanta_head, yanta_inspector):
    with pytest.raises(PermissionRefused):
        make_draw(by=yanta_inspector)
    with pytest.raises(PermissionRefused):
        run_draw(make_announced_draw(by=yanta_head), by=yanta_inspector, on=ON, at=LATER)


def test_the_public_value_that_was_announced_is_part_of_the_seed(
    team, yanta_head, yanta_unit_head
):
    make_draw_parties(10)
    draw = make_ready_draw(by=yanta_head)
    announce_draw(draw, seed="A", public_source="当日福彩", by=yanta_head, on=ON, at=AT)

    with pytest.raises(Invalid) as refusal:
        run_draw(draw, by=yanta_unit_head, on=ON, at=LATER)
    assert "当日福彩" in refusal.value.fields["public_value"]
    run_draw(draw, public_value="01 02", by=yanta_unit_head, on=ON, at=LATER)
    assert draw.full_seed == "A|01 02"
    assert replay_draw(draw).same


def test_a_pool_changed_before_the_draw_is_refused(team, yanta_head, yanta_unit_head):
    draw = make_announced_draw(by=yanta_head)
    Draw.objects.filter(pk=draw.pk).update(inputs=draw.inputs.replace("雁塔", "碑林"))

    with pytest.raises(Invalid):
        run_draw(draw, by=yanta_unit_head, on=ON, at=LATER)
    assert not Inspection.objects.exists()


def test_nothing_is_changed_once_the_seed_is_announced(team, yanta_head):
    draw = make_announced_draw(by=yanta_head)

    with pytest.raises(IllegalTransition):
        add_stratum(draw, name="x", ratio=Decimal(5), by=yanta_head, on=ON)
    with pytest.raises(IllegalTransition):
        exclude_from_draw(draw, party=make_party(), reason="x", by=yanta_head, on=ON)
    with pytest.raises(IllegalTransition):
        announce_draw(draw, seed="neu", by=yanta_head, on=ON, at=AT)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"domain": "food"}, "domain"),
        ({"planned_on": ON - timedelta(days=1)}, "planned_on"),
        ({"recent_months": 61}, "recent_months"),
        ({"pair_rule": "alone"}, "pair_rule"),
    ],
)
def test_a_draw_that_cannot_be_is_refused(yanta_head, told, field):
    with pytest.raises(Invalid) as refusal:
        make_draw(by=yanta_head, **told)
    assert field in refusal.value.fields
    assert not Draw.objects.exists()


@pytest.mark.parametrize("ratio", ["0", "-1", "100.01"])
def test_a_ratio_that_cannot_be_is_refused(yanta_head, ratio):
    with pytest.raises(Invalid):
        make_ready_draw(by=yanta_head, ratio=ratio)


def test_an_announcement_needs_a_stratum_and_a_seed(team, yanta_head):
    make_draw_parties(2)
    with pytest.raises(IllegalTransition):
        announce_draw(make_draw(by=yanta_head), seed=SEED, by=yanta_head, on=ON, at=AT)
    with pytest.raises(Invalid):
        announce_draw(make_ready_draw(by=yanta_head), seed=" ", by=yanta_head, on=ON, at=AT)


def test_a_draw_of_nobody_or_by_one_officer_is_refused(yanta_head, yanta_inspector):
    with pytest.raises(Invalid):
        announce_draw(make_ready_draw(by=yanta_head), seed=SEED, by=yanta_head, on=ON, at=AT)
    make_draw_parties(2)
    with pytest.raises(Invalid):
        announce_draw(make_ready_draw(by=yanta_head), seed=SEED, by=yanta_head, on=ON, at=AT)


def test_results_are_made_public_once_every_inspection_is_done(drawn, yanta_head):
    with pytest.raises(IllegalTransition):
        publish_draw(drawn, publication="局网站", by=yanta_head, on=ON)
    day = drawn.planned_on
    for row in drawn.drawn.select_related("inspection__bureau", "first"):
        begin_inspection(row.inspection, inspected_on=day, by=row.first, on=day)
        complete_inspection(row.inspection, site_conclusion="conforms", by=row.first, on=day)

    publish_draw(drawn, publication="局网站公示栏", by=yanta_head, on=day)

    assert (drawn.status, drawn.published_on) == ("published", day)


def test_a_draw_not_drawn_yet_is_cancelled_with_a_reason(team, yanta_head):
    draw = make_announced_draw(by=yanta_head)
    with pytest.raises(Invalid):
        cancel_draw(draw, reason=" ", by=yanta_head, on=ON)
    cancel_draw(draw, reason="计划调整", by=yanta_head, on=ON)

    assert draw.status == "cancelled"
    lock(draw)
    assert draw.seed == SEED


def test_the_audit_trail_keeps_seed_and_hash_of_the_announcement(drawn):
    event = AuditEvent.objects.get(kind="draw.announce", subject_uuid=drawn.uuid)

    assert (event.after["seed"], event.after["inputs_hash"]) == (SEED, drawn.inputs_hash)


def test_two_draw_at_once_and_one_wins(at_once, team, yanta_head, yanta_unit_head):  # noqa: F811
    draw = make_announced_draw(by=yanta_head)

    def run(_number: int) -> str:
        try:
            run_draw(Draw.objects.get(pk=draw.pk), by=yanta_unit_head, on=ON, at=LATER)
        except IllegalTransition as error:
            return error.code
        return f"{Inspection.objects.count()}"

    assert sorted(at_once(run, 2)) == ["2", "illegal_transition"]
