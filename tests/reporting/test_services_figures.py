"""Dossiers, visits, training, coverage and the map: every number is its rows."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from registry.models import KeyList, Party
from reporting.figures import compute, figure, rows_behind
from reporting.services.coverage import coverage_of, listed_parties
from reporting.services.outlines import draw
from reporting.views.province_map import shade_of
from tests.factories.enforcement_field import make_completed_inspection
from tests.factories.registry import make_key_list, make_party
from tests.factories.services import (
    ON,
    make_complete_dossier,
    make_dossier_item,
    make_training_plan,
    make_visit,
)


def test_a_visit_to_help_is_never_an_inspection(year, yanta_inspector):
    make_visit(by=yanta_inspector)

    assert compute(figure("assistance_visits"), year).value == 1
    for code in ("inspected_visits", "inspected_entities", "officer_trips"):
        assert compute(figure(code), year).value == 0
        assert not rows_behind(figure(code), year).exists()


def test_the_rate_of_dossiers_is_that_of_its_rows(year):
    one, other = make_party(), make_party(kind="drug_wholesaler")
    make_complete_dossier(one)
    make_dossier_item(other)
    make_party(kind="individual")

    rows = rows_behind(figure("dossiers_complete"), year)
    assert [row.name for row in rows] == [one.name]
    assert compute(figure("dossiers_wanted"), year).value == 2
    assert compute(figure("dossier_rate"), year).value == Decimal("50.00")


def test_a_dossier_is_counted_as_it_stood_on_the_last_day(year):
    make_complete_dossier(make_party())
    Party.objects.update(created_at="2026-01-05T00:00Z")
    before = year.narrowed(end=ON - timedelta(days=1))

    assert compute(figure("dossiers_wanted"), before).value == 1
    assert compute(figure("dossiers_complete"), before).value == 0
    assert compute(figure("dossiers_complete"), year.narrowed(end=ON)).value == 1


def test_the_rate_of_training_is_that_of_the_places(
    year, yanta_inspector, yanta_inspector2, yanta_unit_head
):
    from_plan = make_training_plan(by=yanta_unit_head)
    assert from_plan.places.count() == 3

    assert compute(figure("training_due"), year).value == 3
    assert compute(figure("training_rate"), year).value == 0


def test_coverage_is_the_parties_with_a_visit_of_the_period(
    year, yanta, yanta_inspector, yanta_inspector2
):
    key_list = make_key_list(bureau=yanta)
    reached, not_yet = make_party(), make_party()
    for party in (reached, not_yet):
        key_list.items.create(party=party)
    pair = [yanta_inspector, yanta_inspector2]
    make_completed_inspection(pair, party=reached, findings=0)
    make_completed_inspection(pair, party=reached, findings=0)

    (found,) = coverage_of(KeyList.objects.all(), year)

    assert (found.listed, found.reached, found.missing) == (2, 1, 1)
    assert found.rate == Decimal("50.00")
    rows = {row.name: (row.made, row.last_on) for row in listed_parties(key_list, year)}
    assert rows == {reached.name: (2, ON), not_yet.name: (None, None)}


def test_coverage_of_a_county_counts_its_own_parties_alone(year, tree):
    key_list = make_key_list(bureau=tree.province)
    key_list.items.create(party=make_party())
    key_list.items.create(party=make_party(region="610502"))

    (found,) = coverage_of(KeyList.objects.all(), year.narrowed(bureau=tree.linwei))

    assert found.listed == 1


def test_the_pages_of_coverage_name_who_was_not_reached(year, yanta, client_for, yanta_head):
    key_list = make_key_list(bureau=yanta)
    party = make_party()
    key_list.items.create(party=party)
    client = client_for(yanta_head)

    board = client.get(reverse("reporting:coverage"))
    address = reverse("reporting:coverage-rows", args=[key_list.uuid])
    not_yet = client.get(address, {"reached": "0"})
    reached = client.get(address, {"reached": "1"})

    assert key_list.name in board.content.decode()
    assert party.name in not_yet.content.decode()
    assert party.name not in reached.content.decode()


def test_the_api_tells_coverage(year, yanta, api_for, yanta_head):
    key_list = make_key_list(bureau=yanta)
    party = make_party()
    key_list.items.create(party=party)

    told = api_for(yanta_head).get(f"/api/v1/key-lists/{key_list.uuid}/coverage/").json()

    assert (told["listed"], told["reached"], told["rate"]) == (1, 0, "0.00")
    assert told["missing"] == [{"id": str(party.uuid), "name": party.name}]


# -- the map -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shade"), [(None, 0), (0, 0), (1, 1), (20, 1), (21, 2), (99, 5), (100, 5)]
)
def test_shades_are_equal_steps_up_to_the_highest(value, shade):
    number = None if value is None else Decimal(value)
    assert shade_of(number, Decimal(100)) == shade


@pytest.fixture
def outlines(tmp_path, settings):
    """Two square cities."""
    settings.MAP_DIR = tmp_path

    def square(code, west):
        ring = [[west, 34], [west + 1, 34], [west + 1, 35], [west, 35], [west, 34]]
        return {
            "type": "Feature",
            "properties": {"code": f"156{code}"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    features = [square("610100", 108), square("610500", 109)]
    (tmp_path / "61.json").write_text(json.dumps({"features": features}), encoding="utf-8")


def test_outlines_are_fitted_to_one_sheet(outlines):
    drawing = draw(["610100", "610500", "610999"])

    assert set(drawing.outlines) == {"610100", "610500"}
    assert drawing.outlines["610100"].path.startswith("M0 ")
    assert drawing.outlines["610500"].x > drawing.outlines["610100"].x


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"features": [{"properties": {}}]}'])
def test_an_unreadable_file_draws_the_tile_map(text, tmp_path, settings):
    settings.MAP_DIR = tmp_path
    (tmp_path / "61.json").write_text(text, encoding="utf-8")

    assert draw(["610100"]) is None


def test_the_map_of_a_province_links_every_number_to_its_rows(
    year, outlines, client_for, province_officer, settings
):
    settings.MAP_APPROVAL = "陕S（2026）001号"
    page = client_for(province_officer).get(reverse("reporting:map")).content.decode()

    assert page.count("<path") == 2
    assert "陕S（2026）001号" in page
    assert "/figures/inspected_visits/rows/?bureau=610100" in page


def test_without_outlines_there_is_a_tile_for_every_county(
    year, client_for, province_officer, tmp_path, settings
):
    settings.MAP_DIR = tmp_path
    address = f"{reverse('reporting:map')}?level=county&indicator=dossier_rate"
    page = client_for(province_officer).get(address).content.decode()

    assert page.count("<rect") == 3
    assert "<path" not in page


def test_an_unknown_indicator_has_no_map(year, client_for, province_officer):
    page = client_for(province_officer).get(f"{reverse('reporting:map')}?indicator=sunshine")

    assert page.status_code == 404
