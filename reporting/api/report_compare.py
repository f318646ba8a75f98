"""Forms beside another period over the API: as data, and as a file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from reporting.api.serializers import ExportJobSerializer
from reporting.api.viewsets import ReportingViewSet
from reporting.models import ReportEdition
from reporting.report_forms.days import asked_period
from reporting.services.report_compare import Comparison, Wanted, comparison_of
from reporting.services.report_compare_files import start_report_comparison
from reporting.services.report_computing import question_for
from reporting.services.report_content import text_of

OTHER = "Another period: 2023-year, 2026-q1 …, or any days: 2022-03-01..2022-05-31."
AGAINST = OpenApiParameter("against", OpenApiTypes.STR, description=OTHER)
FORM = OpenApiParameter("form", OpenApiTypes.STR, required=True, description="Code of a form.")


class ReportComparisonSerializer(serializers.Serializer[None]):
    """Which comparison as a file; amounts in 万元 (xlsx) or in yuan (csv)."""

    against = serializers.CharField(max_length=32, help_text=OTHER)
    file = serializers.ChoiceField(choices=["xlsx", "csv"], default="xlsx")


class EditionComparisonSerializer(ReportComparisonSerializer):
    form = serializers.CharField(max_length=40, help_text="Code of a form.")


class FormComparisonSerializer(ReportComparisonSerializer):
    """Of one's own bureau and this year, where nothing else is said."""

    bureau = serializers.CharField(max_length=20, required=False)
    period = serializers.CharField(max_length=32, required=False)
    campaign = serializers.CharField(max_length=40, required=False)


def compared(found: Comparison, on: date) -> dict[str, Any]:
    """Per cell the figure, that of the other period, difference and percent."""
    base = found.base
    return {
        "against": {
            "period": base.period.code,
            "name": str(base.period.title),
            "start": base.period.starts_on,
            "end": base.period.ends_on,
            "regime": base.period.regime,
            "edition": base.edition.uuid if base.edition else None,
            "warnings": found.warnings(on),
        },
        "comparison": {
            str(one.cell.address): {
                "value": text_of(one.value),
                "other": text_of(one.base),
                "difference": text_of(one.difference),
                "percent": text_of(one.percent),
            }
            for _section, _row, _column, one in found.lines()
        },
    }


def wanted_of(edition: ReportEdition, params: Mapping[str, Any]) -> Wanted:
    """Raises NotFound where no such form or period is named."""
    against = asked_period(params.get("against", ""))
    return Wanted(question_for(edition), params.get("form", ""), against, edition)


class ComparedViewSet(ReportingViewSet):
    """What an edition answers beside another period."""

    @extend_schema(parameters=[FORM, AGAINST], responses=OpenApiTypes.OBJECT, filters=False)
    @action(detail=True, methods=["get"])
    def compare(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One form of the edition beside another period; amounts in yuan."""
        wanted = wanted_of(self.get_object(), request.query_params)
        return Response(compared(comparison_of(wanted), self.act["on"]))

    @extend_schema(
        request=EditionComparisonSerializer, responses={202: ExportJobSerializer}, filters=False
    )
    @compare.mapping.post
    def compare_file(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask for the same as a file."""
        edition = self.get_object()
        told = self.typed(EditionComparisonSerializer)
        job = start_report_comparison(wanted_of(edition, told), file=told["file"], **self.act)
        return self.job(job)
