"""Time that does not count: a ledger on the clock, kept by those who handle the record."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.models import Clock, ClockState
from deadlines.services.changes import resume_clock, suspend_clock, withdraw_suspension
from deadlines.services.clocks import meet_clocks, start_clock
from deadlines.services.reminders import remind_due
from tests.factories.deadlines import HANDLING, PAYMENT
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db
START = date(2026, 3, 2)
TESTING = "testing_inspection_quarantine_appraisal"
HEARING = "hearing"


@pytest.fixture
def clock(yanta_inspector: User) -> Clock:
    """Ninety days from Monday 2 March 2026: to Sunday 31 May, moved to Monday 1 June."""
    record = make_record(yanta_inspector)
    clock = start_clock(record, rule=HANDLING, on=START, responsible=[yanta_inspector])
    assert (clock.due_on, clock.act_by) == (date(2026, 6, 1), date(2026, 5, 29))
    return clock


def suspend(clock: Clock, by: User, first: date, last: date | None = None, **values):
    values = {"reason": TESTING, "paper": "检委〔2026〕1号", "on": last or first, **values}
    line = suspend_clock(clock, first_on=first, last_on=last, by=by, **values)
    clock.refresh_from_db()
    return line


def test_ten_days_of_testing_move_the_last_day_by_ten(clock, yanta_inspector) -> None:
    suspend(clock, yanta_inspector, date(2026, 3, 10), date(2026, 3, 19))
    assert clock.state == ClockState.RUNNING
    assert clock.due_on == date(2026, 5, 31) + timedelta(days=10)
    assert "deadline.suspended" in [step["code"] for step in clock.steps]


def test_days_in_two_lines_count_once(clock, yanta_inspector) -> None:
    suspend(clock, yanta_inspector, date(2026, 3, 10), date(2026, 3, 19))
    suspend(clock, yanta_inspector, date(2026, 3, 15), date(2026, 3, 24), reason=HEARING)
    assert clock.due_on == date(2026, 5, 31) + timedelta(days=15)


def test_without_an_end_the_clock_stands_still_and_keeps_silent(clock, yanta_inspector) -> None:
    suspend(clock, yanta_inspector, date(2026, 3, 10))
    assert clock.state == ClockState.SUSPENDED
    assert clock.next_look_on is None
    assert remind_due(on=date(2026, 7, 1)).clocks == 0
    assert not Clock.objects.overdue(date(2027, 1, 1)).exists()


def test_resumed_both_ends_do_not_count(clock, yanta_inspector) -> None:
    suspend(clock, yanta_inspector, date(2026, 3, 10))
    day = date(2026, 8, 11)
    clock = resume_clock(clock, last_on=day, paper="报告1", by=yanta_inspector, on=day)
    assert clock.state == ClockState.RUNNING
    lost = (day - date(2026, 3, 10)).days + 1
    assert clock.due_on == date(2026, 5, 31) + timedelta(days=lost)
    assert clock.next_look_on is not None


def test_it_runs_again_only_when_nothing_stands_open(clock, yanta_inspector) -> None:
    suspend(clock, yanta_inspector, date(2026, 3, 10))
    suspend(clock, yanta_inspector, date(2026, 3, 12), reason=HEARING)
    by = {"by": yanta_inspector, "on": date(2026, 4, 1)}
    one = resume_clock(clock, last_on=date(2026, 3, 20), reason=HEARING, **by)
    assert one.state == ClockState.SUSPENDED
    both = resume_clock(clock, last_on=date(2026, 3, 31), **by)
    assert both.state == ClockState.RUNNING
    assert both.due_on == date(2026, 5, 31) + timedelta(days=22)


def test_a_line_long_after_an_open_one_began_is_within_the_limit(
    clock, yanta_inspector
) -> None:
    suspend(clock, yanta_inspector, date(2026, 3, 10))
    late = date(2026, 9, 1)
    suspend(clock, yanta_inspector, late, late + timedelta(days=4), reason=HEARING)
    assert clock.state == ClockState.SUSPENDED
    assert clock.due_on > late


def test_a_cause_the_rule_does_not_know_is_refused(clock, yanta_inspector) -> None:
    with pytest.raises(Invalid) as refused:
        suspend(clock, yanta_inspector, date(2026, 3, 10), reason="review_suspension")
    assert "reason" in refused.value.fields


def test_a_rule_without_suspensions_is_refused(yanta_inspector) -> None:
    record = make_record(yanta_inspector)
    payment = start_clock(record, rule=PAYMENT, on=START)
    with pytest.raises(Invalid):
        suspend(payment, yanta_inspector, date(2026, 3, 10))


def test_before_the_start_it_is_refused(clock, yanta_inspector) -> None:
    with pytest.raises(Invalid) as refused:
        suspend(clock, yanta_inspector, START - timedelta(days=1), date(2026, 3, 10))
    assert "first_on" in refused.value.fields


def test_after_the_end_of_the_limit_it_is_refused(clock, yanta_inspector) -> None:
    with pytest.raises(Invalid) as refused:
        suspend(clock, yanta_inspector, date(2026, 6, 2))
    assert "first_on" in refused.value.fields
    suspend(clock, yanta_inspector, date(2026, 6, 1))
    assert clock.state == ClockState.SUSPENDED


def test_an_ended_limit_no_longer_changes(clock, yanta_inspector) -> None:
    Clock.objects.update(state=ClockState.MET, ended_on=START)
    with pytest.raises(IllegalTransition):
        suspend(clock, yanta_inspector, date(2026, 3, 10))
    with pytest.raises(IllegalTransition):
        resume_clock(clock, last_on=START, by=yanta_inspector, on=START)


def test_no_paper_no_suspension_and_none_from_the_future(clock, yanta_inspector) -> None:
    with pytest.raises(Invalid) as refused:
        suspend(clock, yanta_inspector, date(2026, 3, 10), paper=" ")
    assert "paper" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        suspend(clock, yanta_inspector, date(2026, 3, 10), on=date(2026, 3, 9))
    assert "first_on" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        suspend(clock, yanta_inspector, date(2026, 3, 10), date(2026, 3, 9))
    assert "last_on" in refused.value.fields


def test_twice_for_the_same_cause_is_refused(clock, yanta_inspector) -> None:
    suspend(clock, yanta_inspector, date(2026, 3, 10))
    with pytest.raises(IllegalTransition):
        suspend(clock, yanta_inspector, date(2026, 3, 11))


def test_what_does_not_stand_still_cannot_run_again(clock, yanta_inspector) -> None:
    with pytest.raises(IllegalTransition):
        resume_clock(clock, last_on=START, by=yanta_inspector, on=START)
    suspend(clock, yanta_inspector, date(2026, 3, 10))
    for last, on in ((date(2026, 3, 9), date(2026, 3, 20)), (date(2026, 3, 21), START)):
        with pytest.raises(Invalid) as refused:
            resume_clock(clock, last_on=last, by=yanta_inspector, on=on)
        assert "last_on" in refused.value.fields


def test_only_who_handles_the_record_keeps_its_ledger(
    clock, yanta_inspector2: User, yanta_head: User, yanta_unit_head: User, linwei_inspector
) -> None:
    for person in (yanta_inspector2, yanta_head, linwei_inspector):
        with pytest.raises(PermissionRefused):
            suspend(clock, person, date(2026, 3, 10))
    suspend(clock, yanta_unit_head, date(2026, 3, 10))
    with pytest.raises(PermissionRefused):
        resume_clock(clock, last_on=START, by=yanta_head, on=START)


def test_a_line_entered_by_mistake_is_withdrawn_and_stays_to_be_read(
    clock, yanta_inspector
) -> None:
    line = suspend(clock, yanta_inspector, date(2026, 3, 10), date(2026, 3, 19))
    by = {"by": yanta_inspector, "on": date(2026, 3, 20)}
    with pytest.raises(Invalid):
        withdraw_suspension(line, why=" ", **by)
    back = withdraw_suspension(line, why="文书号录错", **by)
    assert back.due_on == date(2026, 6, 1)
    assert clock.suspensions.get().is_withdrawn
    with pytest.raises(IllegalTransition):
        withdraw_suspension(line, why="再次", **by)
    suspend(clock, yanta_inspector, date(2026, 3, 10), date(2026, 3, 19))


def test_met_while_it_stood_still_its_ledger_is_closed(yanta_inspector) -> None:
    record = make_record(yanta_inspector)
    clock = start_clock(record, rule=HANDLING, on=START)
    line = suspend(clock, yanta_inspector, date(2026, 3, 10))
    assert meet_clocks(record, rules=[HANDLING], act="decide", on=date(2026, 4, 8)) == 1
    line.refresh_from_db()
    clock.refresh_from_db()
    assert (clock.state, line.last_on) == (ClockState.MET, date(2026, 4, 8))
    assert clock.due_on == date(2026, 5, 31) + timedelta(days=30)


def test_every_change_is_written_into_the_audit(clock, yanta_inspector) -> None:
    line = suspend(clock, yanta_inspector, date(2026, 3, 10))
    day = date(2026, 3, 19)
    resume_clock(clock, last_on=day, by=yanta_inspector, on=day)
    withdraw_suspension(line, why="录错", by=yanta_inspector, on=day)
    rows = AuditEvent.objects.filter(subject_uuid=clock.uuid).order_by("pk")
    assert [row.kind for row in rows] == [
        "clock.suspended",
        "clock.resumed",
        "clock.suspension_withdrawn",
    ]


def test_reminders_said_before_do_not_silence_the_moved_limit(clock, yanta_inspector) -> None:
    remind_due(on=date(2026, 5, 22))
    suspend(clock, yanta_inspector, date(2026, 5, 23), date(2026, 6, 21))
    assert clock.act_by == date(2026, 6, 30)
    assert clock.next_look_on == date(2026, 6, 23)
    remind_due(on=date(2026, 6, 23))
    told = clock.reminders.filter(recipient=yanta_inspector).order_by("on")
    assert [(row.rung, row.turn) for row in told] == [("t-7", 1), ("t-7", 2)]
