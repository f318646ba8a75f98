"""A case between review and decision, read at once: what it owes and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.errors import LawUnavailable
from enforcement.duties import (
    discussion_reasons,
    hearing_right,
    legal_review_reasons,
    proposal_now,
    report_of,
)
from enforcement.models import (
    Case,
    CaseReview,
    CaseStatus,
    DecisionChange,
    Discussion,
    DocumentService,
    Hearing,
    InvestigationReport,
    PenaltyNotice,
)
from law.grounds import Ground

# Once decided, what was owed before is history.
OPEN = (
    CaseStatus.INVESTIGATING,
    CaseStatus.REVIEWING,
    CaseStatus.APPROVED,
    CaseStatus.NOTIFIED,
    CaseStatus.HEARING,
)


@dataclass(frozen=True, slots=True)
class Course:
    """The parts of a case between review and decision, each oldest first."""

    hearing_right: Sequence[Ground]
    legal_review: Sequence[Ground]
    discussion: Sequence[Ground]
    report: InvestigationReport | None
    reviews: Sequence[CaseReview]
    notices: Sequence[PenaltyNotice]
    hearings: Sequence[Hearing]
    discussions: Sequence[Discussion]
    services: Sequence[DocumentService]
    changes: Sequence[DecisionChange]


def course_of(case: Case, *, on: date) -> Course:
    """Everything of one case, in a fixed number of queries."""
    is_open = case.status in OPEN
    return Course(
        hearing_right=_hearing_right(case, on) if is_open else [],
        legal_review=legal_review_reasons(case) if is_open else [],
        discussion=discussion_reasons(case) if is_open else [],
        report=report_of(case),
        reviews=list(case.reviews.select_related("reviewed_by")),
        notices=list(case.notices.select_related("document")),
        hearings=list(case.hearings.select_related("host", "recorder", "document", "bureau")),
        discussions=list(
            case.discussions.select_related("chair").prefetch_related("participants")
        ),
        services=list(case.services.select_related("document")),
        changes=list(
            DecisionChange.objects.filter(decision__case=case).select_related("document")
        ),
    )


def _hearing_right(case: Case, on: date) -> list[Ground]:
    proposal = proposal_now(case)
    try:
        return hearing_right(proposal, on=case.notified_on or on) if proposal else []
    except LawUnavailable:
        return []
