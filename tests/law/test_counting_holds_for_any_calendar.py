"""Counting against a slow, obvious second way, over random calendars and intervals."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law.counting import compute_deadline
from law.intervals import Suspension, union
from law.periods import Period, all_periods, get_period
from law.workdays import Day, DayKind, WorkCalendar

DAY = timedelta(days=1)
FIRST = date(2024, 1, 1)

starts = st.dates(date(2024, 1, 1), date(2025, 6, 30))
quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any pattern of named days over three years; every fourth is left to the week."""
    offsets = draw(st.sets(st.integers(0, 1000), max_size=60))
    kinds = draw(st.randoms(use_true_random=False))
    days = {
        FIRST + timedelta(days=offset): Day(kinds.choice(list(DayKind))) for offset in offsets
    }
    return WorkCalendar(
        days, frozenset(draw(st.sets(st.sampled_from([2024, 2025, 2026, 2027]))))
    )


@st.composite
def suspension_lists(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Offsets from the start and lengths, all beginning inside a 90-day period."""
    return draw(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 25)), max_size=4))


def as_suspensions(start: date, offsets: list[tuple[int, int]]) -> list[Suspension]:
    return [
        Suspension(start + timedelta(days=first), start + timedelta(days=first + length))
        for first, length in offsets
    ]


def covered(suspensions: list[Suspension]) -> set[date]:
    return {
        one.first + timedelta(days=offset)
        for one in suspensions
        for offset in range((one.last - one.first).days + 1)
    }


def rule_of(length: int, unit: str, rollover: str) -> Period:
    return replace(
        get_period("case_handling_period"),
        length=length,
        unit=unit,
        rollover=rollover,
    )


@quick
@given(calendars(), starts, st.integers(1, 60), suspension_lists())
def test_working_days_are_counted_one_by_one(
    calendar: WorkCalendar, start: date, length: int, offsets: list[tuple[int, int]]
) -> None:
    rule = rule_of(length + 60, "working_day", "not_applicable")
    suspensions = as_suspensions(start, offsets)
    lost, day, left = covered(suspensions), start, length + 60
    while left:
        day += DAY
        if calendar.is_workday(day) and day not in lost:
            left -= 1

    result = compute_deadline(rule, start, calendar=calendar, suspensions=suspensions)

    assert result.due_on == day
    assert calendar.is_workday(result.due_on)


@quick
@given(calendars(), starts, st.integers(61, 120), suspension_lists())
def test_calendar_days_are_counted_one_by_one(
    calendar: WorkCalendar, start: date, length: int, offsets: list[tuple[int, int]]
) -> None:
    suspensions = as_suspensions(start, offsets)
    lost, day, left = covered(suspensions), start, length
    while left:
        day += DAY
        left -= day not in lost
    moved = day
    while calendar.is_rest_day(moved):
        moved += DAY

    for rollover, due_on in (("statutory", moved), ("unclear", day), ("none", day)):
        rule = rule_of(length, "calendar_day", rollover)
        result = compute_deadline(rule, start, calendar=calendar, suspensions=suspensions)
        assert (result.unmoved_on, result.due_on) == (day, due_on)
        if rollover != "none":
            assert result.moved_to == (moved if moved != day else None)


@quick
@given(calendars(), starts, st.sampled_from([r for r in all_periods() if r.computable]))
def test_what_holds_for_every_rule(calendar: WorkCalendar, start: date, rule: Period) -> None:
    result = compute_deadline(rule, start, calendar=calendar)

    assert result.act_by <= result.due_on or rule.responsibility != "authority"
    if rule.direction == "after":
        assert start <= result.act_by
        assert start <= result.unmoved_on <= result.due_on
    else:
        assert result.due_on <= result.unmoved_on < start
    if rule.responsibility == "authority":
        assert calendar.is_workday(result.act_by) or result.act_by in (
            result.unmoved_on,
            result.due_on,
        )
    assert result.steps
    assert result == compute_deadline(rule, start, calendar=calendar)


@quick
@given(calendars(), starts, suspension_lists(), st.integers(0, 40))
def test_one_more_suspended_day_never_shortens(
    calendar: WorkCalendar, start: date, offsets: list[tuple[int, int]], longer: int
) -> None:
    rule = rule_of(90, "calendar_day", "statutory")
    less = as_suspensions(start, offsets)
    more = [*less, Suspension(start + DAY, start + timedelta(days=1 + longer))]

    shorter = compute_deadline(rule, start, calendar=calendar, suspensions=less)
    result = compute_deadline(rule, start, calendar=calendar, suspensions=more)

    assert result.unmoved_on >= shorter.unmoved_on
    assert result.unmoved_on - start == timedelta(days=90 + len(covered(more)))


@quick
@given(suspension_lists())
def test_the_union_has_each_day_once(offsets: list[tuple[int, int]]) -> None:
    suspensions = as_suspensions(FIRST, offsets)
    joined = union(suspensions)

    assert sum(interval.days for interval in joined) == len(covered(suspensions))
    assert all(one.last + DAY < other.first for one, other in pairwise(joined))


@quick
@given(calendars(), starts, st.integers(-80, 80))
def test_working_days_there_and_back(calendar: WorkCalendar, start: date, count: int) -> None:
    day = calendar.add_workdays(start, count)

    if count >= 0:
        assert calendar.count(start, day) == count
    else:
        assert calendar.count(day - DAY, start - DAY) == -count
    assert calendar.next_workday(day) >= day >= calendar.previous_workday(day)


@quick
@given(calendars(), starts, st.integers(5, 200))
def test_provisional_exactly_when_an_unknown_year_was_needed(
    calendar: WorkCalendar, start: date, length: int
) -> None:
    rule = rule_of(length, "working_day", "not_applicable")
    result = compute_deadline(rule, start, calendar=calendar)
    day, needed = start, []
    while day < result.due_on:
        day += DAY
        needed.append(day)

    assert result.provisional == any(
        day.year not in calendar.known_years and day not in calendar.days for day in needed
    )
