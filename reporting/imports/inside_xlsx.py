"""A look into an XLSX file beside its cells: errors, hidden rows, formulas, how far it goes."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Final

from reporting.imports.said import Said, Unfit
from reporting.imports.said import gettext_noop as _
from reporting.imports.sheet import MOST_CELLS, MOST_ROWS, column_place
from reporting.imports.workbooks import Inside, Look

_CHUNK: Final = 4 * 1024 * 1024
_LONGEST: Final = 2 * 1024 * 1024  # of a cell or row that is cut in two by the pieces
_CELL: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_ERROR: Final = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_HIDDEN_ROW: Final = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_HIDDEN_COLUMNS: Final = re.compile(
    rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d+)")[^>]*\bmax="(\d+)"'
)
_SHEET: Final = re.compile(
    rb'<(?:\w+:)?sheet\b(?=[^>]*\bname="([^"]*)")[^>]*\b\w+:id="([^"]*)"'
)
_PART: Final = re.compile(rb'<Relationship\b(?=[^>]*\bId="([^"]*)")[^>]*\bTarget="([^"]*)"')
_ENDS: Final = (b"</c>", b":c>", b"</row>", b":row>")


class InsideXlsx(Inside):
    """The parts of an XLSX file."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.parts = _parts_by_name(packed)
        names = packed.namelist()
        self.said = []
        if any(name.endswith("vbaProject.bin") for name in names):
            self.said.append(Said(_("The macros of the file were not run.")))
        if any(name.startswith("xl/externalLinks/") for name in names):
            self.said.append(Said(_("Links to other files were not followed.")))

    def look(self, name: str) -> Look:
        look = Look()
        reach = _Reach()
        for text in _pieces(self.packed, self.parts.get(name, "")):
            look.formulas += len(_FORMULA.findall(text))
            look.hidden_rows += len(_HIDDEN_ROW.findall(text))
            for first, last in _HIDDEN_COLUMNS.findall(text):
                look.hidden_columns += max(int(last) - int(first) + 1, 0)
            reach.take(text)
            if b't="e"' in text:
                for column, row, shown in _ERROR.findall(text):
                    cells = look.errors.setdefault(int(row), {})
                    cells[column_place(column.decode())] = unescape(shown.decode())
        reach.require_near()
        return look


class _Reach:
    """The rectangle from the first cell to the last one with something in it."""

    def __init__(self) -> None:
        self.row, self.column, self.cell = 0, 0, ""

    def take(self, text: bytes) -> None:
        for column, row, closed in _CELL.findall(text):
            if closed:
                continue  # a formatted cell without content
            if int(row) > self.row:
                self.row, self.cell = int(row), (column + row).decode()
            self.column = max(self.column, column_place(column.decode()) + 1)

    def require_near(self) -> None:
        if self.row > MOST_ROWS * 20 or self.row * self.column > MOST_CELLS:
            text = _(
                "The sheet reaches to cell %(cell)s. Delete what stands there, or split it."
            )
            raise Unfit(text, cell=self.cell)


def _pieces(packed: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part piece by piece, each ending with a whole cell or row."""
    if name not in packed.namelist():
        return
    tail = b""
    with packed.open(name) as part:
        while piece := part.read(_CHUNK):
            text = tail + piece
            cut = max(text.rfind(end) + len(end) if end in text else 0 for end in _ENDS)
            yield text[:cut]
            tail = text[cut:][-_LONGEST:]
    yield tail


def _parts_by_name(packed: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet → the part it stands in."""
    names = packed.namelist()
    rels = "xl/_rels/workbook.xml.rels"
    targets = dict(_PART.findall(packed.read(rels))) if rels in names else {}
    found = {}
    for name, key in _SHEET.findall(packed.read("xl/workbook.xml")):
        target = targets.get(key, b"").decode()
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[unescape(name.decode())] = part
    return found
