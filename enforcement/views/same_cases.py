"""Like cases as a picture: a dot for each where its fine lies in its own range. SVG."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from enforcement.services.same_cases import Comparison
from law.steps import show_yuan

# The line from minimum to maximum, with room left of it for mitigated fines.
LEFT, RIGHT = Decimal(120), Decimal(560)
LOWEST = Decimal(-1)


@dataclass(frozen=True, slots=True)
class Dot:
    x: Decimal
    y: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots, and the place of this case's fine."""

    dots: list[Dot]
    mine: Decimal | None

    @property
    def left(self) -> Decimal:
        return LEFT

    @property
    def right(self) -> Decimal:
        return RIGHT


def picture_of_cases(found: Comparison) -> Dots | None:
    """None where no case and no fine can be placed."""
    seen: dict[Decimal, int] = {}
    dots = []
    for one in found.found:
        if one.position is None:
            continue
        x = _place(one.position)
        level = seen.get(x, 0)
        seen[x] = level + 1
        words = _("%(title)s: %(fine)s yuan") % {
            "title": one.case.title,
            "fine": show_yuan(str(one.fine)),
        }
        dots.append(Dot(x, 44 - 9 * min(level, 4), words, one.address))
    mine = None if found.position is None else _place(found.position)
    return Dots(dots, mine) if dots or mine is not None else None


def _place(position: Decimal) -> Decimal:
    """Below the minimum the distance shrinks: one range below it is the left edge."""
    inside = min(max(position, LOWEST), Decimal("1.1"))
    if inside < 0:
        return (LEFT + inside * (LEFT - 20)).quantize(Decimal(1))
    return (LEFT + inside * (RIGHT - LEFT)).quantize(Decimal(1))
