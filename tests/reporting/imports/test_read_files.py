"""What an office's files look like, and what is sent by mistake or on purpose."""

import io
import zipfile
from datetime import date

import pytest
from django.utils import translation

from core.errors import Invalid
from reporting.imports.files import in_words, read_file
from reporting.imports.sheet import MOST_BYTES
from tests.factories.files import csv, ods, repacked, xls, xlsx

HEAD = ("名称", "地址")
ROW = ("雁塔区㐂安堂·𠮷祥大药房", "长安中路1号")


def notes(sheet):
    return [in_words(one) for one in sheet.said]


def texts(content):
    return [cells for _number, cells in read_file(content).rows]


@pytest.mark.parametrize(
    "content",
    [xlsx(HEAD, ROW), xls(HEAD, ROW), ods(HEAD, ROW), csv(HEAD, ROW),
     csv(HEAD, ROW, encoding="utf-16"), csv(HEAD, ROW, encoding="gb18030")],
    ids=["xlsx", "xls", "ods", "csv", "utf-16", "gb18030"],
)  # fmt: skip
def test_every_format_gives_the_same_table_with_rare_characters(content):
    assert texts(content) == [[*HEAD], [*ROW]]


def test_gb18030_is_read_and_said():
    assert "GB 18030" in notes(read_file(csv(HEAD, ROW, encoding="gb18030")))[0]


def test_rows_and_columns_are_counted_as_the_person_sees_them():
    sheet = read_file(xlsx((), (), ("", *HEAD), (), ("", *ROW)))
    assert sheet.rows == [(3, ["", *HEAD]), (5, ["", *ROW])]


def test_a_date_and_a_number_are_written_as_a_person_would():
    def fill(book, sheet):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 0, date(2026, 1, 5), day)
        sheet.write_number(1, 1, 12000)
        sheet.write_number(1, 2, 1.25)

    assert texts(xlsx(HEAD, fill=fill))[1] == ["2026-01-05", "12000", "1.25"]


def test_control_characters_are_left_out_and_said():
    sheet = read_file("名称,地址\r\n康\x01宁,长安\x7f路".encode())
    assert sheet.rows[1][1] == ["康宁", "长安路"]
    assert "2" in notes(sheet)[0]


def test_formulas_are_not_run_and_said():
    def fill(_book, sheet):
        sheet.write_formula(1, 0, '=WEBSERVICE("http://x")', value="康宁")

    sheet = read_file(xlsx(HEAD, fill=fill))
    assert sheet.rows[1][1] == ["康宁"]
    assert "1" in notes(sheet)[0]


def test_macros_and_outside_links_are_not_followed_and_said():
    content = repacked(
        xlsx(HEAD, ROW),
        xl__vbaProject_dot_bin=b"macro",
        xl__externalLinks__externalLink1_dot_xml=b"<x/>",
    )
    assert len(notes(read_file(content))) == 2


def test_a_second_sheet_is_named_as_not_read():
    def fill(book, _sheet):
        book.add_worksheet("附表").write(0, 0, "x")

    assert "附表" in notes(read_file(xlsx(HEAD, ROW, fill=fill)))[0]


def test_a_bomb_is_refused_before_it_is_unpacked():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<x/>")
        with packed.open("xl/worksheets/sheet1.xml", "w") as part:
            for _each in range(320):
                part.write(b" " * 1024 * 1024)
    with pytest.raises(Invalid, match="320"):
        read_file(target.getvalue())


def test_a_cell_at_the_far_end_of_a_sheet_is_named():
    def fill(_book, sheet):
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(Invalid, match="XFD1048576"):
        read_file(xlsx(HEAD, ROW, fill=fill))


def test_two_million_blank_rows_do_no_harm():
    blank = csv(HEAD, ROW) + b"\r\n" * 2_000_000
    assert len(texts(blank)) == 2
    repeated = (
        '<table:table-row table:number-rows-repeated="2000000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert len(texts(ods(HEAD, ROW, extra=repeated))) == 2


def test_formatted_blank_rows_do_no_harm():
    def fill(book, sheet):
        style = book.add_format({"bg_color": "#FF0000"})
        for at in range(2, 60_000):
            sheet.write_blank(at, 0, None, style)

    assert len(texts(xlsx(HEAD, ROW, fill=fill))) == 2


def test_a_value_repeated_a_million_times_is_refused():
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    extra = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    with pytest.raises(Invalid, match="1,000,002"):
        read_file(ods(HEAD, ROW, extra=extra))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"MZ\x90\x00" + b"x" * 500, "program"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"a,b\r\n\x00\x01\x02", "no table"),
        (b"\xff\xff\xff\xff", "GB 18030"),
        (b'a,b\r\n"open', "quotation"),
        (b"x" * (MOST_BYTES + 1), "20 MB"),
        (",".join("x" * 201).encode(), "201"),
        (b"a\r\n" * 50_001, "50,001"),
        (xlsx(), "nothing on"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_no_table_is_told_plainly(content, told):
    with translation.override("en"), pytest.raises(Invalid, match=told) as refused:
        read_file(content)
    assert str(refused.value) == refused.value.fields["file"]


def test_a_packed_file_of_another_kind_is_told():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("word/document.xml", b"<x/>")
    with pytest.raises(Invalid):
        read_file(target.getvalue())
