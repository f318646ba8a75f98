"""A range of fines, its bands of discretion, and adding ranges of two periods of law."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.errors import Invalid
from core.money import cents
from law.steps import Step


class DiscretionStep(TextChoices):
    """The five steps in which a fine is placed in, or below, its range."""

    NONE = "none", _("No penalty")
    MITIGATED = "mitigated", _("Mitigated, below the minimum")
    LENIENT = "lenient", _("Lenient")
    GENERAL = "general", pgettext_lazy("discretion step", "General")
    HEAVIER = "heavier", _("Heavier")


@dataclass(frozen=True, slots=True)
class Split:
    """Where the lenient band ends and the heavier band begins, as shares of the range.

    Provinces set their own by date; this one is what the shipped sources say.
    """

    lenient: Decimal = Decimal("0.3")
    heavier: Decimal = Decimal("0.7")
    version: str = "30/70"
    effective_from: date = date(2021, 1, 1)

    def __post_init__(self) -> None:
        if not 0 <= self.lenient <= self.heavier <= 1:
            raise Invalid(_("The bands must lie in order between 0 and 1."))


DEFAULT_SPLIT = Split()


@dataclass(frozen=True, kw_only=True)
class FineRange:
    """From the least to the most, in yuan; both None where no fine is allowed."""

    min: Decimal | None
    max: Decimal | None
    optional: bool = False
    split: Split = DEFAULT_SPLIT
    steps: tuple[Step, ...] = ()

    @property
    def allows_fine(self) -> bool:
        """Whether the law provides a fine at all."""
        return self.max is not None

    @property
    def lenient_to(self) -> Decimal | None:
        """Upper end of the lenient band, that amount included."""
        return self._at(self.split.lenient)

    @property
    def heavier_from(self) -> Decimal | None:
        """Lower end of the heavier band, that amount included."""
        return self._at(self.split.heavier)

    def position(self, fine: Decimal) -> Decimal | None:
        """Where a fine lies: 0 at the minimum, 1 at the maximum; None if it cannot be said."""
        if self.min is None or self.max is None or self.min == self.max:
            return None
        return (fine - self.min) / (self.max - self.min)

    def ratio_to_minimum(self, fine: Decimal) -> Decimal | None:
        """The fine as a share of the minimum; None where there is no minimum."""
        return fine / self.min if self.min else None

    def band(self, fine: Decimal) -> DiscretionStep | None:
        """The step an amount falls in; None above the maximum or where no fine is allowed.

        An amount exactly on a split point belongs to the outer band.
        """
        low, high = self.lenient_to, self.heavier_from
        if self.min is None or self.max is None or low is None or high is None:
            return None
        if fine > self.max:
            return None
        if fine < self.min:
            return DiscretionStep.MITIGATED if fine > 0 else DiscretionStep.NONE
        if fine <= low:
            return DiscretionStep.LENIENT
        return DiscretionStep.HEAVIER if fine >= high else DiscretionStep.GENERAL

    def _at(self, share: Decimal) -> Decimal | None:
        if self.min is None or self.max is None:
            return None
        return cents(self.min + share * (self.max - self.min))


@dataclass(frozen=True, kw_only=True)
class RangeSum(FineRange):
    """Ranges computed apart and added: acts under two laws, or several violations."""

    parts: tuple[FineRange, ...]

    @property
    def lenient_to(self) -> Decimal | None:
        """Upper ends of the parts' lenient bands, added."""
        return _added(part.lenient_to for part in self.parts)

    @property
    def heavier_from(self) -> Decimal | None:
        """Lower ends of the parts' heavier bands, added."""
        return _added(part.heavier_from for part in self.parts)


def add_ranges(parts: Iterable[FineRange]) -> RangeSum:
    """Add ranges that were computed apart; parts without a fine add nothing.

    Raises:
        Invalid: no part at all.
    """
    listed = tuple(parts)
    if not listed:
        raise Invalid(_("There is no range to add."))
    fined = [part for part in listed if part.min is not None and part.max is not None]
    low = sum((part.min for part in fined if part.min is not None), Decimal("0.00"))
    high = sum((part.max for part in fined if part.max is not None), Decimal("0.00"))
    steps = tuple(step for part in listed for step in part.steps)
    if len(listed) > 1 and fined:
        steps += (Step("fine.sum", {"min_yuan": str(low), "max_yuan": str(high)}),)
    return RangeSum(
        min=low if fined else None,
        max=high if fined else None,
        optional=bool(fined) and all(part.optional for part in fined),
        split=listed[0].split,
        steps=steps,
        parts=listed,
    )


def one_fine(ranges: Iterable[FineRange]) -> FineRange:
    """Of several norms that one act breaks, the range with the higher fine.

    Raises:
        Invalid: no range at all.

    Legal source: Administrative Penalty Law Art. 29 (一事不再罚).
    """
    listed = list(ranges)
    if not listed:
        raise Invalid(_("There is no range to choose from."))
    return max(listed, key=lambda one: (one.max or Decimal(-1), one.min or Decimal(-1)))


def _added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal("0.00")) if known else None
