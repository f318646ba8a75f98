"""Money received for a decision; a case is performed once all of it is there."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from deadlines.services.procedure import advance, lock, require_open
from enforcement.dues import left_to_pay, surcharge_of
from enforcement.errors import TooMuchPaid
from enforcement.models import Case, CourtState, Decision, Payment, PaymentKind
from enforcement.services import next_steps
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.services.instalments import end_plan, settle
from enforcement.transitions.case_needs import CaseAct
from law.steps import show_yuan


@transaction.atomic
def record_payment(
    case: Case,
    *,
    kind: PaymentKind | str,
    amount: Decimal,
    paid_on: date,
    receipt: str,
    by: User,
    on: date,
) -> Payment:
    """Record money received; with the last of it the case is performed.

    Args:
        kind: fine, confiscation, or the surcharge a demand asked for.
        amount: yuan; not more than is still due of this kind on that day.
        paid_on: the day the money arrived.
        receipt: number of the receipt; once per decision.

    Raises:
        TooMuchPaid: with the amount still due.
        IllegalTransition: the decision is not served, or all is paid.
        Invalid: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 67 (15 days, paid at a bank).
    """
    lock(case)
    require_open(case, CaseAct.RECORD_PAYMENT, by=by, on=on)
    require_text(receipt=receipt)
    require_fits(Payment, kind=kind, amount=amount, receipt=receipt)
    require_not_future(on, paid_on=paid_on)
    if case.decided_on and paid_on < case.decided_on:
        text = _("Nothing was due before the decision of %(on)s.")
        raise Invalid(fields={"paid_on": text % {"on": case.decided_on.isoformat()}})
    decision = Decision.objects.get(case=case)
    _require_due(decision, PaymentKind(kind), amount, paid_on)
    if decision.payments.filter(receipt=receipt.strip()).exists():
        text = _("The receipt %(number)s is recorded already.") % {"number": receipt.strip()}
        raise Invalid(fields={"receipt": text})
    payment = Payment.under(
        case,
        decision=decision,
        kind=kind,
        amount=amount,
        paid_on=paid_on,
        receipt=receipt.strip(),
    )
    payment.save(force_insert=True)
    after = {"kind": kind, "amount": amount, "paid_on": paid_on, "receipt": receipt.strip()}
    record("payment.recorded", subject=payment, by=by, on=on, after=after)
    settle(decision, on=paid_on)
    perform_if_paid(case, decision, by=by, on=paid_on)
    return payment


def perform_if_paid(case: Case, decision: Decision, *, by: User, on: date) -> bool:
    """The case is performed on the day the last money arrived. Part of the act before it."""
    if left_to_pay(decision):
        return False
    day = max(on, case.served_on or on)
    advance(case, CaseAct.PERFORM, by=by, on=day, start_clocks=not case.is_simple)
    end_plan(decision, on=day)
    for application in decision.court_applications.at_court():
        application.state = CourtState.ENDED
        application.state_on = max(day, application.state_on)
        application.save()
    closing = CaseAct.CLOSE_ON_SPOT if case.is_simple else CaseAct.SUBMIT_CLOSING
    next_steps.ask(case, closing, by=by, on=day)
    return True


def _require_due(decision: Decision, kind: PaymentKind, amount: Decimal, paid_on: date) -> None:
    if amount <= 0:
        raise Invalid(fields={"amount": _("Enter an amount above zero.")})
    due = decision.still_due().get(kind.value, Decimal(0))
    if kind == PaymentKind.SURCHARGE:
        state = surcharge_of(decision, paid_on)
        due = state.left if state else due
    if amount > due:
        text = _("Of “%(kind)s”, %(due)s yuan are still due; %(amount)s yuan is more.") % {
            "kind": kind.label,
            "due": show_yuan(str(due)),
            "amount": show_yuan(str(amount)),
        }
        raise TooMuchPaid(text, fields={"amount": text})
