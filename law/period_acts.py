"""Which act of a procedure starts the clock of a period, and which acts meet it.

The titles stand in the data too: the catalogue can be read before the procedure that
holds an act is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from law.data_files import Row, load
from law.words import Words


@dataclass(frozen=True, slots=True)
class NamedAct:
    """An act of a procedure: ``<kind of record>.<act>`` and its title."""

    code: str
    title: Words

    @property
    def kind(self) -> str:
        """The kind of record whose procedure holds it."""
        return self.code.partition(".")[0]

    def __str__(self) -> str:
        return str(self.title)


@dataclass(frozen=True, slots=True)
class PeriodActs:
    """The acts of one period.

    Args:
        started_by: any of these starts it; empty where an event outside every procedure
            does, whose day is entered.
        met_by: any of these meets it.
    """

    started_by: tuple[NamedAct, ...]
    met_by: tuple[NamedAct, ...]


def acts_of(rule_id: str) -> PeriodActs | None:
    """The acts of a period; None where it is for the calculator only."""
    return _by_period().get(rule_id)


def is_calculator_only(rule_id: str) -> bool:
    """Whether no procedure starts and meets it."""
    return rule_id not in _by_period()


def stages_with_acts() -> frozenset[str]:
    """The stages each of whose periods must name its acts; others may."""
    return frozenset(_file()["stages"])


def named_acts() -> Mapping[str, NamedAct]:
    """Every act the data name, by its code."""
    return _acts()


def period_ids() -> frozenset[str]:
    """The periods the data name acts of."""
    return frozenset(_by_period())


@lru_cache(maxsize=1)
def _file() -> Row:
    return load("period_acts.json")


@lru_cache(maxsize=1)
def _acts() -> MappingProxyType[str, NamedAct]:
    return MappingProxyType(
        {code: NamedAct(code, Words.of(raw)) for code, raw in _file()["acts"].items()}
    )


@lru_cache(maxsize=1)
def _by_period() -> MappingProxyType[str, PeriodActs]:
    acts = _acts()
    return MappingProxyType(
        {
            rule_id: PeriodActs(
                tuple(acts[code] for code in raw["started_by"]),
                tuple(acts[code] for code in raw["met_by"]),
            )
            for rule_id, raw in _file()["periods"].items()
        }
    )
