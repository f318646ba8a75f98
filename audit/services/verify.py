"""Proving that no sealed row was changed or removed, and no old one slipped in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Max, Q, QuerySet

from audit.digests import GENESIS, block_digest, mark, row_digest
from audit.models import AuditBlock, AuditEvent

SHOWN = 100


@dataclass(slots=True)
class Report:
    """What ``verify`` found. Lists hold the first 100 each; the counts are complete."""

    blocks: int = 0
    sealed: int = 0
    unsealed: int = 0
    head: str = GENESIS
    differing: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    broken_blocks: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    faults: int = 0

    @property
    def is_whole(self) -> bool:
        return self.faults == 0

    def add(self, found: list[int], number: int) -> None:
        self.faults += 1
        if len(found) < SHOWN:
            found.append(number)


def verify(expected_head: str = "") -> Report:
    """Read the whole chain again.

    Args:
        expected_head: a digest kept outside (a backup, an edition); it must be in the
            chain, else its end was cut off or all of it was made anew.
    """
    report = Report()
    previous, seen_expected = GENESIS, not expected_head
    for block in AuditBlock.objects.order_by("id").iterator(chunk_size=50):
        _check_block(block, previous, report)
        previous = block.digest
        seen_expected = seen_expected or block.digest == expected_head
    report.head = previous
    if not seen_expected:
        report.add(report.broken_blocks, 0)
    _check_unsealed(report)
    return report


def _check_block(block: AuditBlock, previous: str, report: Report) -> None:
    rows = AuditEvent.objects.in_bulk(block.row_ids)
    digests: list[str] = []
    faults = report.faults
    for row_id, expected in zip(block.row_ids, block.row_marks, strict=False):
        row = rows.get(row_id)
        if row is None:
            report.add(report.missing, row_id)
            continue
        report.sealed += 1
        digests.append(row_digest(row))
        if mark(digests[-1]) != expected:
            report.add(report.differing, row_id)
    report.blocks += 1
    whole = block_digest(previous, block.sealed_at, digests) == block.digest
    if block.previous != previous or (not whole and report.faults == faults):
        report.add(report.broken_blocks, block.pk)


def _check_unsealed(report: Report) -> None:
    """Count what waits for the sealer; what should have been sealed long ago is a fault."""
    report.unsealed = AuditEvent.objects.count() - report.sealed
    behind = _behind_the_chain()
    if behind is None or behind.count() <= report.sealed:
        return
    sealed = set(_sealed_ids())
    for row_id in behind.order_by("id").values_list("pk", flat=True).iterator():
        if row_id not in sealed:
            report.add(report.late, row_id)


def _behind_the_chain() -> QuerySet[AuditEvent] | None:
    """Every row the chain as it stands must hold."""
    block = AuditBlock.objects.order_by("-id").first()
    if block is None:
        return None
    top = AuditBlock.objects.aggregate(top=Max("last_id"))["top"]
    if connection.vendor != "postgresql" or block.snapshot is None:
        return AuditEvent.objects.filter(pk__lte=top)
    old = Q(transaction_id__lt=block.snapshot) | Q(transaction_id=None, pk__lte=top)
    return AuditEvent.objects.filter(old)


def _sealed_ids() -> Iterator[int]:
    for ids in AuditBlock.objects.values_list("row_ids", flat=True).iterator():
        yield from ids
