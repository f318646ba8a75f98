"""A look into an ODS file beside its cells, where one element may stand for a million rows."""

import re
import zipfile
from html import unescape
from typing import Final

from reporting.imports.said import Said, Unfit
from reporting.imports.said import gettext_noop as _
from reporting.imports.sheet import require_size
from reporting.imports.workbooks import DAMAGED, Inside, Look

_TABLE: Final = re.compile(rb'<table:table\b[^>]*?\btable:name="([^"]*)"')
_ROW: Final = re.compile(
    rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL
)
_CELL: Final = re.compile(
    rb"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)",
    re.DOTALL,
)
_COLUMN: Final = re.compile(rb"<table:table-column\b([^>]*)>")
_REPEATED: Final = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_SPANNED: Final = re.compile(rb'number-(rows|columns)-spanned="(\d+)"')
_HIDDEN: Final = re.compile(rb'table:visibility="(?:collapse|filter)"')
_TEXT: Final = re.compile(rb"<text:p\b[^>]*>([^<]*)")
_ERROR: Final = re.compile(r"^(?:#[A-Z0-9/]+[!?]?|Err:\d+)$")


class InsideOds(Inside):
    """The one part of an ODS file that holds its tables."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        if "content.xml" not in packed.namelist():
            raise Unfit(DAMAGED)
        self.text = packed.read("content.xml")
        self.said = []
        if b"xlink:href" in self.text:
            self.said.append(Said(_("Links to other files were not followed.")))

    def look(self, name: str) -> Look:
        text = self._table(name)
        look = Look(formulas=text.count(b"table:formula="))
        for attributes in _COLUMN.findall(text):
            if _HIDDEN.search(attributes):
                look.hidden_columns += _repeats(attributes)
        rows = widest = at = 0
        for attributes, cells in _ROW.findall(text):
            times = _repeats(attributes)
            if b"<text:" in cells or b"office:value" in cells:
                rows += times
                if _HIDDEN.search(attributes):
                    look.hidden_rows += times
                widest = max(widest, _look_at_row(look, at, cells))
            at += times
        require_size(rows, widest, Said(_("The sheet “%(name)s”"), {"name": name}))
        return look

    def _table(self, name: str) -> bytes:
        starts = list(_TABLE.finditer(self.text))
        for at, found in enumerate(starts):
            if unescape(found[1].decode()) == name:
                end = starts[at + 1].start() if at + 1 < len(starts) else len(self.text)
                return self.text[found.start() : end]
        return b""


def _look_at_row(look: Look, at: int, cells: bytes) -> int:
    """Errors and merged cells of a row; how many columns it has."""
    place = reach = 0
    for attributes, inside in _CELL.findall(cells):
        if inside:
            reach = place + _repeats(attributes)
        spans = {which: int(count) for which, count in _SPANNED.findall(attributes)}
        down, across = spans.get(b"rows", 1), spans.get(b"columns", 1)
        if max(down, across) > 1:
            look.merged.append(((at, place), (at + down - 1, place + across - 1)))
        if b'value-type="error"' in attributes or b"table:formula=" in attributes:
            shown = _TEXT.search(inside)
            if shown and _ERROR.match(told := shown[1].decode()):
                look.errors.setdefault(at + 1, {})[place] = told
        place += _repeats(attributes)
    return reach


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
