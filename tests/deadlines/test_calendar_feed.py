"""The calendar feed: a secret address of one's own that tells limits and nothing else."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from audit.models import AuditEvent
from core.errors import Invalid, NotFound
from deadlines.models import CalendarFeed, Clock, ClockState
from deadlines.services.feed import make_feed, owner_of, revoke_feed
from deadlines.views import feed as views
from tests.factories.deadlines import DUE, STARTED, make_clock
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "localdate", lambda: TODAY)


def read(token: str, client: Client | None = None):
    return (client or Client()).get(reverse("deadlines:ical", args=[token]))


def told(answer, token: str) -> str:
    """The page without what differs on every answer, and without the address itself."""
    text = answer.content.decode().replace(token, "")
    return re.sub(r'(csrf\w*"? (value|content)=)"[^"]*"', "", text)


def events(token: str):
    return Calendar.from_ical(read(token).content).walk("VEVENT")


def test_each_limit_is_an_all_day_event_on_the_day_to_act_by(
    clock: Clock, yanta_inspector: User
) -> None:
    [event] = events(make_feed(by=yanta_inspector, on=TODAY))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DUE, DUE + timedelta(days=1))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert str(event["SUMMARY"]) == clock.name
    assert clock.basis in str(event["DESCRIPTION"])
    assert str(event["URL"]).endswith(reverse("deadlines:clock", args=[clock.uuid]))


def test_the_answer_is_a_calendar_that_nobody_keeps_on_the_way(
    clock: Clock, yanta_inspector: User
) -> None:
    answer = read(make_feed(by=yanta_inspector, on=TODAY))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert answer.content.endswith(b"END:VCALENDAR\r\n")


def test_a_limit_keeps_its_id_when_its_date_moves(clock: Clock, yanta_inspector: User) -> None:
    token = make_feed(by=yanta_inspector, on=TODAY)
    [before] = events(token)
    Clock.objects.update(act_by=DUE + timedelta(days=5), due_on=DUE + timedelta(days=5))
    [after] = events(token)
    assert str(before["UID"]) == str(after["UID"]) == f"clock-{clock.uuid}@yaoan"
    assert after["DTSTART"].dt == DUE + timedelta(days=5)


def test_marks_of_the_format_in_a_name_are_escaped(
    clock: Clock, yanta_inspector: User, monkeypatch
) -> None:
    odd = "送达；交付, 留置; \\ 公告\n第二行" * 5
    monkeypatch.setattr(Clock, "name", odd)
    token = make_feed(by=yanta_inspector, on=TODAY)
    [event] = events(token)
    assert str(event["SUMMARY"]) == odd
    assert read(token).content.count(b"BEGIN:VEVENT") == 1


def test_it_names_no_record_and_no_person(clock: Clock, yanta_inspector: User) -> None:
    text = b"".join(read(make_feed(by=yanta_inspector, on=TODAY)).content.split(b"\r\n "))
    for secret in ("某药店案", yanta_inspector.name, str(clock.about_uuid)):
        assert secret.encode() not in text


def test_an_expected_date_is_said_to_be_one(clock: Clock, yanta_inspector: User) -> None:
    Clock.objects.update(provisional=True)
    [event] = events(make_feed(by=yanta_inspector, on=TODAY))
    assert str(event["SUMMARY"]).startswith(clock.name)
    assert str(event["SUMMARY"]) != clock.name


def test_only_running_limits_that_bind_the_owner_are_told(
    clock: Clock, yanta_inspector: User, yanta_inspector2: User
) -> None:
    other = make_record(yanta_inspector)
    make_clock(other, on=STARTED, responsible=[yanta_inspector2])
    make_clock(make_record(yanta_inspector), on=STARTED, silent=True)
    token = make_feed(by=yanta_inspector, on=TODAY)
    assert len(events(token)) == 1
    Clock.objects.filter(pk=clock.pk).update(state=ClockState.MET, ended_on=TODAY)
    assert events(token) == []


def test_a_record_that_was_closed_to_the_owner_leaves_the_feed(
    clock: Clock, yanta_inspector: User, linwei
) -> None:
    token = make_feed(by=yanta_inspector, on=TODAY)
    Clock.objects.update(bureau=linwei, root_uuid=clock.uuid)
    assert events(token) == []


def test_a_revoked_address_is_answered_like_one_that_never_was(
    clock: Clock, yanta_inspector: User
) -> None:
    token = make_feed(by=yanta_inspector, on=TODAY)
    assert read(token).status_code == 200
    revoke_feed(by=yanta_inspector, on=TODAY)
    gone, never = read(token), read("nothing")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert told(gone, token) == told(never, "nothing")
    with pytest.raises(Invalid):
        revoke_feed(by=yanta_inspector, on=TODAY)


def test_a_new_address_ends_the_old_one(yanta_inspector: User) -> None:
    old = make_feed(by=yanta_inspector, on=TODAY)
    new = make_feed(by=yanta_inspector, on=TODAY)
    assert owner_of(new) == yanta_inspector
    with pytest.raises(NotFound):
        owner_of(old)
    assert CalendarFeed.objects.live().count() == 1


def test_the_address_of_a_disabled_account_is_dead(yanta_inspector: User) -> None:
    token = make_feed(by=yanta_inspector, on=TODAY)
    User.objects.filter(pk=yanta_inspector.pk).update(is_active=False, disabled_on=TODAY)
    assert read(token).status_code == 404


def test_machines_have_no_calendar(xian_dashboard: User) -> None:
    with pytest.raises(Invalid):
        make_feed(by=xian_dashboard, on=TODAY)


def test_making_and_revoking_are_audited_without_the_secret(yanta_inspector: User) -> None:
    token = make_feed(by=yanta_inspector, on=TODAY)
    revoke_feed(by=yanta_inspector, on=TODAY)
    rows = list(AuditEvent.objects.filter(kind__startswith="calendar_feed").order_by("id"))
    assert [row.kind for row in rows] == ["calendar_feed.made", "calendar_feed.revoked"]
    assert all(row.actor_uuid == yanta_inspector.uuid for row in rows)
    kept = [str(vars(row)) for row in rows] + [str(vars(CalendarFeed.objects.get()))]
    assert not any(token in text for text in kept)


def test_the_page_shows_the_address_once(client_for, yanta_inspector: User) -> None:
    client = client_for(yanta_inspector)
    made = client.post(reverse("deadlines:feed-make"))
    address = made.context["address"]
    assert made.status_code == 200
    assert "no-store" in made["Cache-Control"]
    assert Client().get(address).status_code == 200
    again = client.get(reverse("deadlines:feed")).content.decode()
    assert address not in again
    assert "2026-03-16" in again
    client.post(reverse("deadlines:feed-revoke"))
    assert Client().get(address).status_code == 404


def test_reading_writes_nothing(
    clock: Clock, yanta_inspector: User, django_assert_max_num_queries
) -> None:
    token = make_feed(by=yanta_inspector, on=TODAY)
    with django_assert_max_num_queries(12) as asked:
        read(token)
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in asked)


def test_a_person_has_one_live_address(yanta_inspector: User) -> None:
    make_feed(by=yanta_inspector, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=yanta_inspector, digest="x", made_on=TODAY)
