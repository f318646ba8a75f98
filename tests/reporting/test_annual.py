"""The annual tables: every cell equals what plain Python counts over the rows."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from core.jobs import run_job
from core.models import Job
from enforcement.models import Case
from law.vocabularies import Domain, party_group, source_group
from reporting.exports.annual_xlsx import annual_workbook
from reporting.models import AnnualEdition
from reporting.services.annual import annual_content, calendar_year
from reporting.services.editions import (
    EditionFrozen,
    compute_edition,
    content_hash,
    freeze_edition,
)
from tests.factories.reports import make_year_of_work
from tests.reporting.annual_by_hand import annual_as_told, annual_by_hand
from tests.reporting.exported import exported
from tests.reporting.records import Records
from tests.reporting.tables_by_hand import Asked, ByHand, differences

YEAR = 2026


@pytest.mark.parametrize("name", ["province", "xian", "yanta"])
def test_each_cell_of_each_table_equals_the_rows_counted_by_hand(
    name, worked, tree, province_officer
):
    make_year_of_work(tree, by=province_officer)
    bureau = tree.bureaus[name]
    told = annual_as_told(annual_content(calendar_year(bureau, YEAR)))
    asked = Asked(bureau.code, f"{YEAR}-01-01", f"{YEAR}-12-31")

    assert differences(told, annual_by_hand(ByHand(Records(exported())), asked)) == []
    assert told["drug.total.total.cases_decided"][0]


def test_each_domain_has_its_table(worked, province):
    content = annual_content(calendar_year(province, YEAR))

    assert [table["domain"] for table in content["tables"]] == list(Domain.values)


def test_each_section_adds_up_to_the_total(worked, province):
    for table in annual_content(calendar_year(province, YEAR))["tables"]:
        total = table["sections"][0]["rows"][0]["values"]
        for section in table["sections"][1:]:
            for code in table["columns"]:
                added = sum(Decimal(row["values"][code]) for row in section["rows"])
                assert added == Decimal(total[code]), (table["domain"], section["axis"], code)


def test_a_case_stands_in_the_groups_of_its_source_and_party(worked, province):
    case = Case.objects.get(status="closed", is_past=False)
    drug = annual_content(calendar_year(province, YEAR))["tables"][0]
    cells = {
        section["axis"]: {row["key"]: row["values"] for row in section["rows"]}
        for section in drug["sections"]
    }

    assert cells["source"][source_group(case.source)]["cases_decided"] == "1"
    assert cells["party_kind"][party_group(case.party_kind)]["cases_decided"] == "1"


def test_the_workbook_holds_the_same_numbers_in_units_of_ten_thousand(worked, province):
    content = annual_content(calendar_year(province, YEAR))
    book = load_workbook(io.BytesIO(annual_workbook(content)))

    assert len(book.sheetnames) == 5
    form = book.worksheets[0]
    total = [cell.value for cell in form[5]]
    values = content["tables"][0]["sections"][0]["rows"][0]["values"]
    assert total[1] == int(values["cases_decided"]) == 1
    assert total[5] == pytest.approx(float(values["fines"]) / 10_000)
    definitions = [row[0].value for row in book.worksheets[3].iter_rows(min_row=2)]
    assert set(definitions) >= set(content["tables"][0]["columns"])


def test_the_provincial_officer_exports_the_year_as_xlsx(
    client_for, province_officer, worked, django_capture_on_commit_callbacks
):
    client = client_for(province_officer)
    answer = client.post(
        reverse("reporting:annual-export"), {"year": "2025", "bureau": "610000"}
    )
    job = Job.objects.get(kind="reporting.annual_xlsx")
    run_job(str(job.uuid))

    assert answer.status_code == 302
    job.refresh_from_db()
    assert job.state == "done"
    with job.file.open("rb") as file:
        assert load_workbook(file).sheetnames


def test_the_command_writes_the_files_and_prints_the_hash(worked, province, tmp_path, capsys):
    call_command("annual_summary", YEAR, bureau="610000", out=tmp_path)

    printed = capsys.readouterr().out.strip()
    assert printed == content_hash(annual_content(calendar_year(province, YEAR)))
    assert (tmp_path / f"610000-{YEAR}.xlsx").stat().st_size > 5000


def test_a_frozen_edition_stands_whatever_changes(
    worked, province, province_officer, province_head, client_for
):
    question = calendar_year(province, YEAR)
    edition = compute_edition(question, by=province_officer, on=date(2026, 12, 31))
    frozen = freeze_edition(edition, by=province_head, on=date(2026, 12, 31))
    Case.objects.filter(status="closed").update(goods_value=Decimal(1))

    with pytest.raises(EditionFrozen):
        compute_edition(question, by=province_officer, on=date(2027, 1, 2))
    kept = AnnualEdition.objects.get(pk=frozen.pk)
    assert content_hash(kept.content) == kept.content_hash


def test_every_cell_of_the_page_opens_as_many_rows_as_it_says(
    client_for, province_officer, worked
):
    client = client_for(province_officer)
    page = client.get(reverse("reporting:annual"), {"year": str(YEAR)})

    opened = 0
    for table in page.context["tables"]:
        for section in table["sections"]:
            for row in section["rows"]:
                text, address, nothing = row["cells"][0]
                if address and not nothing:
                    assert client.get(address).context["counted"] == int(text)
                    opened += 1
    assert opened >= 4


@pytest.mark.parametrize("year", ["1999", "abc", "2999"])
def test_a_year_that_cannot_be_is_refused(client_for, province_officer, year):
    answer = client_for(province_officer).get(reverse("reporting:annual"), {"year": year})

    assert answer.status_code == 400


def test_a_citys_table_is_by_county_and_its_cells_open_their_rows(client_for, person, worked):
    client = client_for(person("xian_officer"))
    page = client.get(reverse("reporting:annual"), {"year": str(YEAR)})

    section = page.context["tables"][0]["sections"][-1]
    yanta = next(row for row in section["rows"] if row["label"].startswith("雁塔"))
    for text, address, nothing in yanta["cells"][:3]:
        assert nothing or client.get(address).context["counted"] == int(text)
    assert yanta["cells"][0][0] == "1"


def test_a_head_freezes_the_draft_on_the_page(client_for, person, worked, province):
    question = calendar_year(province, YEAR)
    edition = compute_edition(question, by=person("province_officer"), on=date(2026, 12, 31))
    client = client_for(person("province_head"))

    sent = client.post(reverse("reporting:annual-freeze", args=[edition.uuid]))

    assert sent.status_code == 302
    edition.refresh_from_db()
    assert edition.status == "frozen"
    page = client.get(reverse("reporting:annual"), {"year": str(YEAR)})
    assert edition.content_hash in page.content.decode()
    assert not page.context["may_compute"]
