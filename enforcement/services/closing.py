"""Closing a case: the report, its approval, the closing form."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from deadlines.services.procedure import advance
from documents.models import DocumentKind
from documents.services.documents import issue
from enforcement.models import Case, CaseStatus, ClosingKind, Decision, DecisionKind
from enforcement.services import next_steps
from enforcement.services.case_documents import closing_content, document_title
from enforcement.services.checks import require_fits, require_text
from enforcement.transitions.case_needs import CaseAct
from workbench.models import Approval
from workbench.services import approvals

# The approval route of a closing.
CLOSING_ROUTE = "closing"
# Why a case can be closed, by the state it is closed from.
KINDS: dict[str, ClosingKind] = {
    CaseStatus.PERFORMED: ClosingKind.PERFORMED,
    CaseStatus.TERMINATED: ClosingKind.TERMINATED,
    CaseStatus.ENFORCE_ENDED: ClosingKind.COURT_ENDED,
    CaseStatus.REVOKED: ClosingKind.REVOKED,
}


@transaction.atomic
def submit_closing(case: Case, *, report: str, by: User, on: date) -> Approval:
    """Write the closing report and submit the closing for approval.

    Args:
        report: what was decided, how it was performed, what became of the goods.

    Raises:
        IllegalTransition: the case is neither performed nor ended otherwise.
        AlreadySubmitted: the closing waits for approval already.
        Invalid: the report is empty.

    Legal source: SAMR procedure rules Art. 77 (closing form within 15 working days).
    """
    require_text(report=report)
    require_fits(Case, closing_note=report)
    values = {"closing_note": report.strip()}
    advance(case, CaseAct.SUBMIT_CLOSING, by=by, on=on, values=values)
    next_steps.done(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)
    return approvals.submit(
        case,
        act=CLOSING_ROUTE,
        title=_("Close: %(case)s") % {"case": case},
        summary=report.strip(),
        by=by,
        on=on,
    )


@transaction.atomic
def closing_approved(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """The last step approved: the case is closed."""
    case = Case.objects.select_related("bureau", "party").get(uuid=about_uuid)
    values = {"closed_on": on, "closing_kind": _kind_of(case)}
    advance(case, CaseAct.CLOSE, by=by, on=on, values=values)
    issue(
        case,
        kind=DocumentKind.CLOSING,
        title=document_title(DocumentKind.CLOSING, case),
        content=closing_content(case),
        by=by,
        on=on,
    )
    return case


@transaction.atomic
def closing_sent_back(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """The report was returned or withdrawn: it is written anew."""
    case = Case.objects.select_related("bureau").get(uuid=about_uuid)
    next_steps.ask(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)
    return case


def _kind_of(case: Case) -> ClosingKind:
    """Performed, or why it ends without; a decision of no penalty has nothing to perform."""
    none = Decision.objects.filter(case=case, kind=DecisionKind.NO_PENALTY)
    if case.status == CaseStatus.PERFORMED and none.exists():
        return ClosingKind.NO_PENALTY
    return KINDS[case.status]
