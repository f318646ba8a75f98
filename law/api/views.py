"""The catalogues to read, and the two questions the commands answer."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from law.api.questions import (
    DeadlineAnswer,
    DeadlineQuestion,
    PeriodQuery,
    ProvisionQuery,
    RangeAnswer,
    RangeQuestion,
)
from law.api.serializers import PeriodSerializer, ProvisionSerializer
from law.finding import find_periods
from law.office import current_office
from law.periods import get_period
from law.provisions import find_provisions, get_provision
from law.questions import count_deadline, find_range


def whole_list(name: str, row: serializers.Serializer[Any]) -> serializers.Serializer[Any]:
    """The shape of every list of the API; a catalogue comes as one page."""
    fields: dict[str, serializers.Field[Any, Any, Any, Any]] = {
        "count": serializers.IntegerField(),
        "count_is_exact": serializers.BooleanField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": row,
    }
    shape: serializers.Serializer[Any] = inline_serializer(name, fields)
    return shape


def one_page(rows: Iterable[Any]) -> Response:
    listed = list(rows)
    return Response(
        {
            "count": len(listed),
            "count_is_exact": True,
            "next": None,
            "previous": None,
            "results": listed,
        }
    )


class CatalogueViewSet(viewsets.ViewSet):
    lookup_field = "id"
    lookup_value_regex = "[a-z0-9_]+"
    query_class: type[serializers.Serializer[Any]]
    row_class: type[serializers.Serializer[Any]]

    def shown(self, entry: Any) -> Any:
        """An entry, or a list of them, with one look at the office's settings."""
        context = {"office": current_office()}
        return self.row_class(entry, many=isinstance(entry, list), context=context).data

    def asked(self, request: Request) -> dict[str, Any]:
        query = self.query_class(data=request.query_params)
        query.is_valid(raise_exception=True)
        values: dict[str, Any] = query.validated_data
        return {"text" if name == "q" else name: value for name, value in values.items()}


class PeriodViewSet(CatalogueViewSet):
    """The statutory periods, those entered from memory and switched off too."""

    query_class = PeriodQuery
    row_class = PeriodSerializer

    @extend_schema(
        parameters=[PeriodQuery],
        responses=whole_list("PeriodList", PeriodSerializer(many=True)),
        operation_id="law_periods_list",
    )
    def list(self, request: Request) -> Response:
        return one_page(self.shown(find_periods(**self.asked(request))))

    @extend_schema(responses=PeriodSerializer)
    def retrieve(self, _request: Request, id: str) -> Response:
        return Response(self.shown(get_period(id)))


class ProvisionViewSet(CatalogueViewSet):
    """The penalty provisions, the closest to the words asked first."""

    query_class = ProvisionQuery
    row_class = ProvisionSerializer

    @extend_schema(
        parameters=[ProvisionQuery],
        responses=whole_list("ProvisionList", ProvisionSerializer(many=True)),
        operation_id="law_provisions_list",
    )
    def list(self, request: Request) -> Response:
        asked = self.asked(request)
        law = asked.pop("law", None)
        found = find_provisions(**asked, with_unconfirmed=True)
        rows = [one for one in found if law in (None, one.law.key)]
        return one_page(self.shown(rows))

    @extend_schema(responses=ProvisionSerializer)
    def retrieve(self, _request: Request, id: str) -> Response:
        return Response(self.shown(get_provision(id)))


class QuestionView(APIView):
    """A POST that only computes: a token that may only read may ask too."""

    reads_only = True
    question_class: type[serializers.Serializer[Any]]

    def asked(self, request: Request) -> dict[str, Any]:
        question = self.question_class(data=request.data)
        question.is_valid(raise_exception=True)
        values: dict[str, Any] = question.validated_data
        return values


class DeadlineView(QuestionView):
    """Count a statutory period: the answer of ``manage.py deadline --json``."""

    question_class = DeadlineQuestion

    @extend_schema(request=DeadlineQuestion, responses=DeadlineAnswer)
    def post(self, request: Request) -> Response:
        asked = self.asked(request)
        _rule, result = count_deadline(
            asked["rule"],
            asked["start"],
            suspensions=asked.get("suspend", ()),
            extensions=asked.get("extend", 0),
            extend_to=asked.get("extend_to"),
        )
        return Response(result.as_json())


class PenaltyRangeView(QuestionView):
    """The range of a fine: the answer of ``manage.py penalty_range --json``."""

    question_class = RangeQuestion

    @extend_schema(request=RangeQuestion, responses=RangeAnswer)
    def post(self, request: Request) -> Response:
        asked = self.asked(request)
        _provision, found = find_range(asked.pop("provision"), **asked)
        return Response(found.as_json())
