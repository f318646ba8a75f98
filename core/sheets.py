"""Reading a table somebody uploads: CSV, or the first sheet of an XLSX workbook."""

import csv
import io
import re
import zlib
from typing import Final
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from core.errors import Invalid

MOST_BYTES: Final = 5_000_000
MOST_UNPACKED: Final = 50_000_000
SPACE: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# What a damaged or encrypted workbook raises, depending on where it is damaged.
UNREADABLE: Final = (
    BadZipFile,
    LookupError,
    ValueError,
    RuntimeError,
    EOFError,
    zlib.error,
    ElementTree.ParseError,
)
CELL: Final = re.compile(r"([A-Z]{1,3})\d+")


def read_table(name: str, content: bytes) -> list[list[str]]:
    """The rows of a table as text.

    Args:
        name: of the file; its ending says what it is.
        content: CSV in UTF-8 or GB 18030, or an XLSX workbook.

    Raises:
        Invalid: too large, another kind of file, or not readable.
    """
    if len(content) > MOST_BYTES:
        raise Invalid(fields={"file": _("The file is larger than 5 MB.")})
    if name.lower().endswith(".xlsx"):
        return _xlsx(content)
    if name.lower().endswith((".csv", ".txt")):
        return [list(row) for row in csv.reader(io.StringIO(_text(content)))]
    raise Invalid(fields={"file": _("Choose a CSV or XLSX file.")})


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise Invalid(fields={"file": _("The text of this file cannot be read.")})


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        with ZipFile(io.BytesIO(content)) as book:
            if sum(part.file_size for part in book.infolist()) > MOST_UNPACKED:
                raise Invalid(fields={"file": _("The workbook is too large.")})
            shared = _shared(book)
            sheets = sorted(n for n in book.namelist() if n.startswith("xl/worksheets/sheet"))
            root = _parsed(book.read(sheets[0]))
    except UNREADABLE as error:
        raise Invalid(fields={"file": _("This is not a readable workbook.")}) from error
    return [_row(row, shared) for row in root.iter(f"{SPACE}row")]


def _parsed(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ElementTree.ParseError
    # No entity can be declared: what is left of XML is safe to read.
    return ElementTree.fromstring(content)  # noqa: S314


def _shared(book: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = _parsed(book.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in si.iter(f"{SPACE}t")) for si in root]


def _row(row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{SPACE}c"):
        place = CELL.match(cell.get("r", ""))
        at = _column(place[1]) if place else len(cells)
        cells += [""] * (at + 1 - len(cells))
        cells[at] = _value(cell, shared)
    return cells


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{SPACE}t"))
    found = cell.find(f"{SPACE}v")
    text = found.text or "" if found is not None else ""
    if cell.get("t") == "s" and text.isdecimal() and int(text) < len(shared):
        return shared[int(text)]
    return text
