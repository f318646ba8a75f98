"""The shipped working days against a second package, day by day."""

from datetime import date

import holidays
import pytest

from law.workdays import SATURDAY, SEED_CORRECTIONS, days_between, shipped_calendar

YEARS = range(2004, 2027)


def worked_by_the_second_source(second: "holidays.HolidayBase", day: date) -> bool:
    if day in second:
        return False
    return day.weekday() < SATURDAY or day in second.weekend_workdays


@pytest.mark.parametrize("year", YEARS)
def test_both_calendars_say_the_same_of_every_day(year: int) -> None:
    # Weekend days worked at the end of a year stand in the notice of the next.
    second = holidays.country_holidays("CN", years=[year, year + 1])
    shipped = shipped_calendar()

    differing = [
        day
        for day in days_between(date(year, 1, 1), date(year, 12, 31))
        if shipped.is_workday(day) != worked_by_the_second_source(second, day)
    ]

    assert differing == []


def test_the_one_corrected_day_is_what_the_second_source_says() -> None:
    second = holidays.country_holidays("CN", years=[2005, 2006])
    for day in SEED_CORRECTIONS:
        assert worked_by_the_second_source(second, day)
        assert shipped_calendar().is_workday(day)


def test_no_year_beyond_the_checked_ones_is_called_known() -> None:
    assert shipped_calendar().known_years == frozenset(YEARS)
