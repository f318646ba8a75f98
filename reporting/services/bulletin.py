"""The weekly bulletin of a campaign: its figures in sentences, tables and a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Indicator
from core.errors import Invalid
from documents.papers import Drawing, Grid, Heading, Paper, Words
from reporting.figures import FigureScope, FigureValue, by_child, compute, figure
from reporting.services.bars import Bar, bars_svg
from reporting.services.moved import DAYS_OF_A_WEEK, MOST_LAGGING, Lag, lagging, week_of
from reporting.services.overview import (
    Tile,
    children_of,
    indicators,
    scorecard,
    targets_of,
    tiles,
)
from reporting.services.sentences import percent, printed, told_change, unit_of, with_unit
from reporting.services.standings import Standing, gone_of, standings

# What the week's sentence tells, and the columns of the table by bureau.
TOLD = (
    "inspected_visits",
    "problems_found",
    "clues",
    "cases_filed",
    "cases_decided",
    "penalty_total",
)
DRAWN = "inspected_visits"


@dataclass(frozen=True, slots=True)
class Week:
    """The week a bulletin tells, numbered from the campaign's first day."""

    number: int
    scope: FigureScope

    @property
    def whole_scope(self) -> FigureScope:
        """From the campaign's first day to the end of the week."""
        campaign = self.scope.campaign
        first = campaign.starts_on if campaign else self.scope.start
        return self.scope.narrowed(start=min(first, self.scope.end))


def week_ending(scope: FigureScope, on: date) -> Week:
    """The seven days up to ``on``, which must lie within the campaign.

    Raises:
        Invalid: before the campaign begins.
    """
    campaign = _campaign(scope)
    if on < campaign.starts_on:
        told = _("The campaign begins on %(day)s. Choose a later day.")
        raise Invalid(fields={"to": told % {"day": campaign.starts_on.isoformat()}})
    number = (on - campaign.starts_on).days // DAYS_OF_A_WEEK + 1
    return Week(number, week_of(scope.narrowed(start=campaign.starts_on, end=on)))


def bulletin(week: Week, *, on: date) -> Paper:
    """The bulletin of a week.

    Args:
        on: the day it bears.
    """
    scope = week.scope
    shown = indicators(TOLD)
    lags = lagging(scorecard(week.whole_scope), indicators(), week.whole_scope)
    return Paper(
        title=_("Bulletin on the progress of “%(campaign)s”")
        % {"campaign": _campaign(scope).name},
        under=(
            _("No. %(number)s") % {"number": week.number},
            _("%(start)s to %(end)s")
            % {"start": scope.start.isoformat(), "end": scope.end.isoformat()},
        ),
        blocks=(
            Heading(_("I. The week and the whole")),
            Words(_week_words(shown, scope)),
            Words(_whole_words(week.whole_scope)),
            Heading(_("II. By bureau")),
            _by_bureau(shown, week),
            *_drawing(week.whole_scope),
            Heading(_("III. What lags behind")),
            *_lag_blocks(lags),
        ),
        signed=(scope.bureau.name, on.isoformat()),
    )


def _campaign(scope: FigureScope) -> Campaign:
    if scope.campaign is None:
        raise Invalid(fields={"campaign": _("A bulletin tells of one campaign. Choose it.")})
    return scope.campaign


def _week_words(shown: Sequence[Indicator], scope: FigureScope) -> str:
    """This week's figures against the week before."""
    before = scope.narrowed(
        start=scope.start - timedelta(days=DAYS_OF_A_WEEK),
        end=scope.start - timedelta(days=1),
    )
    told = [
        _("%(name)s %(value)s (%(change)s)")
        % {
            "name": one.title,
            "value": with_unit(one, now),
            "change": told_change(one, now, compute(figure(one.code), before)),
        }
        for one in shown
        if (now := compute(figure(one.code), scope))
    ]
    return _("In the week, against the week before: %(figures)s.") % {
        "figures": _("; ").join(told)
    }


def _whole_words(scope: FigureScope) -> str:
    """Since the campaign began, with the targets."""
    told = [_one_whole(tile) for tile in tiles(scope)]
    gone = gone_of(scope) * 100
    return _("Since it began, %(gone)s%% of its time being over: %(figures)s.") % {
        "gone": f"{gone:.1f}",
        "figures": _("; ").join(told),
    }


def _one_whole(tile: Tile) -> str:
    one = tile.indicator
    if tile.target is None:
        return _("%(name)s %(value)s") % {
            "name": one.title,
            "value": with_unit(one, tile.value),
        }
    return _("%(name)s %(value)s, %(rate)s of the target of %(target)s") % {
        "name": one.title,
        "value": with_unit(one, tile.value),
        "rate": percent(tile.rate),
        "target": with_unit(one, FigureValue(tile.target)),
    }


def _by_bureau(shown: Sequence[Indicator], week: Week) -> Grid:
    heads = children_of(week.scope.bureau)
    columns = [by_child(figure(one.code), week.whole_scope, heads) for one in shown]
    goals = targets_of(week.scope.campaign, heads)
    rows = []
    for head in heads:
        cells = []
        for one, column in zip(shown, columns, strict=True):
            goal = goals.get((head.pk, one.code))
            text = printed(one, column[head.pk])
            cells.append(f"{text} / {printed(one, FigureValue(goal))}" if goal else text)
        rows.append((head.short_name, *cells))
    names = [f"{one.title}（{unit_of(one)}）" for one in shown]
    return Grid(
        (_("Bureau"), *names),
        rows,
        caption=_("Since the beginning; behind the stroke the target"),
    )


def _drawing(scope: FigureScope) -> list[Drawing]:
    return [
        Drawing(
            bars_svg(bars),
            _("%(name)s by bureau, since the beginning") % {"name": one.title},
        )
        for one in indicators((DRAWN,))
        if (bars := _bars(standings(one, scope, sort="-value")))
    ]


def _bars(lines: Sequence[Standing]) -> list[Bar]:
    """Who did nothing and owes nothing is not drawn."""
    return [
        Bar(line.bureau.short_name, line.value.value or Decimal(0), line.target)
        for line in lines
        if line.value.value or line.target
    ]


def _lag_blocks(lags: Sequence[Lag]) -> list[Words | Grid]:
    if not lags:
        return [Words(_("Every target is reached, or will be at this pace."))]
    names = list(dict.fromkeys(lag.bureau.short_name for lag in lags))
    told = _(
        "At this pace %(count)s targets of %(bureaus)s bureaus will be missed: %(names)s."
    ) % {"count": len(lags), "bureaus": len(names), "names": "、".join(names)}
    rows = [
        (
            lag.bureau.short_name,
            lag.indicator.title,
            printed(lag.indicator, lag.value),
            printed(lag.indicator, FigureValue(lag.outlook.expected)),
            printed(lag.indicator, FigureValue(lag.target)),
        )
        for lag in lags[:MOST_LAGGING]
    ]
    head = (_("Bureau"), _("Indicator"), _("Actual"), _("Expected by now"), _("Target"))
    return [Words(told), Grid(head, rows, caption=_("The widest gaps"))]
