"""One indicator, bureau by bureau: target, pace, the period before, the year before."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from accounts.models import Bureau
from campaigns.models import Indicator
from core.errors import Invalid
from reporting.figures import FigureScope, FigureValue, by_child, compute, figure
from reporting.services.overview import children_of, share, targets_of
from reporting.services.pace import Outlook, outlook, time_gone

HUNDRED = Decimal(100)
SORTS = ("bureau", "value", "target", "rate", "previous", "last_year")


@dataclass(frozen=True, slots=True)
class Standing:
    """One bureau's line.

    ``previous`` is the period of the same length just before, ``last_year`` the same days
    a year earlier; both count all work, as the campaign did not run then.
    """

    bureau: Bureau
    value: FigureValue
    target: Decimal | None
    outlook: Outlook
    previous: FigureValue
    last_year: FigureValue

    @property
    def rate(self) -> Decimal | None:
        """Percent of the target."""
        return share(self.value.value, self.target)

    @property
    def since_previous(self) -> Decimal | None:
        return change(self.value.value, self.previous.value)

    @property
    def since_last_year(self) -> Decimal | None:
        return change(self.value.value, self.last_year.value)


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Percent of change, two places half up; None where there is no base."""
    if now is None or not before:
        return None
    return ((now - before) * HUNDRED / before).quantize(Decimal("0.01"), ROUND_HALF_UP)


def previous_of(scope: FigureScope) -> FigureScope:
    """The period of the same length just before, all work."""
    days = (scope.end - scope.start).days + 1
    last = scope.start - timedelta(days=1)
    return scope.narrowed(start=last - timedelta(days=days - 1), end=last, campaign=None)


def last_year_of(scope: FigureScope) -> FigureScope:
    """The same days a year earlier, all work."""
    return scope.narrowed(
        start=_year_before(scope.start), end=_year_before(scope.end), campaign=None
    )


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def standings(one: Indicator, scope: FigureScope, *, sort: str = "bureau") -> list[Standing]:
    """The bureaus one level down with one figure; the sum stands apart.

    Args:
        sort: one of ``SORTS``, with a minus for the greatest first; empty values last.

    Raises:
        Invalid: there is no such order.
    """
    heads = children_of(scope.bureau)
    known = figure(one.code)
    now = by_child(known, scope, heads)
    before = by_child(known, previous_of(scope), heads)
    year_ago = by_child(known, last_year_of(scope), heads)
    goals = targets_of(scope.campaign, heads)
    gone = gone_of(scope)
    found = []
    for head in heads:
        goal = goals.get((head.pk, one.code))
        told = outlook(now[head.pk].value, goal, gone=gone, is_share=bool(known.parts))
        found.append(
            Standing(head, now[head.pk], goal, told, before[head.pk], year_ago[head.pk])
        )
    return _sorted(found, sort)


def whole(one: Indicator, scope: FigureScope) -> Standing:
    """The same line for the asked bureau with all under it."""
    known = figure(one.code)
    value = compute(known, scope)
    goal = targets_of(scope.campaign, [scope.bureau]).get((scope.bureau.pk, one.code))
    told = outlook(value.value, goal, gone=gone_of(scope), is_share=bool(known.parts))
    before, year_ago = (compute(known, of(scope)) for of in (previous_of, last_year_of))
    return Standing(scope.bureau, value, goal, told, before, year_ago)


def gone_of(scope: FigureScope) -> Decimal:
    """Share of the campaign's time that is over at the scope's end; 1 without a campaign."""
    if scope.campaign is None:
        return Decimal(1)
    return time_gone(scope.campaign.starts_on, scope.campaign.ends_on, scope.end)


def _sorted(found: list[Standing], sort: str) -> list[Standing]:
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        told = _("Sort by one of: %(names)s.") % {"names": ", ".join(SORTS)}
        raise Invalid(fields={"sort": told})
    if name == "bureau":
        return found[::-1] if down else found

    def number(line: Standing) -> Decimal | None:
        told = getattr(line, name)
        return told.value if isinstance(told, FigureValue) else told

    known = [line for line in found if number(line) is not None]
    empty = [line for line in found if number(line) is None]
    known.sort(key=lambda line: number(line) or Decimal(0), reverse=down)
    return [*known, *empty]
