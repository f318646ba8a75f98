"""How a range was found, said step by step."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from law.penalty_kinds import FineBase
from law.provision_types import Bracket, Provision, Span
from law.ranges import FineRange
from law.steps import Step

AnyRange = TypeVar("AnyRange", bound=FineRange)


class RangeSteps:
    """The steps of one computation, collected while it runs."""

    def __init__(self) -> None:
        self.said: list[Step] = []

    def _say(self, code: str, **params: Any) -> None:
        plain = {name: _plain(value) for name, value in params.items()}
        self.said.append(Step(f"fine.{code}", plain))

    def provision(self, provision: Provision, level: str) -> None:
        """Which provision, at which level."""
        self._say(
            "provision",
            citation=provision.citation,
            violation={"en": provision.violation.en, "zh": provision.violation.zh},
            level=level,
        )

    def referred(self, other: Provision) -> None:
        """The range is another article's."""
        self._say("referred", citation=other.citation)

    def same_as(self, level: str) -> None:
        """The level repeats another level's fine."""
        self._say("same_as", level=level)

    def persons(self) -> None:
        """The range of the responsible persons."""
        self._say("person")

    def persons_elsewhere(self, other: Provision) -> None:
        """Persons are punished under another article."""
        self._say("person_elsewhere", citation=other.citation)

    def persons_not_yet(self, from_level: str) -> None:
        """Persons are punished only from a graver level on."""
        self._say("person_not_yet", level=from_level)

    def no_persons(self) -> None:
        """The provision punishes no person."""
        self._say("person_none")

    def no_fine(self) -> None:
        """No fine at this level."""
        self._say("none")

    def base(self, kind: str, amount: Decimal) -> None:
        """What the fine is computed from."""
        self._say("base", base=kind, amount_yuan=amount)

    def base_label(self, kind: str) -> str:
        """The name of a base in the reader's language."""
        return str(FineBase(kind).label)

    def floor(self, activity: str, floor: Decimal, base: Decimal) -> None:
        """The least amount the base counts as."""
        code = "floor" if base < floor else "above_floor"
        self._say(code, activity=activity, floor_yuan=floor)

    def bracket(self, bracket: Bracket) -> None:
        """Which bracket the real base falls in."""
        if bracket.below is not None:
            self._say("bracket_below", limit_yuan=bracket.below)
        else:
            self._say("bracket_above", limit_yuan=bracket.at_or_above)

    def multiplied(self, multiplier: Span, base: Decimal, span: Span) -> None:
        """The multiple and what it comes to."""
        self._say(
            "multiplied",
            low_times=multiplier.low,
            high_times=multiplier.high,
            amount_yuan=base,
            min_yuan=span.low,
            max_yuan=span.high,
        )

    def fixed(self, span: Span) -> None:
        """Fixed amounts, or a maximum only."""
        if span.low is None:
            self._say("maximum_only", max_yuan=span.high)
        else:
            self._say("fixed", min_yuan=span.low, max_yuan=span.high)

    def close(self, found: AnyRange, *, confirmed: bool) -> AnyRange:
        """The range with its bands said and all steps attached."""
        if found.allows_fine:
            if found.optional:
                self._say("optional")
            split = found.split
            self._say("lenient", lenient_yuan=found.lenient_to, percent=_percent(split.lenient))
            self._say(
                "heavier", heavier_yuan=found.heavier_from, percent=_percent(split.heavier)
            )
        if not confirmed:
            self._say("unconfirmed")
        return replace(found, steps=tuple(self.said))


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}"


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
