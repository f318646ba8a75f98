"""Reading ``data/provisions.json`` into ``law.provision_types``, once and lazily."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from law.data_files import Row, day_or_none, load
from law.provision_types import (
    LADDER,
    Bracket,
    Circumstance,
    CrossRule,
    Fine,
    Law,
    Penalty,
    Persons,
    Provision,
    Span,
)
from law.words import Words

WORDS = ("note", "only", "who", "scope", "what")
READ = {"kind", "optional", "steps", "decided_by", "years", *WORDS}


@lru_cache(maxsize=1)
def read_catalogue() -> MappingProxyType[str, Provision]:
    """Every provision by id, in the order of the file."""
    laws = {key: _read_law(key, raw) for key, raw in _file()["laws"].items()}
    rows = _file()["provisions"]
    return MappingProxyType({row["id"]: _read(row, laws[row["law"]]) for row in rows})


@lru_cache(maxsize=1)
def read_cross_rules() -> tuple[CrossRule, ...]:
    """The rules over all provisions."""
    return tuple(
        CrossRule(
            id=row["id"],
            basis=row["basis"],
            effective_from=date.fromisoformat(row["effective_from"]),
            text=Words.of(row["text"]),
            confidence=row["confidence"],
        )
        for row in _file()["cross_cutting_rules"]
    )


@lru_cache(maxsize=1)
def _file() -> Row:
    return load("provisions.json")


def _read_law(key: str, raw: Row) -> Law:
    return Law(
        key=key,
        name=Words.of(raw["name"]),
        version=raw["version"],
        effective_from=date.fromisoformat(raw["effective_from"]),
        effective_to=day_or_none(raw["effective_to"]),
        source=raw["source"],
    )


def _read(row: Row, law: Law) -> Provision:
    under = row["persons_under"]
    persons = row["responsible_persons"]
    return Provision(
        id=row["id"],
        law=law,
        article=row["article"],
        paragraph=row["paragraph"],
        items=tuple(row["items"]),
        violation=Words.of(row["violation"]),
        domains=tuple(row["domains"]),
        vaccine=row["vaccine"],
        subjects=tuple(row["subjects"]),
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=day_or_none(row["effective_to"]),
        penalty_kinds=tuple(row["penalty_kinds"]),
        illegal_income_in_text=row["illegal_income_confiscation_in_text"],
        circumstances=tuple(_read_circumstance(raw) for raw in row["circumstances"]),
        persons=_read_persons(persons) if persons else None,
        persons_under=(under["provision"], under["from_level"]) if under else None,
        decided_by=row["decided_by"],
        refers_to=tuple(row["refers_to"]),
        confidence=row["confidence"],
        enabled_default=row["enabled_default"],
        source=row["source"],
        note=Words.of_or_none(row["note"]),
    )


def _read_circumstance(raw: Row) -> Circumstance:
    return Circumstance(
        level=raw["level"],
        penalties=tuple(_read_penalty(one) for one in raw["penalties"]),
        fine=_read_fine(raw["fine"]),
        subjects=tuple(Words.of(one) for one in raw.get("subjects", ())),
    )


def _read_penalty(raw: Row) -> Penalty:
    steps = tuple(raw.get("steps", ()))
    if (raw["kind"] == LADDER) != bool(steps):
        raise ValueError(f"only a ladder has steps, and every ladder has them: {raw}")
    return Penalty(
        kind=raw["kind"],
        optional=raw.get("optional", False),
        steps=steps,
        decided_by=raw.get("decided_by"),
        years=raw.get("years"),
        words={name: Words.of(raw[name]) for name in WORDS if name in raw},
        details={name: value for name, value in raw.items() if name not in READ},
    )


def _read_persons(raw: Row) -> Persons:
    return Persons(
        applies_at=raw["applies_at"],
        who=tuple(raw["who"]),
        confiscate_income=raw["confiscate_income_during_violation"],
        fine=_read_fine(raw["fine"]),
        industry_ban=raw["industry_ban"],
        detention=raw["detention_by_police"],
        other=tuple(Words.of(one) for one in raw.get("other", ())),
        only=Words.of_or_none(raw.get("only")),
    )


def _read_fine(raw: Row | None) -> Fine | None:
    if raw is None:
        return None
    return Fine(
        mode=raw["mode"],
        base=raw.get("base", "fixed"),
        multiplier=_span(raw.get("multiplier")),
        floors={name: _number(value) for name, value in raw.get("floor", {}).items()},
        fixed=_span(raw.get("fixed")),
        brackets=tuple(_read_bracket(one) for one in raw.get("brackets", ())),
        same_as=raw.get("level"),
        optional=raw.get("optional", False),
    )


def _read_bracket(raw: Row) -> Bracket:
    return Bracket(
        below=_number_or_none(raw.get("below")),
        at_or_above=_number_or_none(raw.get("at_or_above")),
        fixed=_span(raw.get("fixed")),
        multiplier=_span(raw.get("multiplier")),
    )


def _span(raw: Row | None) -> Span | None:
    if raw is None:
        return None
    return Span(low=_number_or_none(raw["min"]), high=_number(raw["max"]))


def _number(value: Any) -> Decimal:
    return Decimal(str(value))


def _number_or_none(value: Any) -> Decimal | None:
    return None if value is None else _number(value)
