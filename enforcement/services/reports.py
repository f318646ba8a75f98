"""The investigation report and the opinions of those who review it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Role, User
from audit.services import record
from core.errors import PermissionRefused
from deadlines.services.procedure import advance, lock, require_open
from documents.models import DocumentKind
from documents.services.documents import issue
from enforcement.duties import legal_review_reasons, proposal_now, report_of
from enforcement.models import (
    Case,
    CaseReview,
    CaseStatus,
    Hearing,
    InvestigationReport,
    ReviewKind,
    ReviewOpinion,
)
from enforcement.services import next_steps
from enforcement.services.case_documents import OFFICIAL, document_title, proposal_words
from enforcement.services.checks import require_fits, require_text
from enforcement.services.course_documents import report_content, review_content
from enforcement.transitions.case_needs import CaseAct
from workbench.models import Approval, StepOutcome

TEXTS = ("facts", "evidence", "character", "handling")


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What the investigation report says.

    Args:
        facts: what was found. evidence: what shows it. character: which violation it is.
        handling: what is proposed, on which basis and why in this measure.
        is_complex: complex or doubtful, or several legal relations.
        public_interest: a matter of major public interest.
    """

    facts: str
    evidence: str
    character: str
    handling: str
    is_complex: bool = False
    public_interest: bool = False


def draft_report(case: Case) -> Report:
    """The report from what the case holds already, for its officers to complete."""
    report, proposal = report_of(case), proposal_now(case)
    with override(OFFICIAL):
        handling = proposal_words(proposal) if proposal else ""
        if report is not None:
            kept = {name: getattr(report, name) for name in TEXTS[:3]}
            flags: dict[str, Any] = {
                "is_complex": report.is_complex,
                "public_interest": report.public_interest,
            }
            return Report(**kept, **flags, handling=handling or report.handling)
        violations = list(case.violations.all())
        facts = "\n".join(f"{one.seq}. {one.facts}" for one in violations) or case.facts
        character = "\n".join(
            f"{one.seq}. {one.provision_title}（{one.provision_article}）" for one in violations
        )
        return Report(
            facts=facts or case.title,
            evidence=_evidence(case),
            character=character or _("No violation is established."),
            handling=handling,
        )


def _evidence(case: Case) -> str:
    """The papers the case came from; the rest is in its file."""
    lines = []
    if case.inspection is not None:
        found = case.inspection.findings.values_list("description", flat=True)
        lines.append(_("Record of the inspection %(of)s") % {"of": case.inspection.number})
        lines += list(found)
    if case.clue is not None:
        lines.append(_("Record of the verification of clue %(of)s") % {"of": case.clue.number})
    return "\n".join([*lines, _("Other evidence as listed in the case file.")])


@transaction.atomic
def write_report(
    case: Case, *, report: Report, by: User, on: date, concluded_on: date | None = None
) -> InvestigationReport:
    """Write, or write anew, the report that concludes the investigation.

    Raises:
        IllegalTransition: the case is not under investigation.
        Invalid: a part of the report is empty.

    Legal source: SAMR procedure rules Art. 48.
    """
    lock(case)
    require_open(case, CaseAct.WRITE_REPORT, by=by, on=on)
    told = asdict(report)
    require_text(**{name: told[name] for name in TEXTS})
    require_fits(InvestigationReport, **told)
    advance(case, CaseAct.WRITE_REPORT, by=by, on=on)
    row = report_of(case) or InvestigationReport.under(case, case=case)
    before = {name: getattr(row, name) for name in told} if row.pk else {}
    for name, value in told.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.concluded_on, row.written_by = concluded_on or on, by
    row.version += 1 if row.pk else 0
    row.save()
    kind = "investigation_report.written"
    record(kind, subject=row, by=by, on=on, before=before, after=told)
    return row


def issue_report(case: Case, row: InvestigationReport, *, by: User, on: date) -> None:
    """The report as it goes to review. Part of the act that submits the penalty."""
    issue(
        case,
        kind=DocumentKind.INVESTIGATION_REPORT,
        title=document_title(DocumentKind.INVESTIGATION_REPORT, case),
        content=report_content(case, row),
        by=by,
        on=on,
    )


def review_words(case: Case) -> str:
    """Which review the case needs and why, for whoever submits and whoever reviews."""
    grounds = legal_review_reasons(case)
    if not grounds:
        return _("Case review (no ground for a legal review).")
    reasons = "；".join(map(str, grounds))
    return _("Legal review is required: %(reasons)s") % {"reasons": reasons}


@transaction.atomic
def record_opinion(
    case: Case, *, opinion: ReviewOpinion | str, words: str, by: User, on: date
) -> CaseReview:
    """Record the legal reviewer's opinion on the proposal, or after the hearing.

    Raises:
        IllegalTransition: the penalty is not under review, and no hearing was held.
        PermissionRefused: no legal reviewer, or an officer of the case.
        Invalid: no opinion is given.

    Legal source: Administrative Penalty Law Art. 58; SAMR procedure rules Art. 49-54.
    """
    lock(case)
    require_open(case, CaseAct.RECORD_OPINION, by=by, on=on)
    if not may_review(case, by):
        raise PermissionRefused(_("Who handles a case does not review it."))
    require_text(words=words)
    require_fits(CaseReview, opinion=opinion, words=words)
    advance(case, CaseAct.RECORD_OPINION, by=by, on=on)
    row = _keep(case, ReviewKind.LEGAL, opinion, words, reviewer=by, by=by, on=on)
    if case.status == CaseStatus.NOTIFIED:
        next_steps.done(case, CaseAct.RECORD_OPINION, by=by, on=on)
        next_steps.ask(case, CaseAct.DECIDE, by=by, on=on)
    return row


def may_review(case: Case, person: User) -> bool:
    """Whoever handles a case does not review it."""
    return not case.team.filter(officer=person).exists()


def keep_opinions(case: Case, approval: Approval, *, by: User, on: date) -> None:
    """The opinions given along the approval route, as reviews of the proposal.

    Those who reviewed in a form of their own are not asked twice.
    """
    proposal = proposal_now(case)
    version = proposal.version if proposal else 0
    steps = approval.steps.exclude(outcome=StepOutcome.WAITING).select_related("decided_by")
    kinds = {Role.LEGAL_REVIEWER: ReviewKind.LEGAL, Role.UNIT_HEAD: ReviewKind.CASE}
    said = {Role(step.role): step for step in steps}
    for role, kind in kinds.items():
        step = said.get(role)
        if step is None or step.decided_by is None or not may_review(case, step.decided_by):
            continue
        known = CaseReview.objects.filter(case=case, proposal_version=version)
        if known.filter(kind__in=(kind, ReviewKind.LEGAL)).exists():
            continue
        returned = step.outcome == StepOutcome.RETURNED
        opinion = ReviewOpinion.SUPPLEMENT if returned else ReviewOpinion.AGREE
        words = step.reason or str(opinion.label)
        _keep(case, kind, opinion, words, reviewer=step.decided_by, by=by, on=on)


def _keep(
    case: Case,
    kind: ReviewKind,
    opinion: ReviewOpinion | str,
    words: str,
    *,
    reviewer: User,
    by: User,
    on: date,
) -> CaseReview:
    proposal = proposal_now(case)
    heard = Hearing.objects.filter(case=case, reported_on__isnull=False)
    values: dict[str, Any] = {"kind": kind, "opinion": opinion, "words": words.strip()}
    row = CaseReview.under(
        case,
        case=case,
        **values,
        hearing=heard.last() if kind == ReviewKind.LEGAL else None,
        proposal_version=proposal.version if proposal else 0,
        reviewed_by=reviewer,
        reviewed_on=on,
    )
    row.save(force_insert=True)
    issue(
        case,
        kind=DocumentKind.REVIEW,
        title=document_title(DocumentKind.REVIEW, case),
        content=review_content(case, row),
        by=by,
        on=on,
    )
    record("case_review.recorded", subject=row, by=by, on=on, after=values)
    return row
