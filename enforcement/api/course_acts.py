"""The acts between review and decision as POSTs under a case."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from enforcement.api.case_acts import CaseActs
from enforcement.api.case_inputs import ReasonInput
from enforcement.api.case_serializers import CaseSerializer
from enforcement.api.course_inputs import (
    AmendmentInput,
    AnnounceInput,
    DecisionCorrectionInput,
    DiscussionInput,
    DismissalInput,
    InvestigationReportInput,
    ReviewOpinionInput,
)
from enforcement.services.decision_changes import (
    amend_decision,
    correct_decision,
    revoke_decision,
)
from enforcement.services.outcomes import (
    decide_no_penalty,
    discuss,
    dismiss,
    propose_dismissal,
    revise_penalty,
)
from enforcement.services.reports import record_opinion, write_report
from enforcement.services.serving import announce_decision, announce_notice
from enforcement.transitions.case_needs import CaseAct


class CourseActs(CaseActs):
    """Report, opinions, discussion, outcomes, changes of a decision."""

    @extend_schema(request=InvestigationReportInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="write-report")
    def write_report(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Write the investigation report, or write it anew."""
        case = self.opened(CaseAct.WRITE_REPORT)
        write_report(case, **self.typed(InvestigationReportInput), **self.doing)
        return self.done(case)

    @extend_schema(request=DismissalInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="propose-dismissal")
    def propose_dismissal(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Propose to dismiss the case."""
        case = self.opened(CaseAct.PROPOSE_DISMISSAL)
        propose_dismissal(case, **self.typed(DismissalInput), **self.doing)
        return self.done(case)

    @extend_schema(request=ReviewOpinionInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="record-opinion")
    def record_opinion(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the legal reviewer's opinion."""
        case = self.opened(CaseAct.RECORD_OPINION)
        record_opinion(case, **self.typed(ReviewOpinionInput), **self.doing)
        return self.done(case)

    @extend_schema(request=AnnounceInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="announce-notice")
    def announce_notice(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Announce the notice of a party that cannot be reached."""
        case = self.opened(CaseAct.ANNOUNCE_NOTICE)
        announce_notice(case, **self.typed(AnnounceInput), **self.doing)
        return self.done(case)

    @extend_schema(request=AnnounceInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="announce-decision")
    def announce_decision(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Announce the decision to a party that cannot be reached."""
        case = self.opened(CaseAct.ANNOUNCE_DECISION)
        announce_decision(case, **self.typed(AnnounceInput), **self.doing)
        return self.done(case)

    @extend_schema(request=ReasonInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="revise-penalty")
    def revise_penalty(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take the penalty up again after the defence or the hearing."""
        case = self.opened(CaseAct.REVISE_PENALTY)
        revise_penalty(case, **self.typed(ReasonInput), **self.doing)
        return self.done(case)

    @extend_schema(request=DiscussionInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def discuss(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Record the collective discussion of the heads."""
        case = self.opened(CaseAct.DISCUSS)
        discuss(case, **self.typed(DiscussionInput), **self.doing)
        return self.done(case)

    @extend_schema(request=None, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="decide-no-penalty")
    def decide_no_penalty(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Decide, as approved, that no penalty is imposed."""
        case = self.opened(CaseAct.DECIDE_NO_PENALTY)
        decide_no_penalty(case, **self.doing)
        return self.done(case)

    @extend_schema(request=None, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Dismiss the case, as approved."""
        case = self.opened(CaseAct.DISMISS)
        dismiss(case, **self.doing)
        return self.done(case)

    @extend_schema(request=DecisionCorrectionInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="correct-decision")
    def correct_decision(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Correct a clerical error; the decision stays as it was."""
        case = self.opened(CaseAct.CORRECT_DECISION)
        correct_decision(case, **self.typed(DecisionCorrectionInput), **self.doing)
        return self.done(case)

    @extend_schema(request=AmendmentInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="amend-decision")
    def amend_decision(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lower what the decision asks for; the original stays."""
        case = self.opened(CaseAct.AMEND_DECISION)
        amend_decision(case, **self.typed(AmendmentInput), **self.doing)
        return self.done(case)

    @extend_schema(request=ReasonInput, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="revoke-decision")
    def revoke_decision(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Revoke the decision; the case can be closed."""
        case = self.opened(CaseAct.REVOKE_DECISION)
        revoke_decision(case, **self.typed(ReasonInput), **self.doing)
        return self.done(case)
