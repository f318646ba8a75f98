"""The limits board and the plan of a day, for dashboards."""

from typing import Any

from django.utils.timezone import localdate
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import MayDo
from accounts.models import Perm
from core.errors import PermissionRefused
from deadlines.board import BoardLine, Cell, asked_bureau, limits_board
from deadlines.planned import by_channel, clocks_for, counts_of, day_asked
from deadlines.services.plan import MOST_LINES, plan_for


def _numbers(cells: Any) -> dict[str, int]:
    found: list[Cell] = list(cells)
    return {cell.code: cell.value for cell in found}


def _lines(lines: Any) -> list[dict[str, Any]]:
    found: list[BoardLine] = list(lines)
    return [{"code": one.code, "name": one.title, **_numbers(one.cells)} for one in found]


class LimitsBoardView(APIView):
    """Overdue, next seven days, suspended and without an officer, by bureau, unit, officer."""

    permission_classes = (MayDo(Perm.WATCH_LIMITS),)

    @extend_schema(
        parameters=[
            OpenApiParameter("bureau", OpenApiTypes.STR, description="Code; default one's own.")
        ],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        user: Any = request.user
        bureau = asked_bureau(user, request.query_params.get("bureau", ""))
        board = limits_board(bureau, reader=user, on=localdate())
        return Response(
            {
                "bureau": {"code": bureau.code, "name": bureau.name},
                "on": localdate().isoformat(),
                **_numbers(board.total),
                "bureaus": _lines(board.bureaus),
                "units": _lines(board.units),
                "officers": _lines(board.officers),
            }
        )


class PlanView(APIView):
    """How many reminders of which limits a day will bring, if nothing happens until then."""

    @extend_schema(
        parameters=[OpenApiParameter("on", OpenApiTypes.DATE, description="Default tomorrow.")],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        user: Any = request.user
        if not (user.can(Perm.WATCH_LIMITS) or user.can(Perm.MANAGE_SETTINGS)):
            raise PermissionRefused
        day = day_asked(request.query_params.get("on", ""), localdate())
        plan = plan_for(day, clocks=clocks_for(user))
        return Response(
            {
                "on": day.isoformat(),
                "complete": len(plan) < MOST_LINES,
                "channels": [{"name": name, "messages": n} for name, n in by_channel(plan)],
                "limits": [
                    {"name": one.name, "rung": one.rung, "reminders": one.people}
                    for one in counts_of(plan)
                ],
            }
        )
