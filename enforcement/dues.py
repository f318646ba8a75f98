"""What a party owes on a day: fine, confiscation, and the surcharge on what is late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import prefetch_related_objects

from core.errors import LawUnavailable
from deadlines.services.calendar import office_calendar
from enforcement.models.case import Case
from enforcement.models.decision import Decision, PaymentKind
from enforcement.models.performance import CounterKind, Demand
from law.counting import compute_deadline
from law.intervals import Suspension
from law.periods import in_force
from law.surcharge import Received, Surcharge, surcharge

ONE_DAY = timedelta(days=1)
ZERO = Decimal(0)
PAYMENT_PERIOD = "fine_payment"
LITIGATION_PERIOD = "litigation_direct"
AFTER_REVIEW_PERIOD = "litigation_after_review"
APPEAL_PERIOD = "litigation_appeal_judgment"


@dataclass(frozen=True, slots=True)
class SurchargeState:
    """The surcharge of a decision on a day, in yuan.

    Args:
        accrued: with its steps.
        claimed: a demand asked for it; until then the authority may leave it.
        waived: in enforcement agreements.
        paid: received less given back.
    """

    accrued: Surcharge
    claimed: bool
    waived: Decimal
    paid: Decimal

    @property
    def left(self) -> Decimal:
        """What is still to be paid of it; nothing before it is claimed."""
        if not self.claimed:
            return ZERO
        return max(ZERO, self.accrued.amount - self.waived - self.paid)


class Shown:
    """A case read for a page: what hangs on it, once, however often it is asked for.

    Acts never use one: they read what they decide by afresh.
    """

    def __init__(self, case: Case) -> None:
        prefetch_related_objects([case], "course_steps", "archive_entries")
        rows = Decision.objects.filter(case_id=case.pk).prefetch_related(
            "persons",
            "payments__counters",
            "plans__rows",
            "demands",
            "agreements",
            "court_applications",
            "remedies",
            "changes",
        )
        self.decision = rows.first()
        self.calendar = office_calendar()
        if self.decision is not None:
            self.decision.case = case
            for plan in self.decision.plans.all():
                plan.decision = self.decision


def show(case: Case) -> Case:
    """Read everything that hangs on a case ahead, for a page that shows it."""
    case.__dict__["shown"] = Shown(case)
    return case


def decision_of(case: Case) -> Decision | None:
    """The proposal or decision of a case, as it is now."""
    shown: Shown | None = case.__dict__.get("shown")
    if shown is not None:
        return shown.decision
    return Decision.objects.filter(case_id=case.pk).first()


def last_day_of(rule: str, start: date | None, case: Case | None = None) -> date | None:
    """The last day of a period; None without its start, or where the law is not known.

    Args:
        case: one that is shown on a page knows the calendar already.
    """
    if start is None:
        return None
    try:
        period = in_force(rule, start)
    except LawUnavailable:
        return None
    shown: Shown | None = case.__dict__.get("shown") if case else None
    calendar = shown.calendar if shown else office_calendar()
    return compute_deadline(period, start, calendar=calendar).due_on


def payment_due_on(case: Case) -> date | None:
    """The last day to pay as the law sets it, before any plan."""
    return last_day_of(PAYMENT_PERIOD, case.served_on, case)


def last_demand(case: Case) -> Demand | None:
    """The last demand for the decision as it stands."""
    decision, since = decision_of(case), case.served_on
    if decision is None or since is None:
        return None
    rows = decision.demands.all()
    return max((one for one in rows if one.served_on >= since), key=_by_day, default=None)


def _by_day(demand: Demand) -> date:
    return demand.served_on


def surcharge_of(decision: Decision, on: date) -> SurchargeState | None:
    """The surcharge as it stands on a day; None where no fine is late yet.

    Legal source: Administrative Penalty Law Art. 72(1)(1), 73(3).
    """
    case = decision.case
    due_on = payment_due_on(case)
    fine = decision.due()[PaymentKind.FINE.value]
    if due_on is None or on <= due_on or not fine:
        return None
    received = list(_received(decision))
    try:
        accrued = surcharge(
            fine, due_on, until=on, received=received, pauses=_pauses(decision, on)
        )
    except LawUnavailable:
        return None
    since = case.served_on or date.min
    agreed = [one for one in decision.agreements.all() if one.agreed_on >= since]
    return SurchargeState(
        accrued=accrued,
        claimed=any(one.served_on >= since for one in decision.demands.all()),
        waived=sum((one.waived for one in agreed), ZERO),
        paid=decision.received().get(PaymentKind.SURCHARGE.value, ZERO),
    )


def left_to_pay(decision: Decision) -> dict[str, Decimal]:
    """What keeps a case from being performed, in yuan, by what for.

    While the fine is unpaid its surcharge still grows and is not counted here; once the
    fine is there, the surcharge that a demand asked for must be there as well.
    """
    left = decision.still_due()
    if left:
        return left
    days = [one.on for one in _received(decision)]
    state = surcharge_of(decision, max(days)) if days else None
    return {PaymentKind.SURCHARGE.value: state.left} if state and state.left else {}


def remedies_over_on(case: Case) -> date | None:
    """The last day on which the party could seek review or sue; None while one runs.

    Six months from the service; after a review fifteen days from its outcome; after a
    judgment the days to appeal. A withdrawn application leaves the first period.

    Legal source: Administrative Litigation Law Art. 45, 46, 85; Administrative Compulsion
    Law Art. 53.
    """
    decision = decision_of(case)
    if decision is None or case.served_on is None:
        return None
    remedies = [
        one for one in decision.remedies.all() if one.decision_number == decision.number
    ]
    if any(one.ended_on is None for one in remedies):
        return None
    ended = [one for one in remedies if one.outcome != "withdrawn" and one.ended_on]
    if not ended:
        return last_day_of(LITIGATION_PERIOD, case.served_on, case)
    last = max(ended, key=lambda one: one.ended_on or date.min)
    rule = AFTER_REVIEW_PERIOD if last.kind == "review" else APPEAL_PERIOD
    return last_day_of(rule, last.ended_on, case)


def _received(decision: Decision) -> Iterator[Received]:
    """Money for the fine by its day; an entry taken back never was there."""
    for payment in decision.entries():
        if payment.kind != PaymentKind.FINE:
            continue
        yield Received(payment.paid_on, payment.amount)
        for row in payment.counters.all():
            wrong = row.kind == CounterKind.CORRECTION
            yield Received(payment.paid_on if wrong else row.on, -row.amount)


def _pauses(decision: Decision, until: date) -> Iterator[Suspension]:
    """The days on which no surcharge grows: approved plans, review and litigation."""
    for plan in decision.plans.all():
        last = plan.ended_on or plan.ends_on
        if plan.granted_on and plan.granted_on <= last:
            yield Suspension(plan.granted_on, last)
    for remedy in decision.remedies.all():
        if remedy.decision_number == decision.number:
            last = remedy.ended_on or max(until, remedy.filed_on)
            yield Suspension(remedy.filed_on, last)
