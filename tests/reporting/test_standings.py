"""One figure bureau by bureau: the same number on the page, in the API, in the workbook."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from campaigns.services.indicators import set_target
from core.errors import Invalid
from core.jobs import run_job
from core.models import Job
from reporting.figures import FigureScope, FigureValue
from reporting.services.sentences import compared, told_change, with_unit
from reporting.services.standings import (
    change,
    last_year_of,
    previous_of,
    standings,
    whole,
)
from tests.factories.campaigns import ON, indicator

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


@pytest.fixture
def scope(worked, xian):
    return FigureScope(xian, date(2026, 1, 1), date(2026, 12, 31), worked)


@pytest.fixture
def aimed(worked, yanta, province_officer):
    set_target(
        worked,
        indicator=indicator(),
        bureau=yanta,
        value=Decimal(4),
        by=province_officer,
        on=ON,
    )


def test_each_line_holds_the_bureaus_own_number_and_the_whole_their_sum(scope, aimed):
    lines = standings(indicator(), scope)
    own = {line.bureau.code: line.value.value for line in lines}

    assert own["610113"] == 2
    assert sum(own.values()) == whole(indicator(), scope).value.value == 2


def test_the_rate_is_measured_by_the_target(scope, aimed):
    line = next(one for one in standings(indicator(), scope) if one.target)

    assert (line.bureau.code, line.target, line.rate) == ("610113", 4, Decimal("50.00"))


@pytest.mark.parametrize("sort", ["value", "-value", "rate", "-previous", "bureau", "-bureau"])
def test_lines_are_sorted_as_asked_with_empty_ones_last(scope, aimed, sort):
    lines = standings(indicator(), scope, sort=sort)
    name = sort.removeprefix("-")
    if name == "bureau":
        codes = [line.bureau.code for line in lines]
        assert codes == sorted(codes, reverse=sort.startswith("-"))
        return
    told = [getattr(line, name) for line in lines]
    numbers = [one.value if isinstance(one, FigureValue) else one for one in told]
    known = [number for number in numbers if number is not None]
    assert numbers[: len(known)] == sorted(known, reverse=sort.startswith("-"))


def test_an_unknown_order_is_told(scope):
    with pytest.raises(Invalid):
        standings(indicator(), scope, sort="pinyin")


def test_the_period_before_is_as_long_and_ends_the_day_before(scope):
    march = scope.narrowed(start=date(2026, 3, 1), end=date(2026, 3, 31))
    before = previous_of(march)

    assert (before.start, before.end) == (date(2026, 1, 29), date(2026, 2, 28))
    assert before.campaign is None


def test_last_year_of_a_leap_day_is_the_last_of_february(scope):
    leap = scope.narrowed(start=date(2024, 2, 29), end=date(2024, 2, 29))
    assert last_year_of(leap).start == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("now", "before", "moved"),
    [("3", "2", "50.00"), ("1", "3", "-66.67"), ("2", "2", "0.00"), ("2", "0", None)],
)
def test_change_is_percent_of_what_was(now, before, moved):
    expected = None if moved is None else Decimal(moved)
    assert change(Decimal(now), Decimal(before)) == expected


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("12", "10", "增长20.00%"),
        ("8", "10", "下降20.00%"),
        ("10", "10", "持平"),
        ("10", "0", "无可比基数"),
        ("0", "0", "持平"),
    ],
)
def test_rise_fall_and_no_base_in_words(now, before, words):
    assert compared(FigureValue(Decimal(now)), FigureValue(Decimal(before))) == words


def test_a_percentage_moves_in_percentage_points(worked):
    one = indicator("rectify_rate")
    now, before = FigureValue(Decimal("91.50")), FigureValue(Decimal("90.00"))

    assert told_change(one, now, before) == "上升1.50个百分点"


def test_money_is_told_in_ten_thousands(worked):
    assert with_unit(indicator("fines"), FigureValue(Decimal(123_456))) == "12.35万元"


def test_page_api_and_workbook_tell_the_same_numbers(
    client_for, api_for, xian_officer, xian_dashboard, worked, aimed
):
    asked = {"campaign": str(worked.uuid), "indicator": "inspected_visits", **YEAR}
    page = client_for(xian_officer).get(reverse("reporting:comparison"), asked)
    told = api_for(xian_dashboard).get(reverse("api:dashboard-comparison"), asked).data
    answer = client_for(xian_officer).post(
        f"{reverse('reporting:comparison-export')}?{page.context['query']}"
    )
    job = Job.objects.get()
    run_job(str(job.uuid))
    job.refresh_from_db()
    with job.file.open("rb") as kept:
        sheet = openpyxl.load_workbook(io.BytesIO(kept.read())).active

    shown = {line["bureau"].code: line["value"] for line in page.context["lines"]}
    assert answer.status_code == 302
    assert {row["bureau"]["code"]: row["value"] for row in told["rows"]} == shown
    in_book = {row[0]: row[1] for row in sheet.iter_rows(min_row=4, values_only=True)}
    names = {line["bureau"].code: line["bureau"].name for line in page.context["lines"]}
    assert {code: str(in_book[name]) for code, name in names.items()} == shown


def test_every_number_of_the_page_opens_its_rows(client_for, xian_officer, worked):
    client = client_for(xian_officer)
    page = client.get(reverse("reporting:comparison"), {"campaign": str(worked.uuid), **YEAR})

    for line in [*page.context["lines"], page.context["sum"]]:
        rows = client.get(line["rows"])
        assert rows.context["shown_value"] == line["value"]


def test_a_figure_that_is_none_is_told(client_for, api_for, xian_officer, xian_dashboard):
    page = client_for(xian_officer).get(reverse("reporting:comparison"), {"indicator": "x"})
    told = api_for(xian_dashboard).get(reverse("api:dashboard-comparison"), {"indicator": "x"})

    assert page.status_code == 400
    assert told.status_code == 404
