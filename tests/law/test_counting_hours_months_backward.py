"""Hours, months and years, backward periods, extensions: against an obvious second way."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from law.counting import compute_deadline
from law.due import SHANGHAI, Grant
from law.intervals import Suspension
from law.periods import Period, get_period
from law.workdays import WorkCalendar
from tests.law.test_counting_holds_for_any_calendar import (
    DAY,
    calendars,
    quick,
    rule_of,
    starts,
)

ZONES = ["Asia/Shanghai", "UTC", "Asia/Urumqi", "America/New_York"]
instants = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - drawn without a zone, as people type them
    datetime(2025, 6, 30),  # noqa: DTZ001
)


def hours(length: int) -> Period:
    return replace(get_period("criminal_transfer_handover"), length=length)


@quick
@given(calendars(), instants, st.integers(0, 96))
def test_hours_run_by_the_clock_whatever_the_calendar(
    calendar: WorkCalendar, start: datetime, length: int
) -> None:
    result = compute_deadline(hours(length), start, calendar=calendar)

    assert result.due_at == start.replace(tzinfo=SHANGHAI) + timedelta(hours=length)
    assert result.due_on == result.due_at.date()
    assert result.moved_to is None
    assert start.date() <= result.act_by <= result.due_on


@quick
@given(instants, st.sampled_from(ZONES))
def test_an_instant_is_the_same_wherever_it_was_written(start: datetime, zone: str) -> None:
    here = start.replace(tzinfo=SHANGHAI)
    there = here.astimezone(ZoneInfo(zone))
    calendar = WorkCalendar()

    assert compute_deadline(hours(24), there, calendar=calendar) == compute_deadline(
        hours(24), here, calendar=calendar
    )


@quick
@given(calendars(), starts, st.integers(1, 40), st.sampled_from(["month", "year"]))
def test_months_and_years_end_on_the_day_number_or_with_the_month(
    calendar: WorkCalendar, start: date, length: int, unit: str
) -> None:
    result = compute_deadline(rule_of(length, unit, "none"), start, calendar=calendar)

    months = (start.year * 12 + start.month - 1) + (length if unit == "month" else 12 * length)
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    assert (result.due_on.year, result.due_on.month) == (year, month + 1)
    assert result.due_on.day == min(start.day, last)


@quick
@given(calendars(), starts, st.integers(1, 30))
def test_a_notice_before_an_event_leaves_full_working_days_between(
    calendar: WorkCalendar, event: date, length: int
) -> None:
    rule = replace(get_period("hearing_notice_before_hearing"), length=length)
    result = compute_deadline(rule, event, calendar=calendar)

    day, between = result.due_on + DAY, 0
    while day < event:
        between += calendar.is_workday(day)
        day += DAY
    assert between == length
    assert calendar.is_workday(result.due_on)
    # One day later would leave too few.
    assert calendar.count(result.due_on + DAY, event - DAY) <= length


@quick
@given(
    calendars(),
    starts,
    st.integers(5, 60),
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 10)), max_size=3),
)
def test_an_extension_is_added_to_the_unmoved_day_and_the_move_comes_last(
    calendar: WorkCalendar, start: date, length: int, offsets: list[tuple[int, int]]
) -> None:
    rule = rule_of(length, "calendar_day", "statutory")
    lost = [
        Suspension(start + timedelta(days=first), start + timedelta(days=first + more))
        for first, more in offsets
    ]
    plain = compute_deadline(rule, start, calendar=calendar, suspensions=lost)
    longer = compute_deadline(rule, start, calendar=calendar, suspensions=lost, extensions=1)

    assert longer.unmoved_on == plain.unmoved_on + timedelta(
        days=rule.extensions[0].length or 0
    )
    assert longer.due_on == calendar.next_workday(longer.unmoved_on)
    assert longer.act_by <= longer.unmoved_on


@quick
@given(calendars(), starts, st.integers(5, 60), st.integers(1, 400))
def test_an_extension_after_the_last_day_or_once_too_often_is_refused(
    calendar: WorkCalendar, start: date, length: int, late: int
) -> None:
    rule = rule_of(length, "calendar_day", "statutory")
    last = compute_deadline(rule, start, calendar=calendar).due_on

    in_time = [Grant(granted_on=last)]
    assert compute_deadline(rule, start, calendar=calendar, extensions=in_time)
    with pytest.raises(Invalid):
        compute_deadline(
            rule,
            start,
            calendar=calendar,
            extensions=[Grant(granted_on=last + timedelta(days=late))],
        )
    with pytest.raises(Invalid):
        compute_deadline(rule, start, calendar=calendar, extensions=len(rule.extensions) + 1)
