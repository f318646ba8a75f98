"""The rows behind a number: what is counted, what is shown, how it is broken down."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.services.scope import reclassify
from accounts.system import SYSTEM
from enforcement.models import Case
from reporting.figures import FIGURES, axes_of, compute, figure
from reporting.services.parts import parts_of
from tests.factories.campaigns import make_draft

YEAR = {"from": "2026-01-01", "to": "2026-12-31"}


def rows(code):
    return reverse("reporting:figure-rows", args=[code])


def test_a_confidential_case_is_counted_for_all_and_shown_to_whoever_may_see_it(
    client_for, person, worked
):
    case = Case.objects.get(is_past=False)
    reclassify(case, confidential=True, by=SYSTEM, on=date(2026, 6, 1))
    counted = {}
    for username in ("xian_officer", "province_officer"):
        page = client_for(person(username)).get(rows("cases_filed"), YEAR)
        counted[username] = (page.context["counted"], page.context["hidden"])
        assert (case.title in page.content.decode()) is (username == "province_officer")

    assert counted == {"xian_officer": (1, 1), "province_officer": (1, 0)}


@pytest.mark.parametrize("code", sorted(FIGURES))
def test_every_part_of_a_figure_asks_for_itself(code, worked, year):
    """What stands beside a part is what its own address counts, on every axis."""
    one = figure(code)
    for axis in axes_of(one):
        for part in parts_of(one, year, axis):
            if part.scope is not None:
                assert compute(one, part.scope) == part.value, (axis, part.key)


def test_each_part_on_the_page_opens_its_own_rows(client_for, province_officer, worked):
    client = client_for(province_officer)
    for axis in ("month", "city", "county", "domain", "source", "party_kind"):
        page = client.get(rows("cases_decided"), {**YEAR, "by": axis})
        assert page.context["parts"]
        for _label, text, address in page.context["parts"]:
            assert client.get(address).context["counted"] == int(text)


def test_a_share_is_narrowed_like_its_base(client_for, province_officer, worked):
    page = client_for(province_officer).get(rows("rectify_rate"), {**YEAR, "domain": "drug"})

    assert page.context["counted"] == 2
    assert [text for _title, text, _address in page.context["made_of"]] == ["0", "2"]


def test_what_narrows_a_figure_can_be_taken_away(client_for, province_officer, worked):
    asked = {**YEAR, "domain": "drug", "party_kind": "pharmacy,clinic"}
    page = client_for(province_officer).get(rows("cases_decided"), asked)

    assert len(page.context["narrowed"]) == 2
    (_title, _words, without), *_rest = page.context["narrowed"]
    assert "domain" not in without
    assert "party_kind" in without


def test_an_axis_the_figure_does_not_have_is_told(client_for, province_officer, worked):
    page = client_for(province_officer).get(
        rows("inspected_visits"), {**YEAR, "source": "complaint"}
    )

    assert page.status_code == 400


def test_another_bureaus_rows_do_not_exist(client_for, person, weinan, worked):
    client = client_for(person("xian_officer"))

    assert client.get(rows("cases_filed"), {"bureau": weinan.code}).status_code == 404
    assert client.get(rows("cases_filed"), {"bureau": "610000"}).status_code == 404
    assert client.get(rows("sunshine")).status_code == 404


def test_money_says_what_the_rows_shown_add_up_to(client_for, province_officer, worked, year):
    page = client_for(province_officer).get(rows("penalty_total"), {**YEAR, "sort": "-amount"})

    assert page.context["seen_total"] == compute(figure("penalty_total"), year).value
    assert page.context["seen_total"] > Decimal(0)


def test_the_board_of_a_campaign_that_has_not_begun_opens(client_for, person, worked):
    officer = person("province_officer")
    later = {"starts_on": date(2039, 1, 1), "ends_on": date(2039, 12, 31)}
    draft = make_draft(by=officer, **later)

    page = client_for(officer).get(reverse("reporting:progress", args=[draft.uuid]))

    assert page.status_code == 200
    assert page.context["scope"].start == page.context["scope"].end == date(2039, 1, 1)


def test_the_definitions_of_all_figures_stand_on_one_page(client_for, province_officer, worked):
    page = client_for(province_officer).get(reverse("reporting:indicator-list"))

    text = page.content.decode()
    assert all(row.definition in text for row in page.context["listing"].rows)
    assert len(page.context["listing"].rows) == len(FIGURES)


def test_a_bureaus_own_work_is_told_from_that_of_the_bureaus_below(year, worked, xian):
    visits = figure("inspected_visits")
    parts = {part.key: part.value.value for part in parts_of(visits, year, "county")}

    assert parts["610113"] == 2
    assert compute(visits, year.narrowed(bureau=xian, own_only=True)).value == 0
