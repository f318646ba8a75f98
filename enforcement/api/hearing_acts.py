"""The acts of a hearing as POSTs under its case, and hearings to read."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from deadlines.api.acts import ActsViewSet
from enforcement.api.case_inputs import ReasonInput, ServedInput
from enforcement.api.case_serializers import CaseSerializer
from enforcement.api.course_acts import CourseActs
from enforcement.api.course_inputs import (
    HearingAnnouncedInput,
    HearingReportInput,
    HearingRequestInput,
    HearingScheduleInput,
    HoldInput,
    WaiverInput,
)
from enforcement.api.course_serializers import HearingSerializer
from enforcement.models import Hearing
from enforcement.services.hearing_days import (
    announce_hearing,
    hold_hearing,
    report_hearing,
    schedule_hearing,
    serve_hearing_notice,
)
from enforcement.services.hearings import request_hearing, waive_hearing, withdraw_hearing
from enforcement.transitions.case_needs import CaseAct


class HearingActs(CourseActs):
    """Waived, asked for, fixed, told, held, reported, withdrawn."""

    @extend_schema(request=WaiverInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="waive-hearing")
    def waive_hearing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record that the party gave the hearing up."""
        case = self.opened(CaseAct.WAIVE_HEARING)
        waive_hearing(case, **self.typed(WaiverInput), **self.doing)
        return self.done(case)

    @extend_schema(request=HearingRequestInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="request-hearing")
    def request_hearing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the party's request for a hearing."""
        case = self.opened(CaseAct.REQUEST_HEARING)
        request_hearing(case, **self.typed(HearingRequestInput), **self.doing)
        return self.done(case)

    @extend_schema(request=HearingScheduleInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="schedule-hearing")
    def schedule_hearing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Appoint the host, fix time and place."""
        case = self.opened(CaseAct.SCHEDULE_HEARING)
        schedule_hearing(case, **self.typed(HearingScheduleInput), **self.doing)
        return self.done(case)

    @extend_schema(request=ServedInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="serve-hearing-notice")
    def serve_hearing_notice(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Serve the notice of hearing."""
        case = self.opened(CaseAct.SERVE_HEARING_NOTICE)
        serve_hearing_notice(case, **self.typed(ServedInput), **self.doing)
        return self.done(case)

    @extend_schema(request=HearingAnnouncedInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="announce-hearing")
    def announce_hearing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the announcement of a public hearing."""
        case = self.opened(CaseAct.ANNOUNCE_HEARING)
        announce_hearing(case, **self.typed(HearingAnnouncedInput), **self.doing)
        return self.done(case)

    @extend_schema(request=HoldInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="hold-hearing")
    def hold_hearing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the hearing."""
        case = self.opened(CaseAct.HOLD_HEARING)
        hold_hearing(case, **self.typed(HoldInput), **self.doing)
        return self.done(case)

    @extend_schema(request=HearingReportInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="report-hearing")
    def report_hearing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Submit the hearing report."""
        case = self.opened(CaseAct.REPORT_HEARING)
        report_hearing(case, **self.typed(HearingReportInput), **self.doing)
        return self.done(case)

    @extend_schema(request=ReasonInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="withdraw-hearing")
    def withdraw_hearing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record that the party withdrew its request."""
        case = self.opened(CaseAct.WITHDRAW_HEARING)
        withdraw_hearing(case, **self.typed(ReasonInput), **self.doing)
        return self.done(case)


class HearingViewSet(ActsViewSet):
    """Hearings of cases; their acts are POSTs under ``cases/{id}/``."""

    serializer_class = HearingSerializer

    def get_queryset(self) -> Any:
        rows = Hearing.objects.visible_to(self.user)
        return rows.select_related("case", "bureau", "host", "recorder", "document")
