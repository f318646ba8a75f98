"""The health page and the heartbeat: what stands still is said, and to whom."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from audit.services import seal
from core.models import Job, JobState
from deadlines.models import Clock, Pulse, SweepRun
from deadlines.services.health import BEAT
from reporting.services import health as service
from reporting.services.health import SEALED_WITHIN, Check, Standing, system_health
from tests.factories.accounts import make_person
from tests.factories.deadlines import STARTED, make_clock
from tests.factories.workbench import make_record
from workbench.models import Channel, Delivery, DeliveryKind, DeliveryState

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def running(now) -> None:
    """Sweep and timetable have just shown themselves; every act is sealed."""
    today = timezone.localdate(now)
    SweepRun.objects.create(
        on=today, started_at=now, finished_at=now, clocks_looked_at=12, reminders_made=5
    )
    Pulse.objects.create(name=BEAT, at=now)


def look(reader: User, at) -> dict[str, Check]:
    seal()
    found = system_health(reader, on=timezone.localdate(at), at=at)
    return {check.code: check for check in found.checks}


def test_an_installation_that_runs_is_well(running, sysadmin: User, now) -> None:
    checks = look(sysadmin, now)
    assert {code: check.standing for code, check in checks.items()} == dict.fromkeys(
        ("sweep", "beat", "deliveries", "officers", "seal", "jobs"), Standing.WELL
    )
    assert not any(check.advice for check in checks.values())


def test_an_empty_one_says_that_nothing_ran_yet(sysadmin: User, now) -> None:
    checks = look(sysadmin, now)
    assert checks["sweep"].standing == checks["beat"].standing == Standing.WRONG
    assert checks["sweep"].advice


def test_a_sweep_and_a_timetable_that_stand_still_are_wrong(
    running, sysadmin: User, now
) -> None:
    later = now + timedelta(minutes=31)
    checks = look(sysadmin, later)
    assert checks["sweep"].standing == checks["beat"].standing == Standing.WRONG
    soon = look(sysadmin, now + timedelta(minutes=29))
    assert soon["sweep"].standing == soon["beat"].standing == Standing.WELL


def delivery(recipient: User, state: DeliveryState) -> Delivery:
    return Delivery.objects.create(
        kind=DeliveryKind.DIGEST,
        channel=Channel.EMAIL,
        recipient=recipient,
        bureau=recipient.bureau,
        on=date(2026, 3, 2),
        state=state,
        reason="refused" if state in (DeliveryState.DEAD, DeliveryState.UNCERTAIN) else "",
        next_try_at=timezone.now() if state == DeliveryState.WAITING else None,
        sent_at=timezone.now() if state == DeliveryState.SENT else None,
    )


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        (DeliveryState.WAITING, Standing.WELL),
        (DeliveryState.SENT, Standing.WELL),
        (DeliveryState.UNCERTAIN, Standing.LOOK),
        (DeliveryState.DEAD, Standing.WRONG),
    ],
)
def test_letters_are_counted_by_state(
    state, standing, running, sysadmin: User, yanta_inspector: User, now
) -> None:
    delivery(yanta_inspector, state)
    found = system_health(sysadmin, on=timezone.localdate(now), at=now)
    assert dict(found.deliveries)[str(state.label)] == 1
    assert look(sysadmin, now)["deliveries"].standing == standing


def test_limits_that_bind_nobody_are_counted_by_bureau(
    running, sysadmin: User, yanta_inspector: User, now
) -> None:
    make_clock(make_record(yanta_inspector), on=STARTED, responsible=[yanta_inspector])
    assert look(sysadmin, now)["officers"].standing == Standing.WELL
    User.objects.filter(pk=yanta_inspector.pk).update(is_active=False, disabled_on=STARTED)
    found = system_health(sysadmin, on=timezone.localdate(now), at=now)
    assert found.unheld == [("雁塔区市场监督管理局", 1)]
    assert look(sysadmin, now)["officers"].number == 1


def test_acts_that_nobody_seals_are_wrong_after_a_while(
    running, sysadmin: User, yanta_inspector: User, now, monkeypatch
) -> None:
    make_record(yanta_inspector)
    assert AuditEvent.objects.exists()
    # A test's own transaction has not ended: the sealer itself would not see its rows yet.
    monkeypatch.setattr(service, "unsealed", AuditEvent.objects.all)
    on = timezone.localdate(now)

    def standing(at) -> Standing:
        found = system_health(sysadmin, on=on, at=at)
        return {check.code: check.standing for check in found.checks}["seal"]

    late = timezone.now() + SEALED_WITHIN + timedelta(seconds=1)
    assert standing(now) == Standing.WELL
    assert standing(late) == Standing.WRONG
    monkeypatch.setattr(service, "unsealed", AuditEvent.objects.none)
    assert standing(late) == Standing.WELL


def job(state: JobState, at) -> Job:
    ended = state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
    return Job.objects.create(
        kind="test",
        title="秘密导出",
        owner_uuid="00000000-0000-0000-0000-000000000001",
        owner_name="甲",
        owner_bureau_path="610000/",
        state=state,
        heartbeat_at=at,
        finished_at=at if ended else None,
    )


def test_work_that_is_stuck_or_failed_is_said(running, sysadmin: User, now) -> None:
    job(JobState.RUNNING, now)
    job(JobState.DONE, now)
    assert look(sysadmin, now)["jobs"].standing == Standing.WELL
    job(JobState.FAILED, now)
    assert look(sysadmin, now)["jobs"].standing == Standing.LOOK
    job(JobState.RUNNING, now - timedelta(minutes=4))
    assert look(sysadmin, now)["jobs"].standing == Standing.WRONG


def test_the_page_shows_numbers_and_no_content(
    running, client_for, sysadmin: User, yanta_inspector: User, now
) -> None:
    make_clock(make_record(yanta_inspector), on=STARTED)
    Clock.objects.all()[0].responsible.clear()
    job(JobState.FAILED, now)
    page = client_for(sysadmin).get(reverse("reporting:health")).content.decode()
    assert "雁塔区市场监督管理局" in page
    for secret in ("某药店案", "秘密导出", "李雁查"):
        assert secret not in page


def test_the_api_tells_a_watching_machine_the_worst_of_all(
    running, api_for, sysadmin: User, now
) -> None:
    seal()
    api = api_for(sysadmin)
    assert api.get(reverse("api:dashboard-health")).json()["standing"] == "well"
    job(JobState.RUNNING, now - timedelta(minutes=4))
    found = api.get(reverse("api:dashboard-health")).json()
    assert found["standing"] == "wrong"
    assert {one["code"]: one["number"] for one in found["checks"]}["jobs"] == 1


def test_health_costs_the_same_with_ten_and_a_hundred_rows(
    running, client_for, sysadmin, yanta, django_assert_max_num_queries, now
) -> None:
    client = client_for(sysadmin)
    address = reverse("reporting:health")

    def fill(rows: int) -> None:
        for _each in range(rows):
            person = make_person(yanta)
            make_clock(make_record(person), on=STARTED, responsible=[])
            delivery(person, DeliveryState.DEAD)
            job(JobState.FAILED, now)

    fill(10)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    fill(90)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


# -- the heartbeat of the home page ---------------------------------------------------


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("yanta_head", True),
        ("yanta_unit_head", True),
        ("sysadmin", True),
        ("yanta_inspector", False),
        ("secadmin", False),
    ],
)
def test_heads_and_administrators_see_the_heartbeat(
    person: str, sees: bool, running, client_for, request
) -> None:
    client = client_for(request.getfixturevalue(person))
    page = client.get(reverse("reporting:home")).content.decode()
    assert ("heartbeat" in page) == sees
    assert "note-error" not in page
    assert (reverse("deadlines:plan") in page) == sees
    assert (reverse("reporting:health") in page) == (person == "sysadmin")


def test_the_heartbeat_is_red_when_it_stood_still(client_for, yanta_head: User, now) -> None:
    ago = now - timedelta(minutes=31)
    SweepRun.objects.create(on=timezone.localdate(ago), started_at=ago, finished_at=ago)
    page = client_for(yanta_head).get(reverse("reporting:home")).content.decode()
    assert "note-error" in page


@pytest.mark.parametrize("person", ["yanta_inspector", "yanta_unit_head", "yanta_head"])
def test_the_block_of_limits_counts_the_list_it_opens(
    person: str, client_for, yanta_inspector: User, beilin_inspector: User, request
) -> None:
    for who in (yanta_inspector, beilin_inspector):
        make_clock(make_record(who), on=STARTED, responsible=[who])
        make_clock(make_record(who), on=STARTED, responsible=[who], silent=True)
    client = client_for(request.getfixturevalue(person))
    blocks = client.get(reverse("reporting:home")).context["blocks"]
    [block] = [one for one in blocks if one.address.startswith(reverse("deadlines:list"))]
    assert block.count.value == 1
    assert client.get(block.address).context["listing"].count.value == 1
