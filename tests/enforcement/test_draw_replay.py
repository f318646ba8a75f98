"""A draw is done again by anybody; what was changed is found; who is replaced, by the order."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from core.errors import Invalid
from enforcement.models import Draw, Inspection, InspectionStatus
from enforcement.services.draw_replay import replay_draw
from enforcement.services.draw_tasks import replace_drawn_officer, replace_drawn_party
from enforcement.services.draws import announce_draw, run_draw
from registry.services.parties import close_party
from tests.factories.accounts import certify, make_person
from tests.factories.draws import AT, LATER, ON, make_drawn_draw, make_ready_draw
from tests.factories.registry import credit_code, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(yanta_inspector, yanta_inspector2, yanta_unit_head):
    return [yanta_inspector, yanta_inspector2, yanta_unit_head]


@pytest.fixture
def drawn(team, yanta_head, yanta_unit_head):
    return make_drawn_draw(head=yanta_head, by=yanta_unit_head)


def test_the_same_pool_and_seed_draw_the_same(drawn):
    before = [(row.party_key, row.first_key) for row in drawn.drawn.all()]

    replay = replay_draw(Draw.objects.get(pk=drawn.pk))

    assert replay.same
    assert [(lot.party, lot.first) for lot in replay.lots] == before


def test_the_golden_draw_on_this_database(tree, yanta_head):
    """Fixed credit codes and certificate numbers: the same on every database."""
    unit = tree.unit("yanta")
    people = []
    for n in range(3):
        person = make_person(tree.yanta, "unit_head", certified_until=None, unit=unit)
        certificate = certify(person)
        certificate.number = f"61011300{n}"
        certificate.save()
        people.append(person)
    for n in range(8):
        make_party(credit_code=GOLDEN_CODES[n])
    draw = make_ready_draw(by=yanta_head, ratio="25")
    announce_draw(draw, seed="固定种子", public_source="福彩", by=yanta_head, on=ON, at=AT)
    run_draw(draw, public_value="05 17", by=people[0], on=ON, at=LATER)

    found = [(row.party_key, row.first_key, row.second_key) for row in draw.drawn.all()]
    assert found == GOLDEN


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"inputs": "{}"}, "SHA-256"),
        ({"seed": "别的种子"}, "audit trail"),
        ({"inputs_hash": "0" * 64}, "SHA-256"),
    ],
)
def test_a_changed_input_is_found_by_the_replay(drawn, changed, told):
    Draw.objects.filter(pk=drawn.pk).update(**changed)

    with translation.override("en"):
        replay = replay_draw(Draw.objects.get(pk=drawn.pk))

    assert not replay.same
    assert told in "".join(replay.problems)


def test_a_changed_result_is_found_by_the_replay(drawn, team):
    row = drawn.drawn.get(seq=1)
    row.first_key, row.second_key = row.second_key, row.first_key
    row.save()

    assert len(replay_draw(drawn).problems) == 1


def test_the_command_says_whether_it_is_the_same(drawn, capsys):
    call_command("draw_replay", drawn.number)
    assert drawn.inputs_hash in capsys.readouterr().out

    Draw.objects.filter(pk=drawn.pk).update(inputs=drawn.inputs.replace("药", "要"))
    with pytest.raises(SystemExit):
        call_command("draw_replay", str(drawn.uuid))
    with pytest.raises(CommandError):
        call_command("draw_replay", "没有")


def test_a_closed_party_is_replaced_by_the_next_of_its_stratum(drawn, yanta_unit_head):
    row = drawn.drawn.select_related("party").get(seq=1)
    old = row.inspection
    close_party(row.party, reason="注销", version=None, by=yanta_unit_head, on=ON)

    new = replace_drawn_party(drawn, seq=1, reason="已注销", by=yanta_unit_head, on=ON)

    old.refresh_from_db()
    assert old.status == InspectionStatus.CANCELLED
    assert new.party != row.party
    assert new.inspection.status == InspectionStatus.PLANNED
    change = drawn.changes.get()
    assert (change.out_name, change.in_name) == (row.party.name, new.party.name)
    assert replay_draw(drawn).same


def test_an_officer_who_cannot_go_is_replaced_by_the_next(drawn, yanta_unit_head, team):
    row = drawn.drawn.select_related("first", "second").get(seq=1)

    new = replace_drawn_officer(
        drawn, seq=1, officer=row.first, reason="住院", by=yanta_unit_head, on=ON
    )

    assert row.first not in (new.first, new.second)
    assert new.second == row.second
    assert set(new.inspection.responsible_officers()) == {new.first, new.second}
    assert replay_draw(drawn).same


def test_a_replacement_needs_a_reason_and_a_number_that_was_drawn(drawn, yanta_unit_head):
    with pytest.raises(Invalid):
        replace_drawn_party(drawn, seq=1, reason=" ", by=yanta_unit_head, on=ON)
    with pytest.raises(Invalid):
        replace_drawn_party(drawn, seq=99, reason="x", by=yanta_unit_head, on=ON)
    assert not drawn.changes.exists()


def test_an_officer_of_another_pair_is_not_replaced(drawn, yanta_unit_head, yanta_head):
    with pytest.raises(Invalid):
        replace_drawn_officer(
            drawn, seq=1, officer=yanta_head, reason="x", by=yanta_unit_head, on=ON
        )


def test_nobody_left_to_replace_leaves_everything_as_it_was(team, yanta_head, yanta_unit_head):
    draw = make_drawn_draw(head=yanta_head, by=yanta_unit_head, ratio="100", parties=2)

    with pytest.raises(Invalid):
        replace_drawn_party(draw, seq=1, reason="x", by=yanta_unit_head, on=ON)
    assert not Inspection.objects.filter(status=InspectionStatus.CANCELLED).exists()


GOLDEN_CODES = [credit_code(n) for n in range(9001, 9009)]
# Worked out apart from the product, with nothing but SHA-256.
GOLDEN = [
    ("91610113000009005G", "610113002", "610113001"),
    ("916101130000090027", "610113000", "610113002"),
]
