from decimal import Decimal

from django.urls import reverse

from campaigns.services.indicators import set_target
from tests.factories.campaigns import ON, indicator

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


def test_the_city_officer_sees_the_campaigns_figures_and_opens_each(
    client_for, xian_officer, worked
):
    client = client_for(xian_officer)
    page = client.get(reverse("reporting:progress", args=[worked.uuid]), YEAR)
    tiles = page.context["board_tiles"]

    assert page.status_code == 200
    assert len(tiles) >= 10
    for tile in tiles:
        assert client.get(tile.address).status_code == 200


def test_a_target_and_its_rate_stand_beside_the_figure(
    client_for, province_officer, xian_officer, xian, worked
):
    set_target(
        worked,
        indicator=indicator(),
        bureau=xian,
        value=Decimal(8),
        by=province_officer,
        on=ON,
    )

    page = client_for(xian_officer).get(reverse("reporting:progress", args=[worked.uuid]), YEAR)

    tile = page.context["board_tiles"][0]
    assert (tile.value, tile.target) == ("2", "8")


def test_a_dashboard_reads_the_same_figures_with_its_service_account(
    api_for, client_for, xian_dashboard, xian_officer, worked
):
    asked = {"campaign": str(worked.uuid), **YEAR}
    told = api_for(xian_dashboard).get(reverse("api:dashboard-overview"), asked).data
    page = client_for(xian_officer).get(reverse("reporting:progress", args=[worked.uuid]), YEAR)

    shown = [tile.value for tile in page.context["board_tiles"]]
    assert told["figures"][0]["code"] == "inspected_visits"
    assert told["figures"][0]["value"] == shown[0] == "2"
    assert {row["code"] for row in told["bureaus"]} == {
        bureau.code for bureau in xian_officer.bureau.children.all()
    }


def test_another_bureaus_figures_do_not_exist(api_for, xian_dashboard, weinan, worked):
    api = api_for(xian_dashboard)
    for code in (weinan.code, "610000", "999999"):
        answer = api.get(reverse("api:dashboard-overview"), {"bureau": code})
        assert answer.status_code == 404


def test_a_wrong_day_is_told_at_the_field(api_for, xian_dashboard, worked):
    answer = api_for(xian_dashboard).get(
        reverse("api:dashboard-overview"), {"from": "2026-02-30"}
    )

    assert answer.status_code == 400
    assert "from" in answer.data["fields"]


def test_administrators_see_no_figures(client_for, sysadmin, worked):
    assert client_for(sysadmin).get(reverse("reporting:overview")).status_code == 403


def test_the_home_of_every_duty_opens(client_for, person, worked):
    for username in (
        "yanta_inspector",
        "yanta_unit_head",
        "yanta_legal",
        "yanta_head",
        "xian_officer",
        "province_officer",
        "auditor",
        "sysadmin",
        "secadmin",
    ):
        page = client_for(person(username)).get(reverse("reporting:home"))
        assert page.status_code == 200
        assert 1 <= len(page.context["blocks"]) <= 5


def test_search_finds_by_two_characters_and_only_what_may_be_seen(
    client_for, yanta_inspector, linwei_inspector, worked
):
    address = reverse("reporting:search")
    mine = client_for(yanta_inspector).get(address, {"q": "劣药"})
    theirs = client_for(linwei_inspector).get(address, {"q": "劣药"})

    assert [group["title"] for group in mine.context["found"]]
    assert theirs.context["found"] == []
