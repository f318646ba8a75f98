"""The annual tables: every cell equals what plain Python counts over the rows."""

import io
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from core.jobs import run_job
from core.models import Job
from enforcement.models import Case, PersonPenalty
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

YEAR = 2026
MONEY = (
    "goods_value",
    "fines",
    "income_confiscated",
    "goods_confiscated",
    "penalty_total",
)


def by_hand(cases, domain):
    """The counts and sums of one domain's cases, without the figure registry."""
    counted = [one for one in cases if one.domain == domain and not one.authority_name]
    decided = [one for one in counted if one.counted_on and one.counted_on.year == YEAR]
    sums = defaultdict(Decimal)
    for case in decided:
        decision = case.decision
        on_persons = sum(
            PersonPenalty.objects.filter(decision=decision).values_list("fine", flat=True),
            Decimal(0),
        )
        parts = {
            "fines": (decision.fine or 0) + on_persons,
            "income_confiscated": decision.confiscated_income or 0,
            "goods_confiscated": decision.confiscated_goods_value or 0,
        }
        for code, amount in parts.items():
            sums[code] += amount
            sums["penalty_total"] += amount
        sums["goods_value"] += case.goods_value or 0
    return {
        "cases_decided": str(len(decided)),
        "cases_filed": str(
            sum(1 for one in counted if one.filed_on and one.filed_on.year == YEAR)
        ),
        "cases_closed": str(
            sum(1 for one in counted if one.closed_on and one.closed_on.year == YEAR)
        ),
        **{code: f"{sums[code]:.2f}" for code in MONEY},
    }


def test_the_total_of_each_table_equals_the_rows_counted_by_hand(worked, province):
    content = annual_content(calendar_year(province, YEAR))
    cases = list(Case.objects.select_related("decision"))

    for table in content["tables"]:
        total = table["sections"][0]["rows"][0]["values"]
        expected = by_hand(cases, table["domain"])
        assert {code: total[code] for code in expected} == expected
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
