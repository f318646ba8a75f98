"""The worked examples of the counting rules, one by one."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.errors import Invalid, LawUnavailable
from law.counting import compute_deadline
from law.due import DeadlineResult
from law.periods import all_periods, get_period
from law.workdays import WorkCalendar, shipped_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")


def count(rule: str, start: date | datetime, **changes: object) -> DeadlineResult:
    return compute_deadline(
        get_period(rule),
        start,
        calendar=shipped_calendar(),
        **changes,
    )


def codes(result: DeadlineResult) -> list[str]:
    return [step.code.removeprefix("deadline.") for step in result.steps]


@pytest.mark.parametrize(
    ("example", "rule", "start", "due_on"),
    [
        (1, "clue_verification_and_filing_decision", "2025-09-19", "2025-10-16"),
        (4, "evidence_registration_disposition", "2022-01-26", "2022-02-09"),
        (5, "seal_seize_period", "2025-09-03", "2025-10-03"),
        (6, "case_handling_period", "2025-07-04", "2025-10-09"),
        (8, "statement_defence_window", "2026-09-29", "2026-10-12"),
        (9, "hearing_notice_before_hearing", "2025-10-15", "2025-09-28"),
        (11, "administrative_review_application", "2025-12-03", "2026-02-02"),
        (13, "demand_letter_waiting_period", "2026-04-28", "2026-05-14"),
        (14, "drug_seizure_decision", "2026-02-13", "2026-02-20"),
        (16, "complaint_acceptance", "2026-04-30", "2026-05-13"),
        (16, "complaint_mediation", "2026-05-13", "2026-07-13"),
        (19, "criminal_transfer_approval", "2025-09-30", "2025-10-03"),
    ],
)
def test_worked_example(example: int, rule: str, start: str, due_on: str) -> None:
    result = count(rule, date.fromisoformat(start))

    assert result.due_on == date.fromisoformat(due_on), example
    assert not result.provisional


def test_example_1_extended_once_by_fifteen_working_days() -> None:
    result = count("clue_verification_and_filing_decision", date(2025, 9, 19), extensions=1)

    assert result.due_on == date(2025, 11, 6)


@pytest.mark.parametrize(
    ("rule", "start", "due_on", "moved_to", "act_by"),
    [
        ("seal_seize_period", "2025-09-03", "2025-10-03", "2025-10-09", "2025-09-30"),
        ("drug_seizure_decision", "2026-02-13", "2026-02-20", "2026-02-24", "2026-02-14"),
        ("criminal_transfer_approval", "2025-09-30", "2025-10-03", "2025-10-09", "2025-09-30"),
    ],
)
def test_an_unclear_rule_keeps_the_unmoved_day_and_shows_the_moved_one(
    rule: str, start: str, due_on: str, moved_to: str, act_by: str
) -> None:
    result = count(rule, date.fromisoformat(start))

    assert result.due_on == result.unmoved_on == date.fromisoformat(due_on)
    assert result.moved_to == date.fromisoformat(moved_to)
    assert result.act_by == date.fromisoformat(act_by)
    assert "may_move" in codes(result)


def test_a_statutory_move_changes_the_legal_last_day_but_not_the_day_to_act_by() -> None:
    result = count("case_handling_period", date(2025, 7, 4))

    assert result.unmoved_on == date(2025, 10, 2)
    assert result.due_on == result.moved_to == date(2025, 10, 9)
    assert result.act_by == date(2025, 9, 30)
    assert codes(result) == ["start", "counted", "moved", "act_by"]


def test_the_party_may_use_the_whole_legal_period() -> None:
    result = count("administrative_review_application", date(2025, 12, 3))

    assert result.unmoved_on == date(2026, 2, 1)
    assert result.act_by == result.due_on == date(2026, 2, 2)


def test_a_waiting_period_opens_the_next_step_the_day_after() -> None:
    result = count("demand_letter_waiting_period", date(2026, 4, 28))

    assert result.open_from == date(2026, 5, 15)


def test_a_hearing_notice_leaves_seven_full_working_days() -> None:
    hearing, served = date(2025, 10, 15), date(2025, 9, 28)
    between = shipped_calendar().count(served, date(2025, 10, 14))

    assert between == 7
    assert count("hearing_public_announcement", hearing).due_on == date(2025, 10, 10)


def test_hours_run_by_the_clock_over_holidays() -> None:
    result = count("criminal_transfer_handover", datetime.fromisoformat("2025-10-03T15:20"))

    assert result.due_at == datetime(2025, 10, 4, 15, 20, tzinfo=SHANGHAI)
    assert result.due_on == date(2025, 10, 4)


def test_an_instant_elsewhere_is_taken_to_shanghai() -> None:
    utc = datetime(2025, 10, 3, 20, 0, tzinfo=ZoneInfo("UTC"))

    assert count("criminal_transfer_handover", utc).due_at == datetime(
        2025, 10, 5, 4, 0, tzinfo=SHANGHAI
    )
    assert count("fine_payment", utc).start == date(2025, 10, 4)


def test_hours_without_a_time_are_counted_from_midnight_and_say_so() -> None:
    result = count("criminal_transfer_handover", date(2025, 10, 9))

    assert result.due_at == datetime(2025, 10, 10, tzinfo=SHANGHAI)
    assert "start_midnight" in codes(result)


def test_immediately_means_at_once() -> None:
    at = datetime.fromisoformat("2025-03-01T08:05")

    assert count("adr_death_report", at).due_at == at.replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("rule", "start", "unmoved"),
    [
        ("litigation_direct", "2025-08-31", "2026-02-28"),
        ("litigation_direct", "2025-03-15", "2025-09-15"),
        ("litigation_direct", "2025-01-30", "2025-07-30"),
        ("litigation_direct", "2025-01-31", "2025-07-31"),
        ("penalty_limitation_general", "2024-02-29", "2026-02-28"),
        ("court_enforcement_application", "2025-11-30", "2026-02-28"),
    ],
)
def test_months_and_years_end_on_the_same_day_number_or_with_the_month(
    rule: str, start: str, unmoved: str
) -> None:
    result = count(rule, date.fromisoformat(start))

    assert result.unmoved_on == date.fromisoformat(unmoved)
    assert ("month_end" in codes(result)) == (start[8:] != unmoved[8:])


def test_a_planned_stop_is_reported_six_months_before_never_later() -> None:
    result = count("shortage_drug_planned_stop", date(2025, 12, 15))

    assert result.unmoved_on == date(2025, 6, 15)  # a Sunday
    assert result.due_on == date(2025, 6, 13)
    assert count("shortage_drug_planned_stop", date(2025, 12, 16)).due_on == date(2025, 6, 16)


def test_a_backward_rule_that_never_moves_keeps_its_day() -> None:
    rule = replace(get_period("shortage_drug_planned_stop"), rollover="none")
    result = compute_deadline(rule, date(2025, 12, 15), calendar=shipped_calendar())

    assert result.due_on == date(2025, 6, 15)


def test_every_skipped_day_is_named_with_its_reason() -> None:
    result = count("clue_verification_and_filing_decision", date(2025, 9, 19))
    skipped = next(step for step in result.steps if step.code == "deadline.skipped")
    made_up = next(step for step in result.steps if step.code == "deadline.made_up")

    assert ["2025-10-01", "2025-10-05", "National Day"] in skipped.params["spans"]
    assert ["2025-09-20", "2025-09-21", "weekend"] in skipped.params["spans"]
    assert [span[0] for span in made_up.params["spans"]] == ["2025-09-28", "2025-10-11"]


def test_a_date_that_needs_an_unannounced_year_is_provisional() -> None:
    assert count("case_handling_period", date(2026, 11, 20)).provisional
    assert count("clue_verification_and_filing_decision", date(2026, 12, 28)).provisional
    assert not count("clue_verification_and_filing_decision", date(2026, 11, 2)).provisional


def test_a_period_that_asks_no_calendar_is_certain_in_any_year() -> None:
    assert not count("display_general_min", date(2030, 1, 1)).provisional


def test_where_only_rest_days_are_left_the_day_to_act_by_is_one_of_them() -> None:
    result = count("criminal_transfer_approval", date(2025, 10, 2))

    assert result.due_on == result.act_by == date(2025, 10, 5)
    assert "act_on_rest_day" in codes(result)


def test_a_rule_without_a_number_cannot_be_counted() -> None:
    uncountable = [rule.id for rule in all_periods() if not rule.computable]

    assert len(uncountable) == 7
    for rule in uncountable:
        with pytest.raises(LawUnavailable):
            count(rule, date(2026, 6, 1))


@pytest.mark.parametrize("year", [1900, 2300, 9999])
def test_an_impossible_year_is_refused(year: int) -> None:
    with pytest.raises(Invalid):
        count("fine_payment", date(year, 5, 1))


def test_the_explanation_ends_where_the_result_ends() -> None:
    for rule in all_periods():
        if rule.computable:
            result = count(rule.id, datetime.fromisoformat("2026-05-20T09:30"))
            assert all(step.text for step in result.steps), rule.id
            assert result.as_json()["due_on"] == result.due_on.isoformat()


def test_the_office_calendar_decides() -> None:
    one_week_off = {date(2026, 6, day): "holiday" for day in range(1, 6)}
    calendar = WorkCalendar().with_days(one_week_off, known_years=[2026])
    result = compute_deadline(
        get_period("statement_defence_window"), date(2026, 5, 29), calendar=calendar
    )

    assert result.due_on == date(2026, 6, 12)
    assert not result.provisional
