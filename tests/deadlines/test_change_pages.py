"""The acts on a limit, from its page and from the API."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import User
from deadlines.api import viewsets
from deadlines.models import Clock, ClockState
from deadlines.services.clocks import start_clock
from deadlines.views import clocks as clock_views
from tests.factories.deadlines import HANDLING
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db
START = date(2026, 3, 2)
TODAY = date(2026, 4, 1)
TESTING = "testing_inspection_quarantine_appraisal"


@pytest.fixture(autouse=True)
def today(monkeypatch) -> None:
    """Pages and API are doors: they ask for the day, and here it is 1 April."""
    for door in (clock_views, viewsets):
        monkeypatch.setattr(door, "localdate", lambda: TODAY)
    monkeypatch.setattr("core.pages.forms.timezone.localdate", lambda *_args: TODAY)


@pytest.fixture
def clock(yanta_inspector: User) -> Clock:
    record = make_record(yanta_inspector)
    return start_clock(record, rule=HANDLING, on=START, responsible=[yanta_inspector])


def to(clock: Clock, name: str) -> str:
    return reverse(f"deadlines:{name}", args=[clock.uuid])


def api_to(clock: Clock, name: str) -> str:
    return reverse(f"api:clocks-{name}", args=[clock.uuid])


def test_the_page_offers_to_each_what_is_theirs(
    clock, client_for, yanta_inspector: User, yanta_head: User, yanta_inspector2: User
) -> None:
    def offered(person: User) -> set[str]:
        page = client_for(person).get(to(clock, "clock")).content.decode()
        return {name for name in ("suspend", "resume", "extend") if to(clock, name) in page}

    assert offered(yanta_inspector) == {"suspend"}
    assert offered(yanta_head) == {"extend"}
    assert offered(yanta_inspector2) == set()
    Clock.objects.update(state=ClockState.SUSPENDED)
    assert offered(yanta_inspector) == {"suspend", "resume"}
    Clock.objects.update(state=ClockState.MET, ended_on=START)
    assert offered(yanta_head) == set()


def test_suspend_resume_and_withdraw_from_the_page(
    clock, client_for, yanta_inspector: User
) -> None:
    client = client_for(yanta_inspector)
    typed = {"reason": TESTING, "first_on": "2026-03-10", "paper": "检委〔2026〕1号"}
    assert client.get(to(clock, "suspend")).status_code == 200
    assert client.post(to(clock, "suspend"), typed).status_code == 302
    clock.refresh_from_db()
    assert clock.state == ClockState.SUSPENDED
    page = client.get(to(clock, "clock")).content.decode()
    assert "检委〔2026〕1号" in page
    assert client.post(to(clock, "resume"), {"last_on": "2026-03-19"}).status_code == 302
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 6, 10)
    withdraw = reverse("deadlines:withdraw", args=[clock.uuid, clock.suspensions.get().uuid])
    assert withdraw in client.get(to(clock, "clock")).content.decode()
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw, {"why": "录错"}).status_code == 302
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 6, 1)


def test_what_is_refused_stands_at_its_field(clock, client_for, yanta_inspector) -> None:
    typed = {"reason": TESTING, "first_on": "2026-02-01", "paper": "1号"}
    answer = client_for(yanta_inspector).post(to(clock, "suspend"), typed)
    assert answer.status_code == 400
    assert "first_on" in answer.context["form"].errors
    assert not clock.suspensions.exists()


def test_the_new_day_is_shown_before_it_is_granted(clock, client_for, yanta_head) -> None:
    client = client_for(yanta_head)
    page = client.get(to(clock, "extend")).content.decode()
    assert "2026-06-01 → 2026-06-30" in page
    first = client.post(to(clock, "extend"), {"reason": "案情复杂"})
    assert first.status_code == 200
    assert not clock.extensions.exists()
    typed = {"reason": "案情复杂", "seen": "2026-06-30"}
    assert client.post(to(clock, "extend"), typed).status_code == 302
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 6, 30)
    again = client.post(to(clock, "extend"), {"reason": "再延", "until_on": "2026-06-30"})
    assert again.status_code == 400
    until = {"reason": "再延", "until_on": "2026-09-30", "paper": "纪要1"}
    shown = client.post(to(clock, "extend"), until)
    assert "2026-06-30 → 2026-09-30" in shown.content.decode()
    client.post(to(clock, "extend"), {**until, "seen": "2026-09-30"})
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 9, 30)
    assert client.get(to(clock, "extend")).status_code == 409


def test_the_same_by_the_api(clock, api_for, yanta_inspector: User, yanta_head: User) -> None:
    api, head = api_for(yanta_inspector), api_for(yanta_head)
    typed = {"reason": TESTING, "first_on": "2026-03-10", "paper": "1号"}
    stands = api.post(api_to(clock, "suspend"), typed).json()
    assert (stands["state"], stands["working_days_left"]) == ("suspended", None)
    runs = api.post(api_to(clock, "resume"), {"last_on": "2026-03-19"}).json()
    assert (runs["state"], runs["due_on"]) == ("running", "2026-06-10")
    assert runs["suspensions"][0]["last_on"] == "2026-03-19"
    seen = head.post(api_to(clock, "preview-extension"), {}).json()
    assert (seen["due_before"], seen["due_after"]) == ("2026-06-10", "2026-07-10")
    granted = head.post(api_to(clock, "extend"), {"reason": "案情复杂"}).json()
    assert granted["due_on"] == "2026-07-10"
    assert granted["extensions"][0]["number"] == 1


def test_the_api_says_why_not(clock, api_for, yanta_inspector, yanta_head) -> None:
    api = api_for(yanta_inspector)
    refused = api.post(api_to(clock, "resume"), {"last_on": "2026-03-19"})
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal_transition")
    refused = api.post(api_to(clock, "extend"), {"reason": "案情复杂"})
    assert refused.status_code == 403
    typed = {"reason": "review_suspension", "first_on": "2026-03-10", "paper": "1号"}
    refused = api.post(api_to(clock, "suspend"), typed)
    assert refused.status_code == 400
    assert "reason" in refused.json()["fields"]
    assert api_for(yanta_head).post(api_to(clock, "extend"), {}).status_code == 400


def test_a_repeated_post_is_done_once(clock, api_for, yanta_head) -> None:
    api = api_for(yanta_head)
    for _each in range(2):
        answer = api.post(
            api_to(clock, "extend"), {"reason": "案情复杂"}, headers={"Idempotency-Key": "k1"}
        )
        assert answer.status_code == 200
    assert clock.extensions.count() == 1
