"""Entering the rows of a checked import, and taking a whole import back."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from audit.services import record, record_many
from core.api.versions import require_version
from core.dependants import take_out
from core.errors import DomainError, IllegalTransition, Invalid
from core.models import Record
from core.protocols import Actor
from core.statements import update_rows
from reporting.imports.base import ImportKind, ReadRow
from reporting.imports.registry import kind_named
from reporting.models.imports import Decision, ImportBatch, ImportRow, ImportState, RowState
from reporting.services.imports.checking import CHUNK, count_rows, issues_of, read_rows
from reporting.services.imports.holding import Holding
from reporting.services.imports.states import (
    Silent,
    Teller,
    desk_of,
    kind_of,
    lock_batch,
    move,
)

ENTERED: Final = ("state", "record_uuid", "record_version")
CHANGED: Final = ("state", "issues", "record_uuid", "record_version", "before")


@transaction.atomic
def begin_entering(
    batch: ImportBatch, *, good_only: bool, version: int | None = None, by: Actor, on: date
) -> ImportBatch:
    """Decide that the rows are entered: all of them, or the right ones.

    Args:
        good_only: enter the right rows; the others are handed back as a file.

    Raises:
        IllegalTransition: the import is not waiting for this.
        Invalid: there are wrong or undecided rows and all were asked for, or none is right.
    """
    kind_of(batch, by)
    require_version(lock_batch(batch), version, {})
    _require_ready(batch, good_only=good_only)
    row = move(batch, "enter", good_only=good_only, refusal="")
    after = {"good_only": good_only, "rows": batch.rows.ready().count()}
    record("import.entering", subject=row, by=by, on=on, after=after)
    return row


def _require_ready(batch: ImportBatch, *, good_only: bool) -> None:
    if batch.state == ImportState.CHECKED and not batch.rows.ready().exists():
        if batch.rows.filter(state=RowState.BAD).exists():
            raise Invalid(_("No row can be entered. Correct the file and send it again."))
        raise Invalid(
            _("No row is new: each is there already, or perhaps there and not decided on.")
        )
    if good_only:
        return
    if wrong := batch.rows.filter(state=RowState.BAD).count():
        text = _("%(count)s rows are wrong. Correct them, or enter the right ones alone.")
        raise Invalid(text % {"count": wrong})
    if undecided := batch.rows.undecided().count():
        text = _("%(count)s rows may be there already. Decide on each of them first.")
        raise Invalid(text % {"count": undecided})


def enter_rows(
    batch: ImportBatch, *, by: Actor, on: date, teller: Teller | None = None
) -> ImportBatch:
    """Enter the rows, chunk by chunk; safe to run again after it was cut off.

    A chunk's records and the mark on its rows are one transaction. A row that is refused
    after all (somebody was quicker) stops an import of all rows, which then takes back
    what it had entered; an import of the right rows goes on without it.
    """
    told = teller or Silent()
    kind = kind_named(batch.kind)
    total = batch.rows.ready().count() + batch.rows.filter(state=RowState.ENTERED).count()
    done = total - batch.rows.ready().count()
    while True:
        told.tell(done, total, _("Entering the rows"))
        taken, refused = _enter_chunk(batch, kind, by=by, on=on)
        done += taken
        if refused and not batch.good_only:
            return _stand_back(batch, by=by, on=on, teller=told)
        if not taken:
            break
    told.tell(total, total)
    with transaction.atomic():
        left = batch.rows.filter(state=RowState.DUPLICATE, decision=Decision.LEAVE)
        left.update(state=RowState.LEFT_OUT)
        row = move(batch, "entered", counts=count_rows(batch))
        record("import.entered", subject=row, by=by, on=on, after=row.counts)
        return row


@transaction.atomic
def _enter_chunk(
    batch: ImportBatch, kind: ImportKind, *, by: Actor, on: date
) -> tuple[int, int]:
    """One transaction: (rows dealt with, rows refused)."""
    held = lock_batch(batch)
    if held.state != ImportState.ENTERING:
        raise IllegalTransition
    rows = batch.rows.next_ready(kind.chunk)
    desk = desk_of(batch, by, on)
    read = read_rows(batch, kind, desk, [(row.number, row.texts) for row in rows])
    whole = [one for one in read if one.is_whole and not one.issues]
    before = {one.number: kind.before(one.values) for one in whole} if kind.gives_back else {}
    outcome = kind.enter_many(whole, by=by, on=on, desk=desk) if whole else []
    entered = {one.number: found for one, found in zip(whole, outcome, strict=True)}
    refused = 0
    for row, one in zip(rows, read, strict=True):
        found = entered.get(row.number)
        if isinstance(found, Record):
            row.state, row.record_uuid = RowState.ENTERED, found.uuid
            row.record_version, row.before = found.version, before.get(row.number, {})
            row.issues = []
        else:
            refused += 1
            row.state, row.record_uuid, row.record_version = RowState.BAD, None, None
            row.issues = [list(each) for each in _why(found, one, kind)]
            row.before = {}
    update_rows(rows, CHANGED if refused or kind.gives_back else ENTERED)
    return len(rows), refused


def _why(
    found: DomainError | None, read: ReadRow, kind: ImportKind
) -> Sequence[tuple[str, str]]:
    return issues_of(found, kind) if found is not None else read.issues


def _stand_back(batch: ImportBatch, *, by: Actor, on: date, teller: Teller) -> ImportBatch:
    """All or nothing: take back what was entered, and wait with what is wrong marked."""
    with transaction.atomic():
        move(batch, "stopped")
    why = _tried(batch, by=by, on=on, teller=teller, to=RowState.GOOD)
    if why:
        return _kept(batch, why)
    text = _("Nothing was entered: some rows are refused by now. They are marked below.")
    with transaction.atomic():
        return move(batch, "stood_back", counts=count_rows(batch), refusal=text)


def begin_undoing(
    batch: ImportBatch, *, version: int | None = None, by: Actor, on: date
) -> ImportBatch:
    """Decide that a whole import is taken back.

    Raises:
        IllegalTransition: it is not entered.
        Invalid: something hangs on one of its records, or one was changed since.
    """
    kind = kind_of(batch, by)
    if batch.state == ImportState.DONE:
        holding = Holding(kind)
        for rows in _chunks(batch):
            holding.look(rows)
        holding.require_free()
    with transaction.atomic():
        require_version(lock_batch(batch), version, {})
        row = move(batch, "undo", refusal="")
        record("import.undoing", subject=row, by=by, on=on)
        return row


def undo_rows(
    batch: ImportBatch, *, by: Actor, on: date, teller: Teller | None = None
) -> ImportBatch:
    """Take every record of the import out again, the last first."""
    why = _tried(batch, by=by, on=on, teller=teller or Silent(), to=RowState.TAKEN_BACK)
    if why:
        return _kept(batch, why)
    with transaction.atomic():
        row = move(batch, "undone", counts=count_rows(batch))
        record("import.undone", subject=row, by=by, on=on, after=row.counts)
        return row


def _tried(batch: ImportBatch, *, by: Actor, on: date, teller: Teller, to: RowState) -> str:
    """Take everything back; the sentence that says why not, where something stays."""
    try:
        _take_back_all(batch, by=by, on=on, teller=teller, to=to)
    except DomainError as error:
        return str(error)
    except (ProtectedError, RestrictedError):
        return _("Other records hang on them.")
    return ""


def _kept(batch: ImportBatch, why: str) -> ImportBatch:
    text = _("Not everything could be taken back. %(why)s") % {"why": why}
    with transaction.atomic():
        return move(batch, "kept", counts=count_rows(batch), refusal=text)


def _take_back_all(
    batch: ImportBatch, *, by: Actor, on: date, teller: Teller, to: RowState
) -> None:
    kind = kind_named(batch.kind)
    total = batch.rows.filter(state=RowState.ENTERED).count()
    done = 0
    while True:
        teller.tell(done, total, _("Taking the rows back"))
        taken = _take_back_chunk(batch, kind, by=by, on=on, to=to)
        done += taken
        if not taken:
            return


@transaction.atomic
def _take_back_chunk(
    batch: ImportBatch, kind: ImportKind, *, by: Actor, on: date, to: RowState
) -> int:
    lock_batch(batch)
    entered = batch.rows.filter(state=RowState.ENTERED).order_by("-number")
    rows = list(entered[: kind.chunk])
    records = _require_free(kind, rows)
    if kind.gives_back:
        for row in rows:
            kind.restore(records[row.record_uuid], row.before, by=by, on=on)
    else:
        taken = list(records.values())
        record_many(f"{kind.model.ref_kind}.withdrawn", subjects=taken, by=by, on=on)
        take_out(taken, kind.made_beside)
    for row in rows:
        row.state, row.record_uuid, row.record_version = to, None, None
    update_rows(rows, CHANGED)
    return len(rows)


def _require_free(kind: ImportKind, rows: Sequence[ImportRow]) -> dict[Any, Record]:
    """The records of these rows. Raises Invalid where one is gone, changed or needed."""
    holding = Holding(kind)
    found = holding.look(rows)
    holding.require_free()
    return found


def _chunks(batch: ImportBatch) -> Any:
    rows = list(batch.rows.filter(state=RowState.ENTERED))
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
