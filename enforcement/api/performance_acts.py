"""The acts of a case that follow its decision, as POSTs: one service call each."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Perm
from deadlines.policies import require_may_act
from enforcement.api.case_acts import CaseActs
from enforcement.api.case_inputs import NoteInput, ServedInput
from enforcement.api.case_serializers import CaseSerializer
from enforcement.api.performance_inputs import (
    AgreementInput,
    ArchiveInput,
    CourtInput,
    CourtStepInput,
    PaymentPlanInput,
    RemedyInput,
    StepInput,
)
from enforcement.api.performance_serializers import (
    AgreementSerializer,
    ArchiveEntrySerializer,
    CourtApplicationSerializer,
    DemandSerializer,
    PerformanceSerializer,
    RemedySerializer,
)
from enforcement.models import Case
from enforcement.services.archiving import archive
from enforcement.services.collection import (
    agree_enforcement,
    apply_to_court,
    record_court_step,
    serve_demand,
)
from enforcement.services.performance import performance_of
from enforcement.services.plans import miss_instalment, submit_plan
from enforcement.services.remedies import record_remedy
from enforcement.services.standing import propose_step
from enforcement.transitions.case_needs import CaseAct


class PerformanceActs(CaseActs):
    """Plans, demand, court, remedies, the course of a case and its archive."""

    def mine(self) -> Case:
        """The case, if the caller handles it: which act it is stands in what is sent."""
        case: Case = self.get_object()
        require_may_act(case, by=self.user, perm=Perm.WRITE_CASES)
        return case

    @extend_schema(request=None, responses=PerformanceSerializer)
    @action(detail=True, filterset_class=None, pagination_class=None)
    def performance(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Money owed, received and left, the surcharge with its steps, and what followed."""
        found = performance_of(self.get_object(), timezone.localdate())
        return Response(PerformanceSerializer(found).data)

    @extend_schema(request=PaymentPlanInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="submit-plan")
    def submit_plan(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Submit a deferral or instalments of the fine for approval."""
        case = self.opened(CaseAct.SUBMIT_PLAN)
        submit_plan(case, **self.typed(PaymentPlanInput), **self.doing)
        return self.done(case)

    @extend_schema(request=NoteInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="miss-instalment")
    def miss_instalment(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record that a part was not paid in time: the plan ends."""
        case = self.opened(CaseAct.MISS_INSTALMENT)
        miss_instalment(case, **self.typed(NoteInput), **self.doing)
        return self.done(case)

    @extend_schema(request=ServedInput, responses={201: DemandSerializer})
    @action(detail=True, methods=["post"], url_path="serve-demand")
    def serve_demand(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Serve a demand; its ten working days begin."""
        case = self.opened(CaseAct.DEMAND)
        row = serve_demand(case, **self.typed(ServedInput), **self.doing)
        return self.made(row, DemandSerializer)

    @extend_schema(request=AgreementInput, responses={201: AgreementSerializer})
    @action(detail=True, methods=["post"], url_path="agree-enforcement")
    def agree_enforcement(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Conclude an enforcement agreement; it alone may waive surcharge."""
        case = self.opened(CaseAct.AGREE_ENFORCEMENT)
        row = agree_enforcement(case, **self.typed(AgreementInput), **self.doing)
        return self.made(row, AgreementSerializer)

    @extend_schema(request=CourtInput, responses={201: CourtApplicationSerializer})
    @action(detail=True, methods=["post"], url_path="apply-to-court")
    def apply_to_court(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ask the court to enforce the decision."""
        case = self.opened(CaseAct.APPLY_TO_COURT)
        row = apply_to_court(case, **self.typed(CourtInput), **self.doing)
        return self.made(row, CourtApplicationSerializer)

    @extend_schema(request=CourtStepInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="record-court-step")
    def record_court_step(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record what the court did."""
        case = self.mine()
        record_court_step(case, **self.typed(CourtStepInput), **self.doing)
        return self.done(case)

    @extend_schema(request=RemedyInput, responses={201: RemedySerializer})
    @action(detail=True, methods=["post"], url_path="record-remedy")
    def record_remedy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record that the party sought review or sued."""
        case = self.mine()
        row = record_remedy(case, **self.typed(RemedyInput), **self.doing)
        return self.made(row, RemedySerializer)

    @extend_schema(request=StepInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="propose-step")
    def propose_step(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Propose to suspend, resume, prolong, terminate or reopen the case."""
        case = self.mine()
        propose_step(case, **self.typed(StepInput), **self.doing)
        return self.done(case)

    @extend_schema(request=ArchiveInput, responses={201: ArchiveEntrySerializer})
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Put the file of the closed case into the archive."""
        case = self.opened(CaseAct.ARCHIVE)
        row = archive(case, **self.typed(ArchiveInput), **self.doing)
        return self.made(row, ArchiveEntrySerializer)
