import io
from decimal import Decimal
from zipfile import ZipFile

import pytest

from campaigns.models import Target
from campaigns.services.target_intake import import_targets, spread_target
from core.errors import Invalid
from core.sheets import read_table
from tests.factories.campaigns import ON, indicator, make_running
from tests.factories.registry import make_party


def test_a_table_sets_targets_all_or_none(province_officer, xian, weinan):
    campaign = make_running(by=province_officer)
    indicator()
    good = [
        ["机关", "指标", "目标"],
        [xian.name, "检查家次", "1,200"],
        ["610500", "clues", "8"],
    ]
    import_targets(campaign, table=good, by=province_officer, on=ON)
    assert Target.objects.get(bureau=xian).value == 1200

    bad = [[xian.name, "检查家次", "5"], ["无此局", "检查家次", "1"], ["610500", "x", "-1"]]
    with pytest.raises(Invalid) as refused:
        import_targets(campaign, table=bad, by=province_officer, on=ON)
    assert set(refused.value.fields) == {"rows.2", "rows.3"}
    assert Target.objects.get(bureau=xian).value == 1200


@pytest.mark.parametrize("table", [[], [["机关", "指标", "目标"]], [["西安"]]])
def test_a_table_without_a_target_is_refused(province_officer, table):
    with pytest.raises(Invalid):
        import_targets(
            make_running(by=province_officer), table=table, by=province_officer, on=ON
        )


def workbook(rows):
    cells = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    held = io.BytesIO()
    with ZipFile(held, "w") as book:
        sheet = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return held.getvalue()


def test_tables_are_read_from_csv_and_workbooks():
    rows = [["西安市", "检查家次", "5"]]
    assert read_table("a.xlsx", workbook(rows)) == rows
    for encoding in ("utf-8-sig", "gb18030"):
        assert read_table("a.csv", "西安市,检查家次,5".encode(encoding)) == rows


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"no workbook"),
        ("a.pdf", b"x"),
        ("a.csv", b"\xff\xfe\xff"),
        ("a.xlsx", workbook([]).replace(b"<worksheet", b"<!DOCTYPE")),
        ("a.xlsx", workbook([])[:60]),
    ],
)
def test_what_is_no_table_is_refused(name, content):
    with pytest.raises(Invalid):
        read_table(name, content)


def test_a_total_is_spread_by_parties_and_adds_up(province_officer, xian, weinan):
    campaign = make_running(by=province_officer)
    with pytest.raises(Invalid):
        spread_target(
            campaign, indicator=indicator(), total=Decimal(10), by=province_officer, on=ON
        )
    for region in ("610113", "610113", "610502"):
        make_party(region=region)
    spread_target(
        campaign, indicator=indicator(), total=Decimal(10), by=province_officer, on=ON
    )
    values = {row.bureau: row.value for row in Target.objects.all()}

    assert values == {xian: 7, weinan: 3}
