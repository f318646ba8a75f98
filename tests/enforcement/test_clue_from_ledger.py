import pytest

from campaigns.services.ledger_closing import transfer_to_case
from core.errors import IllegalTransition, PermissionRefused
from enforcement.models import Clue
from enforcement.services.clues_from_ledger import open_clue_from_ledger
from tests.factories.ledger import ON, make_item, make_rectifying


def test_an_item_goes_on_as_a_clue_and_ends(province_officer, yanta_inspector):
    item = make_rectifying(by=province_officer, owner=yanta_inspector)
    clue = open_clue_from_ledger(item, by=yanta_inspector, on=ON)

    assert (item.status, item.led_to) == ("transferred", clue.ref)
    assert item.number in clue.content
    assert clue.bureau == item.bureau
    with pytest.raises(IllegalTransition):
        transfer_to_case(item, led_to=clue.ref, by=yanta_inspector, on=ON)


def test_what_nobody_has_in_hand_becomes_no_clue(
    province_officer, yanta, yanta_unit_head, yanta_inspector, linwei_inspector
):
    item = make_item(by=province_officer, bureau=yanta)
    with pytest.raises(IllegalTransition):
        open_clue_from_ledger(item, by=yanta_unit_head, on=ON)
    handled = make_rectifying(by=province_officer, owner=yanta_inspector)
    with pytest.raises(PermissionRefused):
        open_clue_from_ledger(handled, by=linwei_inspector, on=ON)
    assert not Clue.objects.exists()
