"""Counts that stay cheap at a million rows: exact up to 10,000, then "10,000+"."""

from typing import Any, NamedTuple

CAP = 10_000


class CappedCount(NamedTuple):
    value: int
    exact: bool

    def __str__(self) -> str:
        return f"{self.value:,}" if self.exact else f"{CAP:,}+"


def capped_count(rows: Any) -> CappedCount:
    """Count at most CAP + 1 rows of a queryset."""
    found = rows.order_by().values("pk")[: CAP + 1].count()
    return CappedCount(min(found, CAP), found <= CAP)
