"""A look into an old workbook (XLS): the records of its stream.

As [MS-XLS] describes them; only what the cells do not tell is looked at.
"""

import io
import struct
from collections.abc import Iterator
from typing import Final

from olefile import OleFileIO

from reporting.imports.said import Said
from reporting.imports.said import gettext_noop as _
from reporting.imports.workbooks import Inside, Look

_STREAMS: Final = ("Workbook", "Book")
_BOUND_SHEET, _EOF, _FORMULA, _ERROR, _ROW, _COLUMNS = 0x85, 0x0A, 0x06, 0x205, 0x208, 0x7D
_SHOWN: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


class InsideXls(Inside):
    """The stream of records of an old workbook; where it cannot be found, nothing is told."""

    def __init__(self, content: bytes) -> None:
        self.said = []
        if "_VBA_PROJECT".encode("utf-16-le") in content:
            self.said.append(Said(_("The macros of the file were not run.")))
        try:
            self.stream = _stream(content)
            self.sheets = _sheets(self.stream)
        except (OSError, struct.error, IndexError):
            self.stream, self.sheets = b"", []

    def look(self, name: str) -> Look:
        look = Look()
        for start in (start for title, start in self.sheets if title == name):
            for kind, body in _records(self.stream, start):
                if kind == _EOF:
                    break
                _take(look, kind, body)
        return look


def _stream(content: bytes) -> bytes:
    """The stream of records; empty where there is none. Raises OSError for damage."""
    with OleFileIO(io.BytesIO(content)) as book:
        name = next((one for one in _STREAMS if book.exists(one)), None)
        return bytes(book.openstream(name).read()) if name else b""


def _take(look: Look, kind: int, body: bytes) -> None:
    if kind == _FORMULA and len(body) >= 14:
        look.formulas += 1
        if body[6] == 2 and body[12:14] == b"\xff\xff":
            _take_error(look, body, body[8])
    elif kind == _ERROR and len(body) >= 8 and body[7] == 1:
        _take_error(look, body, body[6])
    elif kind == _ROW and len(body) >= 13:
        look.hidden_rows += bool(body[12] & 0x20)
    elif kind == _COLUMNS and len(body) >= 9 and body[8] & 1:
        first, last = struct.unpack_from("<HH", body)
        look.hidden_columns += max(last - first + 1, 0)


def _take_error(look: Look, body: bytes, code: int) -> None:
    row, column = struct.unpack_from("<HH", body)
    look.errors.setdefault(row + 1, {})[column] = _SHOWN.get(code, "#N/A")


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(stream: bytes) -> list[tuple[str, int]]:
    """Names of the sheets, and where the records of each begin."""
    found = []
    for kind, body in _records(stream):
        if kind == _EOF:
            break
        if kind == _BOUND_SHEET:
            start, length, is_wide = struct.unpack_from("<IxxBB", body)
            wide = bool(is_wide & 1)
            text = body[8 : 8 + length * (2 if wide else 1)]
            found.append((text.decode("utf-16-le" if wide else "latin-1", "replace"), start))
    return found
