"""Everything that followed the decision of a case, as it stands on a day. Writes nothing."""

from datetime import date
from typing import Any

from enforcement.dues import ZERO, SurchargeState, decision_of, show, surcharge_of
from enforcement.models import Case, Decision, PaymentKind


def money_of(decision: Decision, state: SurchargeState | None) -> list[dict[str, Any]]:
    """Fine, confiscation and surcharge: what is owed, came in and is left, in yuan."""
    due = decision.due() if decision.number else {}
    received = decision.received()
    if state is not None:
        due[PaymentKind.SURCHARGE.value] = max(ZERO, state.accrued.amount - state.waived)
    lines = []
    for kind in PaymentKind:
        owed, came = due.get(kind.value, ZERO), received.get(kind.value, ZERO)
        if owed or came:
            left = max(ZERO, owed - came)
            lines.append(
                {
                    "kind": kind,
                    "label": kind.label,
                    "due": owed,
                    "received": came,
                    "left": left,
                }
            )
    return lines


def performance_of(case: Case, on: date) -> dict[str, Any]:
    """The parts of ``PerformanceSerializer``; the money is empty before a decision."""
    decision = decision_of(show(case))
    found: dict[str, Any] = {
        "steps": case.course_steps.all(),
        "archive": case.archive_entries.all(),
        "surcharge": None,
        **dict.fromkeys(("money", "payments", "plans", "demands", "agreements"), ()),
        **dict.fromkeys(("court_applications", "remedies"), ()),
    }
    if decision is None:
        return found
    state = surcharge_of(decision, on) if decision.number else None
    return {
        **found,
        "surcharge": state,
        "money": money_of(decision, state),
        "payments": decision.payments.all(),
        "plans": decision.plans.all(),
        "demands": decision.demands.all(),
        "agreements": decision.agreements.all(),
        "court_applications": decision.court_applications.all(),
        "remedies": decision.remedies.all(),
    }
