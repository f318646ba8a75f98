"""A file read as a table: texts by row and column, and what was left out of it."""

from dataclasses import dataclass, field
from typing import Final

from reporting.imports.said import Said, Unfit
from reporting.imports.said import gettext_noop as _

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_UNPACKED: Final = 300 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 200
# Cells of the rectangle from the first to the last cell with something in it.
MOST_CELLS: Final = 4_000_000
# Characters of all cells: one long text may stand in a million cells of a small file.
MOST_TEXT: Final = 40_000_000
HEAD_AMONG: Final = 10
# What the process that reads a workbook may take.
MOST_MEMORY: Final = 1024 * 1024 * 1024
MOST_SECONDS: Final = 60
TOO_LARGE: Final = 3  # what it ends with where that was not enough
# How old workbooks and packed files begin.
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED: Final = b"PK"
LONGEST_CELL: Final = 20_000


@dataclass(slots=True)
class Sheet:
    """The first sheet with something on it.

    Args:
        rows: (row as the person counts it, from 1; the texts of its cells).
        said: what was left out or changed while reading.
    """

    name: str
    rows: list[tuple[int, list[str]]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


def require_size(rows: int, columns: int, where: Said | str) -> None:
    """Refuse a table larger than a person can look through.

    Raises:
        Unfit: says how large it is and what to do.
    """
    if rows > MOST_ROWS:
        text = _(
            "%(where)s has %(count)s rows; one file takes at most %(most)s. Delete empty rows "
            "at the end, or split the file."
        )
        raise Unfit(text, where=where, count=f"{rows:,}", most=f"{MOST_ROWS:,}")
    if columns > MOST_COLUMNS:
        text = _(
            "%(where)s has %(count)s columns; one file takes at most %(most)s. Delete the "
            "columns that are not needed."
        )
        raise Unfit(text, where=where, count=f"{columns:,}", most=str(MOST_COLUMNS))


def require_text(count: int) -> None:
    """Raises Unfit where the cells together hold more than a table does."""
    if count > MOST_TEXT:
        text = _(
            "The cells hold more than %(most)s characters together. Leave long texts out, or "
            "split the file."
        )
        raise Unfit(text, most=f"{MOST_TEXT:,}")


def column_letters(at: int) -> str:
    """The letters of a column counted from 0: 0 → A, 27 → AB."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """The other way round: A → 0, AB → 27."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
