"""Many ledger items at once, in chunks; a row that is refused is named, the rest is done.

Each chunk is one transaction and each row is decided by the same rule as the single act;
a row that is done already is passed over, so a job that runs twice does nothing twice.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import Share, ShareGrade, User
from audit.services import record_many
from campaigns.models import EntryKind, LedgerEntry, LedgerItem
from campaigns.services.entered import require_text
from campaigns.transitions.ledger import (
    CLOSED,
    CLOSING,
    DISPATCHED,
    RECHECK,
    RECTIFYING,
    LedgerAct,
)
from core.errors import DomainError
from deadlines.models import Transition
from deadlines.services.procedure import require_open

CHUNK = 150
MOST_NAMED = 200


@dataclass
class Outcome:
    """What became of many rows: how many were done, were so before, and why not."""

    done: int = 0
    before: int = 0
    failed: list[dict[str, str]] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def refuse(self, item: LedgerItem, error: DomainError) -> None:
        self.reasons[str(error)] += 1
        if len(self.failed) < MOST_NAMED:
            self.failed.append({"number": item.number, "reason": str(error)})

    def as_result(self) -> dict[str, object]:
        """For the job's page and the API."""
        return {
            "done": self.done,
            "done_before": self.before,
            "failed": sum(self.reasons.values()),
            "failed_rows": self.failed,
        }


@dataclass(frozen=True)
class BulkAct:
    """One act on many items.

    Args:
        act: of the table.
        after: the status it leads to: a row that has it is done already. Empty: it stays.
        values: the fields it sets.
        note: a reason or text of the act.
        entry: the entry each item gets: its kind, day and paper, and whether it passed.
        handler: who handles the items from now on.
    """

    act: LedgerAct
    after: str
    values: Mapping[str, Any]
    note: str = ""
    entry: Mapping[str, Any] | None = None
    handler: User | None = None


def dispatching(due_on: date, measure: str = "") -> BulkAct:
    """Hand over by a day; an empty measure keeps what each item has."""
    values: dict[str, Any] = {"due_on": due_on, "first_due_on": due_on}
    if measure.strip():
        values["measure"] = measure.strip()
    return BulkAct(LedgerAct.DISPATCH, DISPATCHED, values)


def proposing(text: str, *, by: User, on: date) -> BulkAct:
    """Propose closing, each item with its own evidence and recheck."""
    require_text(text=text)
    values = {"proposed_by": by, "proposed_on": on}
    return BulkAct(LedgerAct.PROPOSE_CLOSE, CLOSING, values, text)


def closing(text: str, *, by: User, on: date) -> BulkAct:
    """Close what others proposed."""
    return BulkAct(LedgerAct.CLOSE, CLOSED, {"closed_by": by, "closed_on": on}, text)


def accepting(owner: User) -> BulkAct:
    """Put many items of one bureau into an officer's hands."""
    return BulkAct(LedgerAct.ACCEPT, RECTIFYING, {"owner": owner}, handler=owner)


def evidencing(text: str, paper: str = "") -> BulkAct:
    """The same paper shows the rectification of many items."""
    require_text(text=text)
    entry = {"kind": EntryKind.EVIDENCE, "paper": paper}
    return BulkAct(LedgerAct.ADD_EVIDENCE, "", {}, text, entry)


def reporting(text: str) -> BulkAct:
    """Report as rectified what has evidence."""
    require_text(text=text)
    values = {"recheck_on": None, "recheck_passed": None}
    entry = {"kind": EntryKind.PROGRESS}
    return BulkAct(LedgerAct.REPORT_RECTIFIED, RECHECK, values, text, entry)


def rechecking(text: str, *, on: date) -> BulkAct:
    """One visit found all of them rectified."""
    require_text(text=text)
    values = {"recheck_on": on, "recheck_passed": True}
    entry = {"kind": EntryKind.RECHECK, "passed": True}
    return BulkAct(LedgerAct.RECHECK, "", values, text, entry)


def run_bulk(
    bulk: BulkAct,
    ids: Sequence[UUID],
    *,
    by: User,
    on: date,
    tell: Callable[[int], None] = lambda done: None,
) -> Outcome:
    """Do the act on each row that the table lets through, chunk by chunk.

    Args:
        ids: public ids; what the actor may not see is left out silently.
        tell: called with the number of rows looked at after each chunk.
    """
    outcome = Outcome()
    for at, chunk in _chunks(ids):
        _do_chunk(bulk, chunk, outcome, by=by, on=on)
        tell(at + len(chunk))
    return outcome


def _chunks(ids: Sequence[UUID]) -> Iterator[tuple[int, Sequence[UUID]]]:
    for at in range(0, len(ids), CHUNK):
        yield at, ids[at : at + CHUNK]


@transaction.atomic
def _do_chunk(
    bulk: BulkAct, ids: Sequence[UUID], outcome: Outcome, *, by: User, on: date
) -> None:
    seen = LedgerItem.objects.visible_to(by).filter(uuid__in=ids).values("pk")
    rows = LedgerItem.objects.filter(pk__in=seen).select_related("bureau", "unit")
    items = list(rows.select_for_update(of=("self",)).order_by("pk"))
    _note_evidence(items)
    moved: list[LedgerItem] = []
    logged: list[Transition] = []
    for item in items:
        if bulk.after and item.status == bulk.after:
            outcome.before += 1
            continue
        try:
            require_open(item, bulk.act, by=by, on=on)
        except DomainError as error:
            outcome.refuse(item, error)
            continue
        logged.append(_move(item, bulk, by=by, on=on))
        moved.append(item)
    LedgerItem.objects.bulk_update(moved, ["status", "version", *bulk.values], batch_size=CHUNK)
    Transition.objects.bulk_create(logged)
    _add_entries(bulk, moved, by=by, on=on)
    _let_handle(bulk.handler, moved, on=on)
    record_many(
        f"ledger_item.{bulk.act}",
        subjects=moved,
        by=by,
        on=on,
        after=lambda item: {"status": item.status, **bulk.values},
    )
    outcome.done += len(moved)


def _move(item: LedgerItem, bulk: BulkAct, *, by: User, on: date) -> Transition:
    row = Transition.under(
        item,
        about_kind=item.ref_kind,
        about_uuid=item.uuid,
        act=str(bulk.act),
        from_state=item.status,
        to_state=bulk.after or item.status,
        by=by,
        on=on,
        note=bulk.note,
    )
    for name, value in bulk.values.items():
        setattr(item, name, value)
    item.status = bulk.after or item.status
    item.version += 1
    return row


def _add_entries(bulk: BulkAct, items: Sequence[LedgerItem], *, by: User, on: date) -> None:
    if bulk.entry is None:
        return
    rows = [
        LedgerEntry.under(item, item=item, text=bulk.note, by=by, on=on, **bulk.entry)
        for item in items
    ]
    LedgerEntry.objects.bulk_create(rows)
    kind = {"kind": str(bulk.entry["kind"])}
    record_many("ledger_entry.added", subjects=rows, by=by, on=on, after=kind)


def _let_handle(handler: User | None, items: Sequence[LedgerItem], *, on: date) -> None:
    """A share that is there already stays as it is."""
    if handler is None:
        return
    shares = (
        Share(
            root_kind=item.ref_kind,
            root_uuid=item.uuid,
            user=handler,
            grade=ShareGrade.HANDLE,
            given_on=on,
        )
        for item in items
    )
    Share.objects.bulk_create(shares, ignore_conflicts=True)


def _note_evidence(items: Sequence[LedgerItem]) -> None:
    """One query for the chunk instead of one for each row."""
    shown = LedgerEntry.objects.filter(item__in=items, kind=EntryKind.EVIDENCE, is_void=False)
    known = set(shown.values_list("item_id", flat=True))
    for item in items:
        item.has_evidence = item.pk in known
