"""The acts of a case as POSTs: one service call each."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from deadlines.api.acts import ActsViewSet
from enforcement.api.case_inputs import (
    ClosingInput,
    DefenceInput,
    NoteInput,
    OfficersInput,
    PaymentInput,
    ProposalInput,
    ServedInput,
    ViolationInput,
)
from enforcement.api.case_serializers import (
    CaseSerializer,
    DecisionSerializer,
    PaymentSerializer,
    ViolationSerializer,
)
from enforcement.api.course_inputs import SubmitInput
from enforcement.models import Case
from enforcement.services.cases import assign_officers, resubmit_filing
from enforcement.services.closing import submit_closing
from enforcement.services.decisions import decide
from enforcement.services.payments import record_payment
from enforcement.services.proposals import propose_penalty
from enforcement.services.serving import record_defence, serve_decision, serve_notice
from enforcement.services.submissions import submit_penalty
from enforcement.services.violations import record_violation
from enforcement.transitions.case_needs import CaseAct

CREATED = status.HTTP_201_CREATED


class CaseActs(ActsViewSet):
    """Every act answers with the case as it stands then, or with what it made."""

    def done(self, case: Case) -> Response:
        return self.answer(self.again(case))

    def made(self, row: Any, serializer: type[Any], code: int = CREATED) -> Response:
        return Response(serializer(row).data, status=code)

    @extend_schema(request=NoteInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="resubmit-filing")
    def resubmit_filing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Submit a returned or withdrawn filing again."""
        case = self.opened(CaseAct.RESUBMIT_FILING)
        return self.done(resubmit_filing(case, **self.typed(NoteInput), **self.doing))

    @extend_schema(request=OfficersInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="assign-officers")
    def assign_officers(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give the case to other officers."""
        case = self.opened(CaseAct.ASSIGN_OFFICERS)
        return self.done(assign_officers(case, **self.typed(OfficersInput), **self.doing))

    @extend_schema(request=ViolationInput, responses={201: ViolationSerializer})
    @action(detail=True, methods=["post"], url_path="record-violation")
    def record_violation(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record a violation; the range of its fine is computed."""
        case = self.opened(CaseAct.RECORD_VIOLATION)
        row = record_violation(case, **self.typed(ViolationInput), **self.doing)
        return self.made(row, ViolationSerializer)

    @extend_schema(request=ProposalInput, responses=DecisionSerializer)
    @action(detail=True, methods=["post"], url_path="propose-penalty")
    def propose_penalty(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Propose the penalty; refused outside the range of the violations."""
        case = self.opened(CaseAct.PROPOSE_PENALTY)
        row = propose_penalty(case, **self.typed(ProposalInput), **self.doing)
        return self.made(row, DecisionSerializer, status.HTTP_200_OK)

    @extend_schema(request=SubmitInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="submit-penalty")
    def submit_penalty(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Submit the proposed penalty for review, with the answer on signs of a crime."""
        case = self.opened(CaseAct.SUBMIT_PENALTY)
        submit_penalty(case, **self.typed(SubmitInput), **self.doing)
        return self.done(case)

    @extend_schema(request=ServedInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="serve-notice")
    def serve_notice(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Serve the notice of the approved penalty."""
        case = self.opened(CaseAct.SERVE_NOTICE)
        serve_notice(case, **self.typed(ServedInput), **self.doing)
        return self.done(case)

    @extend_schema(request=DefenceInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="record-defence")
    def record_defence(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the party's defence, or its waiver."""
        case = self.opened(CaseAct.RECORD_DEFENCE)
        return self.done(record_defence(case, **self.typed(DefenceInput), **self.doing))

    @extend_schema(request=None, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Decide the case as approved; the decision takes its number."""
        case = self.opened(CaseAct.DECIDE)
        decide(case, **self.doing)
        return self.done(case)

    @extend_schema(request=ServedInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="serve-decision")
    def serve_decision(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Serve the decision; the fifteen days to pay begin."""
        case = self.opened(CaseAct.SERVE_DECISION)
        return self.done(serve_decision(case, **self.typed(ServedInput), **self.doing))

    @extend_schema(request=PaymentInput, responses={201: PaymentSerializer})
    @action(detail=True, methods=["post"], url_path="record-payment")
    def record_payment(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record money received; with the last of it the case is performed."""
        case = self.opened(CaseAct.RECORD_PAYMENT)
        row = record_payment(case, **self.typed(PaymentInput), **self.doing)
        return self.made(row, PaymentSerializer)

    @extend_schema(request=ClosingInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="submit-closing")
    def submit_closing(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Write the closing report and submit the closing for approval."""
        case = self.opened(CaseAct.SUBMIT_CLOSING)
        submit_closing(case, **self.typed(ClosingInput), **self.doing)
        return self.done(case)
