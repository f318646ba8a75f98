"""Every page a duty can reach: Chinese, quiet, within its frame, wide and on a phone.

From the navigation on, one page of each kind: the lists, a record of each, the forms.
"""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from accounts.system import SYSTEM
from campaigns.models import Indicator
from campaigns.services.indicators import load_indicators, set_target
from deadlines.services.reminders import remind_due
from tests.browser.seat import PHONE
from tests.factories.accounts import SINCE, make_named
from tests.factories.campaigns import indicator, make_programme, make_running
from tests.factories.enforcement_cases import (
    make_closed_case,
    make_filing,
    make_past_case,
    make_proposed_case,
    make_reviewing_case,
    make_served_case,
    team_of,
)
from tests.factories.enforcement_field import (
    make_clue_in_hand,
    make_completed_inspection,
    make_inspection,
)
from tests.factories.registry import make_licence, make_party

pytestmark = pytest.mark.browser

WIDE = {"width": 1366, "height": 900}
ROLES = (
    "yanta_inspector",
    "yanta_head",
    "province_officer",
    "auditor",
    "sysadmin",
    "secadmin",
)
# Not pages, or pages of their own kind: files, the API's description.
NOT_PAGES = (
    *("/static/", "/api/", "/account/logout/"),
    *("/imports/template/", "/enforcement/precedents/import/template/"),
)


@pytest.fixture
def world(tree, province_officer):
    """A little of everything, so that no list is empty and no page without its parts."""
    today = timezone.localdate()
    load_indicators(by=SYSTEM, on=SINCE)
    team = team_of(tree)
    campaign = make_running(by=province_officer)
    make_programme(by=province_officer)
    set_target(
        campaign,
        bureau=tree.province,
        indicator=indicator(),
        value=10,
        by=province_officer,
        on=today,
    )
    make_licence(make_party())
    make_clue_in_hand(by=team.inspector, on=today)
    make_inspection(team.officers, on=today, campaigns=[campaign])
    make_completed_inspection(team.officers, findings=2, on=today, campaigns=[campaign])
    for made in (make_filing, make_proposed_case, make_reviewing_case, make_served_case):
        made(team, on=today)
    make_closed_case(team)
    make_past_case(by=province_officer)
    remind_due(on=today)
    return tree


def pages(seat) -> Iterator[str]:
    """One address of each kind of page, from the navigation on."""
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        yield address
        links = seat.page.eval_on_selector_all(
            "a[href]", "links => links.map((one) => one.getAttribute('href'))"
        )
        for link in links:
            path = urlsplit(urljoin(seat.page.url, link))
            if not seat.home.endswith(path.netloc) or path.path.startswith(NOT_PAGES):
                continue
            kind = resolve(path.path).view_name
            if kind not in seen:
                seen.add(kind)
                waiting.append(f"{path.path}?{path.query}" if path.query else path.path)


def person(tree, username):
    return User.objects.filter(username=username).first() or make_named(tree, username)


@pytest.mark.parametrize("username", ROLES)
def test_every_page_of_a_duty(sign_in, world, username):
    seat = sign_in(person(world, username))
    # User names, and the codes of figures where they are defined.
    known = {*ROLES, *Indicator.objects.values_list("code", flat=True)}
    found = []
    visited = 0
    for address in pages(seat):
        seat.page.goto(f"{seat.home}{address}")
        expect(seat.page.locator(".skeleton")).to_have_count(0)
        visited += 1
        words = set(seat.foreign_words()) - known
        if words:
            found.append(f"{address}: {' '.join(sorted(words))}")
        if seat.is_too_wide():
            found.append(f"{address}: wider than the window")
        seat.page.set_viewport_size(PHONE["viewport"])
        if seat.is_too_wide():
            found.append(f"{address}: wider than a phone")
        seat.page.set_viewport_size(WIDE)
    assert found == []
    assert visited > 12
