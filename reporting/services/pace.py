"""Whether a target will be reached: what is done, against the share of the time gone."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


class Pace(StrEnum):
    """How a figure stands to its target."""

    NO_TARGET = "no_target"
    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MISSED = "missed"


PACE_TITLES: dict[Pace, str | Promise] = {
    Pace.NO_TARGET: _("No target"),
    Pace.REACHED: _("Reached"),
    Pace.ON_COURSE: _("On course"),
    Pace.BEHIND: _("Behind at this pace"),
    Pace.MISSED: _("Missed"),
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a figure stands, and where it will end if it goes on as until now.

    Args:
        expected: of the target, what should be there by now if it grew evenly.
        projected: at the last day of the campaign; None where nothing can be said.
    """

    pace: Pace
    expected: Decimal | None = None
    projected: Decimal | None = None

    @property
    def title(self) -> str | Promise:
        return PACE_TITLES[self.pace]

    @property
    def lags(self) -> bool:
        return self.pace in (Pace.BEHIND, Pace.MISSED)


def time_gone(starts_on: date, ends_on: date, on: date) -> Decimal:
    """Share of a campaign's days that are over on a day, both ends included; 0 to 1."""
    days = (ends_on - starts_on).days + 1
    gone = (min(on, ends_on) - starts_on).days + 1
    return Decimal(max(gone, 0)) / Decimal(days)


def outlook(
    value: Decimal | None, target: Decimal | None, *, gone: Decimal, is_share: bool = False
) -> Outlook:
    """How a figure stands to its target.

    Args:
        value: what is reached; None where it cannot be computed counts as nothing.
        target: what must be reached by the end.
        gone: share of the time that is over.
        is_share: a percentage does not grow with time: it is taken as it stands.
    """
    if target is None:
        return Outlook(Pace.NO_TARGET)
    reached = value or Decimal(0)
    if is_share:
        good = value is not None and reached >= target
        pace = Pace.REACHED if good else Pace.MISSED if gone >= 1 else Pace.BEHIND
        return Outlook(pace, target, value)
    expected = (target * gone).quantize(CENT, ROUND_HALF_UP)
    projected = (reached / gone).quantize(CENT, ROUND_HALF_UP) if gone else None
    if reached >= target:
        return Outlook(Pace.REACHED, expected, projected)
    if gone >= 1:
        return Outlook(Pace.MISSED, expected, projected)
    behind = projected is not None and projected < target
    return Outlook(Pace.BEHIND if behind else Pace.ON_COURSE, expected, projected)
