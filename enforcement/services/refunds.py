"""Money given back, and entries taken back: counter-entries, never a deletion."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from deadlines.services.procedure import advance, lock, require_open
from enforcement.dues import ZERO, left_to_pay, surcharge_of
from enforcement.errors import TooMuchPaid
from enforcement.models import (
    CaseStatus,
    CounterEntry,
    CounterKind,
    Decision,
    Payment,
    PaymentKind,
)
from enforcement.services import next_steps
from enforcement.services.checks import require_fits, require_text
from enforcement.services.serving import require_day
from enforcement.transitions.case_needs import CaseAct
from law.steps import show_yuan


@transaction.atomic
def refund(
    payment: Payment,
    *,
    amount: Decimal,
    refunded_on: date,
    reason: str,
    paper: str,
    by: User,
    on: date,
) -> CounterEntry:
    """Record money given back: what was received above what the party owes now.

    Args:
        amount: yuan; not more than came with the payment, nor than was overpaid.
        refunded_on: the day it went back.
        reason: why, with its basis.
        paper: number of the refund.

    Raises:
        TooMuchPaid: more than may go back.
        IllegalTransition, Invalid: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 74(3) (what must be returned by law).
    """
    case = payment.decision.case
    lock(case)
    require_open(case, CaseAct.REFUND, by=by, on=on)
    require_text(reason=reason, paper=paper)
    _require_amount(payment, amount)
    over = overpaid(payment.decision, on).get(payment.kind, ZERO)
    if amount > over:
        _too_much(_("Only %(sum)s yuan came in above what is owed."), over)
    row = _entered(
        payment, CounterKind.REFUND, amount, refunded_on, reason, paper, by=by, on=on
    )
    advance(case, CaseAct.REFUND, by=by, on=on, note=row.reason)
    return row


@transaction.atomic
def correct_payment(
    payment: Payment, *, amount: Decimal, reason: str, by: User, on: date
) -> CounterEntry:
    """Take back an entry, or part of it, that was never money received.

    A case that counted as performed by it is not performed after all: its days to pay run
    on from the service.

    Args:
        amount: yuan; not more than the entry says.

    Raises:
        TooMuchPaid, IllegalTransition, Invalid: with the field and what to correct.
    """
    case = payment.decision.case
    lock(case)
    require_open(case, CaseAct.CORRECT_PAYMENT, by=by, on=on)
    require_text(reason=reason)
    _require_amount(payment, amount)
    row = _entered(payment, CounterKind.CORRECTION, amount, on, reason, "", by=by, on=on)
    advance(case, CaseAct.CORRECT_PAYMENT, by=by, on=on, note=row.reason)
    decision = Decision.objects.get(case=case)
    if case.status == CaseStatus.PERFORMED and left_to_pay(decision):
        advance(case, CaseAct.RESUME_PERFORMANCE, by=by, on=on, clock_from=case.served_on)
        next_steps.done(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)
    return row


def overpaid(decision: Decision, on: date) -> dict[str, Decimal]:
    """What came in above what is owed now, in yuan, by what for."""
    due = decision.due() if decision.number else {}
    if due:
        state = surcharge_of(decision, on)
        owed = state.accrued.amount - state.waived if state and state.claimed else ZERO
        due[PaymentKind.SURCHARGE.value] = max(ZERO, owed)
    left = {kind: amount - due.get(kind, ZERO) for kind, amount in decision.received().items()}
    return {kind: amount for kind, amount in left.items() if amount > 0}


def _require_amount(payment: Payment, amount: Decimal) -> None:
    if amount <= 0:
        raise Invalid(fields={"amount": _("Enter an amount above zero.")})
    require_fits(CounterEntry, amount=amount)
    rest = payment.remaining()
    if amount > rest:
        _too_much(_("Of this payment %(sum)s yuan are left."), rest)


def _too_much(words: str, most: Decimal) -> None:
    text = words % {"sum": show_yuan(str(most))}
    raise TooMuchPaid(text, fields={"amount": text})


def _entered(
    payment: Payment,
    kind: CounterKind,
    amount: Decimal,
    day: date,
    reason: str,
    paper: str,
    *,
    by: User,
    on: date,
) -> CounterEntry:
    require_fits(CounterEntry, reason=reason, paper=paper)
    require_day(on, refunded_on=day, since=payment.paid_on)
    row = CounterEntry.under(
        payment,
        payment=payment,
        kind=kind,
        amount=amount,
        on=day,
        reason=reason.strip(),
        paper=paper.strip(),
    )
    row.save(force_insert=True)
    after = {"kind": kind, "amount": amount, "on": day, "receipt": payment.receipt}
    record(f"payment.{kind.value}", subject=payment, by=by, on=on, after=after, note=row.reason)
    return row
