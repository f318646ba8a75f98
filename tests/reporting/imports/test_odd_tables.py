"""Tables as offices draw them: titles, notes, units, totals; and rare characters."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from core.jobs import run_job
from enforcement.models import Case
from registry.models import Party
from reporting.models.imports import ImportState
from reporting.services.imports.deciding import name_columns
from reporting.services.imports.results import problems_of
from reporting.services.imports.work import go_on
from reporting.services.list_exports import start_list_export
from tests.factories.files import HEADINGS, csv, ods, xls, xlsx
from tests.factories.imports import ON, make_entered, make_import, party_row, party_rows

pytestmark = pytest.mark.django_db
RARE = ("雁塔区㐂安堂大药房", "雁塔区𠮷祥·大药房", "雁塔区䶮春堂大药房")


@pytest.mark.parametrize(
    "heads",
    [
        ["名称\n（必填）", "类 型*", "　领域　", "地区：", "统一社会\n信用代码", "地址（选填）",
         "联系电话 *"],
        ["企业名称", "企业类型", "监管领域", "所属区县", "社会信用代码", "经营地址", "电话"],
        ["name", "KIND", "Domains", "Region", "credit_code", "Address", "Phone"],
    ],
    ids=["marks", "other words", "english"],
)  # fmt: skip
def test_headings_are_known_under_their_marks_and_other_names(yanta_inspector, heads):
    batch = make_import(yanta_inspector, content=xlsx(heads, party_row()))
    assert {"name", "kind", "domains", "region", "credit_code"} <= set(batch.column_of)
    assert batch.counts == {"good": 1, "rows": 1}


def test_a_title_above_and_totals_and_notes_below_are_no_rows(yanta_inspector):
    batch = make_import(
        yanta_inspector,
        content=xlsx(
            ["雁塔区药店名单"], ["填报单位：雁塔区局"], [], HEADINGS, *party_rows(2),
            ["合  计", "2家"], ["注：截至本月底"], ["填表人：王㐂", "", "审核人：李四"],
        ),
    )  # fmt: skip
    assert batch.counts == {"good": 2, "rows": 2}
    assert any("7、8、9" in note for note in batch.notes)


def test_a_total_between_the_rows_is_wrong_and_named(yanta_inspector):
    batch = make_import(yanta_inspector, party_row(1), ["小计", "1家"], party_row(2))
    assert batch.counts == {"good": 2, "bad": 1, "rows": 3}
    assert {one.row for one in problems_of(batch)} == {3}


def test_a_table_of_totals_alone_holds_no_rows(yanta_inspector):
    assert make_import(yanta_inspector, ["合计", "0"]).state == ImportState.REFUSED


@pytest.mark.parametrize("make", [xlsx, ods], ids=["xlsx", "ods"])
def test_a_merged_note_under_the_table_does_no_harm(yanta_inspector, make):
    if make is xlsx:
        content = xlsx(
            HEADINGS, party_row(),
            fill=lambda _book, sheet: sheet.merge_range(2, 0, 2, 6, "注：截至本月底"),
        )  # fmt: skip
    else:
        kind = 'office:value-type="string" table:number-columns-spanned="7"'
        cell = f"<table:table-cell {kind}><text:p>注：截至本月底</text:p></table:table-cell>"
        content = ods(HEADINGS, party_row(), extra=f"<table:table-row>{cell}</table:table-row>")
    assert make_import(yanta_inspector, content=content).counts == {"good": 1, "rows": 1}


def test_the_error_of_a_formula_is_wrong_at_its_cell(yanta_inspector):
    row = party_row(地址="#N/A", 联系电话="#REF!", 名称="Err:502")
    batch = make_import(yanta_inspector, content=csv(HEADINGS, row))
    found = [(one.sheet, one.row, one.column, one.value) for one in problems_of(batch)]
    assert sorted(found) == [
        ("CSV", 2, "A", "Err:502"), ("CSV", 2, "F", "#N/A"), ("CSV", 2, "G", "#REF!"),
    ]  # fmt: skip
    assert all(one.right for one in problems_of(batch))


PAST = ["案件名称", "领域", "当事人", "处罚日期"]
PAST_ROW = ["某药店案", "药品", "某药店", "二〇二一年五月六日"]


@pytest.mark.parametrize(
    ("above", "heading", "cell", "fine"),
    [
        ([], "罚款金额（万元）", "1.2", "12000"),
        ([], "罚款金额(单位:万元)*", "1.2万元", "12000"),
        ([], "罚款金额（万元）", "3,000元", "3000"),
        ([["已办案件", "", "", "", "单位：万元"]], "罚款金额", "1.2", "12000"),
        ([["已办案件", "", "", "", "单位：万元"]], "罚款金额（元）", "1.2", "1.2"),
        ([], "罚款金额", "1.2", "1.2"),
    ],
)
def test_a_heading_in_ten_thousands_is_read_in_ten_thousands(
    xian_officer, above, heading, cell, fine
):
    content = xlsx(*above, [*PAST, heading], [*PAST_ROW, cell])
    batch = make_entered(xian_officer, kind="past_cases", content=content)
    assert Case.objects.get().decision.fine == Decimal(fine)
    assert any("万元" in note for note in batch.notes) == (fine != "1.2")


def test_a_unit_is_told_of_a_column_somebody_names(xian_officer):
    content = xlsx([*PAST, "罚没合计（万元）"], [*PAST_ROW, "1.2"])
    batch = make_import(xian_officer, kind="past_cases", content=content)
    mapping = {**batch.numbered_mapping, 4: "fine"}
    named = name_columns(batch, mapping=mapping, by=xian_officer, on=ON)
    assert len(named.notes) == len(batch.notes) + 1
    batch = go_on(named, by=xian_officer, on=ON, wait=True)
    assert batch.counts == {"good": 1, "rows": 1}


@pytest.mark.parametrize("cell", ["500 g", "约一万", "-5", "1e5"])
def test_what_is_no_amount_is_wrong_with_what_would_be_right(xian_officer, cell):
    content = xlsx([*PAST, "罚款金额"], [*PAST_ROW, cell])
    (one,) = problems_of(make_import(xian_officer, kind="past_cases", content=content))
    assert (one.sheet, one.row, one.column, one.value) == ("Sheet1", 2, "E", cell)
    assert one.right


@pytest.mark.parametrize("make", [csv, xls, ods, xlsx], ids=["csv", "xls", "ods", "xlsx"])
def test_rare_characters_come_in_are_found_sorted_and_go_out(yanta_inspector, client_for, make):
    rows = [party_row(名称=name) for name in RARE]
    make_entered(yanta_inspector, content=make(HEADINGS, *rows))
    client, path = client_for(yanta_inspector), reverse("registry:party-list")
    for name in RARE:
        assert Party.objects.get(search__finds=name[3:5]).name == name
        page = client.get(path, {"q": name[3:5], "sort": "name"}).content.decode()
        assert [one for one in RARE if one in page] == [name]
    page = client.get(path, {"sort": "-name"}).content.decode()
    order = sorted(RARE, key=page.index)
    assert out_of(yanta_inspector, path, "csv") == order
    assert out_of(yanta_inspector, path, "xlsx") == order


def out_of(by, path, form):
    """The exported names, in the order of the list."""
    job, _is_little = start_list_export(
        path=path, query="sort=-name", columns=["name"], form=form, by=by, on=ON
    )
    run_job(str(job.uuid))
    job.refresh_from_db()
    with job.file.open() as file:
        content = file.read()
    if form == "csv":
        return content.decode("utf-8-sig").split("\r\n")[1:-1]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value in RARE]
