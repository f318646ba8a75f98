"""Workbooks made carelessly or on purpose: each is answered, none harms."""

import io
import subprocess
import zipfile
from datetime import date

import pytest
from django.utils import translation

from core.errors import Invalid
from reporting.imports import apart
from reporting.imports.apart import read_apart
from reporting.imports.files import in_words, read_file
from reporting.imports.said import Unfit
from tests.factories.files import csv, ods, repacked, xls, xlsx

HEAD = ("名称", "地址")
ROW = ("康宁药店", "长安中路1号")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def notes(sheet):
    with translation.override("en"):
        return " ".join(in_words(one) for one in sheet.said)


def part(rows):
    """A sheet as XLSX packs it."""
    start = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'
    return f"{start}{rows}</sheetData></worksheet>".encode()


def test_two_million_formatted_blank_rows_in_a_workbook_do_no_harm():
    blank = part(
        "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(1, 1_048_577))
    )
    book = xlsx((), fill=lambda book, _sheet: fill_second(book))
    sheet = read_file(repacked(book, xl__worksheets__sheet1_dot_xml=blank))
    assert [cells for _number, cells in sheet.rows] == [[*HEAD], [*ROW]]


def fill_second(book):
    sheet = book.add_worksheet("名单")
    for at, row in enumerate((HEAD, ROW)):
        sheet.write_row(at, 0, row)


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "content.xml"])
def test_a_bomb_of_either_format_is_refused(name):
    target = io.BytesIO(ods(HEAD, ROW) if name == "content.xml" else xlsx(HEAD, ROW))
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open(f"more/{name}", "w") as bomb,
    ):
        for _each in range(310):
            bomb.write(b" " * 1024 * 1024)
    with translation.override("en"), pytest.raises(Invalid, match="That is no table"):
        read_file(target.getvalue())


def test_a_part_that_lies_about_its_size_is_damage():
    name = b"xl/worksheets/sheet1.xml"
    content = bytearray(xlsx(HEAD, ROW))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    with translation.override("en"), pytest.raises(Invalid, match="damaged"):
        read_file(bytes(content))


def test_one_text_in_a_million_cells_is_refused():
    cells = "".join(f'<c r="{letter}%d" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJ")
    rows = "".join(
        f'<row r="{at}">{cells.replace("%d", str(at))}</row>' for at in range(1, 9000)
    )
    texts = f'<sst xmlns="{MAIN}"><si><t>{"x" * 20_000}</t></si></sst>'.encode()
    book = repacked(
        xlsx(HEAD, ROW),
        xl__worksheets__sheet1_dot_xml=part(rows),
        xl__sharedStrings_dot_xml=texts,
    )
    with translation.override("en"), pytest.raises(Invalid, match=r"characters|memory"):
        read_file(book)


def test_a_workbook_that_takes_too_long_is_told():
    with pytest.raises(Unfit, match="longer"):
        read_apart(xlsx(HEAD, ROW), seconds=0.001)


@pytest.mark.parametrize(("code", "told"), [(-6, "memory"), (3, "memory"), (1, "damaged")])
def test_a_reader_that_broke_off_is_told_and_nothing_is_kept(monkeypatch, code, told):
    ended = subprocess.CompletedProcess((), code)
    monkeypatch.setattr(apart.subprocess, "run", lambda *args, **more: ended)
    with translation.override("en"), pytest.raises(Invalid, match=told):
        read_file(xlsx(HEAD, ROW))


def test_the_reader_finds_no_secret_beside_it(monkeypatch):
    seen = {}
    ended = subprocess.CompletedProcess((), 1)
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setattr(
        apart.subprocess, "run", lambda *args, **more: (seen.update(more), ended)[1]
    )
    with pytest.raises(Unfit):
        read_apart(b"PK")
    assert "SECRET_KEY" not in seen["env"]
    assert "DATABASE_URL" not in seen["env"]


def test_hidden_sheets_are_not_read_and_hidden_rows_and_columns_are():
    def fill(book, sheet):
        sheet.hide()
        shown = book.add_worksheet("名单")
        shown.activate()
        for at, row in enumerate((HEAD, ROW, ROW)):
            shown.write_row(at, 0, row)
        shown.set_row(1, None, None, {"hidden": True})
        shown.set_column(1, 2, None, None, {"hidden": True})

    sheet = read_file(xlsx(("旧",), ("数",), name="暗表", fill=fill))
    assert (sheet.name, len(sheet.rows)) == ("名单", 3)
    assert "Hidden sheets were not read: 暗表" in notes(sheet)
    assert "Hidden rows (1) and columns (2)" in notes(sheet)


def test_a_workbook_of_hidden_sheets_alone_holds_nothing():
    def fill(book, sheet):
        book.add_worksheet("空").activate()
        sheet.hide()

    with translation.override("en"), pytest.raises(Invalid, match="nothing on"):
        read_file(xlsx(HEAD, ROW, fill=fill))


def test_hidden_rows_and_merged_cells_of_an_open_document_are_seen():
    cell = (
        '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
    )
    hidden = f'<table:table-row table:visibility="collapse">{cell.format("")}</table:table-row>'
    merged = cell.format(' table:number-columns-spanned="2"')
    sheet = read_file(
        ods(HEAD, ROW, extra=f"{hidden}<table:table-row>{merged}</table:table-row>")
    )
    assert "Hidden rows (1)" in notes(sheet)
    assert sheet.merged == [((3, 0), (3, 1))]


def test_errors_of_formulas_are_seen_not_taken_for_empty():
    def fill(_book, sheet):
        sheet.write_formula(1, 1, "=NA()", value="#N/A")
        sheet.write_formula(3, 0, "=#REF!", value="#REF!")

    sheet = read_file(xlsx(HEAD, ("康宁药店",), fill=fill))
    assert sheet.rows[1:] == [(2, ["康宁药店", "#N/A"]), (4, ["#REF!"])]
    wrong = (
        '<table:table-row><table:table-cell table:formula="of:=NA()" office:value-type="string"'
        ' office:string-value="" calcext:value-type="error" xmlns:calcext="urn:x">'
        "<text:p>#N/A</text:p></table:table-cell></table:table-row>"
    )
    assert read_file(ods(HEAD, ROW, extra=wrong)).rows[2] == (3, ["#N/A"])


def test_days_of_a_workbook_that_counts_from_1904_are_read_as_shown():
    def fill(book, sheet):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 0, date(2026, 1, 5), day)

    def old(book, sheet):
        book.date_1904 = True
        sheet.date_1904 = True
        fill(book, sheet)

    for how in (fill, old):
        assert read_file(xlsx(HEAD, fill=how)).rows[1][1] == ["2026-01-05"]


def test_a_workbook_whose_names_have_a_prefix_is_seen_into():
    rows = (
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>名称</x:t></x:is></x:c></x:row>'
        '<x:row r="2" hidden="1"><x:c r="A2" t="e"><x:f>NA()</x:f><x:v>#N/A</x:v></x:c></x:row>'
    )
    body = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    ).encode()
    sheet = read_file(repacked(xlsx(HEAD), xl__worksheets__sheet1_dot_xml=body))
    assert sheet.rows == [(1, ["名称"]), (2, ["#N/A"])]


@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_a_text_file_is_parted_by_what_its_lines_are_parted_by(sign):
    text = "雁塔区药店名单\r\n\r\n" + "\r\n".join(sign.join(row) for row in (HEAD, ROW))
    assert [cells for _number, cells in read_file(text.encode()).rows][1:] == [[*HEAD], [*ROW]]


def test_signs_nobody_sees_are_left_out():
    sheet = read_file(csv(HEAD, ("\u200b康宁\ufeff药店", "长安\u202e路")))
    assert sheet.rows[1][1] == ["康宁药店", "长安路"]


def test_old_workbooks_are_read_apart_too():
    assert read_apart(xls(HEAD, ROW)).rows == [(1, [*HEAD]), (2, [*ROW])]


@pytest.mark.parametrize("rows", [2, 3000], ids=["small", "large"])
def test_errors_and_hidden_rows_of_an_old_workbook_are_seen(rows):
    def fill(book, sheet):
        sheet.row(1).set_cell_error(1, "#N/A!")
        sheet.row(rows + 2).set_cell_error(0, "#REF!")
        sheet.row(rows + 2).hidden = True
        sheet.col(1).hidden = True
        book.add_sheet("暗表").visibility = 1

    sheet = read_file(xls(HEAD, ("康宁药店",), *[ROW] * (rows - 2), fill=fill))
    assert sheet.rows[1] == (2, ["康宁药店", "#N/A"])
    assert sheet.rows[-1] == (rows + 3, ["#REF!"])
    assert "Hidden rows (1) and columns (1)" in notes(sheet)
    assert "暗表" in notes(sheet)
