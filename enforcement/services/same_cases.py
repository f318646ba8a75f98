"""Like cases alike (同案同罚): where a fine lies among those decided for the same provision."""

from dataclasses import dataclass
from decimal import Decimal

from accounts.models import User
from core.money import cents
from enforcement.addresses import case_address
from enforcement.models import Case, Violation
from enforcement.services.precedents import precedents_for
from law.ranges import FineRange

# Bands of goods value in yuan, for comparing only: no rule of law hangs on them.
BANDS = tuple(Decimal(edge) for edge in (10_000, 50_000, 100_000, 500_000, 1_000_000))
MOST = 60


@dataclass(frozen=True, slots=True)
class SameCase:
    """One decided case to compare with.

    Args:
        fine: yuan.
        times: the fine as a multiple of its base; None where the base is not known.
        position: 0 at the minimum, 1 at the maximum of its own range; below 0 if mitigated.
    """

    case: Case
    fine: Decimal
    times: Decimal | None
    position: Decimal | None

    @property
    def address(self) -> str:
        return case_address(self.case)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The cases alike, and the place of a fine among them."""

    found: list[SameCase]
    fine: Decimal | None
    times: Decimal | None
    position: Decimal | None
    lower: int
    higher: int
    median_times: Decimal | None


def band_of(goods_value: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """The band an amount lies in: from (included) and to (not included)."""
    if goods_value is None:
        return None, None
    low = [edge for edge in BANDS if edge <= goods_value]
    high = [edge for edge in BANDS if edge > goods_value]
    return (low[-1] if low else None), (high[0] if high else None)


def compare(
    case: Case,
    user: User,
    *,
    fine: Decimal | None,
    same_band: bool = False,
    same_kind: bool = False,
) -> Comparison:
    """Decided cases with a provision of this case, and where a fine lies among them.

    Args:
        fine: the proposed fine in yuan; None where none is proposed.
        same_band: only goods values of the same band.
        same_kind: only the same kind of party.
    """
    provisions = list(case.violations.values_list("provision", flat=True))
    rows = precedents_for(user).exclude(pk=case.pk)
    rows = rows.filter(
        violations__provision__in=provisions, decision__fine__isnull=False
    ).exclude(decision__kind="no_penalty")
    if same_band:
        low, high = band_of(case.goods_value)
        rows = rows.filter(goods_value__gte=low) if low is not None else rows
        rows = rows.filter(goods_value__lt=high) if high is not None else rows
    if same_kind and case.party_kind:
        rows = rows.filter(party_kind=case.party_kind)
    rows = rows.select_related("bureau", "party", "decision").prefetch_related("violations")
    found = [_placed(row) for row in rows.distinct().order_by("-counted_on", "-pk")[:MOST]]
    return _compared(case, fine, found)


def _compared(case: Case, fine: Decimal | None, found: list[SameCase]) -> Comparison:
    times = sorted(one.times for one in found if one.times is not None)
    mine = _times(case, fine) if fine is not None else None
    return Comparison(
        found=found,
        fine=fine,
        times=mine,
        position=_position(case.fine_range(), fine) if fine is not None else None,
        lower=sum(1 for one in times if mine is not None and one < mine),
        higher=sum(1 for one in times if mine is not None and one > mine),
        median_times=times[len(times) // 2] if times else None,
    )


def _placed(case: Case) -> SameCase:
    fine = case.decision.fine or Decimal(0)
    return SameCase(case, fine, _times(case, fine), _position(_range_of(case), fine))


def _range_of(case: Case) -> FineRange | None:
    known = [row for row in case.violations.all() if row.range_max is not None]
    return case.fine_range() if known and len(known) == len(case.violations.all()) else None


def _position(found: FineRange | None, fine: Decimal) -> Decimal | None:
    place = found.position(fine) if found is not None else None
    return None if place is None else place.quantize(Decimal("0.001"))


def _times(case: Case, fine: Decimal) -> Decimal | None:
    """The fine as a multiple of the sum of its bases, else of the goods value."""
    rows: list[Violation] = list(case.violations.all())
    bases = [row.base for row in rows if row.base]
    base = sum(bases, Decimal(0)) if bases and len(bases) == len(rows) else case.goods_value
    return cents(fine / base) if base else None
