"""The decision: taken after the defence, numbered, with its document."""

from datetime import date

from django.db import transaction

from accounts.models import User
from audit.services import record
from deadlines.services.procedure import advance
from documents.models import DocumentKind
from documents.services.documents import issue
from enforcement.models import Case, Decision, DecisionKind
from enforcement.services import next_steps
from enforcement.services.case_documents import decision_content, document_title
from enforcement.services.course_documents import dismissal_content
from enforcement.services.law_choices import require_law_chosen
from enforcement.services.proposals import figures_of, proposal_of
from enforcement.services.recusals import require_impartial
from enforcement.transitions.case_needs import CaseAct

NUMBER_WORDS = {
    DocumentKind.DECISION: "罚",
    DocumentKind.DECISION_NONE: "不罚",
    DocumentKind.DISMISSAL: "撤案",
}
FORMS = {
    DecisionKind.PENALTY: DocumentKind.DECISION,
    DecisionKind.NO_PENALTY: DocumentKind.DECISION_NONE,
    DecisionKind.DISMISSAL: DocumentKind.DISMISSAL,
}
DECIDED_BY = (CaseAct.DECIDE, CaseAct.DECIDE_NO_PENALTY, CaseAct.DISMISS)


@transaction.atomic
def decide(case: Case, *, by: User, on: date) -> Decision:
    """Decide the case as approved: the decision takes its number, the 90 days are met.

    Args:
        by: the head of the bureau.
        on: the day of the decision; statistics count the case by it.

    Raises:
        IllegalTransition: the party may still state its defence or ask for a hearing, or
            a review or discussion the case owes is missing.
        PermissionRefused: only the head of the bureau decides.

    Legal source: Administrative Penalty Law Art. 57, 59, 62; SAMR procedure rules Art. 64.
    """
    require_law_chosen(case, on=on)
    return issue_decision(case, CaseAct.DECIDE, by=by, on=on)


def issue_decision(case: Case, act: CaseAct, *, by: User, on: date) -> Decision:
    """The act that decides, its number and document. Part of the act that decides."""
    require_impartial(case, by)
    advance(case, act, by=by, on=on, values={"decided_on": on, "counted_on": on})
    decision = proposal_of(case)
    kind = FORMS[DecisionKind(decision.kind)]
    dismissed = kind == DocumentKind.DISMISSAL
    document = issue(
        case,
        kind=kind,
        title=document_title(kind, case),
        content=dismissal_content(case, decision)
        if dismissed
        else decision_content(case, decision, on),
        by=by,
        on=on,
        word=NUMBER_WORDS[kind],
    )
    decision.number, decision.decided_on = document.number, on
    decision.version += 1
    decision.save()
    after = {"number": decision.number, **figures_of(decision)}
    record("decision.issued", subject=decision, by=by, on=on, after=after)
    for done in DECIDED_BY:
        next_steps.done(case, done, by=by, on=on)
    next_steps.ask(case, CaseAct.SERVE_DECISION, by=by, on=on)
    return decision
