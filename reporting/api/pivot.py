"""The pivot over the API: a figure by two axes, with the question behind every cell."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import NotFound
from reporting.api.params import query_of
from reporting.api.views import SCOPE_PARAMETERS, FigureApi, asked, described, shown
from reporting.figures import FigureScope, FigureValue, figure
from reporting.services.overview import indicators
from reporting.services.parts import Part
from reporting.services.pivot import Pivot, pivot_of

AXES = "month, city, county, domain, link, area, key_variety, source, party_kind, kind, region"


class PivotView(FigureApi):
    """One defined figure by two of its axes."""

    @extend_schema(
        operation_id="figure_pivot",
        parameters=[
            OpenApiParameter("indicator", OpenApiTypes.STR, required=True),
            OpenApiParameter("rows", OpenApiTypes.STR, required=True, description=AXES),
            OpenApiParameter("columns", OpenApiTypes.STR, required=True, description=AXES),
            *SCOPE_PARAMETERS,
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        """Rows, columns, cells and totals; ``query`` asks for the rows of a cell."""
        params = request.query_params
        one = figure(params.get("indicator", ""))
        definition = next(iter(indicators((one.code,))), None)
        if definition is None:
            raise NotFound
        scope = self.scope()
        axes = {"rows": params.get("rows", ""), "columns": params.get("columns", "")}
        found = pivot_of(one, scope, **axes)
        return Response(
            {
                **asked(scope),
                **described(definition),
                "row_axis": found.row_axis,
                "column_axis": found.column_axis,
                "columns": [_head(found, part) for part in found.columns],
                "rows": [
                    {**_head(found, row), "cells": _cells(found, row)} for row in found.rows
                ],
                "whole": shown(one.code, found.whole),
            }
        )


def _head(found: Pivot, part: Part) -> dict[str, Any]:
    """A row or a column with its total."""
    return {
        "key": part.key,
        "label": part.label,
        "total": _told(found, part.value, part.scope),
    }


def _cells(found: Pivot, row: Part) -> list[dict[str, Any]]:
    return [
        {
            "key": column.key,
            **_told(found, found.cell(row, column), found.scope_of(row, column)),
        }
        for column in found.columns
    ]


def _told(found: Pivot, value: FigureValue, scope: FigureScope | None) -> dict[str, Any]:
    query = query_of(scope) if scope else None
    return {**shown(found.figure.code, value), "query": query}
