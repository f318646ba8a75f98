"""Files as people send them: workbooks, old workbooks, open documents, text."""

import io
import zipfile
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

HEADINGS = ("名称", "类型", "领域", "地区", "统一社会信用代码", "地址", "联系电话")


def xlsx(*rows, name="Sheet1", fill=None) -> bytes:
    """A workbook of one sheet; ``fill(book, sheet)`` adds what a test is about."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    if fill:
        fill(book, sheet)
    book.close()
    return target.getvalue()


def xls(*rows, fill=None) -> bytes:
    target = io.BytesIO()
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    if fill:
        fill(book, sheet)
    book.save(target)
    return target.getvalue()


def ods(*rows, extra: str = "") -> bytes:
    """An open document; ``extra`` is put behind the rows."""
    lines = []
    for row in rows:
        cells = "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
            for cell in row
        )
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="Sheet1">'
        f"{''.join(lines)}{extra}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type='
            '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
        packed.writestr("content.xml", content)
    return target.getvalue()


def csv(*rows, encoding="utf-8-sig") -> bytes:
    return "\r\n".join(",".join(str(cell) for cell in row) for row in rows).encode(encoding)


def repacked(content: bytes, **changes: bytes) -> bytes:
    """The packed file with some of its parts replaced or added; ``__`` stands for ``/``."""
    target = io.BytesIO()
    new = {
        name.replace("__", "/").replace("_dot_", "."): body for name, body in changes.items()
    }
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in old.namelist():
            if name not in new:
                packed.writestr(name, old.read(name))
        for name, body in new.items():
            packed.writestr(name, body)
    return target.getvalue()
