"""How far the instalments of a plan are paid: money fills them in their order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from deadlines.services.clocks import meet_clocks
from enforcement.dues import PAYMENT_PERIOD, ZERO
from enforcement.models import Decision, Instalment, PaymentPlan, PlanState


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment and what of it is still unpaid, in yuan."""

    row: Instalment
    left: Decimal

    def is_late(self, on: date) -> bool:
        return self.left > 0 and self.row.due_on < on


def parts_of(plan: PaymentPlan) -> list[Part]:
    """The instalments with what is left of each: what is not due any more is paid."""
    rows = list(plan.rows.all())
    unpaid = plan.decision.still_due().get("fine", ZERO)
    paid = sum((row.amount for row in rows), ZERO) - unpaid
    found = []
    for row in rows:
        covered = min(row.amount, max(ZERO, paid))
        found.append(Part(row, row.amount - covered))
        paid -= covered
    return found


def running_plan(decision: Decision) -> PaymentPlan | None:
    """The plan that was granted and still runs."""
    rows = decision.plans.filter(state=PlanState.GRANTED)
    return rows.select_related("decision__case").first()


def settle(decision: Decision, *, on: date) -> None:
    """The limits of the instalments that are paid now are met. Part of the act before it."""
    plan = running_plan(decision)
    for part in parts_of(plan) if plan else ():
        if not part.left:
            meet_clocks(part.row, rules=(PAYMENT_PERIOD,), act="record_payment", on=on)


def end_plan(decision: Decision, *, on: date) -> None:
    """A plan that is fulfilled, or whose decision is no more, ends."""
    live = decision.plans.filter(state=PlanState.GRANTED)
    live.update(state=PlanState.ENDED, ended_on=on)
