from decimal import Decimal
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns.models import Indicator
from core.errors import NotFound
from core.money import cents
from reporting.api.params import figure_scope
from reporting.figures import FigureScope, FigureValue, compute, figure
from reporting.services.moved import Lag, lagging, outlook_of
from reporting.services.overview import Tile, indicators, scorecard, share, tiles
from reporting.services.pace import Outlook
from reporting.services.parts import parts_of
from reporting.services.standings import Standing, standings, whole

SCOPE_PARAMETERS = [
    OpenApiParameter("campaign", OpenApiTypes.STR, description="Id or code of a campaign."),
    OpenApiParameter("bureau", OpenApiTypes.STR, description="Code; default one's own."),
    OpenApiParameter("from", OpenApiTypes.DATE, description="First day, included."),
    OpenApiParameter("to", OpenApiTypes.DATE, description="Last day, included."),
]


def shown(code: str, value: FigureValue) -> dict[str, Any]:
    """A number as the API gives it: a decimal string (money to the cent), or null where
    there is none."""
    number = None
    if value.value is not None:
        number = f"{cents(value.value) if figure(code).is_money else value.value:f}"
    return {"value": number, "unknown": value.unknown}


def described(one: Indicator) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.title,
        "unit": one.counted_in,
        "definition": one.meaning,
        "is_money": figure(one.code).is_money,
    }


def asked(scope: FigureScope) -> dict[str, Any]:
    return {
        "bureau": {"code": scope.bureau.code, "name": scope.bureau.name},
        "campaign": None
        if scope.campaign is None
        else {
            "id": str(scope.campaign.uuid),
            "code": scope.campaign.code,
            "name": scope.campaign.name,
        },
        "from": scope.start.isoformat(),
        "to": scope.end.isoformat(),
        "where": dict(scope.where),
    }


class FigureApi(APIView):
    """Views that answer a figure's question for the account that asks."""

    def scope(self) -> FigureScope:
        user: Any = self.request.user
        return figure_scope(self.request.query_params, user)


class OverviewView(FigureApi):
    """Everything a municipal dashboard shows, in one call."""

    @extend_schema(parameters=SCOPE_PARAMETERS, responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        scope = self.scope()
        lines = scorecard(scope)
        return Response(
            {
                **asked(scope),
                "figures": [_tile(tile, scope) for tile in tiles(scope)],
                "bureaus": [_line(line) for line in lines],
                "lagging": [_lag(lag) for lag in lagging(lines, indicators(), scope)],
            }
        )


def decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def paced(told: Outlook) -> dict[str, str | None]:
    """How a figure stands to its target, and where it will end at this pace."""
    return {
        "pace": told.pace.value,
        "expected": decimal(told.expected),
        "projected": decimal(told.projected),
    }


def _tile(tile: Tile, scope: FigureScope) -> dict[str, Any]:
    return {
        **described(tile.indicator),
        **shown(tile.indicator.code, tile.value),
        "target": decimal(tile.target),
        "rate": decimal(tile.rate),
        **paced(outlook_of(tile, scope)),
        "last_7_days": shown(tile.indicator.code, tile.last_week)["value"],
    }


def _lag(lag: Lag) -> dict[str, Any]:
    return {
        "bureau": lag.bureau.code,
        "indicator": lag.indicator.code,
        **shown(lag.indicator.code, lag.value),
        "target": decimal(lag.target),
        **paced(lag.outlook),
    }


def _line(line: Any) -> dict[str, Any]:
    cells = {}
    for code, (value, target) in line.cells.items():
        rate = share(value.value, target)
        cells[code] = {
            **shown(code, value),
            "target": decimal(target),
            "rate": decimal(rate),
        }
    return {"code": line.bureau.code, "name": line.bureau.name, "figures": cells}


class FigureView(FigureApi):
    """One figure of a scope, whole or by an axis."""

    @extend_schema(
        parameters=[
            OpenApiParameter("indicator", OpenApiTypes.STR, required=True),
            *SCOPE_PARAMETERS,
            OpenApiParameter(
                "by",
                OpenApiTypes.STR,
                description="month, city, county, domain, link, area, key_variety, source, "
                "party_kind, region",
            ),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        one = figure(request.query_params.get("indicator", ""))
        definition = next(iter(indicators((one.code,))), None)
        if definition is None:
            raise NotFound
        scope = self.scope()
        body = {**asked(scope), **described(definition), **shown(one.code, compute(one, scope))}
        by = request.query_params.get("by", "")
        if by:
            body["by"] = by
            body["rows"] = [
                {"key": part.key, "label": part.label, **shown(one.code, part.value)}
                for part in parts_of(one, scope, by)
            ]
        return Response(body)


class ComparisonView(FigureApi):
    """The bureaus one level down by one figure: target, pace, the period and year before."""

    @extend_schema(
        parameters=[
            OpenApiParameter("indicator", OpenApiTypes.STR, required=True),
            *SCOPE_PARAMETERS,
            OpenApiParameter(
                "sort",
                OpenApiTypes.STR,
                description="bureau, value, target, rate, previous, last_year; a minus for "
                "the greatest first.",
            ),
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        found = indicators((request.query_params.get("indicator", ""),))
        if not found:
            raise NotFound
        one, scope = found[0], self.scope()
        sort = request.query_params.get("sort") or "bureau"
        return Response(
            {
                **asked(scope),
                **described(one),
                "rows": [_standing(one, line) for line in standings(one, scope, sort=sort)],
                "whole": _standing(one, whole(one, scope)),
            }
        )


def _standing(one: Indicator, line: Standing) -> dict[str, Any]:
    return {
        "bureau": {"code": line.bureau.code, "name": line.bureau.name},
        **shown(one.code, line.value),
        "target": decimal(line.target),
        "rate": decimal(line.rate),
        **paced(line.outlook),
        "previous": shown(one.code, line.previous)["value"],
        "since_previous": decimal(line.since_previous),
        "last_year": shown(one.code, line.last_year)["value"],
        "since_last_year": decimal(line.since_last_year),
    }
