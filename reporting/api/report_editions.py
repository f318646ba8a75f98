from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.permissions import MayDo
from accounts.models import Perm
from campaigns.models import Campaign
from core.api.versions import expected_version
from core.errors import NotFound
from reporting.api.report_compare import ComparedViewSet
from reporting.api.report_serializers import (
    ReportBeginSerializer,
    ReportEditionContentSerializer,
    ReportEditionSerializer,
    ReportReasonSerializer,
    ReportValueSerializer,
    ReportWordsSerializer,
)
from reporting.api.serializers import ExportJobSerializer
from reporting.models import ReportEdition
from reporting.report_forms.loader import period
from reporting.services.report_approval import (
    approve_report,
    check_report,
    freeze_report,
    return_report,
)
from reporting.services.report_content import Book, text_of
from reporting.services.report_duties import require_figures
from reporting.services.report_editions import (
    begin_report,
    recompute_report,
    report_value,
    word_report,
)
from reporting.services.report_files import start_report_files
from reporting.services.report_restate import cell_changes, record_changes, restate_report
from reporting.services.report_upward import Upward, lower_level

CONTENT = {200: ReportEditionContentSerializer}


class ReportEditionViewSet(ComparedViewSet):
    """Editions of the report forms, from draft to frozen; each step is an act."""

    serializer_class = ReportEditionSerializer
    queryset = ReportEdition.objects.none()
    filterset_fields = ("period", "status", "bureau__code")
    permission_classes = (MayDo(Perm.READ_FIGURES),)

    def get_serializer_class(self) -> Any:
        lists = self.action == "list"
        return ReportEditionSerializer if lists else ReportEditionContentSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "book": Book.of}

    def get_queryset(self) -> Any:
        rows = ReportEdition.objects.visible_to(self.user)
        rows = rows.select_related("bureau", "campaign", "restates", "job")
        if self.action == "list":
            return rows.defer("content", "narrative")
        return rows.prefetch_related("files")

    def computed(self, edition: ReportEdition, code: int) -> Response:
        """The edition, or 202 with the job that computes it: ``jobs/{id}`` tells how far."""
        return self.answer(edition, status.HTTP_202_ACCEPTED if edition.is_computing else code)

    def with_figures(self) -> ReportEdition:
        """Raises StillComputing while there are none."""
        edition: ReportEdition = self.get_object()
        require_figures(edition)
        return edition

    @extend_schema(
        request=ReportBeginSerializer,
        responses={
            201: ReportEditionContentSerializer,
            202: ReportEditionContentSerializer,
        },
    )
    def create(self, request: Request) -> Response:
        """Begin the edition of one's own bureau for a period; a large one is computed by
        a job."""
        told = self.typed(ReportBeginSerializer)
        campaign = told.get("campaign")
        seen = Campaign.objects.visible_to(self.user)
        if campaign is not None and not seen.filter(pk=campaign.pk).exists():
            raise NotFound
        made = begin_report(period(told["period"]), campaign=campaign, **self.act)
        return self.computed(made, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={**CONTENT, 202: ReportEditionContentSerializer})
    @action(detail=True, methods=["post"])
    def recompute(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Compute the draft that was read anew, or what broke off; its version is sent as
        If-Match."""
        edition = self.get_object()
        version = expected_version(request)
        made = recompute_report(edition, version=version, **self.act)
        return self.computed(made, status.HTTP_200_OK)

    @extend_schema(request=ReportValueSerializer, responses=CONTENT)
    @action(detail=True, methods=["post"])
    def report(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Enter what is reported for one cell beside the computed value."""
        edition = self.get_object()
        told = self.typed(ReportValueSerializer)
        told["approx"] = told.pop("precision")
        return self.answer(report_value(edition, **told, **self.act))

    @extend_schema(request=ReportWordsSerializer, responses=CONTENT)
    @action(detail=True, methods=["post"])
    def words(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change the sentences of a draft."""
        edition = self.get_object()
        told = self.typed(ReportWordsSerializer)
        return self.answer(word_report(edition, **told, **self.act))

    @extend_schema(request=None, responses=CONTENT)
    @action(detail=True, methods=["post"])
    def check(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Check the draft that was read; its version is sent as If-Match."""
        edition = self.get_object()
        version = expected_version(request)
        return self.answer(check_report(edition, version=version, **self.act))

    @extend_schema(request=None, responses=CONTENT)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Approve what another person checked; the version is sent as If-Match."""
        edition = self.get_object()
        version = expected_version(request)
        return self.answer(approve_report(edition, version=version, **self.act))

    @extend_schema(request=ReportReasonSerializer, responses=CONTENT)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Send a checked or approved edition back to be corrected."""
        edition = self.get_object()
        told = self.typed(ReportReasonSerializer)
        return self.answer(return_report(edition, **told, **self.act))

    @extend_schema(request=None, responses=CONTENT)
    @action(detail=True, methods=["post"])
    def freeze(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Freeze the approved edition that was read; its version is sent as If-Match."""
        edition = self.get_object()
        version = expected_version(request)
        return self.answer(freeze_report(edition, version=version, **self.act))

    @extend_schema(
        request=ReportReasonSerializer,
        responses={
            201: ReportEditionContentSerializer,
            202: ReportEditionContentSerializer,
        },
    )
    @action(detail=True, methods=["post"])
    def restate(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Begin the restated edition of a frozen one."""
        edition = self.get_object()
        told = self.typed(ReportReasonSerializer)
        made = restate_report(edition, **told, **self.act)
        return self.computed(made, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={202: ExportJobSerializer})
    @action(detail=True, methods=["post"])
    def export(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask for the files in all five kinds, as one archive."""
        return self.job(start_report_files(self.get_object(), **self.act))

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True, methods=["get"])
    def breaches(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The balance rules that do not hold, with both sides."""
        found = [
            {
                "rule": one.rule,
                "severity": one.severity.value,
                "cell": str(one.address),
                "text": one.text,
                "left": text_of(one.left),
                "right": text_of(one.right),
            }
            for one in Book.of(self.with_figures()).breaches()
        ]
        return Response({"breaches": found})

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True, methods=["get"])
    def changes(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Of a restated edition: the cells that changed, and the records that changed them."""
        edition = self.with_figures()
        return Response(
            {
                "cells": [
                    {
                        "cell": str(one.address),
                        "before": text_of(one.before),
                        "after": text_of(one.after),
                    }
                    for one in cell_changes(edition)
                ],
                "records": [
                    {
                        "form": one.form.code,
                        "indicator": one.column.code,
                        "record": f"{one.kind}:{one.uuid}",
                        "before": text_of(one.before),
                        "after": text_of(one.after),
                    }
                    for one in record_changes(edition)
                ],
            }
        )

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True, methods=["get"])
    def below(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The frozen editions one level down beside what is computed here."""
        level = lower_level(self.with_figures())
        if level is None:
            raise NotFound
        return Response(
            {
                "missing": [one.code for one in level.missing],
                "sums": [_line(one) for one in level.sums],
                "bureaus": [_line(one) for one in level.lines],
            }
        )


def _line(one: Upward) -> dict[str, Any]:
    return {
        "form": one.form.code,
        "indicator": one.column.code,
        "bureau": one.bureau.code if one.bureau else None,
        "lower": text_of(one.lower),
        "computed": text_of(one.computed),
        "difference": text_of(one.difference),
    }
