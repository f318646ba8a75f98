"""Whoever is bound by a limit is told 7, 3, 1 days before, on the day, and every day after."""

from datetime import date

import pytest

from accounts.models import User
from core.refs import Ref
from deadlines.models import Clock, ClockState, Reminder, Rung, SweepRun
from deadlines.services.reminders import SweepResult, remind_due
from deadlines.tasks import sweep
from tests.factories.deadlines import (
    DUE,
    HANDLING,
    STARTED,
    day,
    make_clock,
    rungs,
    sweep_days,
)
from tests.factories.workbench import make_record
from workbench.models import Message, MessageKind

pytestmark = pytest.mark.django_db


def test_the_ladder_before_the_limit(clock: Clock, yanta_inspector: User) -> None:
    sweep_days(STARTED, DUE)
    assert rungs(clock) == [
        (Rung.SEVEN, day(-7)),
        (Rung.THREE, day(-2)),  # the third day before is a Sunday
        (Rung.ONE, day(-1)),
        (Rung.DUE, DUE),
    ]


def test_a_clock_is_looked_at_on_the_steps_a_ladder_may_have_and_speaks_on_those_it_has(
    clock: Clock,
) -> None:
    assert remind_due(on=day(-11)).clocks == 0
    assert remind_due(on=day(-10)) == SweepResult(clocks=1, reminders=0)
    assert remind_due(on=day(-9)) == SweepResult(clocks=1, reminders=0)  # -10 is a Sunday
    assert remind_due(on=day(-8)).clocks == 0
    assert remind_due(on=day(-7)) == SweepResult(clocks=1, reminders=1)


def test_the_message_says_how_long_is_left_and_nothing_of_the_record(
    clock: Clock, yanta_inspector: User
) -> None:
    remind_due(on=day(-7))
    message = Message.objects.get()
    assert message.kind == MessageKind.REMINDER
    assert "7" in message.title
    assert clock.title in message.title
    assert "2026-03-18" in message.title
    assert "某药店" not in message.title + message.body
    assert message.about == clock.about
    assert Reminder.objects.get().message_uuid == message.uuid


def test_the_message_is_in_the_language_of_its_reader(
    clock: Clock, yanta_inspector: User
) -> None:
    yanta_inspector.language = "en"
    yanta_inspector.save()
    remind_due(on=day(-7))
    assert Message.objects.get().title.startswith("7 days left: ")


def test_each_message_points_to_the_record(clock: Clock) -> None:
    remind_due(on=DUE)
    assert Message.objects.get().about == Ref(clock.about_kind, clock.about_uuid)


def test_once_overdue_the_officer_hears_daily_on_working_days(
    clock: Clock, yanta_inspector: User
) -> None:
    sweep_days(day(1), day(6))
    assert rungs(clock, yanta_inspector) == [
        (Rung.OVERDUE, date(2026, 3, 19)),
        (Rung.OVERDUE, date(2026, 3, 20)),
        (Rung.OVERDUE, date(2026, 3, 23)),
        (Rung.OVERDUE, date(2026, 3, 24)),
    ]


def test_on_rest_days_only_the_day_itself_speaks(clock: Clock) -> None:
    saturday, sunday, monday = date(2026, 3, 14), date(2026, 3, 15), date(2026, 3, 16)
    Clock.objects.update(act_by=date(2026, 3, 17), due_on=date(2026, 3, 17))
    Clock.objects.update(next_look_on=saturday)
    assert remind_due(on=saturday).reminders == 0
    assert remind_due(on=sunday).reminders == 0
    assert remind_due(on=monday).reminders == 1
    Clock.objects.update(act_by=saturday, due_on=saturday, next_look_on=saturday)
    Reminder.objects.all().delete()
    Message.objects.all().delete()
    assert remind_due(on=saturday).reminders == 1
    assert rungs(clock) == [(Rung.DUE, saturday)]
    assert remind_due(on=sunday).reminders == 0


def test_the_day_to_act_by_is_told_and_the_moved_last_day_is_not_overdue(
    yanta_inspector: User,
) -> None:
    record = make_record(yanta_inspector)
    clock = make_clock(
        record, rule=HANDLING, on=date(2026, 3, 1), responsible=[yanta_inspector]
    )
    assert (clock.act_by, clock.due_on) == (date(2026, 5, 29), date(2026, 6, 1))
    sweep_days(date(2026, 5, 29), date(2026, 6, 2))
    assert rungs(clock) == [
        (Rung.DUE, date(2026, 5, 29)),
        (Rung.OVERDUE, date(2026, 6, 2)),
    ]


def test_a_clock_that_was_met_or_is_silent_says_nothing(yanta_inspector: User) -> None:
    record = make_record(yanta_inspector)
    make_clock(record, on=STARTED, responsible=[yanta_inspector], state=ClockState.MET)
    make_clock(record, rule=HANDLING, on=STARTED, responsible=[yanta_inspector], silent=True)
    assert remind_due(on=date(2026, 12, 1)).clocks == 0


def test_a_clock_met_on_its_last_day_is_quiet_the_day_after(clock: Clock) -> None:
    remind_due(on=DUE)
    Clock.objects.update(state=ClockState.MET, ended_on=DUE, next_look_on=None)
    assert remind_due(on=day(1)).clocks == 0


def test_the_heartbeat_is_kept(clock: Clock) -> None:
    remind_due(on=day(-7))
    run = SweepRun.objects.get()
    assert run.finished_at is not None
    assert (run.on, run.clocks_looked_at, run.reminders_made) == (day(-7), 1, 1)


def test_the_task_sweeps_the_present_day(clock: Clock, monkeypatch) -> None:
    monkeypatch.setattr("deadlines.tasks.localdate", lambda: DUE)
    assert sweep() == {"clocks": 1, "reminders": 1}
