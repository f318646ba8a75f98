"""Notices and scores over the API; returns as far as nothing has to be computed."""

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Perm
from campaigns.api import inputs
from campaigns.api.base import CampaignActsViewSet
from campaigns.api.outputs import CampaignReturnSerializer, NoticeSerializer, ScoreSerializer
from campaigns.ledger_filters import NoticeFilter, ReturnFilter
from campaigns.models import AssessmentItem, AssessmentScore, Notice, NoticeReceipt, Return
from campaigns.policies import require_design, require_report, require_send
from campaigns.services import assessment, notices, returns, returns_checked
from campaigns.services.returns import Entered
from campaigns.transitions.assessment import ScoreAct
from campaigns.transitions.returns import ReturnAct
from core.errors import NotFound, PermissionRefused

CREATED = status.HTTP_201_CREATED


class ReturnActsViewSet(CampaignActsViewSet):
    """Returns of one's jurisdiction; begun and handed in where figures are computed."""

    serializer_class = CampaignReturnSerializer
    filterset_class = ReturnFilter
    queryset = Return.objects.none()

    def get_queryset(self) -> Any:
        rows = Return.objects.visible_to(self.user).select_related(
            "bureau", "unit", "campaign", "schedule", "submitted_by"
        )
        return rows.prefetch_related(
            "cells__indicator", "corrections__indicator", "corrections__by"
        )

    @extend_schema(request=inputs.FillInput, responses=CampaignReturnSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Fill in figures and words; send If-Match."""
        report = self.opened(ReturnAct.FILL)
        typed = self.typed(inputs.FillInput)
        cells = {
            code: Entered(one["value"], one.get("cumulative"), one.get("explanation", ""))
            for code, one in typed.pop("cells", {}).items()
        }
        self.changed(request, returns.fill_return, report, cells=cells, **typed)
        return self.answer(self.again(report))

    @extend_schema(request=inputs.WhyInput, responses=CampaignReturnSerializer)
    @action(detail=True, methods=["post"], url_path="send-back")
    def send_back(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Send a return back with a reason."""
        return self.does(ReturnAct.RETURN, returns_checked.send_back, inputs.WhyInput)

    @extend_schema(request=None, responses=CampaignReturnSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Accept a return: it counts in the sum of the bureau above."""
        return self.does(ReturnAct.ACCEPT, returns_checked.accept_return)

    @extend_schema(request=None, responses=CampaignReturnSerializer)
    @action(detail=True, methods=["post"])
    def lock(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lock an accepted return."""
        return self.does(ReturnAct.LOCK, returns_checked.lock_return)

    @extend_schema(request=inputs.ReturnCorrectionInput, responses=CampaignReturnSerializer)
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Put a locked figure right, beside the reported one."""
        return self.does(
            ReturnAct.CORRECT, returns_checked.correct_return, inputs.ReturnCorrectionInput
        )


class NoticeViewSet(CampaignActsViewSet):
    """What one's bureau, or one under it, sent or was sent."""

    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter
    queryset = Notice.objects.none()

    def get_queryset(self) -> Any:
        seen = NoticeReceipt.objects.visible_to(self.user).select_related(
            "bureau", "read_by", "replied_by"
        )
        rows = Notice.objects.visible_to(self.user)
        return rows.select_related("bureau", "campaign", "sent_by").prefetch_related(
            Prefetch("receipts", queryset=seen, to_attr="seen_receipts")
        )

    @extend_schema(request=inputs.NoticeInput, responses={201: NoticeSerializer})
    def create(self, request: Request) -> Response:
        """Send a notice or a task order to bureaus below."""
        require_send(by=self.user)
        notice = notices.send_notice(**self.typed(inputs.NoticeInput), **self.doing)
        return self.answer(self.again(notice), CREATED)

    @extend_schema(request=None, responses=NoticeSerializer)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Sign that one's bureau has read it."""
        notice = self._received()
        notices.acknowledge(notice, **self.doing)
        return self.answer(self.again(notice))

    @extend_schema(request=inputs.TextInput, responses=NoticeSerializer)
    @action(detail=True, methods=["post"])
    def reply(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer it for one's bureau."""
        notice = self._received()
        notices.reply(notice, **self.typed(inputs.TextInput), **self.doing)
        return self.answer(self.again(notice))

    def _received(self) -> Notice:
        notice: Notice = self.get_object()
        require_report(self.user.bureau, by=self.user)
        if not notice.receipts.filter(bureau=self.user.bureau_id).exists():
            raise PermissionRefused
        return notice


class ScoreViewSet(CampaignActsViewSet):
    """Assessment scores of one's jurisdiction: of bureaus, never of people."""

    serializer_class = ScoreSerializer
    queryset = AssessmentScore.objects.none()
    filterset_fields = ("campaign__uuid", "bureau__code", "status")

    def get_queryset(self) -> Any:
        rows = AssessmentScore.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "campaign", "item")

    @extend_schema(request=inputs.ScoreInput, responses={201: ScoreSerializer})
    def create(self, request: Request) -> Response:
        """Score a bureau by one item of the plan."""
        self.require_any((Perm.DESIGN_CAMPAIGNS,))
        typed = self.typed(inputs.ScoreInput)
        items = AssessmentItem.objects.visible_to(self.user)
        item = items.select_related("campaign__bureau").filter(uuid=typed.pop("item")).first()
        if item is None:
            raise NotFound
        require_design(item.campaign.bureau, by=self.user)
        score = assessment.give_score(item, **typed, **self.doing)
        return self.answer(self.again(score), CREATED)

    @extend_schema(request=inputs.TextInput, responses=ScoreSerializer)
    @action(detail=True, methods=["post"])
    def appeal(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Appeal against a score of one's own bureau."""
        return self.does(ScoreAct.APPEAL, assessment.appeal_score, inputs.TextInput)

    @extend_schema(request=inputs.SettleInput, responses=ScoreSerializer)
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Uphold or adjust a score with a reason."""
        return self.does(ScoreAct.SETTLE, assessment.settle_score, inputs.SettleInput)
