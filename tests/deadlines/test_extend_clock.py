"""More time: previewed, granted by whoever may, in time, and as often as the law lists."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from audit.models import AuditEvent
from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.models import Clock, ClockState
from deadlines.services.changes import suspend_clock
from deadlines.services.clocks import start_clock
from deadlines.services.extensions import extend_clock, next_extension, preview_extension
from tests.factories.deadlines import HANDLING, PAYMENT
from tests.factories.workbench import make_record
from workbench.models import Message

pytestmark = pytest.mark.django_db
START = date(2026, 3, 2)
IN_TIME = date(2026, 5, 20)


@pytest.fixture
def clock(yanta_inspector: User) -> Clock:
    """Ninety days from 2 March 2026: to 31 May, a Sunday, moved to 1 June."""
    record = make_record(yanta_inspector)
    return start_clock(record, rule=HANDLING, on=START, responsible=[yanta_inspector])


def extend(clock: Clock, by: User, on: date = IN_TIME, **values):
    row = extend_clock(clock, **{"reason": "案情复杂", **values}, by=by, on=on)
    clock.refresh_from_db()
    return row


def test_the_first_extension_adds_the_laws_thirty_days(clock, yanta_head) -> None:
    row = extend(clock, yanta_head)
    assert clock.due_on == date(2026, 6, 30)
    assert (row.number, row.due_before, row.due_after) == (
        1,
        date(2026, 6, 1),
        date(2026, 6, 30),
    )
    assert "第六十四条" in row.basis
    assert "deadline.extended" in [step["code"] for step in clock.steps]


def test_a_preview_shows_both_days_and_writes_nothing(clock, yanta_head) -> None:
    seen = preview_extension(clock, by=yanta_head, on=IN_TIME)
    assert (seen.due_before, seen.result.due_on) == (date(2026, 6, 1), date(2026, 6, 30))
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 6, 1)
    assert not clock.extensions.exists()
    assert extend(clock, yanta_head).due_after == seen.result.due_on


def test_the_second_needs_the_day_and_the_paper_of_the_collective_discussion(
    clock, yanta_head
) -> None:
    extend(clock, yanta_head)
    until = date(2026, 9, 30)
    with pytest.raises(Invalid) as refused:
        extend(clock, yanta_head)
    assert "until_on" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        extend(clock, yanta_head, until_on=until)
    assert "paper" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        extend(clock, yanta_head, until_on=date(2026, 6, 30), paper="纪要1")
    assert "until_on" in refused.value.fields
    extend(clock, yanta_head, until_on=until, paper="会议纪要〔2026〕3号")
    assert clock.due_on == until


def test_once_too_often_is_refused(clock, yanta_head) -> None:
    extend(clock, yanta_head)
    extend(clock, yanta_head, until_on=date(2026, 9, 30), paper="纪要1")
    assert next_extension(clock) is None
    with pytest.raises(IllegalTransition):
        extend(clock, yanta_head, until_on=date(2026, 12, 30), paper="纪要2")


def test_late_is_refused_and_the_last_day_is_in_time(clock, yanta_head) -> None:
    with pytest.raises(IllegalTransition):
        extend(clock, yanta_head, on=date(2026, 6, 2))
    extend(clock, yanta_head, on=date(2026, 6, 1))
    assert clock.due_on == date(2026, 6, 30)


def test_what_stands_still_is_not_late(clock, yanta_head, yanta_inspector) -> None:
    suspend_clock(
        clock,
        reason="hearing",
        first_on=date(2026, 5, 1),
        paper="听1",
        by=yanta_inspector,
        on=date(2026, 5, 1),
    )
    extend(clock, yanta_head, on=date(2026, 8, 3))
    assert clock.state == ClockState.SUSPENDED
    assert clock.due_on >= date(2026, 6, 30)


def test_who_may_not_approve_is_refused(
    clock, yanta_inspector: User, yanta_legal: User, weinan_head: User, yanta_head: User
) -> None:
    for person in (yanta_inspector, yanta_legal, weinan_head):
        with pytest.raises(PermissionRefused):
            extend(clock, person)
    clock.responsible.add(yanta_head)
    with pytest.raises(PermissionRefused):
        extend(clock, yanta_head)


def test_at_most_the_laws_length(clock, yanta_head) -> None:
    with pytest.raises(Invalid) as refused:
        extend(clock, yanta_head, until_on=date(2026, 7, 31))
    assert "until_on" in refused.value.fields
    extend(clock, yanta_head, until_on=date(2026, 6, 15))
    assert clock.due_on == date(2026, 6, 15)


def test_without_a_reason_it_is_refused(clock, yanta_head) -> None:
    with pytest.raises(Invalid) as refused:
        extend(clock, yanta_head, reason=" ")
    assert "reason" in refused.value.fields


def test_a_limit_the_law_does_not_extend_is_refused(yanta_inspector, yanta_head) -> None:
    rule = "statement_defence_window"
    window = start_clock(make_record(yanta_inspector), rule=rule, on=START)
    with pytest.raises(IllegalTransition):
        extend(window, yanta_head, on=START)


def test_instalments_name_their_own_last_day(yanta_inspector, yanta_head) -> None:
    payment = start_clock(make_record(yanta_inspector), rule=PAYMENT, on=START)
    extend(payment, yanta_head, on=START, until_on=date(2026, 6, 30), paper="批准书1")
    assert payment.due_on == date(2026, 6, 30)


def test_an_ended_limit_is_not_extended(clock, yanta_head) -> None:
    Clock.objects.update(state=ClockState.MET, ended_on=START)
    with pytest.raises(IllegalTransition):
        extend(clock, yanta_head)


def test_whoever_is_bound_is_told_and_it_is_written_down(
    clock, yanta_head, yanta_inspector
) -> None:
    extend(clock, yanta_head)
    told = Message.objects.get(recipient=yanta_inspector)
    assert "2026-06-30" in told.title
    assert "某药店" not in told.title
    event = AuditEvent.objects.get(kind="clock.extended")
    assert event.note == "案情复杂"
    assert clock.next_look_on == date(2026, 5, 31)  # the widest step a ladder may have
    assert clock.next_look_on > IN_TIME + timedelta(days=1)
