"""A decision changed by the bureau that made it; the original is never overwritten."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from deadlines.services.procedure import advance, lock, require_open
from documents.models import Document, DocumentKind
from documents.services.documents import issue
from enforcement.models import Case, ChangeKind, Decision, DecisionChange, PaymentKind
from enforcement.services import next_steps
from enforcement.services.case_documents import document_title
from enforcement.services.checks import require_fits, require_text
from enforcement.services.course_documents import change_content
from enforcement.services.payments import perform_if_paid
from enforcement.transitions.case_needs import CaseAct
from law.steps import show_yuan

FORMS = {
    ChangeKind.CORRECTION: (DocumentKind.CORRECTION, "罚补"),
    ChangeKind.AMENDMENT: (DocumentKind.AMENDMENT, "罚变"),
    ChangeKind.REVOCATION: (DocumentKind.REVOCATION, "罚撤"),
}
ZERO = Decimal(0)


@transaction.atomic
def correct_decision(
    case: Case, *, wrong: str, right: str, reason: str, by: User, on: date
) -> DecisionChange:
    """Correct a clerical error; nothing of the penalty changes.

    Args:
        wrong: the words as they stand. right: as they must read.

    Raises:
        IllegalTransition: no decision was made.
        Invalid: a part is empty, or nothing differs.

    Legal source: Administrative Penalty Law Art. 75 (2).
    """
    require_text(wrong=wrong, right=right, reason=reason)
    if wrong.strip() == right.strip():
        raise Invalid(fields={"right": _("This is what stands there already.")})
    lock(case)
    require_open(case, CaseAct.CORRECT_DECISION, by=by, on=on)
    words: dict[str, Any] = {"wrong": wrong.strip(), "right": right.strip()}
    change = _change(case, ChangeKind.CORRECTION, reason, by=by, on=on, **words)
    advance(case, CaseAct.CORRECT_DECISION, by=by, on=on, note=reason.strip())
    return change


@transaction.atomic
def amend_decision(
    case: Case,
    *,
    fine: Decimal,
    confiscated_income: Decimal,
    reason: str,
    by: User,
    on: date,
) -> DecisionChange:
    """Lower what a decision asks for; what was paid already must still fit.

    Args:
        fine: yuan, for the party and the responsible persons together.
        confiscated_income: yuan.

    Raises:
        IllegalTransition: no decision was made, or it is performed.
        Invalid: heavier than decided, unchanged, or less than was paid.

    Legal source: Administrative Penalty Law Art. 75 (2).
    """
    require_text(reason=reason)
    require_fits(Decision, fine=fine, confiscated_income=confiscated_income)
    lock(case)
    require_open(case, CaseAct.AMEND_DECISION, by=by, on=on)
    decision = Decision.objects.get(case=case)
    before = decision.due()
    after = {
        PaymentKind.FINE.value: fine,
        PaymentKind.CONFISCATION.value: confiscated_income,
    }
    _require_lower(before, after)
    _require_paid_fits(decision, after)
    words: dict[str, Any] = {"wrong": _amounts(before), "right": _amounts(after)}
    change = _change(
        case, ChangeKind.AMENDMENT, reason, by=by, on=on, before=before, after=after, **words
    )
    advance(case, CaseAct.AMEND_DECISION, by=by, on=on, note=reason.strip())
    if case.served_on is not None:
        perform_if_paid(case, decision, by=by, on=on)
    return change


@transaction.atomic
def revoke_decision(case: Case, *, reason: str, by: User, on: date) -> DecisionChange:
    """Revoke a decision; nothing remains to be performed, and the case can be closed.

    Raises:
        IllegalTransition: no decision was made, or it is performed.
        Invalid: no reason is given.

    Legal source: Administrative Penalty Law Art. 75 (2).
    """
    require_text(reason=reason)
    lock(case)
    require_open(case, CaseAct.REVOKE_DECISION, by=by, on=on)
    decision = Decision.objects.get(case=case)
    before = decision.due()
    after = dict.fromkeys(before, ZERO)
    words: dict[str, Any] = {"wrong": decision.number}
    change = _change(
        case, ChangeKind.REVOCATION, reason, by=by, on=on, before=before, after=after, **words
    )
    advance(case, CaseAct.REVOKE_DECISION, by=by, on=on, note=reason.strip())
    next_steps.done(case, CaseAct.SERVE_DECISION, by=by, on=on)
    next_steps.ask(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)
    return change


def _require_lower(before: dict[str, Decimal], after: dict[str, Decimal]) -> None:
    fields = {
        PaymentKind.FINE.value: "fine",
        PaymentKind.CONFISCATION.value: "confiscated_income",
    }
    heavier = {
        fields[kind]: _("Not more than decided. What is heavier goes the whole way again.")
        for kind in after
        if after[kind] > before[kind]
    }
    if heavier:
        raise Invalid(fields=heavier)
    if after == before:
        raise Invalid(fields={"fine": _("Nothing differs from the decision.")})


def _require_paid_fits(decision: Decision, after: dict[str, Decimal]) -> None:
    left = decision.still_due()
    due = decision.due()
    for kind, amount in after.items():
        paid = due[kind] - left.get(kind, ZERO)
        if paid > amount:
            text = _("%(paid)s yuan were paid already. Refund them first.")
            name = "fine" if kind == PaymentKind.FINE.value else "confiscated_income"
            raise Invalid(fields={name: text % {"paid": show_yuan(str(paid))}})


def _amounts(due: dict[str, Decimal]) -> str:
    return "；".join(
        _("%(penalty)s: %(amount)s yuan")
        % {"penalty": PaymentKind(kind).label, "amount": show_yuan(str(amount))}
        for kind, amount in due.items()
    )


def _change(
    case: Case,
    kind: ChangeKind,
    reason: str,
    *,
    by: User,
    on: date,
    wrong: str = "",
    right: str = "",
    before: dict[str, Decimal] | None = None,
    after: dict[str, Decimal] | None = None,
) -> DecisionChange:
    """The record of a change with its own numbered document."""
    require_fits(DecisionChange, reason=reason, wrong=wrong, right=right)
    decision = Decision.objects.get(case=case)
    form, word = FORMS[kind]
    change = DecisionChange.under(
        case,
        decision=decision,
        kind=kind,
        reason=reason.strip(),
        wrong=wrong,
        right=right,
        before={"due": _texts(before)} if before else {},
        after={"due": _texts(after)} if after else {},
        changed_on=on,
    )
    change.document = _issued(case, change, form, word, by=by, on=on)
    change.save(force_insert=True)
    told: dict[str, Any] = {"kind": kind, "wrong": wrong, "right": right}
    record("decision.changed", subject=decision, by=by, on=on, after=told, note=reason.strip())
    return change


def _issued(
    case: Case, change: DecisionChange, form: DocumentKind, word: str, *, by: User, on: date
) -> Document:
    return issue(
        case,
        kind=form,
        title=document_title(form, case),
        content=change_content(case, change),
        by=by,
        on=on,
        word=word,
    )


def _texts(amounts: dict[str, Decimal]) -> dict[str, str]:
    return {kind: str(amount) for kind, amount in amounts.items()}
