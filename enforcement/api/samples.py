from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.errors import NotFound
from deadlines.api.acts import ActsViewSet
from deadlines.services.procedure import require_open
from enforcement.api.case_inputs import NoteInput, ReasonInput
from enforcement.api.clue_serializers import ClueNumberSerializer
from enforcement.api.goods_inputs import (
    CompleteRecallInput,
    ContentInput,
    LaboratoryInput,
    ProgressInput,
    RecallInput,
    RecallReviewInput,
    RetestInput,
    RetestReportInput,
    SampleInput,
    SendInput,
    SummaryInput,
    TellInput,
    TestReportInput,
)
from enforcement.api.goods_serializers import SampleSerializer
from enforcement.api.matter import JOINED
from enforcement.filters.goods import SampleApiFilter
from enforcement.models import Sample
from enforcement.models.base import with_limit
from enforcement.policies import require_inspector
from enforcement.services.retests import (
    accept_retest,
    refuse_retest,
    report_retest,
    request_retest,
    settle_without_retest,
)
from enforcement.services.sample_follow_up import (
    begin_recall,
    complete_recall,
    open_clue_from_sample,
    receive_summary,
    record_progress,
    review_recall,
)
from enforcement.services.samples import report_sample, send_sample, take_sample, tell_party
from enforcement.transitions.sample import RecallAct, SampleAct

CREATED = status.HTTP_201_CREATED


class SampleViewSet(ActsViewSet):
    """Samples of one's jurisdiction, with who was told, the retest and the recall."""

    serializer_class = SampleSerializer
    filterset_class = SampleApiFilter

    def get_queryset(self) -> Any:
        rows = Sample.objects.visible_to(self.user).select_related(
            *JOINED, "plan", "plan_item", "inspection", "clue", "recall", "product__holder"
        )
        return with_limit(rows).prefetch_related("campaigns", "team__officer", "notices__party")

    @extend_schema(request=SampleInput, responses={201: SampleSerializer})
    def create(self, request: Request) -> Response:
        """Record a sample taken and sealed at a party."""
        require_inspector(by=self.user)
        sample = take_sample(**self.typed(SampleInput), **self.doing)
        return self.answer(self.again(sample), CREATED)

    @extend_schema(request=ContentInput, responses={201: ClueNumberSerializer})
    @action(detail=True, methods=["post"], url_path="open-clue")
    def open_clue(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Register a failed sample as a clue."""
        sample = self.opened(SampleAct.OPEN_CLUE)
        clue = open_clue_from_sample(sample, **self.typed(ContentInput), **self.doing)
        return Response(ClueNumberSerializer(clue).data, status=CREATED)

    def on_recall(self, act: str, service: Any, serializer: Any) -> Response:
        """An act on the recall of this sample; a sample without one is answered 404."""
        sample = self.get_object()
        recall = getattr(sample, "recall", None)
        if recall is None:
            raise NotFound
        require_open(recall, act, **self.doing)
        service(recall, **self.typed(serializer), **self.doing)
        return self.answer(self.again(sample))

    @extend_schema(request=SendInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"])
    def send(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A laboratory received it."""
        return self.does(SampleAct.SEND, send_sample, SendInput)

    @extend_schema(request=TestReportInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"])
    def report(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Enter the test report."""
        return self.does(SampleAct.REPORT_PASS, report_sample, TestReportInput)

    @extend_schema(request=TellInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"])
    def tell(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Tell a party a failed result; its days for a retest begin."""
        return self.does(SampleAct.TELL, tell_party, TellInput)

    @extend_schema(request=RetestInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="request-retest")
    def request_retest(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A party asked for a retest in time."""
        return self.does(SampleAct.REQUEST_RETEST, request_retest, RetestInput)

    @extend_schema(request=NoteInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The result stands without a retest."""
        return self.does(SampleAct.WAIVE_RETEST, settle_without_retest, NoteInput)

    @extend_schema(request=LaboratoryInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="accept-retest")
    def accept_retest(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Another laboratory tests again."""
        return self.does(SampleAct.ACCEPT_RETEST, accept_retest, LaboratoryInput)

    @extend_schema(request=ReasonInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="refuse-retest")
    def refuse_retest(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Refuse the request with its reason."""
        return self.does(SampleAct.REFUSE_RETEST, refuse_retest, ReasonInput)

    @extend_schema(request=RetestReportInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="report-retest")
    def report_retest(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Enter the final result."""
        return self.does(SampleAct.RETEST_PASS, report_retest, RetestReportInput)

    @extend_schema(request=RecallInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="begin-recall")
    def begin_recall(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Follow the recall of the batch."""
        return self.does(SampleAct.BEGIN_RECALL, begin_recall, RecallInput)

    @extend_schema(request=ProgressInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="recall-progress")
    def recall_progress(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Note a progress report of the recall."""
        return self.on_recall(RecallAct.PROGRESS, record_progress, ProgressInput)

    @extend_schema(request=CompleteRecallInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="complete-recall")
    def complete_recall(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The recall is completed."""
        return self.on_recall(RecallAct.COMPLETE, complete_recall, CompleteRecallInput)

    @extend_schema(request=SummaryInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="recall-summary")
    def recall_summary(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The summary of the recall came in."""
        return self.on_recall(RecallAct.RECEIVE_SUMMARY, receive_summary, SummaryInput)

    @extend_schema(request=RecallReviewInput, responses=SampleSerializer)
    @action(detail=True, methods=["post"], url_path="review-recall")
    def review_recall(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Review the effect of the recall."""
        return self.on_recall(RecallAct.REVIEW, review_recall, RecallReviewInput)
