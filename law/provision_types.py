"""The shapes of a penalty provision, as the catalogue holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from law.words import Words, chinese_number, cite

Mode = Literal["multiple", "fixed", "bracket", "same_as"]

LADDER = "ladder"


@dataclass(frozen=True, slots=True)
class Span:
    """Two numbers: times the base, or yuan. ``low`` None is a maximum only (…元以下)."""

    low: Decimal | None
    high: Decimal


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket by the base: fixed amounts below the limit, a multiple from it on."""

    below: Decimal | None
    at_or_above: Decimal | None
    fixed: Span | None
    multiplier: Span | None


@dataclass(frozen=True)
class Fine:
    """How a level's fine is found.

    ``floors`` (yuan) is keyed by activity, or by ``all``; ``same_as`` names the level
    whose fine is repeated.
    """

    mode: Mode
    base: str
    multiplier: Span | None
    floors: Mapping[str, Decimal]
    fixed: Span | None
    brackets: tuple[Bracket, ...]
    same_as: str | None
    optional: bool


@dataclass(frozen=True)
class Penalty:
    """One consequence; a ladder lists its steps, of which one is chosen."""

    kind: str
    optional: bool
    steps: tuple[str, ...]
    decided_by: str | None
    years: int | None
    words: Mapping[str, Words]
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One level of a provision."""

    level: str
    penalties: tuple[Penalty, ...]
    fine: Fine | None
    subjects: tuple[Words, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that applies at this level, ladders opened, the fine never left out."""
        kinds: dict[str, None] = {}
        for penalty in self.penalties:
            kinds.update(dict.fromkeys(penalty.steps or (penalty.kind,)))
        if self.fine:
            kinds.setdefault("fine")
        return tuple(kinds)


@dataclass(frozen=True)
class Persons:
    """What the responsible persons of a unit face, from a level on (``any``: always)."""

    applies_at: str
    who: tuple[str, ...]
    confiscate_income: bool
    fine: Fine | None
    industry_ban: Mapping[str, object] | None
    detention: Mapping[str, object] | None
    other: tuple[Words, ...]
    only: Words | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds a person faces."""
        kinds = {
            "confiscate_personal_income": self.confiscate_income,
            "fine": self.fine,
            "industry_ban": self.industry_ban,
            "detention_by_police": self.detention,
        }
        return tuple(kind for kind, applies in kinds.items() if applies)


@dataclass(frozen=True, slots=True)
class Law:
    """One instrument in one version."""

    key: str
    name: Words
    version: str
    effective_from: date
    effective_to: date | None
    source: str | None


@dataclass(frozen=True)
class Provision:
    """One provision: a violation and what it costs, level by level."""

    id: str
    law: Law
    article: str
    paragraph: int | None
    items: tuple[str, ...]
    violation: Words
    domains: tuple[str, ...]
    vaccine: bool
    subjects: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    penalty_kinds: tuple[str, ...]
    illegal_income_in_text: bool
    circumstances: tuple[Circumstance, ...]
    persons: Persons | None
    persons_under: tuple[str, str] | None
    decided_by: str
    refers_to: tuple[str, ...]
    confidence: str
    enabled_default: bool
    source: str
    note: Words | None

    @property
    def citation(self) -> str:
        """《law》第…条第…款, as a decision cites it."""
        article = f"第{chinese_number(int(self.article))}条"
        if self.paragraph:
            article += f"第{chinese_number(self.paragraph)}款"
        return cite(self.law.name.zh, article)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels it distinguishes."""
        return tuple(circumstance.level for circumstance in self.circumstances)

    @property
    def on_persons_only(self) -> bool:
        """Whether the whole provision is about responsible persons."""
        return self.subjects == ("responsible_person",)

    def circumstance(self, level: str) -> Circumstance | None:
        """What applies at a level; None if the provision lacks it."""
        return next((found for found in self.circumstances if found.level == level), None)

    def is_in_force(self, on: date) -> bool:
        """Whether it governs an act of that day."""
        return self.effective_from <= on and (
            self.effective_to is None or on <= self.effective_to
        )


@dataclass(frozen=True, slots=True)
class CrossRule:
    """A rule that holds over all provisions, such as one act, one fine."""

    id: str
    basis: str
    effective_from: date
    text: Words
    confidence: str
