"""What a case's page shows of money and performance, and the acts that belong there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pages.base import Text
from core.pages.parts import Act
from deadlines.services.procedure import OpenAct
from enforcement.dues import decision_of, surcharge_of
from enforcement.models import (
    Case,
    CounterEntry,
    CourtApplication,
    Decision,
    Payment,
    PaymentPlan,
    Remedy,
)
from enforcement.services.archiving import PARTS
from enforcement.services.instalments import Part, parts_of
from enforcement.services.performance import money_of
from enforcement.services.refunds import overpaid
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.parts import Button

BUTTONS: dict[str, Button] = {
    CaseAct.SUBMIT_PLAN: Button("enforcement:payment-plan-new", "calendar"),
    CaseAct.MISS_INSTALMENT: Button(
        "enforcement:payment-plan-missed", "alert-circle", dialog=True
    ),
    CaseAct.DEMAND: Button("enforcement:demand-serve", "send", dialog=True),
    CaseAct.AGREE_ENFORCEMENT: Button("enforcement:agreement-new", "pencil"),
    CaseAct.APPLY_TO_COURT: Button("enforcement:court-apply", "gavel", dialog=True),
    CaseAct.REQUEST_COURT_RECONSIDERATION: Button("enforcement:court-step", "gavel"),
    CaseAct.RECORD_REVIEW: Button("enforcement:remedy-new", "scale"),
}
# One form takes several acts of the table; it has a name of its own.
TITLES: dict[str, Text] = {
    CaseAct.REQUEST_COURT_RECONSIDERATION: _("Record what the court did"),
    CaseAct.RECORD_REVIEW: _("Record a review or suit"),
}
# Acts beside the money, shown with the other acts of the case.
STANDING_BUTTONS: dict[CaseAct, Button] = {
    CaseAct.SUBMIT_RESUMPTION: Button("enforcement:case-resume", "refresh", "main"),
    CaseAct.ARCHIVE: Button("enforcement:case-archive", "archive", "main"),
    CaseAct.SUBMIT_EXTENSION: Button("enforcement:case-more-time", "hourglass"),
    CaseAct.SUBMIT_SUSPENSION: Button("enforcement:case-suspend", "clock"),
    CaseAct.SUBMIT_TERMINATION: Button("enforcement:case-terminate", "ban"),
    CaseAct.SUBMIT_REOPENING: Button("enforcement:case-reopen", "refresh"),
}
# Without these an act has nothing to do with the case as it stands, and is not shown.
PRECONDITIONS = frozenset(
    {"own", "owes", "owes_fine", "no_plan", "not_demanded", "plan", "demanded", "was_at_court"}
)


@dataclass(frozen=True, slots=True)
class PaymentLine:
    payment: Payment
    counters: list[CounterEntry]
    refund: str
    correct: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    plan: PaymentPlan
    parts: list[tuple[Part, bool]]


@dataclass(frozen=True, slots=True)
class RemedyLine:
    remedy: Remedy
    answer: str
    conclude: str


def performance_context(case: Case, open_now: Sequence[OpenAct], on: date) -> dict[str, Any]:
    """Everything ``enforcement/_performance.html`` shows of a case.

    Args:
        open_now: what the table opens to the reader.
    """
    decision = decision_of(case)
    steps = list(case.course_steps.all())
    archived = next((one for one in case.archive_entries.all() if not one.taken_out_on), None)
    context: dict[str, Any] = {
        "course_steps": steps,
        "archived": archived,
        "archive_listing": _listing(archived.listing) if archived else [],
    }
    if decision is None or (not decision.number and not decision.entries()):
        return context
    opened = {one.rule.act: one for one in open_now}
    state = surcharge_of(decision, on)
    return {
        **context,
        "money": money_of(decision, state),
        "payment_lines": _payments(decision, opened, on),
        "surcharge": state,
        "plans": [_plan(plan, on) for plan in decision.plans.all()],
        "demands": decision.demands.all(),
        "agreements": decision.agreements.all(),
        "court_applications": _court(decision),
        "remedies": [_remedy(row, opened) for row in decision.remedies.all()],
        "money_acts": [] if case.is_past else _acts(case, opened),
    }


def _acts(case: Case, opened: dict[str, OpenAct]) -> list[Act]:
    """The acts of the money that are open to the reader, with what is missing."""
    found = []
    for code, button in BUTTONS.items():
        one = opened.get(code)
        if one is None or not one.allowed:
            continue
        missing = {need.name for need in one.missing}
        if missing & PRECONDITIONS:
            continue
        found.append(
            Act(
                TITLES.get(code, one.rule.title),
                button.address(case),
                button.icon,
                reason=reason_of(case, one),
                dialog=button.dialog,
            )
        )
    return found


def reason_of(case: Case, one: OpenAct) -> str:
    """What stands in the way, and from which day it no longer does."""
    texts = []
    for need in one.missing:
        texts.append(str(need.refusal))
        opens = need.opens_on(case) if need.opens_on else None
        if opens is not None:
            texts.append(str(_("Open from %(day)s.")) % {"day": opens.isoformat()})
    return " ".join(texts)


def _ready(opened: dict[str, OpenAct], act: CaseAct) -> bool:
    return act.value in opened and opened[act.value].ready


def _payments(decision: Decision, opened: dict[str, OpenAct], on: date) -> list[PaymentLine]:
    over = overpaid(decision, on) if _ready(opened, CaseAct.REFUND) else {}
    may_correct = _ready(opened, CaseAct.CORRECT_PAYMENT)
    lines = []
    for payment in decision.entries():
        back = payment.kind in over
        rest = (back or may_correct) and payment.remaining() > 0
        lines.append(
            PaymentLine(
                payment,
                list(payment.counters.all()),
                _address("payment-refund", payment) if back and rest else "",
                _address("payment-correct", payment) if may_correct and rest else "",
            )
        )
    return lines


def _plan(plan: PaymentPlan, on: date) -> PlanLine:
    return PlanLine(plan, [(part, part.is_late(on)) for part in parts_of(plan)])


def _remedy(row: Remedy, opened: dict[str, OpenAct]) -> RemedyLine:
    pending = row.ended_on is None
    may_answer = pending and row.answered_on is None and _ready(opened, CaseAct.ANSWER_REMEDY)
    may_conclude = pending and _ready(opened, CaseAct.CONCLUDE_REMEDY)
    return RemedyLine(
        row,
        _address("remedy-answer", row) if may_answer else "",
        _address("remedy-conclude", row) if may_conclude else "",
    )


def _court(decision: Decision) -> list[CourtApplication]:
    return list(decision.court_applications.all())


def _listing(pieces: list[dict[str, str]]) -> list[tuple[Text, dict[str, str]]]:
    return [(PARTS[piece["part"]], piece) for piece in pieces]


def _address(name: str, row: Any) -> str:
    return reverse(f"enforcement:{name}", args=[row.uuid])
