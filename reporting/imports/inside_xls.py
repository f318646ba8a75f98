"""A look into an old workbook (XLS): records in a stream, the stream in chained sectors.

As [MS-CFB] and [MS-XLS] describe them; only what the cells do not tell is looked at.
"""

import struct
from collections.abc import Iterator
from typing import Final

from reporting.imports.said import Said
from reporting.imports.said import gettext_noop as _
from reporting.imports.workbooks import Inside, Look

_END: Final = 0xFFFFFFFC  # from here on a number is no sector
_SMALL: Final = 4096  # a shorter stream lies in the stream of small ones
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
            self.stream = _Sectors(content).stream(_STREAMS)
            self.sheets = _sheets(self.stream)
        except (struct.error, IndexError):
            self.stream, self.sheets = b"", []

    def look(self, name: str) -> Look:
        look = Look()
        for start in (start for title, start in self.sheets if title == name):
            for kind, body in _records(self.stream, start):
                if kind == _EOF:
                    break
                _take(look, kind, body)
        return look


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


class _Sectors:
    """A compound file: streams cut into sectors, each naming the next."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = 1 << struct.unpack_from("<H", content, 30)[0]
        self.small_size = 1 << struct.unpack_from("<H", content, 32)[0]
        self.next = self._numbers(self._table())
        small: int = struct.unpack_from("<I", content, 60)[0]
        self.next_small = self._numbers(self._chain(small))
        self.folder = self._joined(struct.unpack_from("<I", content, 48)[0])

    def stream(self, names: tuple[str, ...]) -> bytes:
        """The bytes of the first stream of one of these names; none: empty."""
        root = self.folder[:128]
        for at in range(0, len(self.folder), 128):
            entry = self.folder[at : at + 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            if name in names:
                start, size = struct.unpack_from("<II", entry, 116)
                if size >= _SMALL:
                    return self._joined(start)[:size]
                return self._small(root, start)[:size]
        return b""

    def _table(self) -> list[int]:
        """The sectors that say which sector follows which: 109 in the head, more chained."""
        found = list(struct.unpack_from("<109I", self.content, 76))
        more: int = struct.unpack_from("<I", self.content, 68)[0]
        seen: set[int] = set()
        while more < _END and more not in seen:
            seen.add(more)
            numbers = self._numbers([more])
            found += numbers[:-1]
            more = numbers[-1]
        return [one for one in found if one < _END]

    def _numbers(self, sectors: list[int]) -> list[int]:
        joined = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4]))

    def _sector(self, number: int) -> bytes:
        return self.content[(number + 1) * self.size : (number + 2) * self.size]

    def _chain(self, start: int) -> list[int]:
        found: dict[int, None] = {}
        while start < len(self.next) and start not in found:  # a ring is damage
            found[start] = None
            start = self.next[start]
        return list(found)

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start)))

    def _small(self, root: bytes, start: int) -> bytes:
        home = self._joined(struct.unpack_from("<I", root, 116)[0])
        size, found, seen = self.small_size, [], set[int]()
        while start < len(self.next_small) and start not in seen:
            seen.add(start)
            found.append(home[start * size : (start + 1) * size])
            start = self.next_small[start]
        return b"".join(found)
