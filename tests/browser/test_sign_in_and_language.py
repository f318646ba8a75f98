"""Signing in and out in Chinese, the other language and back, the warning before sign-out."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.seat import Seat
from tests.factories.accounts import make_person

pytestmark = pytest.mark.browser


def test_a_wrong_password_is_told_and_the_right_one_opens_the_workbench(
    sign_in, browser, browser_context_args, live_server, yanta_inspector
):
    window = browser.new_context(**browser_context_args)
    page = window.new_page()
    page.goto(f"{live_server.url}/enforcement/cases/")
    expect(page).to_have_url(re.compile("/account/login/"))
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.fill("input[name=login]", yanta_inspector.username)
    page.fill("input[name=password]", "not-the-password")
    page.click("main button[type=submit]")
    expect(page.locator("[role=alert]")).to_contain_text(re.compile("[一-龥]{4}"))
    assert page.locator("input[name=login]").input_value() == yanta_inspector.username
    window.close()
    seat = sign_in(yanta_inspector)
    expect(seat.page.locator(".top-who")).to_contain_text(yanta_inspector.name)


def test_who_has_a_first_password_must_change_it(
    browser, browser_context_args, live_server, yanta
):
    person = make_person(yanta, must_change_password=True)
    window = browser.new_context(**browser_context_args)
    seat = Seat(window.new_page(), live_server.url)
    seat.enter(person.username)
    seat.page.wait_for_url(f"{live_server.url}/account/password/**")
    seat.page.goto(f"{live_server.url}/enforcement/cases/")
    assert seat.page.url.startswith(f"{live_server.url}/account/password/")
    window.close()


def test_english_and_back(sign_in, yanta_inspector):
    seat = sign_in(yanta_inspector)
    assert seat.foreign_words() == []
    choose_language(seat, "en")
    expect(seat.page.locator("html")).to_have_attribute("lang", "en")
    expect(seat.main.locator("h1")).to_have_text("My work today")
    assert not re.search(
        "[一-龥]", seat.page.locator("#side").inner_text().replace("简体中文", "")
    )
    choose_language(seat, "zh-hans")
    expect(seat.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert seat.foreign_words() == []


def test_whoever_does_nothing_is_warned_and_may_stay(sign_in, settings, yanta_inspector):
    settings.SESSION_IDLE_SECONDS = 60
    settings.SESSION_IDLE_WARNING_SECONDS = 58
    seat = sign_in(yanta_inspector)
    warning = seat.page.locator("#idle")
    expect(warning).to_be_visible(timeout=15_000)
    settings.SESSION_IDLE_SECONDS = 1800
    warning.locator("[data-stay]").click()
    expect(warning).not_to_be_visible()


def test_signing_out_closes_the_door(sign_in, yanta_inspector):
    seat = sign_in(yanta_inspector)
    seat.page.locator(".top-person summary").click()
    seat.page.locator(".top-person form[action$='/logout/'] button").click()
    expect(seat.page).to_have_url(re.compile("/account/login/"))
    seat.open("enforcement:case-list")
    expect(seat.page).to_have_url(re.compile("/account/login/"))


def choose_language(seat, code):
    seat.page.locator(".top-person summary").click()
    with seat.page.expect_navigation():
        seat.page.locator(f".top-person button[name=language][value={code}]").click()
