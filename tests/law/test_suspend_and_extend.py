"""Time that does not count, and time that is added."""

from datetime import date

import pytest

from core.errors import Invalid
from law.counting import compute_deadline
from law.due import DeadlineResult, Grant
from law.intervals import Interval, Suspension, after, union
from law.periods import get_period
from law.workdays import shipped_calendar

FILED = date(2025, 7, 4)  # 90 days: Thursday 2 October 2025


def decide(
    *suspensions: Suspension,
    extensions: int | list[Grant] = 0,
    extend_to: date | None = None,
    rule: str = "case_handling_period",
    start: date = FILED,
) -> DeadlineResult:
    return compute_deadline(
        get_period(rule),
        start,
        calendar=shipped_calendar(),
        suspensions=suspensions,
        extensions=extensions,
        extend_to=extend_to,
    )


def days(first: str, last: str, reason: str = "hearing") -> Suspension:
    return Suspension(date.fromisoformat(first), date.fromisoformat(last), reason)


def test_both_ends_of_a_suspension_are_included() -> None:
    assert decide(days("2025-08-01", "2025-08-01")).unmoved_on == date(2025, 10, 3)
    assert decide(days("2025-08-01", "2025-08-20")).unmoved_on == date(2025, 10, 22)


def test_days_covered_twice_count_once() -> None:
    result = decide(
        days("2025-08-01", "2025-08-20"),
        days("2025-08-11", "2025-08-25", "testing_inspection_quarantine_appraisal"),
        days("2025-08-26", "2025-08-26"),
    )

    assert result.unmoved_on == date(2025, 10, 28)  # 26 days
    said = [step for step in result.steps if step.code == "deadline.suspended"]
    assert len(said) == 3


def test_the_move_is_applied_once_at_the_end() -> None:
    result = decide(days("2025-08-01", "2025-08-02"))

    assert result.unmoved_on == date(2025, 10, 4)
    assert result.due_on == date(2025, 10, 9)


def test_the_start_day_is_not_counted_so_it_cannot_be_taken_out() -> None:
    result = decide(days("2025-07-01", "2025-07-06"))

    assert result.unmoved_on == date(2025, 10, 4)  # only 5 and 6 July
    assert any(step.code == "deadline.suspended_before_start" for step in result.steps)


def test_a_period_in_working_days_loses_only_working_days() -> None:
    rule, received = "clue_verification_and_filing_decision", date(2025, 9, 19)
    result = decide(days("2025-09-26", "2025-09-29"), rule=rule, start=received)

    # Friday, Sunday 28 (worked) and Monday: three working days after 16 October.
    assert result.due_on == date(2025, 10, 21)


def test_a_period_that_is_over_cannot_be_suspended() -> None:
    decide(days("2025-10-09", "2025-10-20"))  # the legal last day itself still can
    with pytest.raises(Invalid):
        decide(days("2025-10-10", "2025-10-20"))


def test_a_suspension_keeps_the_period_open_for_the_next_one() -> None:
    result = decide(days("2025-09-25", "2025-10-14"), days("2025-10-20", "2025-10-21"))

    assert result.unmoved_on == date(2025, 10, 24)


def test_a_suspension_cannot_end_before_it_begins() -> None:
    with pytest.raises(Invalid):
        decide(days("2025-08-20", "2025-08-01"))


def test_the_first_extension_adds_thirty_days() -> None:
    result = decide(extensions=1)

    assert result.unmoved_on == date(2025, 11, 1)
    assert result.due_on == date(2025, 11, 3)


def test_an_extension_without_a_length_needs_its_day() -> None:
    with pytest.raises(Invalid) as refused:
        decide(extensions=2)
    assert "extend_to" in refused.value.fields

    assert decide(extensions=2, extend_to=date(2026, 1, 15)).due_on == date(2026, 1, 15)


def test_a_fixed_day_on_a_rest_day_moves_too() -> None:
    result = decide(extensions=2, extend_to=date(2026, 1, 31))

    assert result.unmoved_on == date(2026, 1, 31)
    assert result.due_on == date(2026, 2, 2)


def test_a_fixed_day_may_not_lie_before_what_it_extends() -> None:
    with pytest.raises(Invalid):
        decide(extensions=2, extend_to=date(2025, 11, 1))


def test_a_fixed_day_may_not_exceed_the_length_the_law_names() -> None:
    assert decide(extensions=1, extend_to=date(2025, 10, 20)).due_on == date(2025, 10, 20)
    assert decide(extensions=1, extend_to=date(2025, 11, 1)).unmoved_on == date(2025, 11, 1)
    with pytest.raises(Invalid):
        decide(extensions=1, extend_to=date(2025, 11, 2))


@pytest.mark.parametrize("number", [-1, 3])
def test_only_the_listed_extensions_exist(number: int) -> None:
    with pytest.raises(Invalid):
        decide(extensions=number)


def test_a_fixed_day_belongs_to_an_extension() -> None:
    with pytest.raises(Invalid):
        decide(extend_to=date(2025, 12, 1))


def test_an_extension_granted_after_the_limit_is_refused() -> None:
    on_time, late = date(2025, 10, 9), date(2025, 10, 10)

    assert decide(extensions=[Grant(granted_on=on_time)]).unmoved_on == date(2025, 11, 1)
    with pytest.raises(Invalid):
        decide(extensions=[Grant(granted_on=late)])


def test_suspensions_after_a_fixed_day_was_granted_move_it_and_earlier_ones_do_not() -> None:
    grants = [Grant(), Grant(to=date(2026, 1, 15), granted_on=date(2025, 10, 28))]
    result = decide(
        days("2025-08-01", "2025-08-10"), days("2025-10-27", "2025-10-30"), extensions=grants
    )

    assert result.unmoved_on == date(2026, 1, 17)  # 29 and 30 October


def test_hours_and_backward_periods_are_neither_suspended_nor_extended() -> None:
    for rule in ("criminal_transfer_handover", "hearing_notice_before_hearing"):
        with pytest.raises(Invalid):
            decide(days("2025-07-10", "2025-07-11"), rule=rule)


def test_union_and_after() -> None:
    joined = union([days("2025-01-05", "2025-01-06"), days("2025-01-01", "2025-01-04")])

    assert joined == (Interval(date(2025, 1, 1), date(2025, 1, 6)),)
    assert after(joined, date(2025, 1, 3)) == (Interval(date(2025, 1, 4), date(2025, 1, 6)),)
    assert after(joined, date(2025, 1, 6)) == ()
