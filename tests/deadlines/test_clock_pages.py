"""A reader sees which limit is next, why, and who was reminded when."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core.panels import panels_for
from core.refs import resolve
from deadlines import filters, queue
from deadlines.explain import days_to
from deadlines.models import Clock, ClockState
from deadlines.panels import register_clocks
from deadlines.services.calendar import office_calendar
from deadlines.services.reminders import remind_due
from deadlines.views import clocks as views
from deadlines.views import mine
from tests.factories.deadlines import DUE, HANDLING, PAYMENT, STARTED, make_clock
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch) -> date:
    """The pages are doors: they ask for the day, and here it is Monday 16 March."""
    day = date(2026, 3, 16)
    for door in (views, mine, filters):
        monkeypatch.setattr(door, "localdate", lambda: day)
    return day


def listed(client, query: str = "") -> str:
    return client.get(reverse("deadlines:list") + query).content.decode()


def test_the_list_shows_ones_own_limits_with_days_left(
    client_for, clock: Clock, yanta_inspector: User, yanta_inspector2: User
) -> None:
    mine = listed(client_for(yanta_inspector))
    assert clock.name in mine
    assert "某药店案" in mine
    assert "days-soon" in mine
    assert clock.name not in listed(client_for(yanta_inspector2))
    assert clock.name in listed(client_for(yanta_inspector2), "?whose=bureau")


def test_overdue_soon_and_today_are_asked_for_by_name(
    client_for, clock: Clock, yanta_inspector: User, monkeypatch
) -> None:
    client = client_for(yanta_inspector)
    found = {
        (offset, when): clock.name in listed(client, f"?when={when}")
        for offset in (-9, -2, 0, 1)
        for when in ("late", "soon", "today")
        if monkeypatch.setattr(
            filters, "localdate", lambda offset=offset: DUE + timedelta(days=offset)
        )
        is None
    }
    assert [key for key, there in found.items() if there] == [
        (-2, "soon"),
        (0, "soon"),
        (0, "today"),
        (1, "late"),
    ]


def test_an_ended_limit_leaves_the_list(
    client_for, clock: Clock, yanta_inspector: User
) -> None:
    Clock.objects.update(state=ClockState.MET, ended_on=STARTED)
    client = client_for(yanta_inspector)
    assert clock.name not in listed(client)
    assert clock.name in listed(client, "?state=met")


def test_why_this_date_is_told_step_by_step_in_the_readers_language(
    client_for, clock: Clock, yanta_inspector: User
) -> None:
    address = reverse("deadlines:clock", args=[clock.uuid])
    page = client_for(yanta_inspector).get(address).content.decode()
    assert "2026-03-18" in page
    assert clock.basis in page
    assert page.count("<li>") >= 2
    yanta_inspector.language = "en"
    yanta_inspector.save()
    english = client_for(yanta_inspector).get(address, headers={"Accept-Language": "en"})
    with translation.override("en"):
        assert english.status_code == 200


def test_the_page_tells_who_was_reminded_and_when(
    client_for, clock: Clock, yanta_inspector: User
) -> None:
    remind_due(on=DUE - timedelta(days=7))
    page = client_for(yanta_inspector).get(reverse("deadlines:clock", args=[clock.uuid]))
    assert "2026-03-11" in page.content.decode()
    assert "李雁查" in page.content.decode()


def test_a_provisional_date_says_so(client_for, clock: Clock, yanta_inspector: User) -> None:
    address = reverse("deadlines:clock", args=[clock.uuid])
    plain = client_for(yanta_inspector).get(address).content.decode()
    Clock.objects.update(provisional=True)
    assert "note-warning" not in plain
    assert "note-warning" in client_for(yanta_inspector).get(address).content.decode()


def test_the_panel_of_a_record_shows_its_limits(
    client_for, yanta_inspector: User, linwei_inspector: User
) -> None:
    record = make_record(yanta_inspector)
    make_clock(record, on=STARTED)
    make_clock(record, rule=HANDLING, on=STARTED)
    register_clocks(record.ref_kind)
    panel = next(one for one in panels_for(record, yanta_inspector) if one["name"] == "clocks")
    shown = client_for(yanta_inspector).get(panel["address"]).content.decode()
    assert shown.count("<tr>") == 3
    assert client_for(linwei_inspector).get(panel["address"]).status_code == 404


def test_the_bell_counts_overdue_and_the_next_three_days(
    client_for, clock: Clock, yanta_inspector: User, yanta_head: User, monkeypatch
) -> None:
    client = client_for(yanta_inspector)

    def bell(day: date) -> str:
        monkeypatch.setattr(views, "localdate", lambda: day)
        return client.get(reverse("deadlines:count")).content.decode()

    assert bell(DUE - timedelta(days=4)) == ""
    assert "count-soon" in bell(DUE - timedelta(days=3))
    assert "count-late" in bell(DUE + timedelta(days=1))
    assert client_for(yanta_head).get(reverse("deadlines:count")).content == b""


def test_days_left_are_working_days_and_the_weekend_after_is_late(clock: Clock) -> None:
    calendar = office_calendar()
    assert days_to(clock, date(2026, 3, 13), calendar) == 3
    assert days_to(clock, DUE, calendar) == 0
    assert days_to(clock, date(2026, 3, 19), calendar) == -1
    Clock.objects.update(act_by=date(2026, 3, 13), due_on=date(2026, 3, 13))
    clock.refresh_from_db()
    assert days_to(clock, date(2026, 3, 14), calendar) == -1


def test_after_the_day_to_act_by_the_days_count_to_the_moved_last_day(
    yanta_inspector: User,
) -> None:
    clock = make_clock(make_record(yanta_inspector), rule=HANDLING, on=date(2026, 3, 1))
    calendar = office_calendar()
    assert (clock.act_by, clock.due_on) == (date(2026, 5, 29), date(2026, 6, 1))
    assert days_to(clock, date(2026, 5, 28), calendar) == 1
    assert days_to(clock, date(2026, 5, 30), calendar) == 1
    assert days_to(clock, date(2026, 6, 1), calendar) == 0


def test_the_home_page_learns_what_is_late_and_what_is_soon(
    clock: Clock, yanta_inspector: User, yanta_head: User
) -> None:
    soon = queue.queue_for(yanta_inspector, DUE - timedelta(days=2))
    assert ([line.title for line in soon.soon.lines], soon.late.lines) == ([clock.name], [])
    late = queue.queue_for(yanta_inspector, DUE + timedelta(days=1))
    assert (late.late.count.value, late.late.tone, late.soon.lines) == (1, "late", [])
    assert late.late.lines[0].days == -1
    head = queue.overdue_in(yanta_head, DUE + timedelta(days=1))
    assert head.count.value == 1


def test_the_heartbeat_is_the_last_finished_sweep(clock: Clock) -> None:
    assert queue.last_sweep() is None
    remind_due(on=DUE)
    assert queue.last_sweep().on == DUE


def test_the_api_tells_clocks_steps_and_reminders(
    api_for, clock: Clock, yanta_inspector: User, linwei_inspector: User, xian_dashboard: User
) -> None:
    remind_due(on=DUE)
    api = api_for(yanta_inspector)
    found = api.get(reverse("api:clocks-list"), {"mine": "true", "when": "soon"}).json()
    assert [row["id"] for row in found["results"]] == [str(clock.uuid)]
    one = api.get(reverse("api:clocks-detail", args=[clock.uuid])).json()
    assert (one["act_by"], one["rule"]) == ("2026-03-18", PAYMENT)
    assert [step["code"] for step in one["steps"]][:1] == ["deadline.start"]
    assert all(step["text"] for step in one["steps"])
    told = api.get(reverse("api:reminders-list"), {"clock": str(clock.uuid)}).json()
    assert [(row["rung"], row["recipient"]) for row in told["results"]] == [("t", "李雁查")]
    assert api_for(linwei_inspector).get(reverse("api:reminders-list")).json()["count"] == 0
    assert api_for(xian_dashboard).get(reverse("api:clocks-list")).json()["count"] == 1


def test_titles_are_told_only_to_whoever_may_see(
    clock: Clock, yanta_head: User, linwei_inspector: User
) -> None:
    assert resolve([clock.ref], yanta_head)[clock.ref].title
    assert not resolve([clock.ref], linwei_inspector)[clock.ref].title


@pytest.mark.parametrize(
    ("name", "api"),
    [("deadlines:list", False), ("api:clocks-list", True), ("api:reminders-list", True)],
)
def test_lists_cost_the_same_with_ten_and_a_hundred_rows(
    client_for,
    api_for,
    yanta_inspector: User,
    name: str,
    api: bool,
    django_assert_max_num_queries,
) -> None:
    def fill(rows: int) -> None:
        for _each in range(rows):
            record = make_record(yanta_inspector)
            make_clock(record, on=STARTED, responsible=[yanta_inspector])
        remind_due(on=DUE)

    client = (api_for if api else client_for)(yanta_inspector)
    address = reverse(name) + ("?page_size=200" if api else "?size=200")
    client.get(address)
    fill(10)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    fill(90)
    with django_assert_max_num_queries(len(few)):
        client.get(address)
