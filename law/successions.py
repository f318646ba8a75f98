"""Which provision took another's place, and which of two laws is the lighter one.

Legal source: Administrative Penalty Law Art. 37 (从旧兼从轻).
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from law.data_files import load
from law.provisions import Provision, get_provision
from law.ranges import FineRange

ARTICLE = "《中华人民共和国行政处罚法》第三十七条"


@lru_cache(maxsize=1)
def successions() -> tuple[tuple[str, str], ...]:
    """Every pair of ids, the old provision first."""
    rows = load("successions.json")["successions"]
    return tuple((row["old"], row["new"]) for row in rows)


def successor_of(provision: Provision, *, on: date) -> Provision | None:
    """What punishes the same conduct on ``on``, where the provision no longer does."""
    if provision.is_in_force(on):
        return None
    found = next((new for old, new in successions() if old == provision.id), None)
    after = get_provision(found) if found else None
    return after if after is not None and after.is_in_force(on) else None


def predecessor_of(provision: Provision) -> Provision | None:
    """What punished the same conduct before the provision came into force."""
    found = next((old for old, new in successions() if new == provision.id), None)
    return get_provision(found) if found else None


def changed_within(provision: Provision, began_on: date, ended_on: date) -> Provision | None:
    """The older provision, where an act began under it and ended under the newer one."""
    before = predecessor_of(provision)
    if before is None or before.effective_to is None:
        return None
    return before if began_on <= before.effective_to < ended_on else None


def lighter(old: FineRange, new: FineRange) -> str:
    """``old``, ``new`` or empty: which outcome costs less, by its most and its least.

    Empty where they are alike, or where the one has the lower maximum and the other the
    lower minimum: whole outcomes are compared, and that is the officer's judgement.
    """
    before, after = _ends(old), _ends(new)
    if before == after:
        return ""
    if after[0] <= before[0] and after[1] <= before[1]:
        return "new"
    if before[0] <= after[0] and before[1] <= after[1]:
        return "old"
    return ""


def _ends(found: FineRange) -> tuple[Decimal, Decimal]:
    low = Decimal(0) if found.optional else found.min or Decimal(0)
    return found.max or Decimal(0), low
