"""What a file really is, by its content; and reading it within limits."""

import csv
import io
import zipfile
import zlib
from typing import Final

from django.utils.translation import gettext as _

from reporting.imports.sheet import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED,
    Sheet,
    refused,
    require_size,
)
from reporting.imports.texts import tidy
from reporting.imports.workbooks import read_workbook

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Signatures of what is sometimes sent by mistake, or on purpose under another name.
_OTHERS: Final = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
MOST_PARTS: Final = 10_000
_PAGE: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")


def read_file(content: bytes) -> Sheet:
    """The table in a file: XLSX, XLS, ODS or CSV, told by what it holds, not by its name.

    Raises:
        Invalid: empty, too large, another kind of file, protected, damaged.
    """
    if not content.strip():
        raise refused(_("The file is empty. Fill in the template and send it again."))
    if len(content) > MOST_BYTES:
        text = _("The file has %(size)s MB; one file takes at most %(most)s MB. Split it.")
        size, most = len(content) // 1024**2 + 1, MOST_BYTES // 1024**2
        raise refused(text % {"size": size, "most": most})
    kind = _kind_of(content)
    sheet = _read_text(content) if kind == "csv" else read_workbook(content, kind)
    _tidy_cells(sheet)
    if not sheet.rows:
        raise refused(_("There is nothing on the sheets of this file."))
    require_size(len(sheet.rows), max(len(texts) for _n, texts in sheet.rows), _("The sheet"))
    return sheet


def _kind_of(content: bytes) -> str:
    if content.startswith(b"PK"):
        return _packed_kind(content)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content[: 1024 * 1024]:
            raise refused(_("The file is protected by a password. Save it without one."))
        return "xls"
    for start, name in _OTHERS:
        if content.startswith(start):
            text = _("This is a %(kind)s file, whatever its name. Send XLSX, XLS, ODS or CSV.")
            raise refused(text % {"kind": _("program") if name == "program" else name})
    if content[:200].lstrip().lower().startswith(_PAGE):
        raise refused(
            _("This is a web page, whatever its name. Open it and save it as XLSX first.")
        )
    return "csv"


def _packed_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            names = {entry.filename for entry in entries}
            size = sum(entry.file_size for entry in entries)
            if size > MOST_UNPACKED or len(entries) > MOST_PARTS:
                text = _("Unpacked, the file would have %(size)s MB. That is no table.")
                raise refused(text % {"size": f"{size // 1024**2:,}"})
            _require_honest(packed)
            mimetype = packed.read("mimetype")[:100] if "mimetype" in names else b""
    except _DAMAGE as error:
        raise refused(_("The file is damaged. Open it, save it anew and send that.")) from error
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise refused(_("This is a packed file of another kind. Send XLSX, XLS, ODS or CSV."))


def _require_honest(packed: zipfile.ZipFile) -> None:
    """Unpack in pieces: a part larger than it says, or damaged, is refused here."""
    for entry in packed.infolist():
        with packed.open(entry) as part:
            while part.read(4 * 1024 * 1024):
                pass


def _read_text(content: bytes) -> Sheet:
    text, note = _decoded(content)
    if "\x00" in text:
        raise refused(_("This is no table. Send XLSX, XLS, ODS or CSV."))
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    rows: list[tuple[int, list[str]]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
            if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
                require_size(len(rows), len(cells), _("The file"))
    except csv.Error as error:
        raise refused(
            _("A quotation mark of this file is left open, or stands inside a cell.")
        ) from (error)
    return Sheet("CSV", rows, notes=[note] if note else [])


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
        raise refused(
            _("The text is neither UTF-8 nor GB 18030. Save the file as “CSV UTF-8”.")
        ) from error
    return text, _("The file was read as GB 18030, as older programs write it.")


def _tidy_cells(sheet: Sheet) -> None:
    """Clean every cell; say where control characters were left out; drop empty rows."""
    touched: list[int] = []
    rows = []
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
    sheet.rows = rows
    if touched:
        text = _("Control characters were left out in rows %(rows)s.")
        shown = "、".join(str(one) for one in dict.fromkeys(touched[:20]))
        sheet.notes.append(text % {"rows": shown})
