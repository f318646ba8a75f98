"""For every indicator, bureau and period: number = length of its list = API = export."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Bureau
from reporting.api.params import figure_scope
from reporting.figures import FIGURES, Measure, by_child, compute, compute_many, figure
from reporting.management.commands.figures_check import added_up
from reporting.services.sentences import printed
from reporting.services.standings import standings
from reporting.views.shapes import listed
from tests.factories.campaigns import indicator

PERIODS = (
    (date(2026, 1, 1), date(2026, 12, 31)),
    (date(2026, 3, 1), date(2026, 3, 31)),
    (date(2020, 1, 1), date(2026, 12, 31)),
)
ACTORS = (
    "province_officer",
    "province_head",
    "auditor",
    "xian_officer",
    "yanta_inspector",
    "yanta_unit_head",
    "yanta_legal",
    "yanta_head",
)


def asked_by(person, **params):
    """The scope a page or the API makes of an address, for this actor."""
    query = RequestFactory().get(f"/?{urlencode(params)}").GET
    return figure_scope(query, person)


@pytest.mark.parametrize("username", ACTORS)
def test_each_number_is_the_length_of_its_list_for(username, person, worked):
    actor = person(username)
    bureaus = list(Bureau.objects.within(actor.bureau.path))
    for start, end in PERIODS:
        for bureau in bureaus:
            told = {"bureau": bureau.code, "from": start.isoformat(), "to": end.isoformat()}
            scope = asked_by(actor, **told)
            numbers = compute_many(FIGURES, scope)
            for code, one in FIGURES.items():
                if one.parts:
                    continue
                counted = added_up(one, scope)
                assert numbers[code].value == counted, (code, bureau.code)
                if one.measure != Measure.SUM:
                    assert listed(one, scope).count() == counted, (code, bureau.code)


@pytest.mark.parametrize("code", sorted(FIGURES))
def test_the_boards_the_api_and_the_comparison_add_up_alike(
    code, api_for, client_for, xian_officer, xian_dashboard, worked
):
    period = {"from": "2026-01-01", "to": "2026-12-31", "indicator": code}
    scope = asked_by(xian_officer, **period)
    one, definition = figure(code), indicator(code)
    told = api_for(xian_dashboard).get(reverse("api:figures"), period).data
    page = client_for(xian_officer).get(reverse("reporting:figure-rows", args=[code]), period)
    lines = standings(definition, scope)

    number = compute(one, scope)
    value = None if told["value"] is None else Decimal(told["value"])
    assert value == number.value
    assert page.context["shown_value"] == printed(definition, number)
    heads = [line.bureau for line in lines]
    assert {line.bureau.pk: line.value for line in lines} == by_child(one, scope, heads)
    if not one.parts and one.measure != Measure.DISTINCT:
        assert sum(line.value.value for line in lines) <= number.value
