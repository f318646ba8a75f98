from datetime import date, timedelta
from itertools import pairwise

import pytest

from campaigns.models import ReturnSchedule
from campaigns.services.design import (
    add_schedule,
)
from campaigns.services.reminders import remind_days
from campaigns.services.schedules import periods_of, present_period
from core.errors import Invalid
from tests.factories.campaigns import ENDS, ON, make_running
from tests.factories.ledger import make_rectifying
from tests.factories.returns import (
    JANUARY,
    make_notice,
    make_schedule,
    make_submitted,
)
from tests.factories.returns import ON as FEB
from workbench.models import Message


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ({"frequency": "monthly", "cut_off_day": 25}, [date(2026, 1, 25), date(2026, 2, 25)]),
        ({"frequency": "monthly", "cut_off_day": 31}, [date(2026, 1, 31), date(2026, 2, 28)]),
        ({"frequency": "quarterly"}, [date(2026, 3, 31), date(2026, 6, 30)]),
        ({"frequency": "weekly", "cut_off_day": 5}, [date(2026, 1, 2), date(2026, 1, 9)]),
        ({"frequency": "daily"}, [date(2026, 1, 1), date(2026, 1, 2)]),
        ({"frequency": "final"}, [ENDS]),
    ],
)
def test_periods_follow_one_another_without_a_gap(province_officer, told, ends):
    schedule = make_schedule(by=province_officer, **told)
    periods = periods_of(schedule)

    assert [one.ends_on for one in periods[:2]] == ends
    assert periods[0].starts_on == JANUARY
    assert periods[-1].ends_on == ENDS
    for earlier, later in pairwise(periods):
        assert later.starts_on == earlier.ends_on + timedelta(days=1)


def test_the_present_period_is_the_one_to_hand_in(province_officer):
    schedule = make_schedule(by=province_officer)

    assert present_period(schedule, date(2026, 2, 4)).ends_on == date(2026, 1, 31)
    assert present_period(schedule, date(2026, 2, 20)).ends_on == date(2026, 2, 28)
    assert present_period(schedule, date(2025, 12, 1)) is None


@pytest.mark.parametrize(
    "told", [{"cut_off_day": 0}, {"cut_off_day": 8, "frequency": "weekly"}, {"due_days": 91}]
)
def test_days_that_do_not_exist_are_refused(province_officer, told):
    campaign = make_running(by=province_officer)
    facts = {"name": "报", "frequency": "monthly", **told}
    with pytest.raises(Invalid):
        add_schedule(campaign, **facts, by=province_officer, on=ON)
    assert not ReturnSchedule.objects.exists()


def test_reminders_climb_and_none_is_told_twice(
    province_officer, weinan_officer, weinan_head, linwei_head
):
    make_schedule(by=province_officer, with_counties=False)
    told = {}
    for on in (date(2026, 2, 2), date(2026, 2, 5), date(2026, 2, 6), date(2026, 2, 9)):
        remind_days(on=on)
        remind_days(on=on)
        told[on] = Message.objects.filter(on=on, recipient=weinan_officer).count()
    remind_days(on=date(2026, 2, 13))

    assert list(told.values()) == [1, 1, 1, 0]
    assert Message.objects.filter(recipient=weinan_head, kind="escalation").count() == 1
    assert Message.objects.filter(recipient=province_officer).exists()
    assert not Message.objects.filter(recipient=linwei_head).exists()


def test_who_has_handed_in_is_not_reminded(province_officer, weinan_officer):
    make_submitted(make_schedule(by=province_officer, with_counties=False), by=weinan_officer)
    remind_days(on=date(2026, 2, 6))

    assert not Message.objects.filter(recipient=weinan_officer).exists()


def test_the_officer_of_an_item_and_later_the_heads_are_told(
    province_officer, yanta_inspector, yanta_head
):
    item = make_rectifying(by=province_officer, owner=yanta_inspector)
    remind_days(on=item.due_on - timedelta(days=2))
    remind_days(on=item.due_on + timedelta(days=1))
    assert Message.objects.filter(recipient=yanta_inspector).count() == 2
    assert not Message.objects.filter(recipient=yanta_head).exists()
    remind_days(on=item.due_on + timedelta(days=5))
    assert Message.objects.get(recipient=yanta_head).kind == "escalation"


def test_an_unread_notice_is_reminded_of(province_officer, weinan_officer, weinan):
    make_notice(by=province_officer, to=[weinan])
    remind_days(on=FEB)

    assert Message.objects.get(recipient=weinan_officer).about_kind == "notice"
