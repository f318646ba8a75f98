"""The proposed penalty submitted with its report, and reviewed along its route."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from deadlines.services.procedure import advance, lock, require_open
from enforcement.duties import covers, last_notice, told_figures
from enforcement.models import Case, CaseStatus, DecisionKind
from enforcement.services import next_steps
from enforcement.services.case_documents import proposal_words
from enforcement.services.gates.criminal import CriminalAnswer, answer_criminal_check
from enforcement.services.law_choices import require_law_chosen
from enforcement.services.proposals import proposal_of
from enforcement.services.reports import (
    Report,
    draft_report,
    issue_report,
    keep_opinions,
    review_words,
    write_report,
)
from enforcement.transitions.case_needs import CaseAct
from workbench.models import Approval
from workbench.services import approvals

# The approval route of a penalty.
DECISION_ROUTE = "decision"


@transaction.atomic
def submit_penalty(
    case: Case,
    *,
    criminal: CriminalAnswer | None,
    by: User,
    on: date,
    report: Report | None = None,
) -> Approval:
    """Submit the proposed penalty, with the investigation report, for review and approval.

    Args:
        criminal: whether the facts suggest a crime; without an answer it is refused.
        report: what the report says; default the one written, or else what the case holds.

    Raises:
        IllegalTransition: no violation or proposal yet, it no longer fits the range, it is
            heavier than the party was told without a new fact, the limitation has passed,
            or a choice between two laws is open.
        Invalid: the question of a crime is not answered, or not in full.
        PermissionRefused: neither a handling officer nor the head of their unit.

    Legal source: Administrative Penalty Law Art. 57, 58; SAMR procedure rules Art. 48-56.
    """
    lock(case)
    require_open(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    require_law_chosen(case, on=on)
    told = report or draft_report(case)
    issue_report(case, write_report(case, report=told, by=by, on=on), by=by, on=on)
    advance(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    answer_criminal_check(case, criminal, by=by, on=on)
    next_steps.done(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    return approvals.submit(
        case,
        act=DECISION_ROUTE,
        title=_("Penalty: %(case)s") % {"case": case},
        summary=f"{proposal_words(proposal_of(case))}\n{review_words(case)}",
        by=by,
        on=on,
    )


# Who acts next once it is approved.
NEXT = {
    DecisionKind.PENALTY: CaseAct.SERVE_NOTICE,
    DecisionKind.NO_PENALTY: CaseAct.DECIDE_NO_PENALTY,
    DecisionKind.DISMISSAL: CaseAct.DISMISS,
}


@transaction.atomic
def penalty_approved(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """The last step approved: the party can be told, unless what it was told still holds."""
    case = _case(about_uuid)
    keep_opinions(case, approval, by=by, on=on)
    proposal = proposal_of(case)
    known = proposal.kind == DecisionKind.PENALTY and covers(
        last_notice(case), told_figures(case, proposal)
    )
    to = CaseStatus.NOTIFIED.value if known else None
    advance(case, CaseAct.APPROVE_PENALTY, by=by, on=on, to=to)
    act = CaseAct.DECIDE if known else NEXT[DecisionKind(proposal.kind)]
    next_steps.ask(case, act, by=by, on=on)
    return case


@transaction.atomic
def penalty_returned(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """Back to the officers with the reviewer's reason."""
    keep_opinions(_case(about_uuid), approval, by=by, on=on)
    return _back(about_uuid, CaseAct.RETURN_PENALTY, by, on)


@transaction.atomic
def penalty_withdrawn(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """Taken back by whoever submitted it."""
    return _back(about_uuid, CaseAct.WITHDRAW_PENALTY, by, on)


def _case(about_uuid: UUID) -> Case:
    return Case.objects.select_related("bureau", "party").get(uuid=about_uuid)


def _back(about_uuid: UUID, act: CaseAct, by: User, on: date) -> Case:
    case = _case(about_uuid)
    advance(case, act, by=by, on=on)
    next_steps.ask(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    return case
