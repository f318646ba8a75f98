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
from reporting.services.overview import indicators, scorecard, share, tiles
from reporting.services.parts import parts_of

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


def described(one: Indicator) -> dict[str, str]:
    return {
        "code": one.code,
        "name": one.title,
        "unit": one.counted_in,
        "definition": one.meaning,
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
        return Response(
            {
                **asked(scope),
                "figures": [
                    {
                        **described(tile.indicator),
                        **shown(tile.indicator.code, tile.value),
                        "target": None if tile.target is None else f"{tile.target:f}",
                        "rate": None if tile.rate is None else f"{tile.rate:f}",
                        "last_7_days": shown(tile.indicator.code, tile.last_week)["value"],
                    }
                    for tile in tiles(scope)
                ],
                "bureaus": [_line(line) for line in scorecard(scope)],
            }
        )


def _line(line: Any) -> dict[str, Any]:
    cells = {}
    for code, (value, target) in line.cells.items():
        rate = share(value.value, target)
        cells[code] = {
            **shown(code, value),
            "target": None if target is None else f"{target:f}",
            "rate": None if rate is None else f"{rate:f}",
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
