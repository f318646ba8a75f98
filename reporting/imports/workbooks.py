"""Workbooks: XLSX, XLS and ODS. Formulas, macros and links are never followed."""

import io
import re
import zipfile
from typing import Any, Final

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from reporting.imports.sheet import MOST_CELLS, MOST_ROWS, Sheet, refused, require_size
from reporting.imports.texts import cell_text

_CHUNK: Final = 4 * 1024 * 1024
_CELL: Final = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')
_FORMULA: Final = re.compile(rb"<f[ >/]")
_ODS_ROW: Final = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL: Final = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_REPEATED: Final = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')


def read_workbook(content: bytes, kind: str) -> Sheet:
    """The first sheet with something on it.

    Raises:
        Invalid: protected, damaged, or a table too large to be meant.
    """
    notes: list[str] = []
    if kind == "xlsx":
        notes = _look_into_xlsx(content)
    elif kind == "ods":
        notes = _look_into_ods(content)
    elif "_VBA_PROJECT".encode("utf-16-le") in content:
        notes = [_("The macros of the file were not run.")]
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet, others = _first_filled(book)
    except PasswordError as error:
        raise refused(_("The file is protected by a password. Save it without one.")) from error
    except (CalamineError, OSError, ValueError) as error:
        raise refused(_("The file is damaged. Open it, save it anew and send that.")) from error
    if others:
        text = _("Only the sheet “%(name)s” was read; not read: %(others)s.")
        notes.append(text % {"name": sheet.name, "others": "、".join(others)})
    sheet.notes = notes
    return sheet


def _first_filled(book: Any) -> tuple[Sheet, list[str]]:
    found: Sheet | None = None
    others: list[str] = []
    for at, name in enumerate(book.sheet_names):
        if found is not None:
            others.append(name)
            continue
        page = book.get_sheet_by_index(at)
        if page.start is None:
            continue
        require_size(page.height, page.width, _("The sheet “%(name)s”") % {"name": name})
        left = [""] * int(page.start[1])
        # Rows are numbered and columns placed as the person sees them: empty ones count.
        rows = [
            (number, left + texts)
            for number, cells in enumerate(page.iter_rows(), 1)
            if any(texts := [cell_text(cell) for cell in cells])
        ]
        if rows:
            merged = list(page.merged_cell_ranges or [])
            found = Sheet(name, rows, merged)
    return found or Sheet("", []), others


def _look_into_xlsx(content: bytes) -> list[str]:
    """Refuse a table far too large before it is unpacked; say what is not followed."""
    notes = []
    formulas = 0
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                formulas += _scan_cells(packed, name)
    if any(name.endswith("vbaProject.bin") for name in names):
        notes.append(_("The macros of the file were not run."))
    if any(name.startswith("xl/externalLinks/") for name in names):
        notes.append(_("Links to other files were not followed."))
    if formulas:
        text = _("%(count)s cells hold formulas: what they last showed was taken.")
        notes.append(text % {"count": formulas})
    return notes


def _scan_cells(packed: zipfile.ZipFile, name: str) -> int:
    """The formulas of a sheet, read in pieces. Raises Invalid for a rectangle too large."""
    formulas, last_row, last_column = 0, 0, 0
    where = ("", "")
    tail = b""
    with packed.open(name) as part:
        while piece := part.read(_CHUNK):
            text = tail + piece
            formulas += len(_FORMULA.findall(text))
            for column, row, closed in _CELL.findall(text):
                if closed:
                    continue  # a formatted cell without content
                if int(row) > last_row:
                    last_row = int(row)
                    where = (column.decode(), row.decode())
                last_column = max(last_column, _place(column))
            tail = text[text.rfind(b"<") :]
            tail = b"" if b">" in tail else tail  # a whole tag was counted already
    if last_row > MOST_ROWS * 20 or last_row * last_column > MOST_CELLS:
        told = _("The sheet reaches to cell %(cell)s. Delete what stands there, or split it.")
        raise refused(told % {"cell": "".join(where)})
    return formulas


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place


def _look_into_ods(content: bytes) -> list[str]:
    """The same for ODS, where one element may stand for a million rows."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        try:
            text = packed.read("content.xml")
        except KeyError as error:
            raise refused(
                _("The file is damaged. Open it, save it anew and send that.")
            ) from error
    rows = widest = 0
    for attributes, cells in _ODS_ROW.findall(text):
        if b"<text:" not in cells and b"office:value" not in cells:
            continue
        rows += _repeats(attributes)
        width = 0
        reach = 0
        for cell, closed in _ODS_CELL.findall(cells):
            width += _repeats(cell)
            if not closed:
                reach = width
        widest = max(widest, reach)
    require_size(rows, widest, _("The sheet"))
    notes = []
    if b"table:formula=" in text:
        count = text.count(b"table:formula=")
        told = _("%(count)s cells hold formulas: what they last showed was taken.")
        notes.append(told % {"count": count})
    if b"xlink:href" in text:
        notes.append(_("Links to other files were not followed."))
    return notes


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
