"""The sealer: chains finished rows into hashed blocks, one process at a time.

On PostgreSQL ids are given before transactions end, so a row may appear below one that is
sealed already. A block therefore takes the rows of finished *transactions*: those from the
last block's snapshot up to the oldest one still running. On SQLite writers are serial and
the id is enough.
"""

from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from audit.digests import GENESIS, block_digest, mark, row_digest
from audit.models import AuditBlock, AuditEvent

BLOCK_ROWS = 500
LOCK_KEY = 7_304_119


def seal() -> int:
    """Seal every finished row. Returns how many; 0 while another process seals."""
    sealed = 0
    while unsealed().exists():
        taken = _seal_block()
        if not taken:
            break
        sealed += taken
    return sealed


def unsealed() -> QuerySet[AuditEvent]:
    """Rows of finished transactions that no block holds yet."""
    return _after(last_block(), _running_from())


def last_block() -> AuditBlock | None:
    return AuditBlock.objects.order_by("-id").first()


def head() -> str:
    """The digest the chain ends with: kept outside, it proves that nothing was cut off."""
    block = last_block()
    return block.digest if block else GENESIS


def sealed_head() -> str:
    """Seal every finished row; the digest the chain ends with then, empty without a block."""
    seal()
    block = last_block()
    return block.digest if block else ""


@transaction.atomic
def _seal_block() -> int:
    if not _only_one():
        return 0
    block = last_block()
    running_from = _running_from()
    rows = _after(block, running_from)
    snapshot = _cut(rows, running_from)
    if snapshot is not None:
        rows = rows.filter(Q(transaction_id=None) | Q(transaction_id__lt=snapshot))
        chosen = list(rows.order_by("id"))
    else:
        chosen = list(rows.order_by("id")[:BLOCK_ROWS])
    if not chosen:
        return 0
    previous, now = block.digest if block else GENESIS, timezone.now()
    digests = [row_digest(row) for row in chosen]
    AuditBlock.objects.create(
        sealed_at=now,
        first_id=chosen[0].pk,
        last_id=chosen[-1].pk,
        row_ids=[row.pk for row in chosen],
        row_marks=[mark(one) for one in digests],
        snapshot=snapshot,
        previous=previous,
        digest=block_digest(previous, now, digests),
    )
    return len(chosen)


def _after(block: AuditBlock | None, running_from: int | None) -> QuerySet[AuditEvent]:
    """Rows of finished transactions after ``block``."""
    rows = AuditEvent.objects.all()
    if running_from is not None:
        rows = rows.filter(Q(transaction_id=None) | Q(transaction_id__lt=running_from))
    if block is None:
        return rows
    newer = Q(pk__gt=_last_id(block))
    if block.snapshot is None:
        return rows.filter(newer)
    # Loaded rows (a restore) carry no transaction: their id decides.
    unnumbered = Q(transaction_id=None) & newer
    return rows.filter(unnumbered | Q(transaction_id__gte=block.snapshot))


def _last_id(block: AuditBlock) -> int:
    """The highest sealed id; a block may end below the one before."""
    if block.snapshot is None and connection.vendor != "postgresql":
        return block.last_id
    highest: int = AuditBlock.objects.aggregate(top=Max("last_id"))["top"]
    return highest


def _cut(rows: QuerySet[AuditEvent], running_from: int | None) -> int | None:
    """The first transaction left out, so that a block stays near ``BLOCK_ROWS`` rows."""
    if running_from is None:
        return None
    ordered = rows.exclude(transaction_id=None).order_by("transaction_id")
    edge: Any = ordered.values_list("transaction_id", flat=True)[BLOCK_ROWS - 1 : BLOCK_ROWS]
    for transaction_id in edge:
        return min(int(transaction_id) + 1, running_from)
    return running_from


def _running_from() -> int | None:
    """The oldest transaction still running on PostgreSQL; None where writers are serial."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def _only_one() -> bool:
    """Whether this process may seal; the lock ends with the transaction."""
    if connection.vendor != "postgresql":
        return True  # BEGIN IMMEDIATE holds the only write lock
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK_KEY])
        return bool(cursor.fetchone()[0])
