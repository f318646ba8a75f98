"""Workbooks: XLSX, XLS and ODS. Formulas, macros and links are never followed.

Runs in the reader's process alone (``reporting.imports.apart``): nothing of Django here.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from reporting.imports.said import Said, Unfit
from reporting.imports.said import gettext_noop as _
from reporting.imports.sheet import (
    LONGEST_CELL,
    MOST_UNPACKED,
    Sheet,
    require_size,
    require_text,
)
from reporting.imports.texts import cell_text

DAMAGED: Final = _("The file is damaged. Open it, save it anew and send that.")
PROTECTED: Final = _("The file is protected by a password. Save it without one.")
_DAMAGE: Final = (
    CalamineError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError,
    NotImplementedError, RuntimeError, KeyError,
)  # fmt: skip
MOST_PARTS: Final = 10_000


@dataclass(slots=True)
class Look:
    """What the text of a sheet's part tells that its cells do not.

    Args:
        errors: row → {place of a column: #N/A …}; to the reader such a cell is empty.
        merged: ((top, left), (bottom, right)), from 0.
    """

    formulas: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


class Inside:
    """What is beside the cells in a file."""

    said: list[Said]

    def look(self, name: str) -> Look:
        """Look into a sheet before it is read. Raises Unfit where it is too large."""
        raise NotImplementedError


def read_workbook(content: bytes, inside: Inside) -> Sheet:
    """The first sheet that is not hidden and has something on it.

    Raises:
        Unfit: protected, damaged, or a table too large to be meant.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return _first_filled(book, inside)
    except PasswordError as error:
        raise Unfit(PROTECTED) from error
    except _DAMAGE as error:
        raise Unfit(DAMAGED) from error


def _first_filled(book: Any, inside: Inside) -> Sheet:
    found: Sheet | None = None
    others: list[str] = []
    hidden: list[str] = []
    for at, meta in enumerate(book.sheets_metadata):
        if meta.visible != SheetVisibleEnum.Visible:
            hidden.append(meta.name)
        elif found is not None:
            others.append(meta.name)
        else:
            found = _filled(book, at, meta.name, inside)
    sheet = found or Sheet("", [])
    sheet.said = [*inside.said, *sheet.said]
    if others:
        text = _("Only the sheet “%(name)s” was read; not read: %(others)s.")
        sheet.said.append(Said(text, {"name": sheet.name, "others": "、".join(others)}))
    if hidden:
        text = _("Hidden sheets were not read: %(names)s.")
        sheet.said.append(Said(text, {"names": "、".join(hidden)}))
    return sheet


def _filled(book: Any, at: int, name: str, inside: Inside) -> Sheet | None:
    """A sheet with its texts; None where nothing stands on it."""
    where = Said(_("The sheet “%(name)s”"), {"name": name})
    look = inside.look(name)
    page = book.get_sheet_by_index(at)
    if page.start is None and not look.errors:
        return None
    require_size(page.height, page.width, where)
    rows = _rows(page, look.errors)
    if not rows:
        return None
    require_size(len(rows), 0, where)
    merged = look.merged or list(page.merged_cell_ranges or [])
    return Sheet(name, rows, merged, _told_of(look))


def _rows(page: Any, errors: Mapping[int, Mapping[int, str]]) -> list[tuple[int, list[str]]]:
    """Numbered as the person sees them: empty rows and columns count."""
    left = [""] * int(page.start[1]) if page.start else []
    texts: dict[int, list[str]] = {}
    count = 0
    for number, cells in enumerate(page.iter_rows() if page.start else (), 1):
        row = [cell_text(cell)[:LONGEST_CELL] for cell in cells]
        if any(row):
            texts[number] = left + row
            count += sum(map(len, row))
            require_text(count)
    for number, wrong in errors.items():
        row = texts.setdefault(number, [])
        for place, text in wrong.items():
            row += [""] * (place + 1 - len(row))
            row[place] = text
    return sorted(texts.items())


def _told_of(look: Look) -> list[Said]:
    told = []
    if look.formulas:
        text = _("%(count)s cells hold formulas: what they last showed was taken.")
        told.append(Said(text, {"count": look.formulas}))
    if look.hidden_rows or look.hidden_columns:
        text = _("Hidden rows (%(rows)s) and columns (%(columns)s) were read like the others.")
        values = {"rows": look.hidden_rows, "columns": look.hidden_columns}
        told.append(Said(text, values))
    return told


def unpacked(content: bytes) -> zipfile.ZipFile:
    """A packed file that is what it says and not too large.

    Raises:
        Unfit: a bomb, or damaged.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        entries = packed.infolist()
        size = sum(entry.file_size for entry in entries)
        if size > MOST_UNPACKED or len(entries) > MOST_PARTS:
            text = _(
                "Unpacked, the file would have %(size)s MB. That is no table. Copy the rows "
                "into a new file, without empty ones, and send that."
            )
            raise Unfit(text, size=f"{size // 1024**2:,}")
        _require_honest(packed)
    except _DAMAGE as error:
        raise Unfit(DAMAGED) from error
    return packed


def _require_honest(packed: zipfile.ZipFile) -> None:
    """Unpack in pieces: a part larger than it says, or damaged, is refused here."""
    for entry in packed.infolist():
        with packed.open(entry) as part:
            while part.read(4 * 1024 * 1024):
                pass
