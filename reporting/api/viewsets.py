from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.permissions import MayDo
from accounts.models import Perm
from audit.models import AuditEvent
from core.api.versions import etag, expected_version
from core.api.viewsets import ReadViewSet
from core.errors import Invalid
from core.jobs import run_job
from core.models import Job
from reporting.api.serializers import (
    AnnualEditionSerializer,
    AnnualTablesSerializer,
    AuditEventSerializer,
    ExportJobSerializer,
    ExportSerializer,
    YearSerializer,
)
from reporting.models import AnnualEdition
from reporting.services.annual import calendar_year, reporting_year
from reporting.services.editions import compute_edition, freeze_edition
from reporting.services.exports import EXPORTS, start_annual_export
from reporting.services.list_exports import start_list_export
from reporting.services.trail import trail_for


class ReportingViewSet(ReadViewSet):
    """What the nouns of this app share: checked input, and who acts on which day."""

    def typed(self, form_class: Any) -> dict[str, Any]:
        form = form_class(data=self.request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    @property
    def act(self) -> dict[str, Any]:
        return {"by": self.user, "on": timezone.localdate()}

    def job(self, job: Job) -> Response:
        """A job that was accepted; ``jobs/{id}`` tells how far it is and gives the file."""
        return Response(
            ExportJobSerializer(job).data,
            status=status.HTTP_202_ACCEPTED,
            headers={"ETag": etag(job)},
        )


class AnnualEditionViewSet(ReportingViewSet):
    serializer_class = AnnualEditionSerializer
    queryset = AnnualEdition.objects.none()
    filterset_fields = ("year", "status", "bureau__code")

    permission_classes = (MayDo(Perm.READ_FIGURES),)

    def get_serializer_class(self) -> Any:
        return AnnualEditionSerializer if self.action == "list" else AnnualTablesSerializer

    def get_queryset(self) -> Any:
        rows = AnnualEdition.objects.visible_to(self.user).select_related("bureau")
        return rows.defer("content") if self.action == "list" else rows

    @extend_schema(request=YearSerializer)
    def create(self, request: Request) -> Response:
        """Compute the draft of one's own bureau anew."""
        year = reporting_year(self.typed(YearSerializer)["year"], self.act["on"])
        edition = compute_edition(calendar_year(self.user.bureau, year), **self.act)
        return self.answer(edition, status.HTTP_201_CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def freeze(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Freeze the draft that was read; its version is sent as If-Match."""
        edition = self.get_object()
        version = expected_version(request)
        return self.answer(freeze_edition(edition, version=version, **self.act))

    @extend_schema(request=None, responses={202: ExportJobSerializer})
    @action(detail=True, methods=["post"])
    def export(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask for the edition as a workbook."""
        edition = self.get_object()
        return self.job(
            start_annual_export(bureau=edition.bureau, year=edition.year, **self.act)
        )


class ExportViewSet(ReportingViewSet):
    """One's own exports, and a year's tables as a workbook, whether there is an edition
    or not."""

    serializer_class = ExportJobSerializer
    queryset = Job.objects.none()
    filterset_fields = ("state",)

    permission_classes = (MayDo(Perm.EXPORT_RECORDS),)

    def get_queryset(self) -> Any:
        return Job.objects.owned_by(self.user.actor_uuid).filter(kind__in=EXPORTS)

    @extend_schema(request=ExportSerializer, responses={202: ExportJobSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a list as it stands, or for a year's annual tables of one's own bureau."""
        typed = self.typed(ExportSerializer)
        if "list" in typed:
            return self._list(typed)
        if "year" not in typed:
            raise Invalid(fields={"list": _("Name a list by its address, or a year.")})
        year = reporting_year(typed["year"], self.act["on"])
        bureau = typed.get("bureau") or self.user.bureau
        return self.job(start_annual_export(bureau=bureau, year=year, **self.act))

    def _list(self, typed: dict[str, Any]) -> Response:
        job, is_little = start_list_export(
            path=typed["list"],
            query=typed.get("query", ""),
            columns=typed.get("columns", ()),
            form=typed.get("form", "xlsx"),
            **self.act,
        )
        if is_little:
            run_job(str(job.uuid))
            job.refresh_from_db()
        return self.job(job)


class AuditEventViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[AuditEvent]):
    """Who did what, when, to which record. Read only; there is no other way in."""

    serializer_class = AuditEventSerializer
    queryset = AuditEvent.objects.none()
    permission_classes = (MayDo(Perm.READ_AUDIT),)
    filterset_fields: ClassVar[dict[str, list[str]]] = {
        "on": ["exact", "gte", "lte"],
        "kind": ["exact", "startswith"],
        "subject_uuid": ["exact"],
        "root_uuid": ["exact"],
        "actor_uuid": ["exact"],
    }

    def get_queryset(self) -> Any:
        user: Any = self.request.user
        return trail_for(user)
