"""Review and litigation: recorded, answered, concluded with what the outcome orders."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition, Invalid
from deadlines.services.procedure import advance, lock, require_open
from enforcement.models import (
    Case,
    CaseStatus,
    Decision,
    Demand,
    Remedy,
    RemedyKind,
    RemedyOutcome,
)
from enforcement.services import next_steps
from enforcement.services.checks import require_fits, require_text
from enforcement.services.collection import begin_court_period
from enforcement.services.instalments import end_plan, settle
from enforcement.services.payments import perform_if_paid
from enforcement.services.serving import require_day
from enforcement.services.set_aside import (
    AFRESH,
    UNCLOSED,
    former_of,
    set_aside,
    take_out,
)
from enforcement.transitions.case_needs import CaseAct
from law.steps import show_yuan

ACTS = {
    RemedyKind.REVIEW: CaseAct.RECORD_REVIEW,
    RemedyKind.LITIGATION: CaseAct.RECORD_SUIT,
}
# The act an outcome orders; the others leave the decision as it stands.
ORDERED = {
    RemedyOutcome.REVOKED: CaseAct.REVOKE,
    RemedyOutcome.REMADE: CaseAct.REMAKE,
}
Choices = TypeVar("Choices", bound=TextChoices)


@transaction.atomic
def record_remedy(
    case: Case,
    *,
    kind: RemedyKind | str,
    organ: str,
    filed_on: date,
    by: User,
    on: date,
    received_on: date | None = None,
    number: str = "",
    stayed: bool = False,
) -> Remedy:
    """Record that the party sought review or sued; no surcharge grows from its day on.

    Args:
        organ: review organ or court.
        received_on: the day the bureau got the copy, if not ``on``; the answer is due from it.
        stayed: the enforcement is stayed; otherwise the decision is performed meanwhile.

    Raises:
        IllegalTransition: nothing was served, or the same is under way already.
        Invalid: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 73; Administrative Review Law Art. 48;
    Administrative Litigation Law Art. 67.
    """
    kind, received = _known(RemedyKind, kind=kind), received_on or on
    lock(case)
    require_open(case, ACTS[kind], by=by, on=on)
    require_text(organ=organ)
    require_fits(Remedy, organ=organ, number=number)
    require_day(on, filed_on=filed_on, since=case.served_on)
    require_day(on, received_on=received, since=filed_on)
    decision = Decision.objects.get(case=case)
    if decision.remedies.pending().filter(kind=kind).exists():
        raise IllegalTransition(_("The same is under way already. Record its outcome first."))
    row = Remedy.under(
        case,
        decision=decision,
        decision_number=decision.number,
        kind=kind,
        organ=organ.strip(),
        number=number.strip(),
        filed_on=filed_on,
        received_on=received,
        stayed=stayed,
    )
    row.save(force_insert=True)
    after = {"kind": kind, "filed_on": filed_on, "stayed": stayed}
    record("remedy.recorded", subject=row, by=by, on=on, after=after, note=row.organ)
    advance(case, ACTS[kind], by=by, on=on, note=row.organ, clock_from=received)
    next_steps.ask(case, CaseAct.ANSWER_REMEDY, by=by, on=on)
    return row


@transaction.atomic
def answer_remedy(remedy: Remedy, *, answered_on: date, by: User, on: date) -> Remedy:
    """Record that the bureau answered with its evidence.

    Raises:
        IllegalTransition: it was answered or concluded already.
        Invalid: a day in the future or before the copy came.

    Legal source: Administrative Review Law Art. 48; Administrative Litigation Law Art. 67.
    """
    case, row = _locked(remedy)
    require_open(case, CaseAct.ANSWER_REMEDY, by=by, on=on)
    if row.answered_on is not None:
        raise IllegalTransition(_("It was answered already."))
    require_day(on, answered_on=answered_on, since=row.received_on)
    row.answered_on = answered_on
    row.version += 1
    row.save()
    advance(case, CaseAct.ANSWER_REMEDY, by=by, on=answered_on)
    next_steps.done(case, CaseAct.ANSWER_REMEDY, by=by, on=on)
    return row


@transaction.atomic
def conclude_remedy(
    remedy: Remedy,
    *,
    outcome: RemedyOutcome | str,
    ended_on: date,
    by: User,
    on: date,
    fine_after: Decimal | None = None,
    confiscation_after: Decimal | None = None,
    note: str = "",
) -> Remedy:
    """Record the outcome and do what it orders.

    Upheld, withdrawn or confirmed unlawful, the decision stands and is performed. Altered,
    the new amounts are owed and the decision stays as issued. Revoked, the case is closed;
    revoked to be made anew, it is investigated again with a new period.

    Args:
        ended_on: the day the outcome was served.
        fine_after: yuan, only and always for an altered decision; never more than before.
        confiscation_after: likewise.

    Raises:
        IllegalTransition: it is concluded already.
        Invalid: with the field and what to correct.

    Legal source: Administrative Review Law Art. 63-68; Administrative Litigation Law
    Art. 69-77.
    """
    case, row = _locked(remedy)
    outcome = _known(RemedyOutcome, outcome=outcome)
    require_open(case, CaseAct.CONCLUDE_REMEDY, by=by, on=on)
    require_day(on, ended_on=ended_on, since=row.filed_on)
    require_fits(Remedy, note=note)
    _require_amounts(row, outcome, fine_after, confiscation_after)
    former = former_of(case, row.decision)
    chosen = ORDERED.get(outcome, CaseAct.CONCLUDE_REMEDY)
    values = {CaseAct.REMAKE: AFRESH, CaseAct.REVOKE: UNCLOSED}.get(chosen, {})
    advance(
        case,
        chosen,
        by=by,
        on=on,
        note=str(outcome.label),
        values=dict(values),
        clock_from=ended_on,
    )
    row.outcome, row.ended_on, row.note = outcome, ended_on, note.strip()
    row.fine_after, row.confiscation_after = fine_after, confiscation_after
    row.former = former
    row.version += 1
    row.save()
    after = {"outcome": outcome, "ended_on": ended_on, "fine_after": fine_after}
    record("remedy.concluded", subject=row, by=by, on=on, after=after, note=row.note)
    next_steps.done(case, CaseAct.ANSWER_REMEDY, by=by, on=on)
    _follow(case, row, chosen, by=by, on=on)
    return row


def _follow(case: Case, row: Remedy, act: CaseAct, *, by: User, on: date) -> None:
    """What the outcome orders, once it is recorded."""
    if act == CaseAct.REMAKE:
        set_aside(case, row.decision, by=by, on=on)
        next_steps.ask(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)
    elif act == CaseAct.REVOKE:
        end_plan(row.decision, on=on)
        take_out(case, on=on)
        next_steps.done(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)
        next_steps.ask(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)
    elif case.status == CaseStatus.SERVED:
        _go_on(case, by=by, on=row.ended_on or on)


def _known(choices: type[Choices], **given: str) -> Choices:
    """The choice of a field; refused where there is no such one."""
    ((name, value),) = given.items()
    if value not in choices.values:
        raise Invalid(fields={name: _("Choose one of the values offered.")})
    return choices(value)


def _go_on(case: Case, *, by: User, on: date) -> None:
    """The decision is performed further; an altered amount may be paid already."""
    decision = Decision.objects.select_related("case").get(case=case)
    settle(decision, on=on)
    demanded = Demand.objects.filter(decision=decision, served_on__gte=case.served_on)
    if not perform_if_paid(case, decision, by=by, on=on) and demanded.exists():
        begin_court_period(case)


def _locked(remedy: Remedy) -> tuple[Case, Remedy]:
    case = Case.objects.select_for_update(of=("self",)).select_related("bureau", "party")
    found = case.get(pk=remedy.decision.case_id)
    row = Remedy.objects.select_for_update(of=("self",)).select_related("decision__case")
    fresh = row.get(pk=remedy.pk)
    if fresh.ended_on is not None:
        raise IllegalTransition(_("This review or suit is concluded already."))
    return found, fresh


def _require_amounts(
    row: Remedy, outcome: RemedyOutcome, fine: Decimal | None, confiscation: Decimal | None
) -> None:
    given = {"fine_after": fine, "confiscation_after": confiscation}
    if outcome != RemedyOutcome.ALTERED:
        wrong = [name for name, value in given.items() if value is not None]
        text = _("Amounts belong to an outcome that alters them.")
    else:
        wrong = [name for name, value in given.items() if value is None]
        text = _("Say what is owed after the outcome; nothing is 0.")
    if wrong:
        raise Invalid(fields=dict.fromkeys(wrong, text))
    require_fits(Remedy, **given)
    due = row.decision.due()
    for name, kind in (("fine_after", "fine"), ("confiscation_after", "confiscation")):
        value = given[name]
        if value is not None and value > due[kind]:
            text = _("The party may not be worse off: at most %(most)s yuan.")
            raise Invalid(fields={name: text % {"most": show_yuan(str(due[kind]))}})
