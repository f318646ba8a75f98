"""First what would move and how; then the act, and those concerned are told."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from core.jobs import run_job
from core.models import Job, JobState
from deadlines.models import CalendarDay, ClockMove, DayKind, LawChange, RuleConfirmation
from deadlines.services import law_changes, what_if
from deadlines.services.calendar import set_calendar_day
from deadlines.services.what_if import day_kind, preview_day
from tests.factories.calendar import NOTICE, OF_2027
from tests.factories.deadlines import PAYMENT, VERIFICATION, make_clock
from tests.factories.workbench import make_record
from workbench.models import Message

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 2)
REST = date(2026, 3, 4)


def clocks(officer: User, count: int, rule: str = VERIFICATION) -> list:
    return [
        make_clock(make_record(officer), rule=rule, on=ON, responsible=[officer])
        for _number in range(count)
    ]


def test_the_preview_says_what_moves_and_changes_nothing(yanta_inspector: User) -> None:
    moved = clocks(yanta_inspector, 2)
    clocks(yanta_inspector, 1, PAYMENT)  # calendar days: a rest day in between is nothing
    make_clock(make_record(yanta_inspector), rule=VERIFICATION, on=date(2026, 3, 5))

    preview = preview_day(REST, day_kind(DayKind.HOLIDAY, "停电"))

    assert (preview.touched, preview.counted, preview.moved) == (3, 3, 2)
    assert {move.clock.pk for move in preview.moves} == {clock.pk for clock in moved}
    assert {(move.clock.due_on, move.after.due_on) for move in preview.moves} == {
        (date(2026, 3, 23), date(2026, 3, 24))
    }
    assert not CalendarDay.objects.exists()
    for clock in moved:
        clock.refresh_from_db()
        assert clock.due_on == date(2026, 3, 23)


def test_the_act_does_what_the_preview_said(yanta_inspector: User, sysadmin: User) -> None:
    clocks(yanta_inspector, 3)
    preview = preview_day(REST, day_kind(DayKind.REST))

    set_calendar_day(day=REST, kind=DayKind.REST, notice="通知", by=sysadmin, on=ON)

    assert {
        (row.clock_id, row.due_after, row.act_by_after) for row in ClockMove.objects.all()
    } == {(move.clock.pk, move.after.due_on, move.after.act_by) for move in preview.moves}
    back = preview_day(REST, None)
    assert back.moved == 3
    assert {move.after.due_on for move in back.moves} == {date(2026, 3, 23)}


def test_many_limits_are_counted_by_a_job_that_goes_on_where_it_stopped(
    yanta_inspector: User, sysadmin: User, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(law_changes, "AT_ONCE", 2)
    monkeypatch.setattr(law_changes, "send", lambda uuid: None)
    rows = clocks(yanta_inspector, 5)
    set_calendar_day(day=REST, kind=DayKind.REST, notice="通知", by=sysadmin, on=ON)
    change, job = LawChange.objects.get(), Job.objects.get()
    assert (change.finished_at, change.looked_at) == (None, 0)
    assert not Message.objects.exists()

    with monkeypatch.context() as patch:
        patch.setattr(law_changes, "_finish", _fail)
        with pytest.raises(RuntimeError):
            run_job(str(job.uuid))
    change.refresh_from_db()
    assert change.looked_at == 5

    Job.objects.filter(pk=job.pk).update(state=JobState.WAITING, finished_at=None, error="")
    run_job(str(job.uuid))
    run_job(str(job.uuid))

    change.refresh_from_db()
    assert (change.looked_at, change.moved) == (5, 5)
    assert change.finished_at is not None
    assert ClockMove.objects.filter(change=change).count() == len(rows)
    assert Message.objects.filter(recipient=yanta_inspector).count() == 1
    for clock in rows:
        clock.refresh_from_db()
        assert (clock.due_on, clock.turn) == (date(2026, 3, 24), 2)


def _fail(*_arguments: object) -> None:
    raise RuntimeError("the worker died")


def test_a_preview_of_too_many_says_so(yanta_inspector: User, monkeypatch) -> None:
    monkeypatch.setattr(what_if, "MOST_COUNTED", 2)
    clocks(yanta_inspector, 3)
    preview = preview_day(REST, day_kind(DayKind.REST))
    assert (preview.touched, preview.counted, preview.is_whole) == (3, 2, False)


def test_each_officer_gets_one_message_about_their_own_limits(
    yanta_inspector: User, yanta_inspector2: User, sysadmin: User
) -> None:
    clocks(yanta_inspector, 2)
    clocks(yanta_inspector2, 1)
    make_clock(make_record(yanta_inspector), rule=VERIFICATION, on=ON, silent=True)

    set_calendar_day(day=REST, kind=DayKind.REST, notice="通知", by=sysadmin, on=ON)

    first = Message.objects.get(recipient=yanta_inspector)
    second = Message.objects.get(recipient=yanta_inspector2)
    assert len(first.body.splitlines()) > len(second.body.splitlines()) == 1
    assert first.about == LawChange.objects.get().ref


def test_the_page_shows_first_and_acts_on_the_same_content_only(
    yanta_inspector: User, sysadmin: User, client_for
) -> None:
    clocks(yanta_inspector, 1)
    client, address = client_for(sysadmin), reverse("deadlines:workdays-day")
    typed = {"day": "2026-03-04", "kind": "rest", "name": "", "notice": "通知〔2026〕1号"}

    first = client.post(address, typed)
    assert first.status_code == 200
    assert "2026-03-24" in first.content.decode()
    assert not CalendarDay.objects.exists()
    seen = first.context["form"]["seen"].value()

    other = client.post(address, {**typed, "day": "2026-03-05", "seen": seen})
    assert other.status_code == 200
    assert not CalendarDay.objects.exists()

    done = client.post(address, {**typed, "seen": seen})
    assert done.status_code == 302
    assert CalendarDay.objects.get().notice == typed["notice"]
    year = client.get(done["Location"]).content.decode()
    assert "通知〔2026〕1号" in year


def test_a_year_from_a_file_stands_in_the_box_before_it_is_applied(
    sysadmin: User, client_for
) -> None:
    client, address = client_for(sysadmin), reverse("deadlines:workdays-enter")
    sent = SimpleUploadedFile("2027.csv", OF_2027.encode("gb18030"))
    first = client.post(address, {"year": 2027, "notice": NOTICE, "file": sent})
    form = first.context["form"]
    typed = {
        "year": 2027,
        "notice": NOTICE,
        "days": form["days"].value(),
        "seen": form["seen"].value(),
    }
    assert "春节" in typed["days"]
    assert client.post(address, typed).status_code == 302
    assert CalendarDay.objects.filter(day__year=2027).count() == 33
    wrong = SimpleUploadedFile("2027.xlsx", b"PK\xff\xfe\x00\x81")
    refused = client.post(address, {"year": 2027, "notice": NOTICE, "file": wrong})
    assert refused.status_code == 400


def test_confirming_on_the_page_takes_two_looks(sysadmin: User, client_for) -> None:
    client = client_for(sysadmin)
    rule = "drug_sample_test_report"
    address = reverse("deadlines:rule-confirm", args=[rule])
    assert address in client.get(reverse("law:period", args=[rule])).content.decode()
    first = client.post(address, {"note": "第二十四条"})
    assert not RuleConfirmation.objects.exists()
    seen = first.context["form"]["seen"].value()
    assert client.post(address, {"note": "第二十四条", "seen": seen}).status_code == 302
    assert RuleConfirmation.objects.get().confirmed_by == sysadmin
    away = reverse("deadlines:rule-withdraw", args=[rule])
    assert away in client.get(reverse("law:period", args=[rule])).content.decode()
    of_text = reverse("deadlines:rule-confirm", args=["case_handling_period"])
    assert client.get(of_text).status_code == 404


def test_the_api_previews_and_acts_alike(
    yanta_inspector: User, sysadmin: User, api_for
) -> None:
    clocks(yanta_inspector, 1)
    api = api_for(sysadmin)
    asked = {"day": "2026-03-04", "kind": "rest", "notice": "通知"}
    preview = api.post("/api/v1/calendar-days/preview/", asked).json()
    assert preview["moved"] == 1
    assert preview["moves"][0]["new_due_on"] == "2026-03-24"
    assert not CalendarDay.objects.exists()

    created = api.post("/api/v1/calendar-days/", asked)
    assert created.status_code == 201
    cleared = api.post(f"/api/v1/calendar-days/{created.json()['id']}/clear/", {"notice": "x"})
    assert cleared.status_code == 204
    assert not CalendarDay.objects.exists()
    confirmed = api.post(
        "/api/v1/rule-confirmations/", {"rule": "drug_sample_test_report", "note": "第二十四条"}
    )
    assert confirmed.status_code == 201
    assert confirmed.json()["confirmed_by"] == sysadmin.name
    assert api_for(yanta_inspector).post("/api/v1/calendar-days/", asked).status_code == 403


def test_the_page_of_a_change_shows_only_what_the_reader_may_see(
    yanta_inspector: User, linwei_inspector: User, sysadmin: User, client_for
) -> None:
    (clock,) = clocks(yanta_inspector, 1)
    set_calendar_day(day=REST, kind=DayKind.REST, notice="通知", by=sysadmin, on=ON)
    address = reverse("deadlines:law-change", args=[LawChange.objects.get().uuid])
    own = client_for(yanta_inspector).get(address).content.decode()
    foreign = client_for(linwei_inspector).get(address).content.decode()
    assert str(clock.uuid) in own
    assert str(clock.uuid) not in foreign
