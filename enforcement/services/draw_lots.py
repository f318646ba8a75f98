"""The lots themselves: a pure function of the frozen pool and the seed.

Nothing is read from the database and no generator of random numbers has a state: the
order is that of the SHA-256 of ``seed|party|key`` (UTF-8), which anybody can compute
with a tool of their own. ``docs/draws.md`` says how.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256
from typing import Any

HUNDRED = Decimal(100)


def canonical(inputs: Mapping[str, Any]) -> str:
    """The one text of a pool: keys sorted, no white space, Chinese as it is."""
    return json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(*parts: str) -> str:
    """SHA-256 in hexadecimal of the parts joined by ``|``."""
    return sha256("|".join(parts).encode()).hexdigest()


def number_to_draw(size: int, ratio: Decimal) -> int:
    """How many of a stratum: the ratio in percent of its size, rounded up."""
    return int((size * ratio / HUNDRED).to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Lot:
    """One party drawn: which stratum, and the keys of the pair that goes there."""

    seq: int
    stratum: int
    party: str
    first: str
    second: str


class NoLotLeft(Exception):
    """Nobody is left in the order: ``key`` names the party without a pair, or the stratum."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


class Lots:
    """A draw that can be done again from its text, step by step."""

    def __init__(self, inputs: Mapping[str, Any], seed: str) -> None:
        self.seed = seed
        self.pair_rule: str = inputs["pair_rule"]
        self.units: dict[str, str] = {one["key"]: one["unit"] for one in inputs["officers"]}
        self.conflicts = {(officer, party) for officer, party in inputs["conflicts"]}
        self.order = {
            stratum["seq"]: self._ordered(
                one["key"] for one in inputs["parties"] if one["stratum"] == stratum["seq"]
            )
            for stratum in inputs["strata"]
        }
        self.ratios = {one["seq"]: Decimal(one["ratio"]) for one in inputs["strata"]}
        self.lots: dict[int, Lot] = {}
        self.gone: set[str] = set()
        self.withdrawn: dict[int, set[str]] = {}

    def draw(self) -> list[Lot]:
        """Every stratum's first ones in the order, each with a pair.

        Raises:
            NoLotLeft: a party has no pair of officers without a conflict.
        """
        seq = 0
        for stratum in sorted(self.order):
            keys = self.order[stratum]
            for party in keys[: number_to_draw(len(keys), self.ratios[stratum])]:
                seq += 1
                first, second = self.pair_for(party)
                self.lots[seq] = Lot(seq, stratum, party, first, second)
                self.gone.add(party)
        return self.current()

    def current(self) -> list[Lot]:
        return [self.lots[seq] for seq in sorted(self.lots)]

    def replace_party(self, seq: int, skipped: Collection[str] = ()) -> Lot:
        """The next of the same stratum instead, with a pair of its own.

        Args:
            skipped: keys the order passes over, for reasons on record.
        """
        old = self.lots.pop(seq)
        used = self.gone | set(skipped)
        found = next((key for key in self.order[old.stratum] if key not in used), None)
        if found is None:
            self.lots[seq] = old
            raise NoLotLeft(str(old.stratum))
        self.gone.add(found)
        self.withdrawn.pop(seq, None)
        first, second = self.pair_for(found)
        self.lots[seq] = Lot(seq, old.stratum, found, first, second)
        return self.lots[seq]

    def replace_officer(self, seq: int, officer: str, skipped: Collection[str] = ()) -> Lot:
        """The next officer for that party who fits the one who stays."""
        old = self.lots.pop(seq)
        out = self.withdrawn.setdefault(seq, set()) | {officer}
        stays = old.second if old.first == officer else old.first
        banned = out | set(skipped) | {stays}
        ranked = self._ranked(old.party, banned)
        found = next((key for key in ranked if self._may_pair(stays, key)), None)
        if found is None:
            self.lots[seq] = old
            raise NoLotLeft(old.party)
        self.withdrawn[seq] = out
        leads = old.first == officer
        self.lots[seq] = replace(old, first=found) if leads else replace(old, second=found)
        return self.lots[seq]

    def pair_for(self, party: str) -> tuple[str, str]:
        """The two officers for a party: who has the fewest lots first, then by hash."""
        ranked = self._ranked(party)
        for first in ranked:
            for second in ranked:
                if first != second and self._may_pair(first, second):
                    return first, second
        raise NoLotLeft(party)

    def _ordered(self, keys: Iterable[str]) -> list[str]:
        return sorted(keys, key=lambda key: (digest(self.seed, "party", key), key))

    def _ranked(self, party: str, banned: Collection[str] = ()) -> list[str]:
        load = Counter(key for lot in self.lots.values() for key in (lot.first, lot.second))
        free = [
            key
            for key in self.units
            if key not in banned and (key, party) not in self.conflicts
        ]
        return sorted(
            free, key=lambda key: (load[key], digest(self.seed, "officer", party, key), key)
        )

    def _may_pair(self, one: str, other: str) -> bool:
        same = self.units[one] == self.units[other]
        return {"any": True, "same_unit": same, "other_unit": not same}[self.pair_rule]


def lots_of(
    inputs: Mapping[str, Any], seed: str, changes: Iterable[Mapping[str, Any]] = ()
) -> Lots:
    """Draw, then replace in the order in which it was done.

    Args:
        changes: ``what`` (party, officer), ``seq``, ``out_key`` and ``skipped`` of each.
    """
    lots = Lots(inputs, seed)
    lots.draw()
    for change in changes:
        if change["what"] == "party":
            lots.replace_party(change["seq"], change["skipped"])
        else:
            lots.replace_officer(change["seq"], change["out_key"], change["skipped"])
    return lots
