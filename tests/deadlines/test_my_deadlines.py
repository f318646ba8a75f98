"""My deadlines: overdue first, what is expected said so, and a month one can walk through."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from deadlines import filters
from deadlines.models import Clock, ClockState
from deadlines.month import SHOWN
from deadlines.services.calendar import office_calendar
from deadlines.views import mine
from tests.factories.deadlines import DUE, HANDLING, STARTED, make_clock
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    for door in (mine, filters):
        monkeypatch.setattr(door, "localdate", lambda: TODAY)


def ask(client: Client, name: str, query: str = "") -> Any:
    return client.get(reverse(f"deadlines:{name}") + query)


def bound(person: User, *, on: date = STARTED, **more: Any) -> Clock:
    return make_clock(make_record(person), on=on, responsible=[person], **more)


def test_what_is_overdue_comes_first_and_is_marked(client_for, yanta_inspector) -> None:
    soon = bound(yanta_inspector)
    late = bound(yanta_inspector, on=STARTED - timedelta(days=20))
    page = ask(client_for(yanta_inspector), "list")
    assert [row.pk for row in page.context["listing"].rows] == [late.pk, soon.pk]
    assert page.content.decode().count("row-late") == 1


def test_a_limit_moved_over_a_weekend_is_not_overdue_before_its_last_day(
    client_for, yanta_inspector, monkeypatch
) -> None:
    """Act by Friday 29 May, last day Monday 1 June; another ended on that Saturday."""
    moved = bound(yanta_inspector, rule=HANDLING, on=date(2026, 3, 1))
    late = bound(yanta_inspector)
    saturday = date(2026, 5, 30)
    Clock.objects.filter(pk=late.pk).update(act_by=saturday, due_on=saturday)
    monkeypatch.setattr(mine, "localdate", lambda: date(2026, 5, 31))
    page = ask(client_for(yanta_inspector), "list")
    assert moved.act_by < saturday
    assert [row.pk for row in page.context["listing"].rows] == [late.pk, moved.pk]


def test_pages_of_the_urgent_ones_neither_repeat_nor_hide(client_for, yanta_inspector) -> None:
    for at in range(45):
        bound(yanta_inspector, on=STARTED - timedelta(days=at))
    client = client_for(yanta_inspector)
    seen, address = [], reverse("deadlines:list") + "?size=20"
    for _page in range(3):
        listing = client.get(address).context["listing"]
        seen += [row.pk for row in listing.rows]
        address = reverse("deadlines:list") + listing.next
    assert len(seen) == len(set(seen)) == 45


def test_an_expected_date_says_so_in_the_list_and_in_the_month(
    client_for, yanta_inspector
) -> None:
    bound(yanta_inspector)
    client = client_for(yanta_inspector)
    for name in ("list", "month"):
        assert "预计" not in ask(client, name).content.decode()
    Clock.objects.update(provisional=True)
    for name in ("list", "month"):
        assert "预计" in ask(client, name).content.decode()


def test_each_limit_leads_to_its_why_and_to_its_record(client_for, yanta_inspector) -> None:
    clock = bound(yanta_inspector)
    page = ask(client_for(yanta_inspector), "list").content.decode()
    assert reverse("deadlines:why", args=[clock.uuid]) in page
    assert "某药店案</a>" in page


def test_filters_and_order_stay_in_the_address(client_for, yanta_inspector) -> None:
    bound(yanta_inspector)
    page = ask(client_for(yanta_inspector), "list", "?when=soon&sort=-due_on").content.decode()
    assert "when=soon&amp;sort=due_on" in page
    assert reverse("deadlines:month") + "?when=soon" in page


def test_limits_of_past_years_are_left_out_until_asked_for(client_for, yanta_inspector) -> None:
    bound(yanta_inspector, silent=True)
    client = client_for(yanta_inspector)
    assert not ask(client, "list").context["listing"].rows
    assert len(ask(client, "list", "?silent=only").context["listing"].rows) == 1


def test_a_suspended_limit_stays_in_sight_without_days_left(
    client_for, yanta_inspector
) -> None:
    bound(yanta_inspector)
    Clock.objects.update(state=ClockState.SUSPENDED)
    page = ask(client_for(yanta_inspector), "list")
    assert len(page.context["listing"].rows) == 1
    assert "pill-neutral" in page.content.decode()
    assert "row-late" not in page.content.decode()


def test_my_unit_is_the_limits_of_my_unit(
    client_for, yanta_inspector, yanta_unit_head, yanta_head
) -> None:
    bound(yanta_inspector)
    assert len(ask(client_for(yanta_unit_head), "list").context["listing"].rows) == 0
    for reader, found in ((yanta_unit_head, 1), (yanta_head, 0)):
        listing = ask(client_for(reader), "list", "?whose=unit").context["listing"]
        assert len(listing.rows) == found


def test_the_month_puts_each_limit_on_the_day_to_act_by(client_for, yanta_inspector) -> None:
    clock = bound(yanta_inspector)
    bound(yanta_inspector, rule=HANDLING)
    month = ask(client_for(yanta_inspector), "month").context["month"]
    assert [(day.day, day.limits[0].clock.pk) for day in month.days] == [(DUE, clock.pk)]
    assert (month.first, month.total) == (date(2026, 3, 1), 1)


def test_months_are_walked_by_their_address_and_keep_the_filters(
    client_for, yanta_inspector
) -> None:
    bound(yanta_inspector)
    page = ask(client_for(yanta_inspector), "month", "?whose=bureau&month=2026-12")
    text = page.content.decode()
    assert "?whose=bureau&amp;month=2026-11" in text
    assert "?whose=bureau&amp;month=2027-01" in text
    assert page.context["month"].total == 0


@pytest.mark.parametrize("asked", ["2026-13", "abc", "0001-01", "9999-12", ""])
def test_a_month_that_does_not_exist_is_this_month(client_for, yanta_inspector, asked) -> None:
    month = ask(client_for(yanta_inspector), "month", f"?month={asked}").context["month"]
    assert month.first == date(2026, 3, 1)


def test_a_full_day_shows_some_and_leads_to_all(client_for, yanta_inspector) -> None:
    for _each in range(SHOWN + 2):
        bound(yanta_inspector)
    client = client_for(yanta_inspector)
    [day] = ask(client, "month").context["month"].days
    assert (len(day.limits), day.more) == (SHOWN, 2)
    assert client.get(day.address).context["listing"].count.value == SHOWN + 2


def test_rest_days_are_those_of_the_office_and_have_their_names(
    client_for, yanta_inspector
) -> None:
    weeks = ask(client_for(yanta_inspector), "month", "?month=2026-10").context["month"].weeks
    days = {day.day: day for week in weeks for day in week}
    calendar = office_calendar()
    assert all(day.rest == calendar.is_rest_day(day.day) for day in days.values())
    assert days[date(2026, 10, 1)].note == "国庆节"
    assert not days[date(2026, 10, 10)].rest
    assert days[date(2026, 10, 10)].note


def test_a_year_that_is_not_announced_is_said_to_be_so(client_for, yanta_inspector) -> None:
    client = client_for(yanta_inspector)
    assert ask(client, "month", "?month=2026-05").context["month"].announced
    assert "note-warning" in ask(client, "month", "?month=2031-05").content.decode()


@pytest.mark.parametrize("name", ["list", "month"])
def test_it_costs_the_same_with_ten_and_a_hundred_limits(
    client_for, yanta_inspector, name, django_assert_max_num_queries
) -> None:
    client = client_for(yanta_inspector)

    def fill(first: int, last: int) -> None:
        for at in range(first, last):
            bound(yanta_inspector, on=STARTED - timedelta(days=at % 10))

    fill(0, 10)
    ask(client, name, "?size=200")
    with django_assert_max_num_queries(25) as few:
        ask(client, name, "?size=200")
    fill(10, 100)
    with django_assert_max_num_queries(len(few)):
        ask(client, name, "?size=200")
