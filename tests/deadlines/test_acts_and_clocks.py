"""Limits start, stand still, run again and end with the acts of their record."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from accounts.services.scope import move
from accounts.system import SYSTEM
from core.errors import LawUnavailable
from deadlines import procedure
from deadlines.models import Clock, ClockState, ClockSuspension
from deadlines.procedure import Pause, Procedure, procedure_of
from deadlines.services import clocks as clock_services
from deadlines.services.changes import suspend_clock
from deadlines.services.clocks import clocks_of, end_lapsed, next_clock, start_clock
from deadlines.services.procedure import advance
from deadlines.services.reminders import remind_due
from enforcement.models import Clue
from enforcement.transitions.clue import VERIFICATION_PERIOD, ClueAct
from law.due import SHANGHAI
from law.office import OfficeLaw
from law.periods import all_periods
from tests.factories.deadlines import HANDLING, PAYMENT
from tests.factories.enforcement_field import make_clue_in_hand
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db
START = date(2026, 3, 2)
TESTING = "testing_inspection_quarantine_appraisal"
PAUSE = Pause((VERIFICATION_PERIOD,), TESTING)


def table_with(monkeypatch, **changes) -> None:
    """The table of clues with one line changed."""
    old = procedure_of("clue")
    rules = tuple(
        replace(rule, **changes) if rule.act == ClueAct.RECORD_VERIFICATION else rule
        for rule in old.rules
    )
    changed = Procedure(kind="clue", initial=old.initial, final=old.final, rules=rules)
    monkeypatch.setitem(procedure._procedures, "clue", changed)


@pytest.fixture
def clue(yanta_inspector: User) -> Clue:
    return make_clue_in_hand(by=yanta_inspector, on=START)


def act(clue: Clue, by: User, on: date, **told) -> None:
    advance(clue, ClueAct.RECORD_VERIFICATION, by=by, on=on, **told)


def test_an_act_stops_the_limit_and_another_lets_it_run_again(
    clue, yanta_inspector, monkeypatch
) -> None:
    before = next_clock(clue)
    table_with(monkeypatch, suspends=(PAUSE,))
    act(clue, yanta_inspector, date(2026, 3, 5), paper="检委〔2026〕7号")
    clock = Clock.objects.get(pk=before.pk)
    line = clock.suspensions.get()
    assert clock.state == ClockState.SUSPENDED
    assert (line.first_on, line.reason, line.paper) == (
        date(2026, 3, 5),
        TESTING,
        "检委〔2026〕7号",
    )
    table_with(monkeypatch, suspends=(), resumes=(PAUSE,))
    act(clue, yanta_inspector, date(2026, 3, 12), paper="检验报告9")
    clock.refresh_from_db()
    line.refresh_from_db()
    assert clock.state == ClockState.RUNNING
    assert (line.last_on, line.end_paper) == (date(2026, 3, 12), "检验报告9")
    assert before.due_on == date(2026, 3, 23)
    assert clock.due_on == date(2026, 3, 31)  # six working days, both ends included


def test_the_same_act_twice_stops_once(clue, yanta_inspector, monkeypatch) -> None:
    table_with(monkeypatch, suspends=(PAUSE,))
    act(clue, yanta_inspector, date(2026, 3, 5))
    act(clue, yanta_inspector, date(2026, 3, 6))
    assert ClockSuspension.objects.count() == 1


def test_an_act_after_the_last_day_is_done_and_stops_nothing(
    clue, yanta_inspector, monkeypatch
) -> None:
    table_with(monkeypatch, suspends=(PAUSE,), resumes=(PAUSE,))
    act(clue, yanta_inspector, date(2026, 4, 1))
    assert not ClockSuspension.objects.exists()
    assert next_clock(clue).state == ClockState.RUNNING


def test_every_pause_of_the_tables_is_one_the_law_knows() -> None:
    known = {rule.id: rule.suspensions for rule in all_periods()}
    wrong = [
        (table.kind, rule.act, period, pause.reason)
        for table in procedure.all_procedures()
        for rule in table.rules
        for pause in (*rule.suspends, *rule.resumes)
        for period in pause.periods
        if pause.reason not in known[period]
    ]
    assert not wrong


def test_a_rule_that_was_no_law_that_day_starts_nothing(
    clue, yanta_inspector, monkeypatch
) -> None:
    table_with(monkeypatch, starts=("complaint_acceptance",))  # in force from 15 April 2026
    act(clue, yanta_inspector, date(2026, 4, 14))
    assert not Clock.objects.filter(rule="complaint_acceptance").exists()
    act(clue, yanta_inspector, date(2026, 4, 15))
    assert Clock.objects.filter(rule="complaint_acceptance").exists()


def test_a_rule_from_memory_starts_only_once_confirmed(
    clue, yanta_inspector, monkeypatch
) -> None:
    rule = "drug_failed_report_delivery"
    table_with(monkeypatch, starts=(rule,))
    with pytest.raises(LawUnavailable):
        start_clock(clue, rule=rule, on=START)
    act(clue, yanta_inspector, START)
    assert not Clock.objects.filter(rule=rule).exists()
    office = OfficeLaw(confirmed=frozenset({rule}))
    monkeypatch.setattr(clock_services, "current_office", lambda: office)
    act(clue, yanta_inspector, START)
    assert Clock.objects.filter(rule=rule).exists()


def test_hours_run_from_the_instant(yanta_inspector: User) -> None:
    at = datetime(2026, 3, 6, 15, 30, tzinfo=SHANGHAI)
    record = make_record(yanta_inspector)
    rule = "coercive_measure_urgent_backfill"
    clock = start_clock(record, rule=rule, on=at.date(), at=at)
    clock.refresh_from_db()
    assert clock.due_at == at + timedelta(hours=24)
    assert (clock.due_on, clock.started_at) == (date(2026, 3, 7), at)
    midnight = start_clock(record, rule="evidence_registration_urgent_backfill", on=at.date())
    assert midnight.due_at == datetime(2026, 3, 7, tzinfo=SHANGHAI)


def test_a_limit_before_an_event_counts_back_from_it(yanta_inspector: User) -> None:
    hearing = date(2026, 3, 20)
    record = make_record(yanta_inspector)
    clock = start_clock(record, rule="hearing_notice_before_hearing", on=hearing)
    assert clock.due_on == date(2026, 3, 10)  # seven working days lie between
    assert clock.next_look_on < clock.due_on


def test_a_waiting_period_says_from_when_the_next_step_is_open(yanta_inspector) -> None:
    record = make_record(yanta_inspector)
    clock = start_clock(record, rule="demand_letter_waiting_period", on=START)
    assert clock.open_from == clock.due_on + timedelta(days=1)


def test_a_right_of_the_party_is_nobodys_delay_and_lapses(yanta_inspector) -> None:
    record = make_record(yanta_inspector)
    window = start_clock(record, rule="statement_defence_window", on=START)
    handling = start_clock(record, rule=HANDLING, on=START)
    after = window.due_on + timedelta(days=1)
    assert next_clock(record) == handling
    assert not Clock.objects.overdue(after).exists()
    assert remind_due(on=after).reminders == 0
    assert end_lapsed(on=window.due_on) == 0
    assert end_lapsed(on=after) == 1
    window.refresh_from_db()
    assert (window.state, window.ended_on) == (ClockState.STOPPED, window.due_on)


def test_a_record_lists_the_limits_of_its_parts(clue, yanta_inspector) -> None:
    part = next_clock(clue)
    of_part = start_clock(part, rule=PAYMENT, on=START)
    assert of_part in list(clocks_of(clue))
    assert list(clocks_of(part)) == [of_part]


def test_limits_and_their_changes_go_with_the_record(
    yanta_inspector: User, yanta_head: User, tree, linwei_inspector: User
) -> None:
    record = make_record(yanta_inspector)
    clock = start_clock(record, rule=HANDLING, on=START)
    suspend_clock(
        clock,
        reason=TESTING,
        first_on=START,
        last_on=date(2026, 3, 8),
        paper="1号",
        by=yanta_inspector,
        on=date(2026, 3, 8),
    )
    move(record, bureau=tree.linwei, unit=None, by=SYSTEM, on=START)
    clock.refresh_from_db()
    assert clock.bureau == tree.linwei
    assert clock.suspensions.get().bureau == tree.linwei
    assert Clock.objects.visible_to(linwei_inspector).running().get() == clock
    assert clock.due_on == date(2026, 6, 8)


def test_a_closed_bureau_loses_no_limit(yanta_inspector: User, tree) -> None:
    clock = start_clock(make_record(yanta_inspector), rule=PAYMENT, on=START)
    User.objects.filter(bureau=tree.yanta).update(is_active=False, disabled_on=START)
    type(tree.yanta).objects.filter(pk=tree.yanta.pk).update(
        active_to=START, succeeded_by=tree.beilin
    )
    clock.refresh_from_db()
    assert clock.state == ClockState.RUNNING
    done = remind_due(on=clock.due_on + timedelta(days=1))
    assert done.clocks == 1
    assert done.without_officer == 1
