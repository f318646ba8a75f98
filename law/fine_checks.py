"""Does a proposed or published fine keep to its range, and what is missing if not."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.errors import Text
from law.ranges import DiscretionStep, FineRange


class Verdict(TextChoices):
    """Where a fine stands against its statutory range."""

    INSIDE = "inside", _("Within the range")
    BELOW = "below", _("Below the minimum")
    ABOVE = "above", _("Above the maximum")
    NO_FINE_ALLOWED = "no_fine_allowed", _("No fine is allowed at this level")
    NO_FINE_GIVEN = "no_fine_given", _("No fine is known")
    CANNOT_COMPUTE = "cannot_compute", _("The range cannot be computed")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right: an error refuses, a warning asks for a second look."""

    code: str
    is_error: bool
    text: Text


@dataclass(frozen=True, slots=True)
class FineCheck:
    """The verdict with the fine's place in the range and what is missing."""

    verdict: Verdict
    band: DiscretionStep | None
    position: Decimal | None
    ratio_to_minimum: Decimal | None
    problems: tuple[Problem, ...]

    @property
    def is_lawful(self) -> bool:
        """Whether nothing stands against the fine."""
        return not any(problem.is_error for problem in self.problems)


ABOVE_MAXIMUM = Problem(
    "above_maximum",
    True,
    _("The fine lies above the statutory maximum. Lower it to the range."),
)
FINE_NOT_ALLOWED = Problem(
    "no_fine_allowed",
    True,
    _("The provision allows no fine at this level. Choose another level or leave it out."),
)
MITIGATION_MISSING = Problem(
    "mitigation_missing",
    True,
    _(
        "The fine lies below the statutory minimum: that needs the step “mitigated” (or “no "
        "penalty”), its ground and the article."
    ),
)
GROUND_MISSING = Problem(
    "ground_missing",
    True,
    _("No penalty where the law provides a fine needs its ground and the article."),
)
STEP_DIFFERS = Problem(
    "step_differs",
    False,
    _("The amount does not lie in the band of the step chosen. Check step or amount."),
)


def check_fine(
    fine_range: FineRange | None,
    fine: Decimal | None,
    *,
    bounds: tuple[Decimal, Decimal] | None = None,
    step: str | None = None,
    ground: str = "",
) -> FineCheck:
    """Compare a fine with its statutory range.

    Args:
        fine_range: the range; None where it cannot be computed.
        fine: the fine in yuan; None where it is not known.
        bounds: least and most the fine can have been, where only that is published.
        step: the discretion step the officer chose; the ground is asked for below
            the minimum, and the amount compared with the step's band.
        ground: the mitigating ground with its article.

    Legal source: Administrative Penalty Law Art. 30-33.
    """
    low, high = bounds or (fine, fine)
    verdict = _verdict(fine_range, low, high, step)
    if fine_range is None or low is None:
        return FineCheck(verdict, None, None, None, ())
    known = low if low == high else None
    return FineCheck(
        verdict,
        band=fine_range.band(known) if known is not None else None,
        position=fine_range.position(known) if known is not None else None,
        ratio_to_minimum=fine_range.ratio_to_minimum(low),
        problems=_problems(verdict, fine_range, low, step, ground),
    )


def _verdict(
    fine_range: FineRange | None, low: Decimal | None, high: Decimal | None, step: str | None
) -> Verdict:
    if fine_range is None:
        return Verdict.CANNOT_COMPUTE
    if low is None or high is None:
        return Verdict.NO_FINE_GIVEN
    if fine_range.min is None or fine_range.max is None:
        return Verdict.NO_FINE_ALLOWED if high > 0 else Verdict.INSIDE
    if high == 0 and (fine_range.optional or step == DiscretionStep.NONE):
        return Verdict.INSIDE
    if high < fine_range.min:
        return Verdict.BELOW
    if low > fine_range.max:
        return Verdict.ABOVE
    within = fine_range.min <= low and high <= fine_range.max
    return Verdict.INSIDE if within else Verdict.CANNOT_COMPUTE


def _problems(
    verdict: Verdict, fine_range: FineRange, fine: Decimal, step: str | None, ground: str
) -> tuple[Problem, ...]:
    if verdict == Verdict.ABOVE:
        return (ABOVE_MAXIMUM,)
    if verdict == Verdict.NO_FINE_ALLOWED:
        return (FINE_NOT_ALLOWED,)
    if verdict == Verdict.BELOW:
        named = step == DiscretionStep.MITIGATED and ground.strip()
        return () if named else (MITIGATION_MISSING,)
    if step is None or not fine_range.allows_fine:
        return ()
    if step == DiscretionStep.NONE and fine == 0:
        return () if fine_range.optional or ground.strip() else (GROUND_MISSING,)
    return () if fine_range.band(fine) == step else (STEP_DIFFERS,)
