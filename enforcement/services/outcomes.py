"""Between notice and decision: taken up again, discussed; and outcomes without a penalty."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Perm, User
from audit.services import record
from core.errors import Invalid
from deadlines.services.procedure import advance, lock, require_open
from documents.models import DocumentKind
from documents.services.documents import issue
from enforcement.duties import discussion_reasons, proposal_now
from enforcement.models import Case, Decision, DecisionKind, Discussion
from enforcement.services import next_steps
from enforcement.services.case_documents import document_title
from enforcement.services.checks import require_fits, require_text
from enforcement.services.course_documents import discussion_content
from enforcement.services.decisions import issue_decision
from enforcement.services.proposals import figures_of, proposal_of
from enforcement.services.serving import require_day
from enforcement.transitions.case_needs import CaseAct

# A discussion is of several: the law names no number.
FEWEST = 2


@transaction.atomic
def revise_penalty(case: Case, *, reason: str, by: User, on: date) -> Case:
    """Take the penalty up again: what the party put forward holds, or new facts appeared.

    It is proposed, reviewed and approved anew; what is heavier, or rests on new facts, is
    told anew, and a defence alone never makes it heavier.

    Raises:
        IllegalTransition: no penalty is approved or told.
        Invalid: no reason is given.

    Legal source: Administrative Penalty Law Art. 45; SAMR procedure rules Art. 58.
    """
    require_text(reason=reason)
    require_fits(Case, closing_note=reason)
    advance(case, CaseAct.REVISE_PENALTY, by=by, on=on, note=reason.strip())
    for act in (CaseAct.SERVE_NOTICE, CaseAct.DECIDE, CaseAct.RECORD_OPINION):
        next_steps.done(case, act, by=by, on=on)
    next_steps.ask(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    return case


@transaction.atomic
def propose_dismissal(case: Case, *, reasons: str, by: User, on: date) -> Decision:
    """Propose to dismiss the case: the facts of a violation are not established.

    Raises:
        IllegalTransition: the case is not under investigation.
        Invalid: no reasons are given.

    Legal source: Administrative Penalty Law Art. 57 (1) 3.
    """
    lock(case)
    require_open(case, CaseAct.PROPOSE_DISMISSAL, by=by, on=on)
    require_text(reasons=reasons)
    require_fits(Decision, reasons=reasons)
    proposal = proposal_of(case)
    before = figures_of(proposal) if proposal.pk else {}
    proposal.kind, proposal.reasons = DecisionKind.DISMISSAL, reasons.strip()
    proposal.fine = proposal.confiscated_income = proposal.confiscated_goods_value = 0
    proposal.penalty_kinds, proposal.step, proposal.mitigation_basis = (), "", ""
    proposal.range_verdict = ""
    proposal.version += 1 if proposal.pk else 0
    proposal.save()
    proposal.persons.all().delete()
    after = figures_of(proposal)
    record("decision.proposed", subject=proposal, by=by, on=on, before=before, after=after)
    return proposal


@transaction.atomic
def discuss(
    case: Case,
    *,
    held_on: date | None = None,
    chair: User,
    participants: Iterable[User],
    opinions: str,
    conclusion: str,
    agreed: bool,
    by: User,
    on: date,
) -> Discussion:
    """Record how the heads of the bureau discussed the case together.

    Args:
        chair: a head who decides cases of the bureau.
        participants: who took part besides, of the bureau.
        opinions: what each of them said. conclusion: what was concluded.
        agreed: whether they agree with the proposal as it stands.

    Raises:
        IllegalTransition: the penalty is not approved yet, or is decided.
        Invalid: too few people, strangers, an officer of the case, no opinions.

    Legal source: Administrative Penalty Law Art. 57 (2); SAMR procedure rules Art. 61.
    """
    lock(case)
    require_open(case, CaseAct.DISCUSS, by=by, on=on)
    day = held_on or on
    require_day(on, since=case.filed_on, held_on=day)
    require_text(opinions=opinions, conclusion=conclusion)
    require_fits(Discussion, opinions=opinions, conclusion=conclusion)
    people = _require_heads(case, chair, participants)
    advance(case, CaseAct.DISCUSS, by=by, on=on)
    proposal = proposal_now(case)
    row = Discussion.under(
        case,
        case=case,
        held_on=day,
        chair=chair,
        opinions=opinions.strip(),
        conclusion=conclusion.strip(),
        agreed=agreed,
        proposal_version=proposal.version if proposal else 0,
    )
    row.save(force_insert=True)
    row.participants.set(people)
    _minute(case, row, people, by=by, on=on)
    return row


def _minute(case: Case, row: Discussion, people: list[User], *, by: User, on: date) -> None:
    """The minutes as a document of the case, and the audit row."""
    names = "、".join(one.name for one in people)
    issue(
        case,
        kind=DocumentKind.DISCUSSION,
        title=document_title(DocumentKind.DISCUSSION, case),
        content=discussion_content(row, names, discussion_reasons(case)),
        by=by,
        on=on,
        issued_on=row.held_on,
    )
    after = {"held_on": row.held_on, "agreed": row.agreed, "participants": names}
    record("discussion.recorded", subject=row, by=by, on=on, after=after)


def _require_heads(case: Case, chair: User, participants: Iterable[User]) -> list[User]:
    people = list({one.pk: one for one in (chair, *participants)}.values())
    team = set(case.team.values_list("officer_id", flat=True))
    wrong = {}
    if not chair.can(Perm.DECIDE_CASES) or chair.bureau_id != case.bureau_id:
        wrong["chair"] = _("A head of the bureau who decides its cases chairs the discussion.")
    if len(people) < FEWEST:
        wrong["participants"] = _("Nobody discusses alone. Name who took part.")
    if any(one.bureau_id != case.bureau_id for one in people):
        wrong["participants"] = _("Only people of this bureau take part.")
    if team & {one.pk for one in people}:
        wrong["participants"] = _("Who handles the case reports it and does not decide it.")
    if wrong:
        raise Invalid(fields=wrong)
    return people


@transaction.atomic
def decide_no_penalty(case: Case, *, by: User, on: date) -> Decision:
    """Decide, as approved, that no penalty is imposed; the party is told by its service.

    Raises:
        IllegalTransition: something else was approved, or a discussion is missing.
        PermissionRefused: only the head of the bureau decides.

    Legal source: Administrative Penalty Law Art. 33, 57 (1).
    """
    return issue_decision(case, CaseAct.DECIDE_NO_PENALTY, by=by, on=on)


@transaction.atomic
def dismiss(case: Case, *, by: User, on: date) -> Decision:
    """Dismiss the case, as approved: the facts are not established.

    Raises:
        IllegalTransition: something else was approved.
        PermissionRefused: only the head of the bureau decides.

    Legal source: Administrative Penalty Law Art. 57 (1) 3.
    """
    return issue_decision(case, CaseAct.DISMISS, by=by, on=on)
