"""Every figure equals the rows behind it, whoever asks and however it is asked."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Bureau
from campaigns.models import Indicator
from core.errors import Invalid, NotFound
from reporting.checks import one_query_per_indicator
from reporting.figures import (
    FIGURES,
    FigureScope,
    axes_of,
    break_down,
    by_child,
    compute,
    figure,
)
from reporting.figures.compute import FigureValue, ratio
from reporting.management.commands.figures_check import added_up
from reporting.services.overview import scorecard
from tests.factories.enforcement_cases import INCOME, MINIMUM

COUNTED = sorted(code for code, one in FIGURES.items() if not one.parts)


def test_every_shipped_indicator_has_its_one_query(worked):
    assert one_query_per_indicator() == []
    assert set(Indicator.objects.values_list("code", flat=True)) == set(FIGURES)


@pytest.mark.parametrize("code", COUNTED)
def test_a_figure_equals_its_rows_added_by_hand(code, worked, year):
    for scope in (year, year.narrowed(campaign=worked)):
        assert compute(figure(code), scope).value == added_up(figure(code), scope)


def test_the_figures_of_a_known_year(worked, year):
    known = {
        "inspected_visits": 2,
        "inspected_entities": 2,
        "officer_trips": 4,
        "violating_visits": 1,
        "problems_found": 2,
        "problems_rectified": 0,
        "rectify_rate": 0,
        "clues": 1,
        "clues_concluded": 1,
        "clue_rate": 100,
        "cases_filed": 1,
        "cases_decided": 1,
        "cases_closed": 1,
        "goods_value": 1260,
        "fines": MINIMUM,
        "income_confiscated": INCOME,
        "penalty_total": MINIMUM + INCOME,
        "fines_collected": MINIMUM + INCOME,
        "referred_police": 0,
    }

    assert {code: compute(figure(code), year).value for code in known} == known


def test_a_past_case_of_ours_counts_in_its_year_and_another_authoritys_never(worked, year):
    past = year.narrowed(start=date(2021, 1, 1), end=date(2021, 12, 31))

    assert compute(figure("cases_decided"), past).value == 1


def test_an_unknown_amount_is_told_and_not_added(worked, year):
    past = year.narrowed(start=date(2021, 1, 1), end=date(2021, 12, 31))

    assert compute(figure("goods_value"), past) == FigureValue(Decimal(0), unknown=1)


def test_a_share_of_nothing_is_not_computed():
    assert ratio(FigureValue(Decimal(0)), FigureValue(Decimal(0))).value is None


def test_a_share_is_rounded_half_up():
    assert ratio(FigureValue(Decimal(1)), FigureValue(Decimal(8))).value == Decimal("12.50")
    assert ratio(FigureValue(Decimal(1)), FigureValue(Decimal(6))).value == Decimal("16.67")


@pytest.mark.parametrize(
    ("code", "axis"),
    [
        (code, axis)
        for code in COUNTED
        for axis in ("month", "domain", "city")
        if axis in axes_of(figure(code))
    ],
)
def test_a_break_down_adds_up_to_the_figure(code, axis, worked, year):
    parts = break_down(figure(code), year, axis).values()

    total = sum((one.value for one in parts), Decimal(0))
    if figure(code).measure == "distinct":
        assert total >= compute(figure(code), year).value
    else:
        assert total == compute(figure(code), year).value


def test_an_axis_a_figure_does_not_have_is_refused(worked, year):
    with pytest.raises(Invalid):
        break_down(figure("inspected_visits"), year, "source")


def test_an_unknown_figure_does_not_exist():
    with pytest.raises(NotFound):
        figure("sunshine")


def test_the_cities_of_a_province_are_counted_in_one_query_each(worked, year, province):
    children = list(province.children.all())
    with CaptureQueriesContext(connection) as found:
        values = by_child(figure("inspected_visits"), year, children)

    assert len(found) == 2
    assert sum(value.value for value in values.values()) == 2


def test_the_scorecards_queries_do_not_grow_with_bureaus(worked, year, tree, xian):
    with CaptureQueriesContext(connection) as few:
        scorecard(year)
    for number in range(8):
        Bureau.objects.create(
            code=f"6199{number:02}",
            name=f"测试市{number}",
            short_name="测试",
            document_word="测",
            kind="city",
            parent=xian.parent,
            path=f"{xian.parent.path}6199{number:02}/",
            active_from=date(2020, 1, 1),
        )
    with CaptureQueriesContext(connection) as many:
        scorecard(year)

    assert len(many) == len(few)


def test_a_scope_within_one_bureau_counts_nothing_of_another(worked, year, linwei, yanta):
    assert compute(figure("inspected_visits"), year.narrowed(bureau=linwei)).value == 0
    assert compute(figure("inspected_visits"), year.narrowed(bureau=yanta)).value == 2


ASKERS = ("province_officer", "xian_officer", "yanta_inspector", "auditor")


@pytest.mark.parametrize("username", ASKERS)
def test_page_api_and_rows_tell_the_same_number(username, person, client_for, api_for, worked):
    user = person(username)
    client, api = client_for(user), api_for(user)
    asked = {"from": "2026-01-01", "to": "2026-12-31"}
    for code in ("inspected_visits", "problems_found", "cases_decided", "clues"):
        answer = api.get(reverse("api:figures"), {"indicator": code, **asked})
        scope = FigureScope(user.bureau, date(2026, 1, 1), date(2026, 12, 31))
        value = compute(figure(code), scope).value
        page = client.get(reverse("reporting:figure-rows", args=[code]), asked)

        assert Decimal(answer.data["value"]) == value
        assert page.context["counted"] == value
        assert len(page.context["listing"].rows) + page.context["hidden"] == value
