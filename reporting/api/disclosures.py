"""Published penalties over the API: one route per act of their table."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Perm
from core.api.versions import etag
from core.errors import PermissionRefused
from deadlines.api.acts import ActsViewSet
from deadlines.policies import require_may_act
from enforcement.models.base import with_limit
from reporting.api import disclosure_serializers as told
from reporting.api.disclosure_serializers import (
    DisclosureReportSerializer,
    DisclosureSerializer,
)
from reporting.api.serializers import ExportJobSerializer
from reporting.filters import DisclosureFilter
from reporting.models import Disclosure
from reporting.services import disclosure_course as course
from reporting.services import disclosures as services
from reporting.services.disclosure_feed import start_feed
from reporting.transitions.disclosure import DisclosureAct as A

CREATED = status.HTTP_201_CREATED


class DisclosureViewSet(ActsViewSet):
    """Penalties prepared for publication, made public, withdrawn, held back."""

    serializer_class = DisclosureSerializer
    filterset_class = DisclosureFilter
    queryset = Disclosure.objects.none()

    def get_queryset(self) -> Any:
        rows = Disclosure.objects.visible_to(self.user)
        return with_limit(
            rows.select_related("bureau", "decision__case__party", "decision__case__bureau")
        )

    @extend_schema(request=told.PrepareDisclosureInput, responses={201: DisclosureSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Prepare the publication of a case's decision."""
        if not self.user.can(Perm.DECIDE_CASES):
            raise PermissionRefused
        case = self.typed(told.PrepareDisclosureInput)["case"]
        require_may_act(case, by=self.user, perm=Perm.DECIDE_CASES)
        one = services.prepare_disclosure(services.decision_of(case), **self.doing)
        return self.answer(self.again(one), CREATED)

    @extend_schema(responses=DisclosureReportSerializer)
    @action(detail=True, methods=["get"])
    def report(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Every fault of every field, with what would be right."""
        return Response(DisclosureReportSerializer(self.get_object()).data)

    @extend_schema(request=told.ReviseDisclosureInput, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"])
    def revise(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Build the fields anew, with what the case does not know."""
        return self.does(A.REVISE, services.revise_disclosure, told.ReviseDisclosureInput)

    @extend_schema(request=None, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make it public."""
        return self.does(A.RELEASE, services.release, None)

    @extend_schema(request=told.HoldDisclosureInput, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"], url_path="hold-back")
    def hold_back(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Keep it from publication, for a reason of law."""
        return self.does(A.HOLD_BACK, services.hold_back, told.HoldDisclosureInput)

    @extend_schema(request=told.DisclosureNoteInput, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"], url_path="take-up")
    def take_up(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take it up again."""
        return self.does(A.TAKE_UP, services.take_up, told.DisclosureNoteInput)

    @extend_schema(request=None, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"], url_path="note-change")
    def note_change(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The decision changed: the limit to withdraw begins."""
        return self.does(A.NOTE_CHANGE, course.note_change, None)

    @extend_schema(request=told.WithdrawDisclosureInput, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take back what was published, with the reason."""
        return self.does(A.WITHDRAW, course.withdraw_disclosure, told.WithdrawDisclosureInput)

    @extend_schema(request=None, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"])
    def renew(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Prepare a withdrawn decision as it reads now."""
        return self.does(A.RENEW, course.renew_disclosure, None)

    @extend_schema(request=told.AskRepairInput, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"], url_path="ask-repair")
    def ask_repair(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The party asks for an early end of the display."""
        return self.does(A.ASK_REPAIR, course.ask_repair, told.AskRepairInput)

    @extend_schema(request=None, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"], url_path="accept-repair")
    def accept_repair(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The application is accepted."""
        return self.does(A.ACCEPT_REPAIR, course.accept_repair, None)

    @extend_schema(request=told.RepairReasonInput, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"], url_path="refuse-repair")
    def refuse_repair(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The application is refused; the penalty stays public."""
        return self.does(A.REFUSE_REPAIR, course.refuse_repair, told.RepairReasonInput)

    @extend_schema(request=None, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"], url_path="grant-repair")
    def grant_repair(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The application is granted."""
        return self.does(A.GRANT_REPAIR, course.grant_repair, None)

    @extend_schema(request=None, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"], url_path="finish-repair")
    def finish_repair(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The display is taken down after the repair."""
        return self.does(A.FINISH_REPAIR, course.finish_repair, None)

    @extend_schema(request=None, responses=DisclosureSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The display period has run out."""
        return self.does(A.END_DISPLAY, course.end_display, None)

    @extend_schema(
        request=told.ReleaseValidInput,
        responses=told.ReleasedLineSerializer(many=True),
        filters=False,
    )
    @action(detail=False, methods=["post"], url_path="release-valid", pagination_class=None)
    def release_valid(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make all public that are in order; each other one is named with its faults."""
        if not self.user.can(Perm.DECIDE_CASES):
            raise PermissionRefused
        rows = self.typed(told.ReleaseValidInput)["disclosures"]
        found = services.release_all_valid(rows, **self.doing)
        return Response(told.ReleasedLineSerializer(found, many=True).data)

    @extend_schema(request=told.FeedInput, responses={202: ExportJobSerializer})
    @action(detail=False, methods=["post"])
    def feed(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask for the feed as a file; ``jobs/{id}`` gives it when it is written."""
        if not self.user.can(Perm.EXPORT_RECORDS):
            raise PermissionRefused
        values = self.typed(told.FeedInput)
        bureau = values.pop("bureau", None) or self.user.bureau
        job = start_feed(bureau=bureau, **values, **self.doing)
        return Response(
            ExportJobSerializer(job).data,
            status=status.HTTP_202_ACCEPTED,
            headers={"ETag": etag(job)},
        )
