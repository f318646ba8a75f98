"""A campaign at a glance: its figures, targets and bureaus, for page and API alike."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Bureau, BureauKind, User
from campaigns.models import Campaign, Indicator, Target
from core.errors import Invalid, NotFound
from reporting.figures import FigureScope, FigureValue, by_child, compute_many, figure

OVERVIEW_CODES = (
    "inspected_visits",
    "inspected_entities",
    "officer_trips",
    "problems_found",
    "problems_rectified",
    "rectify_rate",
    "clues",
    "cases_filed",
    "cases_decided",
    "cases_closed",
    "goods_value",
    "penalty_total",
    "persons_penalised",
    "referred_police",
    "supervised_cases",
)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its target and what moved in the last seven days."""

    indicator: Indicator
    value: FigureValue
    target: Decimal | None
    last_week: FigureValue

    @property
    def rate(self) -> Decimal | None:
        """Percent of the target reached, two places; None without a target."""
        return share(self.value.value, self.target)


@dataclass(frozen=True, slots=True)
class Line:
    """One bureau's row of the scorecard: per indicator its value and its target."""

    bureau: Bureau
    cells: dict[str, tuple[FigureValue, Decimal | None]]


def share(value: Decimal | None, target: Decimal | None) -> Decimal | None:
    if value is None or not target:
        return None
    return (value * HUNDRED / target).quantize(Decimal("0.01"), ROUND_HALF_UP)


def scope_of(
    *,
    user: User,
    bureau: Bureau,
    campaign: Campaign | None,
    start: date | None,
    end: date | None,
    on: date,
) -> FigureScope:
    """The scope a reader may ask figures for; a campaign's period where none is given.

    Raises:
        NotFound: the bureau lies outside the reader's jurisdiction.
        Invalid: the period ends before it starts.
    """
    if not user.bureau.is_above(bureau):
        raise NotFound
    first = start or (campaign.starts_on if campaign else on.replace(month=1, day=1))
    # Of a campaign that has not begun, its first day: nothing is counted yet.
    last = end or max(first, min(campaign.ends_on, on) if campaign else on)
    if last < first:
        raise Invalid(fields={"to": _("The end lies before the start.")})
    return FigureScope(bureau, first, last, campaign)


def indicators(codes: tuple[str, ...] = OVERVIEW_CODES) -> list[Indicator]:
    """The current indicators of these codes, in this order. One query."""
    known = {one.code: one for one in Indicator.objects.current().filter(code__in=codes)}
    return [known[code] for code in codes if code in known]


def tiles(scope: FigureScope) -> list[Tile]:
    """The scope's figures beside its targets."""
    shown = indicators()
    codes = [one.code for one in shown]
    week = scope.narrowed(start=max(scope.start, scope.end - timedelta(days=6)))
    values, recent = compute_many(codes, scope), compute_many(codes, week)
    goals = targets_of(scope.campaign, [scope.bureau])
    return [
        Tile(one, values[one.code], goals.get((scope.bureau.pk, one.code)), recent[one.code])
        for one in shown
    ]


def children_of(bureau: Bureau) -> list[Bureau]:
    """The bureaus one level down: a province's cities first, then its sub-centres."""
    order = [BureauKind.CITY, BureauKind.COUNTY, BureauKind.SUBCENTRE]
    rows = bureau.children.filter(active_to=None)
    return sorted(rows, key=lambda row: (order.index(BureauKind(row.kind)), row.code))


def scorecard(scope: FigureScope) -> list[Line]:
    """Bureau × indicator for the level below. Queries grow with indicators, not bureaus."""
    heads = children_of(scope.bureau)
    shown = indicators()
    columns = {one.code: by_child(figure(one.code), scope, heads) for one in shown}
    goals = targets_of(scope.campaign, heads)
    return [
        Line(
            head,
            {
                one.code: (columns[one.code][head.pk], goals.get((head.pk, one.code)))
                for one in shown
            },
        )
        for head in heads
    ]


def targets_of(
    campaign: Campaign | None, bureaus: list[Bureau]
) -> dict[tuple[int, str], Decimal]:
    """What each bureau must reach over the whole campaign, by indicator code. One query."""
    if campaign is None:
        return {}
    rows: Any = Target.objects.filter(
        campaign=campaign, bureau__in=bureaus, phase=None
    ).values_list("bureau_id", "indicator__code", "value")
    return {(bureau_id, code): value for bureau_id, code, value in rows}
