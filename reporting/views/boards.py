"""Boards: a campaign's progress, and the overview of a bureau."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Bureau, BureauKind, Perm
from campaigns.models import Campaign, Indicator
from core.errors import NotFound
from core.money import in_wan
from core.pages.base import Crumb, Page
from core.pages.boards import Chart, Series
from reporting.api.params import figure_scope, query_of
from reporting.figures import FigureScope, FigureValue, break_down, figure
from reporting.figures.compute import months_between
from reporting.services.moved import MOST_LAGGING, lagging, moved
from reporting.services.overview import Line, Tile, indicators, scorecard, share, tiles
from reporting.services.sentences import printed, unit_of
from reporting.views.tiles import is_money, rows_address, shown_lag, shown_move, shown_tile

TABLE_CODES = (
    "inspected_visits",
    "problems_found",
    "rectify_rate",
    "clues",
    "cases_filed",
    "cases_decided",
    "penalty_total",
)


class Board(Page):
    """What both boards share; the scope comes from the address."""

    template_name = "reporting/board.html"
    perms = (Perm.READ_FIGURES,)

    @cached_property
    def scope(self) -> FigureScope:
        return figure_scope(self.request.GET, self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = tiles(self.scope)
        lines = scorecard(self.scope)
        return super().get_context_data(
            **kwargs,
            scope=self.scope,
            board_tiles=[shown_tile(tile, self.scope) for tile in shown],
            charts=self._charts(lines),
            table=self._table(lines),
            query=urlencode(query_of(self.scope)),
            **self._standing(shown, lines),
            bureaus=Bureau.objects.within(self.user.bureau.path)
            .filter(path__in=self.scope.bureau.paths_above)
            .order_by("path"),
        )

    def _standing(self, shown: list[Tile], lines: list[Line]) -> dict[str, Any]:
        """What moved in the week and, in a campaign, what will miss its target."""
        if self.scope.campaign is None:
            return {}
        lags = lagging(lines, indicators(), self.scope)
        return {
            "moved": [shown_move(tile, self.scope) for tile in moved(shown)],
            "lags": [shown_lag(lag, self.scope) for lag in lags[:MOST_LAGGING]],
            "lag_count": len(lags),
        }

    def _charts(self, lines: list[Line]) -> list[Chart]:
        asked = self.request.GET.get("show", "inspected_visits")
        found = indicators((asked,)) or indicators(("inspected_visits",))
        if not found:
            return []
        one = found[0]
        charts = []
        if lines and one.code in lines[0].cells:
            charts.append(self._bars(one, lines))
        if not figure(one.code).parts and figure(one.code).date_path:
            charts.append(self._months(one))
        return charts

    def _bars(self, one: Indicator, lines: list[Line]) -> Chart:
        lines = [line for line in lines if _drawn(line, one.code)]
        values = [_number(one, line.cells[one.code][0]) for line in lines]
        goals = [line.cells[one.code][1] for line in lines]
        series = [Series(_("Actual"), values)]
        if any(goal is not None for goal in goals):
            shown = [
                None if goal is None else _number(one, FigureValue(goal)) for goal in goals
            ]
            series.append(Series(_("Target"), shown))
        return Chart(
            "by-bureau",
            _("%(name)s by bureau") % {"name": one.title},
            "bar",
            [line.bureau.short_name for line in lines],
            series,
            unit=unit_of(one),
            addresses=[
                rows_address(one.code, self.scope.narrowed(bureau=line.bureau))
                for line in lines
            ],
        )

    def _months(self, one: Indicator) -> Chart:
        months = months_between(self.scope.start, self.scope.end)[-24:]
        found = break_down(figure(one.code), self.scope, "month")
        return Chart(
            "by-month",
            _("%(name)s by month") % {"name": one.title},
            "line",
            [month.isoformat()[:7] for month in months],
            [Series(one.title, [_number(one, found.get(month)) for month in months])],
            unit=unit_of(one),
        )

    def _table(self, lines: list[Line]) -> dict[str, Any]:
        heads = indicators(TABLE_CODES)
        return {
            "heads": [(one.title, unit_of(one), one.code) for one in heads],
            "rows": [
                {
                    "bureau": line.bureau,
                    "address": f"?{urlencode({**self._kept(), 'bureau': line.bureau.code})}",
                    "cells": [self._cell(one, line) for one in heads],
                }
                for line in lines
            ],
        }

    def _cell(self, one: Indicator, line: Line) -> dict[str, Any]:
        value, goal = line.cells[one.code]
        return {
            "text": printed(one, value),
            "address": rows_address(one.code, self.scope.narrowed(bureau=line.bureau)),
            "rate": share(value.value, goal),
        }

    def _kept(self) -> dict[str, Any]:
        return {key: value for key, value in self.request.GET.items() if key != "bureau"}


def _drawn(line: Line, code: str) -> bool:
    """Sub-centres inspect and file nothing: they are drawn where there is something."""
    value, goal = line.cells[code]
    return line.bureau.kind != BureauKind.SUBCENTRE or bool(value.value or goal)


def _number(one: Indicator, value: FigureValue | None) -> float | None:
    if value is None:
        return 0
    if value.value is None:
        return None
    return float(in_wan(value.value)) if is_money(one) else float(value.value)


class Overview(Board):
    """The figures of a bureau, whatever campaign they belong to."""

    title = gettext_lazy("Overview")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, campaigns=Campaign.objects.visible_to(self.user).exclude(status="draft")
        )


class CampaignProgress(Board):
    """How far a campaign is: figures, targets, bureaus; every number opens its rows."""

    @cached_property
    def campaign(self) -> Campaign:
        rows = Campaign.objects.visible_to(self.user).select_related("bureau")
        found = rows.filter(uuid=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        return found

    @cached_property
    def scope(self) -> FigureScope:
        params = self.request.GET.copy()
        params["campaign"] = str(self.campaign.uuid)
        return figure_scope(params, self.user)

    def page_title(self) -> str:
        return _("Progress: %(name)s") % {"name": self.campaign.name}

    def crumbs(self) -> list[Crumb]:
        address = reverse("campaigns:campaign-detail", args=[self.campaign.uuid])
        return [
            Crumb(gettext_lazy("Campaigns"), reverse("campaigns:campaign-list")),
            Crumb(self.campaign.name, address),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            campaign=self.campaign,
            phases=self.campaign.phases.all(),
            today=timezone.localdate(),
        )
