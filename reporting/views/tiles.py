"""Figures as boards print them."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import Indicator
from core.money import in_wan
from core.pages.parts import Tile as ShownTile
from reporting.api.params import query_of
from reporting.figures import FigureScope, FigureValue, figure
from reporting.services.overview import Tile


def rows_address(code: str, scope: FigureScope, **more: str) -> str:
    """The list of exactly the rows behind a number."""
    query = urlencode(query_of(scope, **more))
    return f"{reverse('reporting:figure-rows', args=[code])}?{query}"


def is_money(one: Indicator) -> bool:
    return figure(one.code).is_money


def unit_of(one: Indicator) -> str:
    return _("10,000 yuan") if is_money(one) else one.counted_in


def printed(one: Indicator, value: FigureValue | None) -> str:
    """A value as a board prints it: money in 万元, shares with two places, — for none."""
    if value is None or value.value is None:
        return "—"
    if is_money(one):
        return f"{in_wan(value.value):,.2f}"
    if one.decimals:
        return f"{value.value:,.{one.decimals}f}"
    return f"{value.value:,.0f}"


def shown_tile(tile: Tile, scope: FigureScope) -> ShownTile:
    """One figure with target and what moved, a link to its rows."""
    moved = tile.last_week.value or 0
    text = ""
    if tile.indicator.unit != "%" and moved:
        text = _("%(n)s in the last 7 days") % {"n": printed(tile.indicator, tile.last_week)}
    return ShownTile(
        tile.indicator.title,
        printed(tile.indicator, tile.value),
        rows_address(tile.indicator.code, scope),
        unit=unit_of(tile.indicator),
        target="" if tile.target is None else printed(tile.indicator, FigureValue(tile.target)),
        tone="met" if tile.rate is not None and tile.rate >= 100 else "neutral",
        trend="up" if text else "",
        trend_text=text,
        definition=tile.indicator.meaning,
        as_of=scope.end,
    )
