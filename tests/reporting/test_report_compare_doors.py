"""The comparison by its doors: pages, the rows behind, files, API."""

import csv
import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from core.jobs import run_job
from core.models import Job
from reporting.report_forms.loader import form
from tests.factories.editions import make_edition, make_frozen
from tests.factories.reports import make_decided, make_past_cases

ON = date(2026, 12, 31)
CASES = "drug_cases.total.total.case_count"


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


def compared_cells(page):
    return [
        cell["compared"]
        for section in page.context["table"]["sections"]
        for row in section["rows"]
        for cell in row["cells"]
    ]


def test_every_compared_number_opens_its_rows(worked, client_for, province_officer):
    client = client_for(province_officer)
    here = reverse("reporting:report-forms")
    asked = {"period": "2026-year", "against": "2025-year"}
    page = client.get(here, asked)

    opened = 0
    for cell in compared_cells(page):
        for number, address in (("value", "address"), ("other", "other_address")):
            if cell[address] and cell[number].isdecimal():
                counted = client.get(cell[address]).context["counted"]
                assert counted == int(cell[number])
                opened += 1
    assert opened > 16
    assert {"+1", "+50.00%"} <= {
        text for cell in compared_cells(page) for text in (cell["difference"], cell["percent"])
    }


def test_any_days_are_chosen_on_the_page(worked, client_for, province_officer):
    client = client_for(province_officer)
    here = reverse("reporting:report-forms")
    days = {"against_from": "2022-03-01", "against_to": "2022-05-31"}
    page = client.get(here, {"period": "2026-year", **days})
    first = compared_cells(page)[0]

    assert (first["other"], first["difference"]) == ("1", "+2")
    assert client.get(first["other_address"]).context["counted"] == 1
    assert client.get(here, {**days, "against_to": ""}).status_code == 400
    assert client.get(here, {"against": "1066-year"}).status_code == 404


def test_one_column_alone_is_sorted(worked, client_for, province_officer):
    client = client_for(province_officer)
    asked = {"against": "2025-year", "column": "case_count", "sort": "-difference"}
    page = client.get(reverse("reporting:report-forms"), asked)
    table = page.context["compared"]["column"]

    assert [head["direction"] for head in table["heads"]] == ["", "", "descending", ""]
    cell = table["sections"][0]["rows"][0]["cell"]
    assert (cell["value"], cell["other"], cell["difference"]) == ("3", "2", "+1")
    assert "sort=difference" in table["heads"][2]["address"]


def test_the_page_of_an_edition_compares_too(
    worked, client_for, province_officer, province_head
):
    frozen = make_frozen(by=province_officer, head=province_head, code="2025-year")
    edition = make_edition(by=province_officer)
    client = client_for(province_officer)
    here = reverse("reporting:report", args=[edition.uuid])
    page = client.get(here, {"against": "2025-year"})
    first = compared_cells(page)[0]

    assert (first["value"], first["other"]) == ("3", "2")
    assert str(frozen.uuid) in first["other_address"]
    assert client.get(first["other_address"]).context["counted"] == 2
    assert reverse("reporting:report", args=[frozen.uuid]) in page.content.decode()


def test_the_break_of_the_calendar_is_told_on_the_page(client_for, province_officer):
    asked = {"period": "2019-year", "against": "2018-year"}
    page = client_for(province_officer).get(reverse("reporting:report-forms"), asked)

    assert page.context["compared"]["warnings"][0] in page.content.decode()


def file_of(client, query, file):
    address = reverse("reporting:report-compare-export")
    answer = client.post(f"{address}?{query}", {"file": file})
    assert answer.status_code == 302, answer.content
    job = Job.objects.latest("pk")
    run_job(str(job.uuid))
    job.refresh_from_db()
    assert job.state == "done", job.error
    with job.file.open("rb") as kept:
        return kept.read()


def test_the_files_of_a_comparison_say_the_same(worked, client_for, province_officer):
    client = client_for(province_officer)
    query = "form=drug_cases&period=2026-year&against=2025-year"
    sheet = load_workbook(io.BytesIO(file_of(client, query, "xlsx"))).active
    lines = {row[:3]: row for row in sheet.iter_rows(values_only=True)}
    column = form("drug_cases").column("case_count").title.zh
    assert lines[("合计", "合计", column)][4:] == (3, 2, 1, 50)

    flat = file_of(client, query, "csv").decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(io.StringIO(flat))}
    assert rows[CASES][5:] == ["3", "2", "1", "50"]
    edition = make_edition(by=province_officer)
    query = f"form=drug_cases&against=2025-year&edition={edition.uuid}"
    assert CASES in file_of(client, query, "csv").decode("utf-8-sig")


@pytest.mark.parametrize(
    "query",
    [
        "form=nothing&against=2025-year",
        "form=drug_cases&against=1066-year",
        "form=drug_cases&against=2025-year&edition=x",
        "form=drug_cases&against=2025-year&bureau=999999",
    ],
)
def test_a_file_of_nothing_is_not_found(worked, client_for, province_officer, query):
    address = reverse("reporting:report-compare-export")

    assert client_for(province_officer).post(f"{address}?{query}").status_code == 404
    assert not Job.objects.exists()


def test_the_api_compares(worked, api_for, province_officer):
    api = api_for(province_officer)
    here = reverse("api:report-form", args=["drug_cases"])
    data = api.get(here, {"period": "2026-year", "against": "2025-year"}).data
    assert data["comparison"][CASES] == {
        "value": "3",
        "other": "2",
        "difference": "1",
        "percent": "50",
    }
    assert (data["against"]["period"], data["against"]["edition"]) == ("2025-year", None)
    edition = make_edition(by=province_officer)
    here = reverse("api:report-edition-compare", args=[edition.uuid])
    asked = {"form": "drug_cases", "against": "2022-03-01..2022-05-31"}
    data = api.get(here, asked).data
    assert data["comparison"][CASES]["other"] == "1"
    assert api.get(here, {"form": "drug_cases"}).status_code == 400
    assert api.get(here, {"against": "2025-year"}).status_code == 404

    told = {"form": "drug_cases", "against": "2025-year", "file": "csv"}
    assert api.post(here, told).status_code == 202
    assert api.post(here, {**told, "file": "pdf"}).status_code == 400
    of_form = reverse("api:report-form-compare", args=["drug_cases"])
    assert api.post(of_form, {"against": "2025-year"}).status_code == 202
    assert api.post(of_form, {"against": ""}).status_code == 400
