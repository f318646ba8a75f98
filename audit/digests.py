"""What exactly is hashed: a row as canonical JSON, a block over its rows' digests."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from audit.models import AuditEvent

GENESIS = "0" * 64
MARK_LENGTH = 16
# ``transaction_id`` serves the sealer alone and is left out: a restore may drop it.
FIELDS = (
    "id",
    "on",
    "kind",
    "actor_uuid",
    "actor_name",
    "actor_bureau_code",
    "actor_bureau_path",
    "on_behalf_of",
    "token",
    "subject_kind",
    "subject_uuid",
    "subject_title",
    "root_kind",
    "root_uuid",
    "bureau_path",
    "before",
    "after",
    "note",
)


def row_digest(row: AuditEvent) -> str:
    values: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    values["at"] = instant(row.at)
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def block_digest(previous: str, sealed_at: datetime, row_digests: Iterable[str]) -> str:
    digest = hashlib.sha256(f"{previous} {instant(sealed_at)}".encode())
    for one in row_digests:
        digest.update(one.encode())
    return digest.hexdigest()


def mark(digest: str) -> str:
    return digest[:MARK_LENGTH]


def instant(moment: datetime) -> str:
    """The same text from both databases."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
