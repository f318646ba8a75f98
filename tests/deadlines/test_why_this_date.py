"""Why this date: the same answer in the dialog, on the page, from the API and the command."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from accounts.system import SYSTEM
from deadlines.models import Clock, DayKind
from deadlines.services.calendar import office_calendar, set_calendar_day
from deadlines.services.changes import suspend_clock
from deadlines.services.clocks import start_clock
from deadlines.services.extensions import extend_clock
from deadlines.services.recount import count_clock
from deadlines.why import why_of
from law.due import DeadlineResult
from law.office import OfficeLaw, current_office
from law.periods import all_periods
from tests.factories.deadlines import HANDLING, PAYMENT, VERIFICATION, make_clock
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db
BEFORE_HOLIDAY = date(2026, 9, 24)
TESTING = "testing_inspection_quarantine_appraisal"
DIALOG = {"HX-Request": "true", "HX-Target": "dialog-body"}


@pytest.fixture
def record(yanta_inspector: User):
    return make_record(yanta_inspector)


def command(*arguments: str) -> dict:
    out = StringIO()
    call_command("deadline", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def agrees(clock: Clock, said: dict) -> bool:
    return (clock.due_on.isoformat(), clock.act_by.isoformat(), clock.provisional) == (
        said["due_on"],
        said["act_by"],
        said["provisional"],
    ) and [step["code"] for step in clock.steps] == [step["code"] for step in said["steps"]]


def test_every_computable_rule_counts_as_the_command_does(record) -> None:
    start = date(2026, 3, 6)
    for rule in all_periods():
        if rule.computable and rule.enabled_default and rule.is_in_force(start):
            clock = start_clock(record, rule=rule.id, on=start)
            said = command(rule.id, start.isoformat())
            assert agrees(clock, said), rule.id
            recounted = count_clock(clock, calendar=office_calendar(), office=current_office())
            assert recounted.as_json() == said


def test_a_suspended_and_extended_limit_counts_as_the_command_does(
    record, yanta_inspector: User, yanta_head: User
) -> None:
    clock = start_clock(record, rule=HANDLING, on=date(2026, 3, 2))
    by = {"paper": "1号", "by": yanta_inspector, "on": date(2026, 5, 20)}
    spans = (("2026-03-10", "2026-03-19"), ("2026-03-15", "2026-03-24"))
    for first, last in spans:
        suspend_clock(
            clock,
            reason=TESTING,
            first_on=date.fromisoformat(first),
            last_on=date.fromisoformat(last),
            **by,
        )
    extend_clock(clock, reason="案情复杂", by=yanta_head, on=date(2026, 5, 20))
    clock.refresh_from_db()
    suspended = [f"--suspend={first}:{last}" for first, last in spans]
    said = command(HANDLING, "2026-03-02", *suspended, "--extend=1")
    assert (clock.due_on.isoformat(), clock.act_by.isoformat()) == (
        said["due_on"],
        said["act_by"],
    )
    assert clock.due_on == date(2026, 7, 15)


def test_each_skipped_day_is_told_with_its_reason(record) -> None:
    clock = make_clock(record, rule=VERIFICATION, on=BEFORE_HOLIDAY)
    days = {told.day: told for told in why_of(clock).days}
    with translation.override("en"):
        assert why_of(clock).event
    assert not days[date(2026, 10, 1)].counted
    assert days[date(2026, 10, 10)].counted  # a Saturday worked for the holiday
    assert date(2026, 9, 28) not in days


def test_the_offices_notice_stands_beside_its_day(record) -> None:
    notice, day = "国办发明电〔2026〕1号", date(2026, 9, 28)
    set_calendar_day(day=day, kind=DayKind.HOLIDAY, notice=notice, by=SYSTEM, on=day)
    clock = make_clock(record, rule=VERIFICATION, on=BEFORE_HOLIDAY)
    assert {told.day: told.notice for told in why_of(clock).days}[day] == notice


def test_dialog_page_and_api_say_the_same(
    record, client_for, api_for, yanta_inspector: User, linwei_inspector: User
) -> None:
    clock = start_clock(record, rule=HANDLING, on=date(2026, 3, 2))
    suspend_clock(
        clock,
        reason=TESTING,
        first_on=date(2026, 3, 10),
        paper="检委〔2026〕1号",
        by=yanta_inspector,
        on=date(2026, 3, 10),
    )
    clock.refresh_from_db()
    address = reverse("deadlines:why", args=[clock.uuid])
    page = client_for(yanta_inspector).get(address).content.decode()
    dialog = client_for(yanta_inspector).get(address, headers=DIALOG).content.decode()
    told = api_for(yanta_inspector).get(reverse("api:clocks-why", args=[clock.uuid])).json()
    assert "<html" in page
    assert "<html" not in dialog
    assert "data-print" in page
    for text in (clock.basis, "检委〔2026〕1号", clock.due_on.isoformat()):
        assert text in page
        assert text in dialog
    assert told["due_on"] == clock.due_on.isoformat()
    assert told["suspensions"][0]["paper"] == "检委〔2026〕1号"
    assert len(told["texts"]) == len(told["steps"]) + 1
    assert client_for(linwei_inspector).get(address).status_code == 404


def test_under_a_rule_that_is_off_the_date_is_only_expected(record) -> None:
    clock = make_clock(record, on=date(2026, 3, 2))
    off = OfficeLaw(switched_off=frozenset({PAYMENT}))
    counted: DeadlineResult = count_clock(clock, calendar=office_calendar(), office=off)
    assert counted.provisional
    assert counted.due_on == clock.due_on


def test_a_rule_gone_from_the_catalogue_still_answers(
    record, client_for, yanta_inspector: User
) -> None:
    clock = make_clock(record, on=date(2026, 3, 2))
    Clock.objects.update(rule_version="an older edition")
    for name in ("deadlines:why", "deadlines:clock"):
        page = client_for(yanta_inspector).get(reverse(name, args=[clock.uuid]))
        assert page.status_code == 200
        assert "an older edition" in page.content.decode()


def test_wherever_a_limit_is_shown_its_explanation_is_one_click_away(
    record, client_for, yanta_inspector: User
) -> None:
    clock = make_clock(record, on=date(2026, 3, 2), responsible=[yanta_inspector])
    address = reverse("deadlines:why", args=[clock.uuid])
    client = client_for(yanta_inspector)
    panel = reverse("deadlines:panel", args=[record.ref_kind, record.uuid])
    for shown in (reverse("deadlines:list"), panel, reverse("reporting:home")):
        assert address in client.get(shown).content.decode(), shown
