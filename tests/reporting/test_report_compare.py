"""A form and an edition beside any other period: numbers, order, warnings."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from core.errors import Invalid, NotFound
from reporting.report_forms.days import asked_period
from reporting.report_forms.definition import Address
from reporting.report_forms.fill import Question
from reporting.report_forms.loader import form, period
from reporting.services.report_compare import Wanted, comparison_of
from tests.factories.editions import make_edition, make_frozen
from tests.factories.reports import make_decided, make_past_cases

ON = date(2026, 12, 31)
CASES = "drug_cases.total.total.case_count"
BAND = "drug_cases.band.b1.case_count"


@pytest.fixture(autouse=True)
def _at_the_end_of_the_year():
    with time_machine.travel(ON, tick=False):
        yield


@pytest.fixture
def worked(year, province_officer):
    """Three cases this year, two the year before, one in the spring of 2022."""
    make_past_cases(3, by=province_officer)
    make_decided(2, 2025, by=province_officer)
    make_decided(1, 2022, by=province_officer)


def compared(province, code="drug_cases", own="2026-year", against="2025-year", edition=None):
    question = Question(province, period(own))
    return comparison_of(Wanted(question, code, asked_period(against), edition))


def told(found, address):
    one = found.beside(found.book.cell(Address.parse(address)))
    return one.value, one.base, one.difference, one.percent


@pytest.mark.parametrize(
    ("against", "numbers"),
    [
        ("2025-year", (3, 2, 1, Decimal("50.00"))),
        ("2022-year", (3, 1, 2, Decimal("200.00"))),
        ("2022-q2", (3, 1, 2, Decimal("200.00"))),
        ("2022-03-01..2022-05-31", (3, 1, 2, Decimal("200.00"))),
        # No base: no percent.
        ("2024-year", (3, 0, 3, None)),
        ("2022-05-01..2022-05-31", (3, 0, 3, None)),
    ],
)
def test_a_cell_beside_any_period(worked, province, against, numbers):
    assert told(compared(province, against=against), CASES) == numbers


def test_a_share_moves_in_percentage_points(worked, province):
    at = "drug_cases.total.total.major_rate"
    _value, _other, difference, percent = told(compared(province), at)

    assert (difference, percent) == (0, None)


def test_every_section_is_compared(worked, province):
    """By source, party, value band, link, variety, area, and city."""
    found = compared(province)

    assert {section.code for section, *_rest in found.lines()} >= {
        "source", "party", "band", "link", "variety", "area", "city",
    }  # fmt: skip
    assert told(found, BAND) == (3, 2, 1, 50)
    assert told(found, "drug_cases.source.complaint_report.case_count")[:2] == (3, 2)
    matter = compared(province, code="general_cases")
    assert told(matter, "general_cases.matter.drug.c1")[:2] == (3, 2)


@pytest.mark.parametrize(
    ("own", "against", "count"),
    [
        ("2025-year", "2024-year", 0),
        ("2025-q1", "2024-q3", 0),
        ("2019-year", "2018-year", 1),
        ("2018-year", "2017-year", 0),
        ("2025-year", "2025-q1", 1),
        ("2025-year", "2017-12-01..2018-11-30", 1),
        # This year is not over on its last day.
        ("2026-year", "2025-year", 1),
    ],
)
def test_what_cannot_be_compared_like_for_like_is_said(province, own, against, count):
    assert len(compared(province, own=own, against=against).warnings(ON)) == count


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("1066-year", NotFound),
        ("", Invalid),
        ("2022-03-01..", Invalid),
        ("..", Invalid),
        ("2022-05-31..2022-03-01", Invalid),
    ],
)
def test_a_period_that_is_none_is_refused(code, error):
    with pytest.raises(error):
        asked_period(code)


def test_the_frozen_edition_is_taken_where_there_is_one(
    worked, province, province_officer, province_head
):
    frozen = make_frozen(by=province_officer, head=province_head, code="2025-year")
    make_decided(1, 2025, by=province_officer)
    found = compared(province)

    assert found.base.edition == frozen
    assert "1" in found.base.told
    assert told(found, CASES)[1] == 2
    assert compared(province, against="2025-q2").base.edition is None
    assert told(compared(province, against="2025-q2"), CASES)[1] == 3


def test_an_edition_is_compared_as_it_was_kept(worked, province, province_officer):
    edition = make_edition(by=province_officer)
    make_past_cases(1, by=province_officer)

    assert told(compared(province, edition=edition), CASES) == (3, 2, 1, 50)
    assert told(compared(province), CASES)[0] == 4
    with pytest.raises(NotFound):
        compared(province, code="campaign", edition=edition)


def test_rows_are_sorted_within_their_section(worked, province, province_officer):
    make_decided(4, 2025, by=province_officer, goods=60_000, source="sampling")
    found = compared(province)
    one = form("drug_cases")
    section, column = one.section("band"), one.column("case_count")

    def codes(sort):
        return [row.code for row, _cell in found.sorted_rows(section, column, sort)]

    printed = [row.code for row in section.rows]
    assert codes("") == codes("nonsense") == printed
    assert codes("-value")[0] == "b1"
    assert codes("-other")[0] == "b2"
    assert codes("difference")[0] == "b2"
    assert codes("-percent")[:2] == ["b1", "b2"]
    assert sorted(codes("percent")) == sorted(printed)
