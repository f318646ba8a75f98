"""The dry run: every row read, checked and compared, nothing entered."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.protocols import Actor
from core.statements import insert_rows
from reporting.imports.base import Existing, ImportKind, ReadRow
from reporting.imports.columns import take_head, units_of
from reporting.imports.desk import Desk
from reporting.imports.registry import kind_named
from reporting.imports.values import is_bare_number
from reporting.models.imports import ImportBatch, ImportRow, RowState
from reporting.services.imports.reading import memory_of, sheet_of
from reporting.services.imports.states import Silent, Teller, desk_of, move

CHUNK: Final = 500


def check_import(
    batch: ImportBatch, *, by: Actor, on: date, teller: Teller | None = None
) -> ImportBatch:
    """Check every row of the file anew; the import then waits for a decision."""
    told = teller or Silent()
    kind = kind_named(batch.kind)
    sheet = sheet_of(batch)
    below = take_head(sheet, kind, memory_of(batch).columns).rows
    _forget_rows(batch)
    check = _Check(batch, kind, desk_of(batch, by, on))
    total = len(below)
    for start in range(0, total, CHUNK):
        told.tell(start, total, _("Checking the rows"))
        check.chunk(below[start : start + CHUNK], by=by, on=on)
    told.tell(total, total)
    with transaction.atomic():
        return move(batch, "checked", counts=count_rows(batch), refusal="")


def count_rows(batch: ImportBatch) -> dict[str, int]:
    """How many rows are in which state, and how many there are."""
    found = batch.rows.values_list("state").annotate(Count("pk")).order_by()
    counts = dict(found)
    return {**counts, "rows": sum(counts.values())}


def read_rows(
    batch: ImportBatch, kind: ImportKind, desk: Desk, rows: Sequence[tuple[int, Sequence[str]]]
) -> list[ReadRow]:
    """The values of a chunk of rows: what cells name is looked up at once."""
    columns = batch.column_of
    texts = [
        {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        for _number, row in rows
    ]
    _add_units(batch, kind, texts)
    for field in kind.fields:
        if field.load and field.name in columns:
            field.load(desk, [one[field.name] for one in texts])
    return [
        kind.read(number, one, desk, batch.values)
        for (number, _row), one in zip(rows, texts, strict=True)
    ]


def _add_units(batch: ImportBatch, kind: ImportKind, rows: Sequence[dict[str, str]]) -> None:
    """A bare number under a heading in 万元 is of 10,000 yuan."""
    units = units_of(kind, batch.numbered_mapping, batch.headings, batch.preamble)
    for name, unit in units.items():
        for texts in rows:
            if is_bare_number(texts[name]):
                texts[name] += unit


class _Check:
    """One dry run; remembers the rows it saw, to find those that come twice."""

    def __init__(self, batch: ImportBatch, kind: ImportKind, desk: Desk) -> None:
        self.batch, self.kind, self.desk = batch, kind, desk
        self.seen: dict[tuple[Any, ...], int] = {}

    def chunk(self, rows: Sequence[tuple[int, list[str]]], *, by: Actor, on: date) -> None:
        read = read_rows(self.batch, self.kind, self.desk, rows)
        digests = self._digests(read)
        known = _entered_before(self.batch, digests.values())
        fresh = [row for row in read if digests.get(row.number, "") not in known]
        self._twice(fresh)
        for part in _parts([row for row in fresh if row.is_whole], self.kind.chunk):
            found = self.kind.check_many(part, by=by, on=on, desk=self.desk)
            for row, error in zip(part, found, strict=True):
                if error is not None:
                    row.issues += issues_of(error, self.kind)
        near = self.kind.duplicates(fresh, self.desk)
        kept = []
        for (number, texts), row in zip(rows, read, strict=True):
            digest = digests.get(number, "")
            existing = near.get(number, [])
            kept.append(
                ImportRow(
                    batch=self.batch,
                    number=number,
                    texts=texts,
                    key=digest,
                    state=_state(row, existing, known=bool(digest) and digest in known),
                    issues=_issues(row, existing),
                    existing=[one.as_json() for one in existing],
                )
            )
        with transaction.atomic():
            insert_rows(kept)

    def _digests(self, read: Sequence[ReadRow]) -> dict[int, str]:
        code = self.batch.bureau.code
        return {
            row.number: self.kind.digest(row.values, code)
            for row in read
            if row.is_whole and not row.issues
        }

    def _twice(self, rows: Sequence[ReadRow]) -> None:
        """The second of two rows that are the same thing is wrong, and says so."""
        for row in rows:
            if not row.is_whole:
                continue
            key = self.kind.key(row.values)
            first = self.seen.setdefault(key, row.number)
            if first != row.number:
                text = _("This is row %(row)s again. Delete one of the two.")
                row.issues.append(("", text % {"row": first}))
                row.is_whole = False


def issues_of(error: DomainError, kind: ImportKind) -> list[tuple[str, str]]:
    """A refusal as [field, sentence]; a field no column has stands for the whole row."""
    if not error.fields:
        return [("", str(error))]
    return [
        (name if name in kind.by_name else "", str(text)) for name, text in error.fields.items()
    ]


def _state(row: ReadRow, existing: Sequence[Existing], *, known: bool) -> str:
    if known:
        return RowState.KNOWN
    if any(not one.may_enter for one in existing):
        return RowState.DUPLICATE
    if row.issues:
        return RowState.BAD
    return RowState.DUPLICATE if existing else RowState.GOOD


def _issues(row: ReadRow, existing: Sequence[Existing]) -> list[list[str]]:
    """What is wrong with a row; that it is there already is asked, not held against it."""
    if any(not one.may_enter for one in existing):
        return []
    return [list(one) for one in row.issues]


def _entered_before(batch: ImportBatch, digests: Any) -> set[str]:
    rows = ImportRow.objects.filter(key__in=[one for one in digests if one])
    entered = rows.filter(state=RowState.ENTERED, batch__kind=batch.kind)
    return set(entered.exclude(batch=batch).values_list("key", flat=True))


def _forget_rows(batch: ImportBatch) -> None:
    while True:
        keys = list(batch.rows.values_list("pk", flat=True)[:5000])
        if not keys:
            return
        ImportRow.objects.filter(pk__gte=min(keys), pk__lte=max(keys), batch=batch).delete()


def _parts(rows: Sequence[ReadRow], size: int) -> Iterator[Sequence[ReadRow]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
