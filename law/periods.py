"""The catalogue of statutory periods: which there are, and which is in force on a day."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from django.utils.translation import gettext as _

from core.errors import LawUnavailable, NotFound
from law.data_files import Row, day_or_none, load
from law.words import Words, cite

Unit = Literal["working_day", "calendar_day", "month", "year", "hour"]
Rollover = Literal["statutory", "unclear", "none", "not_applicable"]
Responsibility = Literal["authority", "party", "other_organ"]


@dataclass(frozen=True, slots=True)
class Basis:
    """The article a period rests on; ``article`` is None where it was not verified."""

    law: str
    article: str | None

    def __str__(self) -> str:
        return cite(self.law, self.article)


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension the instrument allows; ``length`` None means it names no number."""

    length: int | None
    unit: Unit | None
    approver: Words
    basis: str | None
    note: Words | None


@dataclass(frozen=True, slots=True)
class Period:
    """One rule of the catalogue, in the version that its dates say."""

    id: str
    stage: str
    kind: str
    status: str
    enabled_default: bool
    applies_to: tuple[str, ...]
    title: Words
    trigger_event: str
    direction: Literal["after", "before"]
    length: int | None
    unit: Unit | None
    rollover: Rollover
    extensions: tuple[Extension, ...]
    suspensions: tuple[str, ...]
    what_if_missed: Words
    responsibility: Responsibility
    who_is_responsible: Words
    basis: tuple[Basis, ...]
    replaces: tuple[str, ...]
    version: str
    effective_from: date
    effective_to: date | None
    confidence: Literal["text", "secondary", "memory"]
    source: str
    note: Words | None
    threshold: Row | None = field(default=None, hash=False)
    fixed_date: str | None = None
    accrual: Row | None = field(default=None, hash=False)

    @property
    def citation(self) -> str:
        """All articles, as a decision cites them."""
        return "；".join(str(basis) for basis in self.basis)

    @property
    def computable(self) -> bool:
        """Whether the instrument gives a number to count."""
        return self.length is not None and self.unit is not None

    def is_in_force(self, on: date) -> bool:
        """Whether this version governs an event of that day."""
        return self.effective_from <= on and (
            self.effective_to is None or on <= self.effective_to
        )


def all_periods() -> tuple[Period, ...]:
    """Every rule, in the order of the catalogue: by stage of the procedure."""
    return tuple(_catalogue().values())


def get_period(rule_id: str) -> Period:
    """The rule with that id.

    Raises:
        NotFound: there is no such rule.
    """
    try:
        return _catalogue()[rule_id]
    except KeyError:
        raise NotFound(_("There is no time limit called “%s”.") % rule_id) from None


def family(rule_id: str) -> tuple[Period, ...]:
    """A rule with everything it replaces and everything that replaces it, oldest first."""
    wanted = get_period(rule_id)
    members = [wanted, *_older(wanted), *_newer(wanted)]
    return tuple(sorted(dict.fromkeys(members), key=lambda rule: rule.effective_from))


def in_force(rule_id: str, on: date) -> Period:
    """The version of a rule that governs an event of that day.

    Args:
        rule_id: any member of the family: the rule of today or one it replaced.
        on: the day of the event that starts the period.

    Raises:
        NotFound: there is no such rule.
        LawUnavailable: no version known here was in force, or several could be meant.
    """
    wanted = get_period(rule_id)
    if wanted.is_in_force(on):
        return wanted
    found = [rule for rule in family(rule_id) if rule.is_in_force(on)]
    if len(found) == 1:
        return found[0]
    raise LawUnavailable(_out_of_force(wanted, on, found))


def require_in_force(rule: Period, on: date) -> None:
    """Refuse a rule that does not govern that day, naming the one that does.

    Raises:
        LawUnavailable: the rule is not in force on that day.
    """
    if not rule.is_in_force(on):
        found = [other for other in family(rule.id) if other.is_in_force(on)]
        raise LawUnavailable(_out_of_force(rule, on, found))


def event_label(code: str) -> str:
    """The event that starts a period, in words; the code itself if it is unknown."""
    words = _events().get(code)
    return str(words) if words else code


def suspension_label(code: str) -> str:
    """Why time does not count, in words; what an office typed comes back as it is."""
    words = _suspension_causes().get(code)
    return str(words) if words else code


def event_codes() -> frozenset[str]:
    """Every event the catalogue has words for."""
    return frozenset(_events())


def suspension_codes() -> frozenset[str]:
    """Every cause of suspension the catalogue has words for."""
    return frozenset(_suspension_causes())


def compiled_on() -> date:
    """The day on which the shipped catalogue was put together."""
    return date.fromisoformat(_file()["compiled"])


def _out_of_force(wanted: Period, on: date, found: list[Period]) -> str:
    if found:
        return _("“%(rule)s” is not in force on %(on)s; on that day it was: %(others)s.") % {
            "rule": wanted.id,
            "on": on.isoformat(),
            "others": ", ".join(rule.id for rule in found),
        }
    until = wanted.effective_to.isoformat() if wanted.effective_to else "…"
    return _(
        "“%(rule)s” is not in force on %(on)s (known from %(from)s to %(until)s), and no other "
        "version for that day is known here."
    ) % {
        "rule": wanted.id,
        "on": on.isoformat(),
        "from": wanted.effective_from.isoformat(),
        "until": until,
    }


def _older(rule: Period) -> list[Period]:
    direct = [_catalogue()[older] for older in rule.replaces]
    return [*direct, *(deeper for older in direct for deeper in _older(older))]


def _newer(rule: Period) -> list[Period]:
    direct = [newer for newer in all_periods() if rule.id in newer.replaces]
    return [*direct, *(deeper for newer in direct for deeper in _newer(newer))]


@lru_cache(maxsize=1)
def _file() -> Row:
    return load("periods.json")


@lru_cache(maxsize=1)
def _catalogue() -> MappingProxyType[str, Period]:
    return MappingProxyType({row["id"]: _read(row) for row in _file()["periods"]})


@lru_cache(maxsize=1)
def _events() -> dict[str, Words]:
    return {code: Words.of(raw) for code, raw in _file()["events"].items()}


@lru_cache(maxsize=1)
def _suspension_causes() -> dict[str, Words]:
    return {code: Words.of(raw) for code, raw in _file()["suspension_causes"].items()}


def _read(row: Row) -> Period:
    values: dict[str, Any] = {
        **row,
        "applies_to": tuple(row["applies_to"]),
        "title": Words.of(row["title"]),
        "extensions": tuple(_read_extension(raw) for raw in row["extensions"]),
        "suspensions": tuple(row["suspensions"]),
        "what_if_missed": Words.of(row["what_if_missed"]),
        "who_is_responsible": Words.of(row["who_is_responsible"]),
        "basis": tuple(Basis(**raw) for raw in row["basis"]),
        "replaces": tuple(row["replaces"]),
        "effective_from": date.fromisoformat(row["effective_from"]),
        "effective_to": day_or_none(row["effective_to"]),
        "note": Words.of_or_none(row["note"]),
    }
    return Period(**values)


def _read_extension(raw: Row) -> Extension:
    return Extension(
        length=raw["length"],
        unit=raw["unit"],
        approver=Words.of(raw["approver"]),
        basis=raw["basis"],
        note=Words.of_or_none(raw["note"]),
    )
