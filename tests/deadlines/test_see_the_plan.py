"""What will be sent tomorrow, as heads and administrators see it; who was told, on a record."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.panels import panels_for
from deadlines.models import Clock
from deadlines.panels import register_clocks
from deadlines.services.reminders import remind_due
from deadlines.views import plan as views
from deadlines.views import reminded
from tests.factories.accounts import make_person
from tests.factories.deadlines import DUE, STARTED, make_clock
from tests.factories.workbench import make_record
from workbench.models import Message

pytestmark = pytest.mark.django_db

TODAY = DUE - timedelta(days=8)  # tomorrow the seven-day rung speaks


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    for door in (views, reminded):
        monkeypatch.setattr(door, "localdate", lambda: TODAY)


def test_a_head_sees_who_will_be_told_of_what(
    client_for, clock: Clock, yanta_head: User
) -> None:
    page = client_for(yanta_head).get(reverse("deadlines:plan"))
    [line] = page.context["lines"]
    assert (line.person.name, line.clock.pk, line.record) == ("李雁查", clock.pk, "某药店案")
    assert line.ways in page.content.decode()


def test_a_head_sees_nothing_of_other_bureaus(
    client_for, clock: Clock, linwei_head: User
) -> None:
    page = client_for(linwei_head).get(reverse("deadlines:plan"))
    assert page.context["lines"] == []
    assert "李雁查" not in page.content.decode()


def test_an_administrator_sees_numbers_and_no_record(
    client_for, clock: Clock, sysadmin: User
) -> None:
    page = client_for(sysadmin).get(reverse("deadlines:plan"))
    text = page.content.decode()
    assert [(one.name, one.people) for one in page.context["counts"]] == [(clock.name, 1)]
    for secret in ("某药店案", "李雁查", str(clock.uuid), str(clock.about_uuid)):
        assert secret not in text


def test_a_day_of_the_next_fortnight_may_be_asked_for(
    client_for, clock: Clock, yanta_head: User
) -> None:
    client = client_for(yanta_head)
    answers = {
        day: client.get(reverse("deadlines:plan"), {"on": day}).status_code
        for day in (
            TODAY.isoformat(),
            (TODAY + timedelta(days=14)).isoformat(),
            (TODAY + timedelta(days=15)).isoformat(),
            (TODAY - timedelta(days=1)).isoformat(),
            "2026-02-31",
            "soon",
        )
    }
    assert list(answers.values()) == [200, 200, 400, 400, 400, 400]


def test_the_api_counts_what_a_day_will_bring(
    api_for, clock: Clock, sysadmin: User, monkeypatch
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    Clock.objects.update(
        act_by=tomorrow, due_on=tomorrow, next_look_on=tomorrow, started_on=STARTED
    )
    found = api_for(sysadmin).get(reverse("api:dashboard-reminders")).json()
    assert found["on"] == tomorrow.isoformat()
    assert [(one["name"], one["reminders"]) for one in found["limits"]] == [(clock.name, 1)]


def test_the_plan_costs_the_same_with_ten_and_a_hundred_limits(
    client_for, yanta, yanta_head, django_assert_max_num_queries
) -> None:
    client = client_for(yanta_head)

    def fill(rows: int) -> None:
        for _each in range(rows):
            person = make_person(yanta)
            make_clock(make_record(person), on=STARTED, responsible=[person])

    fill(10)
    client.get(reverse("deadlines:plan"))
    with django_assert_max_num_queries(30) as few:
        assert len(client.get(reverse("deadlines:plan")).context["lines"]) == 10
    fill(90)
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(reverse("deadlines:plan")).context["lines"]) == 100


# -- on a record's page ---------------------------------------------------------------


def panel(client, clock: Clock) -> str:
    address = reverse("deadlines:told", args=[clock.about_kind, clock.about_uuid])
    return client.get(address).content.decode()


def test_a_record_tells_its_next_limit_why_and_who_was_reminded_when(
    client_for, yanta_inspector: User, yanta_inspector2: User
) -> None:
    record = make_record(yanta_inspector)
    clock = make_clock(record, on=STARTED, responsible=[yanta_inspector, yanta_inspector2])
    client = client_for(yanta_inspector)
    assert clock.name in panel(client, clock)
    assert "2026-03-11" not in panel(client, clock)
    remind_due(on=date(2026, 3, 11))
    shown = panel(client, clock)
    assert shown.count("2026-03-11") >= 2
    assert all(name in shown for name in ("李雁查", "王雁查", clock.basis, "2026-03-18"))


def test_what_was_acknowledged_says_when(client_for, clock: Clock, yanta_inspector) -> None:
    remind_due(on=date(2026, 3, 11))
    client = client_for(yanta_inspector)
    assert "circle-check" not in panel(client, clock)
    Message.objects.update(acknowledged_at=timezone.now(), read_at=timezone.now())
    assert "circle-check" in panel(client, clock)


def test_the_panel_is_part_of_the_page_of_a_record_with_limits(yanta_inspector: User) -> None:
    record = make_record(yanta_inspector)
    register_clocks(record.ref_kind)
    assert {"clocks", "reminders"} <= {
        one["name"] for one in panels_for(record, yanta_inspector)
    }


def test_many_reminders_cost_no_more_than_few(
    client_for, clock: Clock, yanta_inspector: User, django_assert_max_num_queries
) -> None:
    client = client_for(yanta_inspector)
    remind_due(on=DUE)
    panel(client, clock)
    with django_assert_max_num_queries(20) as few:
        panel(client, clock)
    for late in range(1, 30):
        remind_due(on=DUE + timedelta(days=late))
    with django_assert_max_num_queries(len(few)):
        panel(client, clock)
