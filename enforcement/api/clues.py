from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from deadlines.api.acts import ActsViewSet
from enforcement.api.around_inputs import OfferInput, ReporterToldInput
from enforcement.api.around_serializers import HandOverSerializer
from enforcement.api.case_inputs import ReasonInput
from enforcement.api.clue_bulk import new_clues
from enforcement.api.clue_serializers import (
    AssignInput,
    ClueBulkInput,
    ClueBulkSerializer,
    ClueChangeInput,
    ClueInput,
    ClueSerializer,
    ReporterSerializer,
    RevealInput,
    VerificationInput,
)
from enforcement.api.matter import JOINED
from enforcement.filters.clue import ClueApiFilter
from enforcement.models import Clue, HandOver
from enforcement.models.base import with_limit
from enforcement.policies import require_change, require_reveal, require_write_clues
from enforcement.services.clue_intake import register_clues
from enforcement.services.clues import change_clue, register_clue, reveal_reporter
from enforcement.services.hand_overs import hand_over
from enforcement.services.reporters import tell_reporter
from enforcement.services.verification import (
    assign_clue,
    conclude_not_filed,
    propose_not_filing,
    record_verification,
    take_clue,
)
from enforcement.transitions.clue import ClueAct

CREATED = status.HTTP_201_CREATED


class ClueViewSet(ActsViewSet):
    """Clues of one's jurisdiction, and their acts until a case is filed or not."""

    serializer_class = ClueSerializer
    filterset_class = ClueApiFilter

    def get_queryset(self) -> Any:
        rows = Clue.objects.visible_to(self.user).select_related(
            *JOINED, "inspection", "handler", "first_handler", "case"
        )
        return with_limit(rows).prefetch_related("campaigns")

    @extend_schema(request=ClueInput, responses={201: ClueSerializer})
    def create(self, request: Request) -> Response:
        """Register a clue; its 15 working days begin."""
        require_write_clues(by=self.user)
        clue = register_clue(**self.typed(ClueInput), **self.doing)
        return self.answer(self.again(clue), CREATED)

    @extend_schema(request=ClueChangeInput, responses=ClueSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Correct an open clue; send If-Match."""
        clue = self.get_object()
        require_change(clue, by=self.user)
        values = self.typed(ClueChangeInput, partial=True)
        return self.answer(self.again(self.changed(request, change_clue, clue, **values)))

    @extend_schema(request=ClueBulkInput, responses={201: ClueBulkSerializer})
    @action(detail=False, methods=["post"])
    def bulk(self, request: Request) -> Response:
        """Register up to 500 clues, all or none."""
        require_write_clues(by=self.user)
        rows = self.typed(ClueBulkInput)["rows"]
        clues = register_clues(new_clues(rows, user=self.user), **self.doing)
        answer = ClueBulkSerializer({"count": len(clues), "results": clues})
        return Response(answer.data, status=CREATED)

    @extend_schema(request=AssignInput, responses=ClueSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give the clue to an officer, or to another one."""
        received = self.get_object().handler_id is None
        clue = self.opened(ClueAct.ASSIGN if received else ClueAct.REASSIGN)
        values = self.typed(AssignInput)
        return self.answer(self.again(assign_clue(clue, **values, **self.doing)))

    @extend_schema(request=None, responses=ClueSerializer)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take over a clue nobody has yet."""
        return self.answer(self.again(take_clue(self.get_object(), **self.doing)))

    @extend_schema(request=VerificationInput, responses=ClueSerializer)
    @action(detail=True, methods=["post"], url_path="record-verification")
    def record_verification(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Write down what the verification found; send If-Match."""
        clue = self.opened(ClueAct.RECORD_VERIFICATION)
        result = self.typed(VerificationInput)["verification"]
        done = self.changed(request, record_verification, clue, result=result)
        return self.answer(self.again(done))

    @extend_schema(request=ReasonInput, responses=ClueSerializer)
    @action(detail=True, methods=["post"], url_path="propose-not-filing")
    def propose_not_filing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Submit that no case be filed, for approval."""
        clue = self.opened(ClueAct.PROPOSE_NOT_FILING)
        propose_not_filing(clue, **self.typed(ReasonInput), **self.doing)
        return self.answer(self.again(clue))

    @extend_schema(request=ReasonInput, responses=ClueSerializer)
    @action(detail=True, methods=["post"], url_path="not-file")
    def not_file(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Decide, as the head, that no case is filed."""
        clue = self.opened(ClueAct.NOT_FILE)
        values = self.typed(ReasonInput)
        return self.answer(self.again(conclude_not_filed(clue, **values, **self.doing)))

    @extend_schema(request=OfferInput, responses={201: HandOverSerializer})
    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Offer the clue to another bureau."""
        clue = self.opened(ClueAct.HAND_OVER)
        row = hand_over(clue, **self.typed(OfferInput), **self.doing)
        fresh = with_limit(HandOver.objects.filter(pk=row.pk)).get()
        return Response(HandOverSerializer(fresh).data, status=201)

    @extend_schema(request=ReporterToldInput, responses=ClueSerializer)
    @action(detail=True, methods=["post"], url_path="tell-reporter")
    def tell_reporter(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record that the reporter was told what became of the report."""
        clue = self.opened(ClueAct.TELL_REPORTER)
        done = tell_reporter(clue, **self.typed(ReporterToldInput), **self.doing)
        return self.answer(self.again(done))

    @extend_schema(request=RevealInput, responses=ReporterSerializer)
    @action(detail=True, methods=["post"], url_path="reveal-reporter")
    def reveal_reporter(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Who reported; that it was looked at is written down."""
        clue = self.get_object()
        require_reveal(clue, by=self.user)
        shown = reveal_reporter(clue, **self.typed(RevealInput), **self.doing)
        return Response(ReporterSerializer(shown).data)
