"""What moved in a week, who lags behind, what will miss its target at this pace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from accounts.models import Bureau
from campaigns.models import Indicator
from reporting.figures import FigureScope, FigureValue, figure
from reporting.services.overview import Line, Tile
from reporting.services.pace import Outlook, outlook
from reporting.services.standings import gone_of

DAYS_OF_A_WEEK = 7
MOST_LAGGING = 10


@dataclass(frozen=True, slots=True)
class Lag:
    """One figure of one bureau that will miss its target."""

    bureau: Bureau
    indicator: Indicator
    value: FigureValue
    target: Decimal
    outlook: Outlook

    @property
    def gap(self) -> Decimal:
        """What is missing now, as a share of the target."""
        expected = self.outlook.expected or Decimal(0)
        return (expected - (self.value.value or Decimal(0))) / self.target


def week_of(scope: FigureScope) -> FigureScope:
    """The last seven days of a scope."""
    first = scope.end - timedelta(days=DAYS_OF_A_WEEK - 1)
    return scope.narrowed(start=max(scope.start, first))


def moved(shown: Sequence[Tile]) -> list[Tile]:
    """The counted figures in which something happened in the week."""
    return [
        tile for tile in shown if tile.last_week.value and not figure(tile.indicator.code).parts
    ]


def outlook_of(tile: Tile, scope: FigureScope) -> Outlook:
    """How one figure of the board stands to its target."""
    known = figure(tile.indicator.code)
    return outlook(
        tile.value.value, tile.target, gone=gone_of(scope), is_share=bool(known.parts)
    )


def lagging(lines: Sequence[Line], shown: Sequence[Indicator], scope: FigureScope) -> list[Lag]:
    """The figures of bureaus below that will miss their targets, the widest gap first."""
    gone = gone_of(scope)
    found = []
    for line in lines:
        for one in shown:
            value, target = line.cells[one.code]
            if not target:
                continue
            is_share = bool(figure(one.code).parts)
            told = outlook(value.value, target, gone=gone, is_share=is_share)
            if told.lags:
                found.append(Lag(line.bureau, one, value, target, told))
    return sorted(found, key=lambda lag: -lag.gap)
