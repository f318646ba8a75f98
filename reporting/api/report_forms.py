"""Report forms over the API: what they are, and filled with the figures of this moment."""

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import MayDo
from accounts.models import Perm
from core.api.versions import etag
from core.api.viewsets import OncePerKey
from reporting.api.report_compare import AGAINST, FormComparisonSerializer, compared
from reporting.api.serializers import ExportJobSerializer
from reporting.report_forms.days import asked_period
from reporting.report_forms.fill import fill
from reporting.report_forms.loader import form, shipped
from reporting.services.report_compare import Comparison, Wanted, base_of
from reporting.services.report_compare_files import start_report_comparison
from reporting.services.report_content import Book, filled_content
from reporting.views.report_questions import question_of

QUESTION = (
    OpenApiParameter("bureau", OpenApiTypes.STR, description="Code; default own."),
    OpenApiParameter("period", OpenApiTypes.STR, description="2026-year, 2026-q1 …"),
    OpenApiParameter("campaign", OpenApiTypes.STR, description="Code of a campaign."),
)


class ReportFormsView(APIView):
    """The report forms: columns with definition, unit, basis; sections; balance rules."""

    permission_classes = (MayDo(Perm.READ_FIGURES),)

    @extend_schema(operation_id="report_forms", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        return Response({"forms": list(shipped().values())})


class ReportFormView(APIView):
    """One form filled with the figures of this moment; amounts in yuan."""

    permission_classes = (MayDo(Perm.READ_FIGURES),)

    @extend_schema(
        operation_id="report_form",
        parameters=[*QUESTION, AGAINST],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request, code: str) -> Response:
        """With ``against`` every cell beside that of another period."""
        one, params = form(code), request.query_params
        question = question_of(params, request.user)
        content = filled_content(question, [fill(one, question)])
        if not params.get("against"):
            return Response(content)
        base = base_of(one, question, asked_period(params["against"]))
        found = Comparison(one, Book(content), question.period, base)
        return Response({**content, **compared(found, timezone.localdate())})


class ReportFormFileView(OncePerKey, APIView):
    """One form beside another period as a file."""

    permission_classes = (MayDo(Perm.EXPORT_RECORDS),)

    @extend_schema(
        operation_id="report_form_compare_file",
        request=FormComparisonSerializer,
        responses={202: ExportJobSerializer},
    )
    def post(self, request: Request, code: str) -> Response:
        """Ask for the file; ``jobs/{id}`` tells how far it is and gives it."""
        typed = FormComparisonSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        told = typed.validated_data
        job = start_report_comparison(
            Wanted(question_of(told, request.user), code, asked_period(told["against"])),
            file=told["file"],
            by=self.user,
            on=timezone.localdate(),
        )
        return Response(
            ExportJobSerializer(job).data,
            status=status.HTTP_202_ACCEPTED,
            headers={"ETag": etag(job)},
        )
