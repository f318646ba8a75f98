"""The city officer sees the campaign's figures move and opens each down to its rows."""

import json
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from urllib.request import Request, urlopen

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services.tokens import issue_token
from accounts.system import SYSTEM
from campaigns.services.indicators import load_indicators
from tests.factories.accounts import SINCE
from tests.factories.campaigns import make_running
from tests.factories.enforcement_cases import INCOME, MINIMUM, make_closed_case, team_of
from tests.factories.enforcement_field import make_completed_inspection
from tests.factories.registry import make_party

pytestmark = pytest.mark.browser


@pytest.fixture
def campaign(province_officer):
    load_indicators(by=SYSTEM, on=SINCE)
    return make_running(by=province_officer)


@pytest.fixture
def team(tree):
    return team_of(tree)


def shown(seat, code):
    """What a board shows for a figure."""
    tile = seat.main.locator(f".tile a[href*='/figures/{code}/rows/']")
    return tile.locator(".tile-value").evaluate("one => one.firstChild.textContent.trim()")


def test_the_figures_move_and_open_down_to_their_rows(sign_in, campaign, team, xian_officer):
    today = timezone.localdate()
    officer = sign_in(xian_officer)
    officer.open("campaigns:campaign-list")
    officer.press("campaigns:campaign-detail", campaign.uuid)
    officer.press("reporting:progress", campaign.uuid)
    assert (shown(officer, "inspected_visits"), shown(officer, "problems_found")) == ("0", "0")

    desk = sign_in(team.inspector, phone=True)
    party = make_party()
    desk.open("enforcement:inspection-new", query=f"?party={party.uuid}")
    desk.fill(domain="drug")
    desk.tick(team.inspector2.name)
    desk.tick(campaign.name)
    desk.send()
    desk.fill(grade="major", description="处方药未凭处方销售")
    desk.send(".finding-form")
    desk.main.locator("a[href$='/complete/']").first.click()
    desk.fill(site_conclusion="after_rectification")
    desk.send(sure=True)

    officer.page.reload()
    assert (shown(officer, "inspected_visits"), shown(officer, "problems_found")) == ("1", "1")
    officer.main.locator(".tile a[href*='/figures/problems_found/rows/']").click()
    officer.reads("处方药未凭处方销售")
    officer.page.go_back()
    officer.main.locator(".tile a[href*='/figures/inspected_visits/rows/']").click()
    rows = officer.main.locator("[data-rows] tbody tr")
    assert rows.count() == 1
    officer.reads(str(today))
    rows.locator(".row-link").click()
    officer.reads(party.name)


def test_a_dashboard_reads_through_the_api_what_the_page_shows(
    sign_in, live_server, campaign, team, xian_officer, xian_dashboard
):
    for findings in (0, 2):
        make_completed_inspection(team.officers, findings=findings, campaigns=[campaign])
    make_closed_case(team, on=timezone.localdate() - timedelta(days=20))
    _token, plain = issue_token(
        xian_dashboard, name="大屏", days=30, may_write=False, by=SYSTEM, on=SINCE
    )
    address = f"{live_server.url}{reverse('api:dashboard-overview')}"
    asked = Request(address, headers={"Authorization": f"Token {plain}"})  # noqa: S310
    with urlopen(asked, timeout=20) as answer:  # noqa: S310
        told = {one["code"]: one for one in json.load(answer)["figures"]}

    seat = sign_in(xian_officer)
    seat.open("reporting:overview")
    assert told["inspected_visits"]["value"] == "2"
    assert told["cases_filed"]["value"] == "1"
    assert Decimal(told["penalty_total"]["value"]) == MINIMUM + INCOME
    on_page = {code: Decimal(shown(seat, code).replace(",", "")) for code in told}
    assert on_page == {code: printed(code, one["value"]) for code, one in told.items()}


def printed(code, value):
    """A figure of the API as the page rounds it: money in ten thousands."""
    if code in ("goods_value", "penalty_total"):
        return (Decimal(value) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Decimal(value)
