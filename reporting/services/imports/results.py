"""What a checked import has to say: every error by sheet, row, column and value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reporting.imports.base import ImportKind
from reporting.imports.registry import kind_named
from reporting.imports.sheet import column_letters
from reporting.models.imports import ImportBatch, ImportRow, RowState


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, what stands there, what would be right."""

    sheet: str
    row: int
    column: str
    heading: str
    field: str
    value: str
    right: str

    def as_text(self) -> str:
        place = _("Row %(row)s") % {"row": self.row}
        if self.heading:
            place = f"{place}, {self.column} {self.heading}"
        value = f" “{self.value[:60]}”" if self.value else ""
        return f"{place}{value}: {self.right}"


def problems_of(batch: ImportBatch, rows: Any = None) -> Iterator[Problem]:
    """Every error of an import in the order of the file, the questions among them.

    Args:
        rows: only of these rows; None: of all that are kept out.
    """
    kind = kind_named(batch.kind)
    place = batch.column_of
    asked = batch.rows.kept_out().order_by("number") if rows is None else rows
    for row in asked:
        yield from _of_row(batch, kind, place, row)


def _of_row(
    batch: ImportBatch, kind: ImportKind, place: dict[str, int], row: ImportRow
) -> Iterator[Problem]:
    for field, sentence in row.issues:
        at = place.get(field)
        title = str(kind.by_name[field].title) if field in kind.by_name else ""
        yield Problem(
            sheet=batch.sheet,
            row=row.number,
            column="" if at is None else column_letters(at),
            heading=title if at is None else batch.headings[at],
            field=field,
            value="" if at is None else row.text(at),
            right=sentence,
        )
    if row.state == RowState.DUPLICATE:
        for one in row.existing:
            told = f"{one['title']} {one['why']}"
            yield Problem(batch.sheet, row.number, "", "", "", "", told)


def unknown_words(batch: ImportBatch, most: int = 30) -> dict[str, list[str]]:
    """Field with choices → the file's own words that are none of them, for naming them."""
    kind = kind_named(batch.kind)
    place = batch.column_of
    found: dict[str, dict[str, None]] = {}
    for row in batch.rows.filter(state=RowState.BAD).order_by("number").iterator(2000):
        for field, _sentence in row.issues:
            one = kind.by_name.get(field)
            if one is None or not one.choices or field not in place:
                continue
            words = found.setdefault(field, {})
            text = row.text(place[field])
            if text and len(words) < most:
                words[text] = None
    return {field: list(words) for field, words in found.items()}
