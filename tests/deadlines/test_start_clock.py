"""A clock is started by an act, counted by the law, and ended by acts alone."""

from datetime import date

import pytest

from accounts.models import Role, User
from accounts.system import SYSTEM
from core.errors import Invalid, LawUnavailable, NotFound, PermissionRefused
from deadlines.models import Clock, ClockState, DayKind
from deadlines.services.calendar import office_calendar, set_calendar_day
from deadlines.services.clocks import (
    RESTARTED,
    clocks_of,
    meet_clocks,
    next_clock,
    reassign,
    start_clock,
    stop_clocks,
)
from law.periods import family
from tests.factories.deadlines import HANDLING, PAYMENT, VERIFICATION, make_clock
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture
def record(yanta_inspector: User):
    return make_record(yanta_inspector)


def test_fifteen_working_days_of_verification_skip_rest_days(record) -> None:
    clock = start_clock(record, rule=VERIFICATION, on=MONDAY)
    assert clock.due_on == date(2026, 3, 23)
    assert clock.act_by == date(2026, 3, 23)
    assert clock.moved_to is None
    assert "第" in clock.basis


def test_ninety_days_that_end_on_a_rest_day_move_but_the_day_to_act_by_does_not(record) -> None:
    clock = start_clock(record, rule=HANDLING, on=date(2026, 3, 1))
    assert date(2026, 3, 1).toordinal() + 90 == date(2026, 5, 30).toordinal()  # a Saturday
    assert clock.due_on == date(2026, 6, 1)
    assert clock.act_by == date(2026, 5, 29)


def test_fifteen_days_to_pay_bind_the_party(record) -> None:
    clock = start_clock(record, rule=PAYMENT, on=date(2026, 3, 6))
    assert clock.responsibility == "party"
    assert (clock.due_on, clock.act_by) == (date(2026, 3, 23), date(2026, 3, 23))


def test_a_clock_says_why_step_by_step(record) -> None:
    clock = start_clock(record, rule=PAYMENT, on=date(2026, 3, 6))
    assert [step["code"] for step in clock.steps] == [
        "deadline.start",
        "deadline.counted",
        "deadline.moved",
    ]


def test_a_clock_has_the_scope_of_its_record(yanta_inspector: User) -> None:
    record = make_record(yanta_inspector, confidential=True)
    clock = start_clock(record, rule=PAYMENT, on=MONDAY)
    same = ("bureau_id", "unit_id", "confidential", "root_kind", "root_uuid")
    assert [getattr(clock, name) for name in same] == [getattr(record, name) for name in same]


def test_the_officers_of_the_record_are_bound_unless_others_are_named(
    record, yanta_inspector: User, yanta_inspector2: User
) -> None:
    record.responsible_officers = lambda: [yanta_inspector]
    ours = start_clock(record, rule=PAYMENT, on=MONDAY)
    theirs = start_clock(record, rule=HANDLING, on=MONDAY, responsible=[yanta_inspector2])
    assert list(ours.responsible.all()) == [yanta_inspector]
    assert list(theirs.responsible.all()) == [yanta_inspector2]
    assert (ours.responsible_role, theirs.responsible_role) == ("", "")


def test_where_nobody_handles_the_unit_head_answers(record) -> None:
    assert start_clock(record, rule=PAYMENT, on=MONDAY).responsible_role == Role.UNIT_HEAD


def test_the_version_in_force_on_the_day_governs(record) -> None:
    clock = start_clock(record, rule=HANDLING, on=MONDAY)
    assert clock.rule_version
    with pytest.raises(LawUnavailable):
        start_clock(record, rule=HANDLING, on=date(1990, 1, 2))


def test_an_unknown_limit_is_refused(record) -> None:
    with pytest.raises(NotFound):
        start_clock(record, rule="no_such_limit", on=MONDAY)


def test_the_same_limit_starts_anew(record) -> None:
    first = start_clock(record, rule=PAYMENT, on=MONDAY)
    second = start_clock(record, rule=PAYMENT, on=date(2026, 3, 9))
    first.refresh_from_db()
    assert (first.state, first.ended_act) == (ClockState.STOPPED, RESTARTED)
    assert next_clock(record) == second


def test_an_act_meets_only_the_clocks_it_names(record) -> None:
    payment = start_clock(record, rule=PAYMENT, on=MONDAY)
    handling = start_clock(record, rule=HANDLING, on=MONDAY)
    assert meet_clocks(record, rules=[PAYMENT], act="pay", on=date(2026, 3, 5)) == 1
    payment.refresh_from_db()
    handling.refresh_from_db()
    assert (payment.state, payment.ended_on, payment.ended_act) == (
        ClockState.MET,
        date(2026, 3, 5),
        "pay",
    )
    assert payment.next_look_on is None
    assert handling.state == ClockState.RUNNING


def test_no_rules_end_no_clock(record) -> None:
    start_clock(record, rule=PAYMENT, on=MONDAY)
    assert meet_clocks(record, rules=(), act="pay", on=MONDAY) == 0
    assert stop_clocks(record, rules=(), act="pay", on=MONDAY) == 0


def test_a_clock_of_an_older_version_is_met_by_the_acts_of_today(record) -> None:
    clock = start_clock(record, rule=HANDLING, on=MONDAY)
    for old in {member.id for member in family(HANDLING)}:
        Clock.objects.filter(pk=clock.pk).update(rule=old, state="running", ended_on=None)
        assert meet_clocks(record, rules=[HANDLING], act="decide", on=MONDAY) == 1


def test_another_records_clock_is_left_alone(record, yanta_inspector: User) -> None:
    other = make_record(yanta_inspector)
    clock = start_clock(other, rule=PAYMENT, on=MONDAY)
    assert stop_clocks(record, rules=[PAYMENT], act="drop", on=MONDAY) == 0
    clock.refresh_from_db()
    assert clock.state == ClockState.RUNNING


def test_a_handover_binds_the_new_officers(
    record, yanta_inspector: User, yanta_inspector2: User
) -> None:
    running = start_clock(record, rule=PAYMENT, on=MONDAY, responsible=[yanta_inspector])
    done = make_clock(
        record, rule=HANDLING, on=MONDAY, responsible=[yanta_inspector], state=ClockState.MET
    )
    assert reassign(record, responsible=[yanta_inspector2], on=date(2026, 3, 4)) == 1
    assert list(running.responsible.all()) == [yanta_inspector2]
    assert list(done.responsible.all()) == [yanta_inspector]
    reassign(record, responsible=[], on=date(2026, 3, 5))
    running.refresh_from_db()
    assert running.responsible_role == Role.UNIT_HEAD


def test_the_next_clock_is_the_one_that_ends_first(record) -> None:
    start_clock(record, rule=HANDLING, on=MONDAY)
    payment = start_clock(record, rule=PAYMENT, on=MONDAY)
    assert next_clock(record) == payment
    meet_clocks(record, rules=[PAYMENT], act="pay", on=MONDAY)
    assert [clock.rule for clock in clocks_of(record)] == [HANDLING, PAYMENT]


def test_a_silent_clock_never_looks_up(record) -> None:
    assert start_clock(record, rule=PAYMENT, on=MONDAY, silent=True).next_look_on is None


def test_a_limit_in_an_unannounced_year_is_provisional(record) -> None:
    clock = start_clock(record, rule=VERIFICATION, on=date(2030, 9, 25))
    assert clock.provisional


def test_the_offices_own_days_are_laid_over_the_shipped_ones(record) -> None:
    before = start_clock(record, rule=VERIFICATION, on=MONDAY).due_on
    notice = "国办发明电〔2026〕1号"
    rest = date(2026, 3, 4)
    set_calendar_day(day=rest, kind=DayKind.HOLIDAY, notice=notice, by=SYSTEM, on=MONDAY)
    after = start_clock(record, rule=VERIFICATION, on=MONDAY).due_on
    assert (before, after) == (date(2026, 3, 23), date(2026, 3, 24))
    set_calendar_day(day=rest, kind=DayKind.WORKDAY, notice=notice, by=SYSTEM, on=MONDAY)
    assert office_calendar().is_workday(rest)


def test_only_the_provinces_administrator_keeps_the_calendar(
    sysadmin: User, yanta_head: User
) -> None:
    day = date(2026, 3, 4)
    with pytest.raises(PermissionRefused):
        set_calendar_day(day=day, kind=DayKind.REST, notice="通知", by=yanta_head, on=MONDAY)
    with pytest.raises(Invalid) as refused:
        set_calendar_day(day=day, kind=DayKind.REST, notice=" ", by=sysadmin, on=MONDAY)
    assert "notice" in refused.value.fields
    set_calendar_day(day=day, kind=DayKind.REST, notice="通知", by=sysadmin, on=MONDAY)
    assert not office_calendar().is_workday(day)


def test_starting_a_clock_costs_few_queries(
    record, yanta_inspector: User, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(6):
        start_clock(record, rule=PAYMENT, on=MONDAY, responsible=[yanta_inspector])
