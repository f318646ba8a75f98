"""Which days offices work, and what happens in a year nobody has announced."""

from datetime import date

import pytest

from law.workdays import Day, DayKind, WorkCalendar, holiday_name, shipped_calendar


@pytest.mark.parametrize(
    "day",
    [
        *("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
        *("2025-09-28", "2025-10-11", "2022-01-29", "2022-01-30", "2005-12-31"),
    ],
)
def test_weekends_worked_to_make_up_for_a_holiday(day: str) -> None:
    made_up = date.fromisoformat(day)

    assert made_up.weekday() >= 5
    assert shipped_calendar().is_workday(made_up)
    assert shipped_calendar().is_made_up(made_up)


@pytest.mark.parametrize("day", ["2020-01-31", "2025-10-08", "2026-02-16", "2022-02-04"])
def test_weekdays_nobody_works(day: str) -> None:
    assert shipped_calendar().is_rest_day(date.fromisoformat(day))


def test_the_shipped_years_are_known_and_no_others() -> None:
    calendar = shipped_calendar()

    assert all(calendar.known_year(year) for year in range(2004, 2027))
    assert not calendar.known_year(2003)
    assert not calendar.known_year(2030)


def test_an_unknown_year_follows_the_week() -> None:
    calendar = shipped_calendar()

    assert calendar.is_workday(date(2030, 10, 1))  # a Tuesday: nobody has said otherwise
    assert calendar.is_rest_day(date(2030, 10, 5))


def test_the_office_lays_its_days_over_the_shipped_ones() -> None:
    own = shipped_calendar().with_days(
        {
            date(2027, 1, 1): DayKind.HOLIDAY,
            date(2026, 6, 1): Day(DayKind.REST, "Founding day"),
        },
        known_years=[2027],
    )

    assert own.is_rest_day(date(2027, 1, 1))
    assert own.is_rest_day(date(2026, 6, 1))
    assert own.why_rest(date(2026, 6, 1)) == "Founding day"
    assert own.known_year(2027)
    assert shipped_calendar().is_workday(date(2026, 6, 1))


def test_why_a_day_is_free() -> None:
    calendar = shipped_calendar()

    assert calendar.why_rest(date(2025, 10, 1)) == "National Day"
    assert calendar.why_rest(date(2025, 11, 1)) == "weekend"
    assert (
        WorkCalendar({date(2025, 11, 3): Day(DayKind.REST)}).why_rest(date(2025, 11, 3))
        == "rest"
    )
    assert holiday_name("Founding day") == "Founding day"


def test_counting_working_days() -> None:
    calendar = shipped_calendar()

    assert calendar.add_workdays(date(2025, 9, 19), 15) == date(2025, 10, 16)
    assert calendar.add_workdays(date(2025, 10, 16), -15) == date(2025, 9, 19)
    assert calendar.add_workdays(date(2025, 10, 4), 0) == date(2025, 10, 4)
    assert calendar.count(date(2025, 9, 30), date(2025, 10, 11)) == 3
    assert calendar.next_workday(date(2025, 10, 2)) == date(2025, 10, 9)
    assert calendar.previous_workday(date(2025, 10, 2)) == date(2025, 9, 30)


def test_a_kind_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="sunny"):
        shipped_calendar().with_days({date(2026, 1, 1): "sunny"})  # type: ignore[dict-item]
