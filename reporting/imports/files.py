"""What a file really is, by its content; and reading it within limits."""

import csv
import io
from typing import Final

from django.utils.translation import gettext

from core.errors import Invalid
from reporting.imports.apart import read_apart
from reporting.imports.said import Said, Unfit
from reporting.imports.said import gettext_noop as _
from reporting.imports.sheet import (
    HEAD_AMONG,
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    OLE,
    PACKED,
    Sheet,
    require_size,
    require_text,
)
from reporting.imports.texts import tidy

# Signatures of what is sometimes sent by mistake, or on purpose under another name.
_OTHERS: Final = (
    (b"MZ", _("program")),
    (b"\x7fELF", "program"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_PAGE: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")


def read_file(content: bytes) -> Sheet:
    """The table in a file: XLSX, XLS, ODS or CSV, told by what it holds, not by its name.

    Raises:
        Invalid: empty, too large, another kind of file, protected, damaged.
    """
    try:
        return _read(content)
    except Unfit as error:
        raise refused(in_words(error.said)) from error


def refused(text: str) -> Invalid:
    """A file that cannot be read: the sentence stands at the file's field."""
    return Invalid(text, fields={"file": text})


def in_words(said: Said) -> str:
    """A sentence in the reader's language."""
    values = {
        name: in_words(value)
        if isinstance(value, Said)
        else gettext(value)
        if name == "kind"
        else value
        for name, value in said.values.items()
    }
    return gettext(said.text) % values if values else gettext(said.text)


def _read(content: bytes) -> Sheet:
    if not content.strip():
        raise Unfit(_("The file is empty. Fill in the template and send it again."))
    if len(content) > MOST_BYTES:
        text = _("The file has %(size)s MB; one file takes at most %(most)s MB. Split it.")
        raise Unfit(text, size=len(content) // 1024**2 + 1, most=MOST_BYTES // 1024**2)
    _require_kind(content)
    packed = content.startswith((PACKED, OLE))
    sheet = read_apart(content) if packed else _read_text(content)
    _tidy_cells(sheet)
    if not sheet.rows:
        raise Unfit(_("There is nothing on the sheets of this file."))
    widest = max(len(texts) for _number, texts in sheet.rows)
    require_size(len(sheet.rows), widest, Said(_("The sheet")))
    return sheet


def _require_kind(content: bytes) -> None:
    for start, name in _OTHERS:
        if content.startswith(start):
            text = _("This is a %(kind)s file, whatever its name. Send XLSX, XLS, ODS or CSV.")
            raise Unfit(text, kind=name)
    if content[:200].lstrip().lower().startswith(_PAGE):
        raise Unfit(
            _("This is a web page, whatever its name. Open it and save it as XLSX first.")
        )


def _read_text(content: bytes) -> Sheet:
    text, note = _decoded(content)
    if "\x00" in text:
        raise Unfit(_("This is no table. Send XLSX, XLS, ODS or CSV."))
    delimiter = _delimiter(text)
    rows: list[tuple[int, list[str]]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
            if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                require_size(len(rows), len(cells), Said(_("The file")))
    except csv.Error as error:
        raise Unfit(
            _("A quotation mark of this file is left open, or stands inside a cell.")
        ) from error
    return Sheet("CSV", rows, said=[Said(note)] if note else [])


def _delimiter(text: str) -> str:
    """What parts the cells; a title line above the headings has none of it."""
    first = text.lstrip("\r\n")[:20_000].split("\n")[:HEAD_AMONG]
    return max(",\t;", key=lambda sign: max(line.count(sign) for line in first))


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and a sentence where it was not UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), _("The file was read as UTF-16.")
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Unfit(
            _("The text is neither UTF-8 nor GB 18030. Save the file as “CSV UTF-8”.")
        ) from error
    return text, _("The file was read as GB 18030, as older programs write it.")


def _tidy_cells(sheet: Sheet) -> None:
    """Clean every cell; say where control characters were left out; drop empty rows."""
    touched: list[int] = []
    rows = []
    count = 0
    for number, cells in sheet.rows:
        kept = []
        for cell in cells:
            text, had_signs = tidy(cell[:LONGEST_CELL])
            kept.append(text)
            if had_signs:
                touched.append(number)
        while kept and not kept[-1]:
            kept.pop()
        if kept:
            rows.append((number, kept))
            count += sum(map(len, kept))
            require_text(count)
    sheet.rows = rows
    if touched:
        text = _("Control characters were left out in rows %(rows)s.")
        shown = "、".join(str(one) for one in [*dict.fromkeys(touched)][:20])
        sheet.said.append(Said(text, {"rows": shown}))
