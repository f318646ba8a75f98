"""Figures as boards print them."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import Indicator
from core.pages.parts import Tile as ShownTile
from reporting.api.params import query_of
from reporting.figures import FigureScope, FigureValue, figure
from reporting.services.moved import Lag, outlook_of, week_of
from reporting.services.overview import Tile
from reporting.services.pace import Pace
from reporting.services.sentences import printed, unit_of, with_unit

PACE_TONES = {
    Pace.NO_TARGET: "neutral",
    Pace.REACHED: "met",
    Pace.ON_COURSE: "neutral",
    Pace.BEHIND: "soon",
    Pace.MISSED: "late",
}


def rows_address(code: str, scope: FigureScope, **more: str) -> str:
    """The list of exactly the rows behind a number."""
    query = urlencode(query_of(scope, **more))
    return f"{reverse('reporting:figure-rows', args=[code])}?{query}"


def is_money(one: Indicator) -> bool:
    return figure(one.code).is_money


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
        tone=PACE_TONES[outlook_of(tile, scope).pace],
        trend="up" if text else "",
        trend_text=text,
        definition=tile.indicator.meaning,
        as_of=scope.end,
    )


def shown_move(tile: Tile, scope: FigureScope) -> dict[str, str]:
    """What happened in the last week, with its rows."""
    return {
        "title": tile.indicator.title,
        "text": with_unit(tile.indicator, tile.last_week),
        "address": rows_address(tile.indicator.code, week_of(scope)),
    }


def shown_lag(lag: Lag, scope: FigureScope) -> dict[str, Any]:
    """A figure that will miss its target: what is there, what should be, how it will end."""
    one, told = lag.indicator, lag.outlook
    return {
        "bureau": lag.bureau.name,
        "indicator": one.title,
        "unit": unit_of(one),
        "actual": printed(one, lag.value),
        "expected": printed(one, FigureValue(told.expected)),
        "projected": printed(one, FigureValue(told.projected)),
        "target": printed(one, FigureValue(lag.target)),
        "pace": told.title,
        "address": rows_address(one.code, scope.narrowed(bureau=lag.bureau)),
    }
