"""However often and whenever it is swept: once per clock, rung and person, and no flood."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from deadlines.models import Clock, Reminder, Rung
from deadlines.services.clocks import meet_clocks, reassign
from deadlines.services.reminders import remind_due
from tests.factories.deadlines import (
    PAYMENT,
    STARTED,
    day,
    make_clock,
    rungs,
)
from tests.factories.workbench import make_record
from workbench.models import Message

pytestmark = pytest.mark.django_db


def test_a_second_sweep_of_the_day_says_nothing(clock: Clock) -> None:
    assert remind_due(on=day(-7)).reminders == 1
    assert remind_due(on=day(-7)) == type(remind_due(on=day(-7)))(0, 0, 0)
    Clock.objects.update(next_look_on=day(-7))  # even if the mark of the look were lost
    assert remind_due(on=day(-7)).reminders == 0
    assert Message.objects.count() == 1


def test_after_days_without_a_sweep_only_the_present_rung_speaks(
    clock: Clock, yanta_inspector: User
) -> None:
    remind_due(on=day(-1))
    assert rungs(clock) == [(Rung.ONE, day(-1))]


def test_after_a_long_outage_each_level_hears_once(
    clock: Clock,
    yanta_inspector: User,
    yanta_unit_head: User,
    yanta_head: User,
    xian_officer: User,
    province_officer: User,
) -> None:
    late = date(2026, 4, 3)
    remind_due(on=late)
    people = (yanta_inspector, yanta_unit_head, yanta_head, xian_officer, province_officer)
    assert [Message.objects.filter(recipient=one).count() for one in people] == [1] * 5
    remind_due(on=late + timedelta(days=4))
    assert [Message.objects.filter(recipient=one).count() for one in people] == [2, 1, 1, 1, 1]


def test_what_cannot_be_written_leaves_neither_message_nor_reminder(
    clock: Clock, monkeypatch
) -> None:
    def refuse(*_args, **_kwargs):
        raise IntegrityError

    monkeypatch.setattr(Reminder.objects, "bulk_create", refuse)
    with pytest.raises(IntegrityError), transaction.atomic():
        remind_due(on=day(-7))
    assert not Message.objects.exists()
    clock.refresh_from_db()
    assert clock.next_look_on == day(-10)


def test_a_transaction_holds_at_most_five_hundred_rows(
    yanta_inspector: User, monkeypatch
) -> None:
    for _each in range(7):
        make_clock(make_record(yanta_inspector), on=STARTED, responsible=[yanta_inspector])
    written: list[int] = []
    create = Reminder.objects.bulk_create

    def counting(rows, *args, **kwargs):
        made = list(rows)
        written.append(len(made))
        return create(made, *args, **kwargs)

    monkeypatch.setattr("deadlines.services.reminders.MOST_ROWS", 10)
    monkeypatch.setattr(Reminder.objects, "bulk_create", counting)
    assert remind_due(on=day(-7)).reminders == 7
    assert [count for count in written if count] == [3, 3, 1]


def test_the_cost_of_a_sweep_does_not_grow_by_the_clock(
    tree, yanta_inspector: User, django_assert_max_num_queries
) -> None:
    for _each in range(40):
        make_clock(make_record(yanta_inspector), on=STARTED, responsible=[yanta_inspector])
    with django_assert_max_num_queries(30):
        assert remind_due(on=day(-7)).reminders == 40


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("sweep"), st.integers(-12, 40)),
            st.tuples(st.just("hand over"), st.integers(0, 1)),
            st.tuples(st.just("forget the look"), st.integers(-12, 40)),
            st.tuples(st.just("meet"), st.just(0)),
        ),
        max_size=12,
    )
)
def test_whatever_the_sweeps_a_person_hears_of_a_rung_once_and_of_a_clock_once_a_day(
    steps: list[tuple[str, int]],
    yanta_inspector: User,
    yanta_unit_head: User,
    yanta_head: User,
    xian_officer: User,
    province_officer: User,
) -> None:
    officers = (yanta_inspector, yanta_unit_head)
    with transaction.atomic():
        record = make_record(yanta_inspector)
        clock = make_clock(record, on=STARTED, responsible=[yanta_inspector])
        for act, number in steps:
            if act == "sweep":
                remind_due(on=day(number))
            elif act == "hand over":
                reassign(record, responsible=[officers[number]], on=STARTED)
            elif act == "meet":
                meet_clocks(record, rules=[PAYMENT], act="pay", on=STARTED)
            else:
                Clock.objects.running().update(next_look_on=day(number))
        rows = list(Reminder.objects.filter(clock=clock))
        once = [(row.rung, row.recipient_id) for row in rows if row.rung != Rung.OVERDUE]
        daily = [(row.recipient_id, row.on) for row in rows]
        assert len(once) == len(set(once))
        assert len(daily) == len(set(daily))
        assert Message.objects.count() == len(rows)
        late = clock.due_on + timedelta(days=61)  # a working day
        remind_due(on=late)
        assert Reminder.objects.filter(clock=clock, on=late).exists() == (
            "meet" not in {act for act, _number in steps}
        )
        transaction.set_rollback(True)
