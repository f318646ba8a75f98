"""A file read as a table: texts by row and column, and what was left out of it."""

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from core.errors import Invalid

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_UNPACKED: Final = 300 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 200
# Cells of the rectangle from the first to the last cell with something in it.
MOST_CELLS: Final = 4_000_000
HEAD_AMONG: Final = 10
LONGEST_CELL: Final = 20_000


@dataclass(slots=True)
class Sheet:
    """The first sheet with something on it.

    Args:
        rows: (row as the person counts it, from 1; the texts of its cells).
        notes: what was left out or changed while reading, in sentences.
    """

    name: str
    rows: list[tuple[int, list[str]]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def refused(text: str) -> Invalid:
    """A file that cannot be read: the sentence stands at the file's field."""
    return Invalid(text, fields={"file": text})


def require_size(rows: int, columns: int, where: str) -> None:
    """Refuse a table larger than a person can look through.

    Raises:
        Invalid: says how large it is and what to do.
    """
    if rows > MOST_ROWS:
        text = _(
            "%(where)s has %(count)s rows; one file takes at most %(most)s. Delete empty rows "
            "at the end, or split the file."
        )
        values = {"where": where, "count": f"{rows:,}", "most": f"{MOST_ROWS:,}"}
        raise refused(text % values)
    if columns > MOST_COLUMNS:
        text = _(
            "%(where)s has %(count)s columns; one file takes at most %(most)s. Delete the "
            "columns that are not needed."
        )
        values = {"where": where, "count": f"{columns:,}", "most": str(MOST_COLUMNS)}
        raise refused(text % values)


def column_letters(at: int) -> str:
    """The letters of a column counted from 0: 0 → A, 27 → AB."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
