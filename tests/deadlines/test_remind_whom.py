"""Officers, their heads, the bureaus above; deputies; administrators where nobody is left."""

from datetime import date

import pytest

from accounts.models import Role, User
from deadlines.models import Clock, Rung, SweepRun
from deadlines.services.clocks import reassign
from deadlines.services.reminders import remind_due
from tests.factories.accounts import make_person
from tests.factories.deadlines import (
    STARTED,
    day,
    make_clock,
    rungs,
    sweep_days,
)
from tests.factories.workbench import make_record
from workbench.models import Message, MessageKind
from workbench.services.delegations import delegate

pytestmark = pytest.mark.django_db


def test_heads_hear_after_two_working_days_the_bureau_above_after_five_the_province_after_ten(
    clock: Clock,
    yanta_unit_head: User,
    yanta_head: User,
    yanta_legal: User,
    xian_officer: User,
    province_officer: User,
) -> None:
    sweep_days(STARTED, date(2026, 4, 10))
    assert rungs(clock, yanta_unit_head) == [(Rung.UNIT_AND_BUREAU_HEAD, date(2026, 3, 20))]
    assert rungs(clock, yanta_head) == [(Rung.UNIT_AND_BUREAU_HEAD, date(2026, 3, 20))]
    assert rungs(clock, xian_officer) == [(Rung.BUREAU_ABOVE, date(2026, 3, 25))]
    assert rungs(clock, province_officer) == [(Rung.PROVINCE, date(2026, 4, 1))]
    assert rungs(clock, yanta_legal) == []
    told = Message.objects.get(recipient=province_officer)
    assert told.kind == MessageKind.ESCALATION
    assert "雁塔区市场监督管理局" in told.title


def test_a_head_who_is_the_officer_hears_once_a_day(tree, yanta_head: User) -> None:
    head = make_person(
        tree.yanta, Role.UNIT_HEAD, Role.INSPECTOR, unit=tree.unit("yanta"), name="周雁队"
    )
    clock = make_clock(make_record(head), on=STARTED, responsible=[head])
    sweep_days(day(1), day(2))
    assert rungs(clock, head) == [
        (Rung.OVERDUE, day(1)),
        (Rung.UNIT_AND_BUREAU_HEAD, day(2)),
    ]


def test_after_a_handover_the_new_officer_is_told(
    yanta_inspector: User, yanta_inspector2: User
) -> None:
    record = make_record(yanta_inspector)
    clock = make_clock(record, on=STARTED, responsible=[yanta_inspector])
    remind_due(on=day(-7))
    reassign(record, responsible=[yanta_inspector2], on=day(-5))
    remind_due(on=day(-1))
    assert rungs(clock, yanta_inspector) == [(Rung.SEVEN, day(-7))]
    assert rungs(clock, yanta_inspector2) == [(Rung.ONE, day(-1))]


def test_whoever_stands_in_for_an_absent_officer_is_told_too(
    clock: Clock, yanta_inspector: User, yanta_inspector2: User
) -> None:
    delegate(
        person=yanta_inspector,
        deputy=yanta_inspector2,
        from_on=day(-8),
        to_on=day(-5),
        reason="出差",
        by=yanta_inspector,
        on=day(-8),
    )
    sweep_days(day(-7), day(-1))
    assert rungs(clock, yanta_inspector2) == [(Rung.SEVEN, day(-7))]
    assert [rung for rung, _on in rungs(clock, yanta_inspector)] == [
        Rung.SEVEN,
        Rung.THREE,
        Rung.ONE,
    ]


def test_a_disabled_officers_limits_fall_to_the_unit_head(
    clock: Clock, yanta_inspector: User, yanta_unit_head: User
) -> None:
    User.objects.filter(pk=yanta_inspector.pk).update(is_active=False, disabled_on=STARTED)
    result = remind_due(on=day(-7))
    assert (result.reminders, result.without_officer) == (1, 0)
    assert rungs(clock, yanta_unit_head) == [(Rung.SEVEN, day(-7))]
    assert rungs(clock, yanta_inspector) == []


def test_a_duty_nobody_holds_falls_to_the_administrator_without_a_word_of_the_case(
    clock: Clock, yanta_inspector: User, sysadmin: User
) -> None:
    User.objects.filter(pk=yanta_inspector.pk).update(is_active=False, disabled_on=STARTED)
    result = remind_due(on=day(-7))
    assert result.without_officer == 1
    message = Message.objects.get(recipient=sysadmin)
    assert message.kind == MessageKind.SYSTEM
    assert "雁塔区市场监督管理局" in message.title
    assert message.about is None
    assert clock.title not in message.title
    assert SweepRun.objects.get().clocks_without_officer == 1


def test_the_bureaus_own_administrator_comes_first_and_hears_once_a_day_per_duty(
    tree, yanta_inspector: User, sysadmin: User
) -> None:
    own = make_person(tree.yanta, Role.SYSTEM_ADMINISTRATOR, name="汪雁管")
    for _each in range(3):
        make_clock(make_record(yanta_inspector), on=STARTED)
    assert remind_due(on=day(-7)).reminders == 3
    assert Message.objects.filter(recipient=own).count() == 1
    assert not Message.objects.filter(recipient=sysadmin).exists()


def test_where_there_is_nobody_at_all_the_sweep_still_ends(clock: Clock, tree) -> None:
    User.objects.update(is_active=False, disabled_on=STARTED)
    result = remind_due(on=day(-7))
    assert (result.clocks, result.reminders, result.without_officer) == (1, 0, 1)


def test_levels_that_do_not_exist_are_skipped(
    tree, province_inspector: User, province_head: User, province_officer: User
) -> None:
    record = make_record(province_inspector, bureau=tree.province)
    Clock.objects.all().delete()
    clock = make_clock(record, on=STARTED, responsible=[province_inspector])
    Clock.objects.update(unit=None)
    remind_due(on=date(2026, 4, 10))
    assert {rung for rung, _on in rungs(clock)} == {
        Rung.OVERDUE,
        Rung.UNIT_AND_BUREAU_HEAD,
        Rung.PROVINCE,
    }
