"""A figure by two axes: each cell = the rows it opens = the API = the workbook."""

import io
from datetime import date
from decimal import Decimal
from itertools import permutations
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.http import urlencode

from audit.models import AuditEvent
from core.errors import Invalid, NotFound, PermissionRefused
from core.jobs import run_job
from reporting.api.params import figure_scope, query_of
from reporting.figures import FIGURES, axes_of, compute, figure
from reporting.services.pivot import pivot_of
from reporting.services.pivot_export import start_pivot, table_of
from reporting.views.shapes import listed
from tests.factories.enforcement_field import ON

YEARS = {"from": "2020-01-01", "to": "2026-12-31"}
ACTORS = ("province_officer", "auditor", "xian_officer", "yanta_inspector", "yanta_head")
BUREAUS = {"city", "county"}


def asked_by(person, **params):
    return figure_scope(RequestFactory().get(f"/?{urlencode(params)}").GET, person)


def crossings(code):
    pairs = permutations(axes_of(figure(code)), 2)
    return [pair for pair in pairs if set(pair) != BUREAUS]


@pytest.mark.parametrize("username", ACTORS)
def test_each_cell_is_the_figure_of_its_own_question(username, person, worked):
    scope = asked_by(person(username), **YEARS)
    for code in ("cases_decided", "inspected_visits", "fines"):
        for rows, columns in (("month", "domain"), ("county", "month"), ("link", "domain")):
            found = pivot_of(figure(code), scope, rows=rows, columns=columns)
            assert found.whole == compute(figure(code), scope)
            for row in found.rows:
                for column in found.columns:
                    cell, narrow = found.cell(row, column), found.scope_of(row, column)
                    assert compute(found.figure, narrow) == cell, (code, row.key, column.key)


@pytest.mark.parametrize("code", sorted(FIGURES))
def test_every_axis_crosses_every_other(code, person, worked):
    scope = asked_by(person("province_officer"), **YEARS)
    one = figure(code)
    for rows, columns in crossings(code):
        found = pivot_of(one, scope, rows=rows, columns=columns)
        row_of = {part.key: part for part in found.rows}
        column_of = {part.key: part for part in found.columns}
        for (row_key, column_key), value in found.cells.items():
            if not value.value and not value.unknown and not one.parts:
                continue
            row, column = row_of[row_key], column_of[column_key]
            assert compute(one, found.scope_of(row, column)) == value, (rows, columns)


def test_a_cell_opens_exactly_its_rows_and_the_api_says_the_same(
    client_for, api_for, person, worked
):
    actor = person("province_officer")
    asked = {**YEARS, "indicator": "inspected_visits", "rows": "county", "columns": "month"}
    page = client_for(actor).get(reverse("reporting:pivot"), asked)
    told = api_for(actor).get(reverse("api:figure-pivot"), asked).data
    table = page.context["table"]

    assert [row["label"] for row in table["rows"]] == [row["label"] for row in told["rows"]]
    seen = 0
    for shown, row in zip(table["rows"], told["rows"], strict=True):
        for (text, address), cell in zip(shown["cells"], row["cells"], strict=True):
            assert Decimal(text) == Decimal(cell["value"])
            if not address:
                continue
            seen += 1
            query = dict(parse_qsl(urlsplit(address).query))
            assert query == cell["query"]
            scope = asked_by(actor, **query)
            assert listed(figure("inspected_visits"), scope).count() == int(text)
            opened = client_for(actor).get(address)
            assert opened.context["shown_value"] == text
    assert seen
    assert table["whole"][0] == str(Decimal(told["whole"]["value"]))


def test_the_service_account_reads_what_its_bureau_may(api_for, xian_dashboard, worked, linwei):
    api = api_for(xian_dashboard)
    asked = {"indicator": "cases_decided", "rows": "county", "columns": "domain"}
    assert api.get(reverse("api:figure-pivot"), asked).status_code == 200
    outside = {**asked, "bureau": linwei.code}
    assert api.get(reverse("api:figure-pivot"), outside).status_code == 404


@pytest.mark.parametrize(
    ("rows", "columns"),
    [("city", "county"), ("month", "month"), ("colour", "month"), ("month", ""), ("id", "pk")],
)
def test_only_two_defined_axes_are_crossed(rows, columns, person, worked, client_for, api_for):
    actor = person("province_officer")
    with pytest.raises(Invalid):
        pivot_of(figure("cases_decided"), asked_by(actor), rows=rows, columns=columns)
    asked = {"indicator": "cases_decided", "rows": rows, "columns": columns}
    assert api_for(actor).get(reverse("api:figure-pivot"), asked).status_code == 400
    if columns:
        page = client_for(actor).get(reverse("reporting:pivot"), asked)
        assert page.status_code == 200
        assert page.context["refusal"]


def test_what_is_not_a_figure_is_not_computed(person, worked, client_for, api_for):
    actor = person("province_officer")
    asked = {"indicator": "drop table", "rows": "month", "columns": "domain"}
    assert api_for(actor).get(reverse("api:figure-pivot"), asked).status_code == 404
    assert client_for(actor).get(reverse("reporting:pivot"), asked).status_code == 400


def test_filters_narrow_every_cell(person, worked, client_for):
    actor = person("province_officer")
    asked = {**YEARS, "indicator": "cases_decided", "rows": "month", "columns": "link"}
    both = client_for(actor).get(reverse("reporting:pivot"), {**asked, "domain": "drug"})
    none = client_for(actor).get(reverse("reporting:pivot"), {**asked, "domain": "cosmetic"})
    assert both.context["table"]["rows"]
    assert not none.context["table"]["rows"]


def test_the_cost_does_not_grow_with_the_cells(person, worked, django_assert_max_num_queries):
    scope = asked_by(person("province_officer"), **YEARS)
    with django_assert_max_num_queries(14):
        pivot_of(figure("cases_decided"), scope, rows="county", columns="domain")


class TestExport:
    def test_the_workbook_holds_the_table(
        self, person, worked, django_capture_on_commit_callbacks
    ):
        actor = person("xian_officer")
        scope = asked_by(actor, **YEARS)
        told = {"indicator": "cases_decided", "rows": "county", "columns": "domain"}
        with django_capture_on_commit_callbacks():
            job = start_pivot(scope=scope, **told, by=actor, on=ON)
        run_job(str(job.uuid))
        job.refresh_from_db()
        assert job.state == "done", job.error
        with job.file.open("rb") as file:
            book = openpyxl.load_workbook(io.BytesIO(file.read()))

        told.pop("indicator")
        heads, lines = table_of(pivot_of(figure("cases_decided"), scope, **told))
        written = [list(row) for row in book.active.iter_rows(values_only=True)]
        assert written == [[column.title for column in heads], *lines]
        event = AuditEvent.objects.get(kind="pivot.exported")
        assert event.after["rows"] == "county"

    def test_a_narrowed_question_stays_narrow(self, person, worked, client_for):
        actor = person("province_officer")
        query = {**YEARS, "indicator": "cases_decided", "rows": "month", "columns": "link"}
        address = (
            f"{reverse('reporting:pivot-export')}?{urlencode({**query, 'domain': 'drug'})}"
        )
        assert client_for(actor).post(address).status_code == 302
        assert AuditEvent.objects.get(kind="pivot.exported").after["where"] == {
            "domain": "drug"
        }

    def test_others_are_refused(self, person, worked, linwei):
        told = {"indicator": "cases_decided", "rows": "month", "columns": "domain", "on": ON}
        scope = asked_by(person("province_officer"), **YEARS)
        with pytest.raises(PermissionRefused):
            start_pivot(scope=scope, **told, by=person("auditor"))
        with pytest.raises(NotFound):
            start_pivot(scope=scope, **told, by=person("xian_officer"))
        wrong = {**told, "indicator": "nothing"}
        with pytest.raises(Invalid):
            start_pivot(scope=scope, **wrong, by=person("province_officer"))


def test_what_nobody_stated_can_be_asked_for(person, worked):
    scope = asked_by(person("province_officer"), **YEARS)
    found = pivot_of(figure("cases_decided"), scope, rows="key_variety", columns="month")
    [row] = [part for part in found.rows if not part.key]
    assert query_of(row.scope)["key_variety"] == "-"
    assert compute(found.figure, row.scope) == row.value
    assert scope.start == date(2020, 1, 1)
