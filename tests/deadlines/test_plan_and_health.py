"""What will be sent tomorrow is what the sweep then sends; and whether reminding works."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from deadlines.models import Clock, Pulse, Reminder, SweepRun
from deadlines.services.health import STALE_AFTER, health, watch
from deadlines.services.plan import plan_for
from deadlines.services.reminders import remind_due
from tests.factories.deadlines import DUE, STARTED, day, make_clock
from tests.factories.workbench import make_record
from workbench.models import Channel, Message, PersonChannels

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)


def planned(on):
    return {
        (one.person.pk, one.clock.pk, str(one.rung))
        for one in plan_for(on)
        if one.channel == Channel.IN_APP
    }


@pytest.mark.parametrize("offset", [-8, -7, -1, 0, 2, 7])
def test_the_plan_of_a_day_is_what_the_sweep_then_says(
    offset: int,
    clock: Clock,
    yanta_inspector: User,
    yanta_head: User,
    xian_officer: User,
) -> None:
    make_clock(make_record(yanta_head), on=STARTED, responsible=[yanta_head])
    expected = planned(day(offset))
    remind_due(on=day(offset))
    said = Reminder.objects.filter(on=day(offset))
    assert expected == set(said.values_list("recipient_id", "clock_id", "rung"))


def test_the_plan_writes_nothing(clock: Clock) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert plan_for(day(-7))
    writing = ("INSERT", "UPDATE", "DELETE")
    assert not [one["sql"] for one in queries if one["sql"].startswith(writing)]


def test_the_plan_names_the_channels_a_person_chose(
    clock: Clock, yanta_inspector: User
) -> None:
    PersonChannels.objects.create(user=yanta_inspector, email_on=True)
    assert [one.channel for one in plan_for(DUE)] == [Channel.IN_APP, Channel.EMAIL]


def test_the_plan_shows_only_the_clocks_its_reader_may_see(
    clock: Clock, yanta_inspector: User, linwei_inspector: User
) -> None:
    seen = Clock.objects.visible_to(linwei_inspector)
    assert plan_for(DUE, clocks=seen) == []
    assert plan_for(DUE, clocks=Clock.objects.visible_to(yanta_inspector))


def test_health_before_the_first_sweep_is_stale(db: None) -> None:
    now = health(DUE, at=AT)
    assert (now.stale, now.last_finished_at, now.beat_at) == (True, None, None)


def test_health_counts_the_sweeps_of_the_day(clock: Clock) -> None:
    remind_due(on=DUE)
    remind_due(on=DUE)
    now = health(DUE)
    assert (now.stale, now.clocks_looked_at, now.reminders_made) == (False, 1, 1)
    assert now.last_on == DUE


def test_a_sweep_that_stands_still_is_told_to_an_administrator_once_a_day(
    clock: Clock, sysadmin: User
) -> None:
    SweepRun.objects.create(on=day(-4), started_at=AT, finished_at=AT)
    late = AT + STALE_AFTER + timedelta(seconds=1)
    assert watch(on=DUE, at=AT + STALE_AFTER) is False
    assert watch(on=DUE, at=late) is True
    assert watch(on=DUE, at=late, beating=True) is True
    assert "2026-03-14" in Message.objects.get(recipient=sysadmin).title
    assert Pulse.objects.get().at == late


def test_a_sweep_that_began_and_never_ended_is_no_sign_of_life(clock: Clock) -> None:
    SweepRun.objects.create(on=DUE, started_at=AT)
    assert health(DUE, at=AT).stale
