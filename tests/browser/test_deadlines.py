"""From the sign-in to the next limit of a case, why it is that day, who was told of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from deadlines.models import Clock
from deadlines.services.reminders import remind_due
from tests.factories.enforcement_field import make_clue_in_hand

pytestmark = pytest.mark.browser


@pytest.fixture
def clue(yanta_inspector):
    return make_clue_in_hand(by=yanta_inspector, on=timezone.localdate() - timedelta(days=21))


@pytest.fixture
def limit(clue) -> Clock:
    """To be met within the week; whoever is bound was told this morning."""
    remind_due(on=timezone.localdate())
    clock = Clock.objects.of(clue).get()
    assert 0 <= (clock.act_by - timezone.localdate()).days <= 7
    return clock


def test_a_newcomer_finds_the_next_limit_why_and_who_was_reminded(
    sign_in, yanta_inspector, clue, limit
):
    seat = sign_in(yanta_inspector)
    seat.press("deadlines:list")
    seat.reads(limit.name)
    seat.main.get_by_role("link", name=clue.number).click()
    panel = seat.page.locator("#panel-reminders")
    expect(panel).to_contain_text(limit.name)
    expect(panel).to_contain_text(limit.act_by.isoformat())
    expect(panel).to_contain_text(limit.basis)
    expect(panel.locator("ol.why li").first).to_be_visible()
    told = panel.locator("tbody tr").first
    expect(told).to_contain_text(yanta_inspector.name)
    expect(told).to_contain_text(timezone.localdate().isoformat())


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_my_month_shows_the_limit_on_its_day(sign_in, yanta_inspector, limit, phone):
    seat = sign_in(yanta_inspector, phone=phone)
    seat.open("deadlines:list")
    seat.press("deadlines:month")
    month = limit.act_by.isoformat()[:7]
    if timezone.localdate().isoformat()[:7] != month:
        seat.main.locator("a[rel=next]").click()
    day = seat.main.locator("td", has=seat.page.locator(f"time[datetime='{limit.act_by}']"))
    expect(day.first).to_contain_text(limit.name)
    expect(day.first).to_be_visible()
    assert not seat.is_too_wide()
    seat.main.locator("a[rel=next]").click()
    expect(seat.main).not_to_contain_text(limit.name)
    seat.main.locator("a[rel=prev]").click()
    seat.reads(limit.name)


def test_a_calendar_address_is_shown_once_and_can_be_revoked(sign_in, yanta_inspector, limit):
    seat = sign_in(yanta_inspector)
    seat.open("deadlines:list")
    seat.press("deadlines:feed")
    seat.main.locator(f"form[action='{reverse('deadlines:feed-make')}'] button").click()
    address = seat.page.locator("#feed-address").inner_text()
    answer = seat.page.request.get(address)
    assert answer.ok
    assert "BEGIN:VEVENT" in answer.text()
    seat.open("deadlines:feed")
    expect(seat.page.locator("#feed-address")).to_have_count(0)
    seat.main.locator(f"form[action='{reverse('deadlines:feed-revoke')}'] button").click()
    seat.page.wait_for_load_state()
    assert seat.page.request.get(address).status == 404


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_head_goes_from_the_board_to_the_limit(sign_in, yanta_head, limit, phone):
    seat = sign_in(yanta_head, phone=phone)
    seat.open("deadlines:board")
    assert not seat.is_too_wide()
    seat.main.locator(".tiles a[href*='when=soon']").click()
    seat.reads(limit.name)
    expect(seat.main.locator(".list-count strong")).to_have_text("1")


def test_an_administrator_looks_after_the_machine(sign_in, sysadmin, clue, limit):
    seat = sign_in(sysadmin)
    seat.press("reporting:health")
    expect(seat.main.locator("tbody tr").first.locator(".pill-met")).to_be_visible()
    seat.press("deadlines:plan")
    expect(seat.main).not_to_contain_text(clue.number)
