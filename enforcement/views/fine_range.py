"""A range of fines as a picture: its bands, and where a fine lies. Drawn as SVG, no script."""

from dataclasses import dataclass
from decimal import Decimal

from law.ranges import FineRange

WIDTH = Decimal(600)
# Room left and right of the range, for a fine below or above it.
MARGIN = Decimal(60)


@dataclass(frozen=True, slots=True)
class RangePicture:
    """Amounts in yuan, and places of the bands and the fine along ``WIDTH``."""

    low: Decimal
    high: Decimal
    lenient_to: Decimal
    heavier_from: Decimal
    optional: bool
    lenient_at: Decimal
    heavier_at: Decimal
    fine: Decimal | None
    fine_at: Decimal | None

    @property
    def is_inside(self) -> bool:
        return self.fine is not None and self.low <= self.fine <= self.high

    @property
    def start(self) -> Decimal:
        return MARGIN

    @property
    def end(self) -> Decimal:
        return WIDTH - MARGIN

    @property
    def lenient_width(self) -> Decimal:
        return self.lenient_at - self.start

    @property
    def general_width(self) -> Decimal:
        return self.heavier_at - self.lenient_at

    @property
    def heavier_width(self) -> Decimal:
        return self.end - self.heavier_at


def picture_of(found: FineRange | None, fine: Decimal | None) -> RangePicture | None:
    """None where there is no range to draw."""
    if found is None or found.min is None or found.max is None:
        return None
    lenient, heavier = found.lenient_to, found.heavier_from
    if lenient is None or heavier is None:
        return None
    return RangePicture(
        low=found.min,
        high=found.max,
        lenient_to=lenient,
        heavier_from=heavier,
        optional=found.optional,
        lenient_at=_place(lenient, found.min, found.max),
        heavier_at=_place(heavier, found.min, found.max),
        fine=fine,
        fine_at=None if fine is None else _place(fine, found.min, found.max),
    )


def _place(amount: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Where an amount lies on the line; outside the range it stands in the margin."""
    if amount < low:
        return (MARGIN * amount / low).quantize(Decimal(1))
    if amount > high:
        return WIDTH - MARGIN / 2
    share = (amount - low) / (high - low) if high > low else Decimal(0)
    return (MARGIN + share * (WIDTH - 2 * MARGIN)).quantize(Decimal(1))
