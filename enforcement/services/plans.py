"""Deferral and instalments of a fine: proposed, granted by the head, missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition, Invalid
from deadlines.services.clocks import start_clock, stop_clocks
from deadlines.services.extensions import extend_clock
from deadlines.services.procedure import advance, lock, require_open
from documents.models import DocumentKind
from documents.services.documents import issue
from enforcement.dues import PAYMENT_PERIOD, ZERO, payment_due_on
from enforcement.models import (
    Case,
    Decision,
    Instalment,
    PaymentPlan,
    PlanKind,
    PlanState,
)
from enforcement.services import next_steps
from enforcement.services.case_documents import document_title
from enforcement.services.checks import require_fits, require_text
from enforcement.services.instalments import parts_of
from enforcement.services.performance_papers import plan_content
from enforcement.services.serving import require_day
from enforcement.transitions.case_needs import CaseAct
from law.steps import show_yuan
from workbench.models import Approval
from workbench.services import approvals

# The approval route of a plan, and the type word of its notice.
PLAN_ROUTE = "payment_plan"
PLAN_WORD = "缴罚"
MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One part of the fine: until when, and how many yuan."""

    due_on: date
    amount: Decimal


@transaction.atomic
def submit_plan(
    case: Case,
    *,
    reason: str,
    applied_on: date,
    parts: Sequence[PlannedPart],
    by: User,
    on: date,
) -> Approval:
    """Submit what the party asked for: one later day for the fine, or several parts.

    Args:
        reason: the hardship the party states.
        applied_on: the day of its written application.
        parts: in the order of their days; together what is due of the fine.

    Raises:
        IllegalTransition: nothing is due, a plan runs, or the time to pay is over.
        Invalid: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 66(2); SAMR procedure rules Art. 74.
    """
    lock(case)
    require_open(case, CaseAct.SUBMIT_PLAN, by=by, on=on)
    require_text(reason=reason)
    require_fits(PaymentPlan, reason=reason)
    require_day(on, applied_on=applied_on, since=case.decided_on)
    decision = Decision.objects.get(case=case)
    _require_in_time(case, on)
    _require_parts(case, decision, parts)
    kind = PlanKind.DEFERRAL if len(parts) == 1 else PlanKind.INSTALMENTS
    advance(case, CaseAct.SUBMIT_PLAN, by=by, on=on, note=str(kind.label))
    plan = PaymentPlan.under(
        case,
        decision=decision,
        kind=kind,
        reason=reason.strip(),
        applied_on=applied_on,
        ends_on=parts[-1].due_on,
    )
    plan.save(force_insert=True)
    Instalment.objects.bulk_create(
        Instalment.under(case, plan=plan, seq=seq, due_on=part.due_on, amount=part.amount)
        for seq, part in enumerate(parts, 1)
    )
    return approvals.submit(
        case,
        act=PLAN_ROUTE,
        title=_("%(kind)s: %(case)s") % {"kind": kind.label, "case": case},
        summary=_summary(reason, parts),
        by=by,
        on=on,
    )


@transaction.atomic
def plan_granted(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """The last step approved: the notice goes out, each part has its limit.

    Raises:
        IllegalTransition: money came in meanwhile, or the time to pay is over.
    """
    case, plan = _proposed(about_uuid)
    advance(case, CaseAct.GRANT_PLAN, by=by, on=on)
    _require_in_time(case, on)
    rows = list(plan.rows.all())
    due = plan.decision.still_due()
    if sum(row.amount for row in rows) != due.get("fine", ZERO):
        raise IllegalTransition(
            _("Money came in since this was proposed. Return it, to be proposed anew.")
        )
    plan.state, plan.granted_on = PlanState.GRANTED, on
    plan.version += 1
    plan.save()
    kind = DocumentKind.PAYMENT_PLAN
    paper = issue(
        case,
        kind=kind,
        title=document_title(kind, case),
        content=plan_content(case, plan, rows),
        by=by,
        on=on,
        word=PLAN_WORD,
    )
    for row in rows:
        _start(row, case, reason=plan.reason, paper=paper.number, by=by, on=on)
    if due.keys() == {"fine"}:
        # The parts have limits of their own; a confiscation keeps its fifteen days.
        stop_clocks(case, rules=(PAYMENT_PERIOD,), act=CaseAct.GRANT_PLAN, on=on)
    return case


@transaction.atomic
def plan_sent_back(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """Returned or withdrawn: the fifteen days go on."""
    case, plan = _proposed(about_uuid)
    plan.state = PlanState.RETURNED
    plan.version += 1
    plan.save()
    record("payment_plan.returned", subject=plan, by=by, on=on, after={"state": plan.state})
    return case


@transaction.atomic
def miss_instalment(case: Case, *, by: User, on: date, note: str = "") -> PaymentPlan:
    """Record that a part was not paid in time: the rest is due, the surcharge runs again.

    The three months for the court count from the day that was missed, the cautious reading
    of “the end of the period of deferral or instalments”.

    Raises:
        IllegalTransition: no plan runs, or all that is due by now is paid.

    Legal source: Administrative Penalty Law Art. 72(2).
    """
    lock(case)
    require_open(case, CaseAct.MISS_INSTALMENT, by=by, on=on)
    plan = PaymentPlan.objects.select_for_update(of=("self",)).select_related("decision__case")
    row = plan.get(decision__case_id=case.pk, state=PlanState.GRANTED)
    late = [part for part in parts_of(row) if part.is_late(on)]
    if not late:
        raise IllegalTransition(_("Every part that is due by now is paid."))
    missed = late[0].row.due_on
    advance(case, CaseAct.MISS_INSTALMENT, by=by, on=on, note=note, clock_from=missed)
    row.state, row.ended_on = PlanState.MISSED, missed
    row.version += 1
    row.save()
    for one in row.rows.all():
        stop_clocks(one, rules=(PAYMENT_PERIOD,), act=CaseAct.MISS_INSTALMENT, on=on)
    next_steps.ask(case, CaseAct.DEMAND, by=by, on=on)
    return row


def _proposed(about_uuid: UUID) -> tuple[Case, PaymentPlan]:
    case = Case.objects.select_related("bureau", "party").get(uuid=about_uuid)
    rows = PaymentPlan.objects.select_for_update(of=("self",)).select_related("decision__case")
    return case, rows.get(decision__case=case, state=PlanState.PROPOSED)


def _start(row: Instalment, case: Case, *, reason: str, paper: str, by: User, on: date) -> None:
    """The limit of a part: the fifteen days, extended to the day the notice names."""
    if case.served_on is None:
        return
    clock = start_clock(
        row, rule=PAYMENT_PERIOD, on=case.served_on, responsible=case.responsible_officers()
    )
    extend_clock(clock, until_on=row.due_on, reason=reason[:300], paper=paper, by=by, on=on)


def _require_in_time(case: Case, on: date) -> None:
    due_on = payment_due_on(case)
    if due_on is not None and on > due_on:
        text = _(
            "The time to pay ended on %(day)s: it can no longer be put off. After a demand, "
            "stages can be agreed in an enforcement agreement."
        )
        raise IllegalTransition(text % {"day": due_on.isoformat()})


def _require_parts(case: Case, decision: Decision, parts: Sequence[PlannedPart]) -> None:
    if not 1 <= len(parts) <= MOST_PARTS:
        text = _("Enter one to %(most)s days, each with its amount.")
        raise Invalid(fields={"parts": text % {"most": MOST_PARTS}})
    days = [part.due_on for part in parts]
    due_on = payment_due_on(case)
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise Invalid(fields={"parts": _("The days must follow each other.")})
    if due_on is not None and days[0] <= due_on:
        text = _("The first day must lie after %(day)s, the last day to pay without a plan.")
        raise Invalid(fields={"parts": text % {"day": due_on.isoformat()}})
    for part in parts:
        if part.amount <= 0:
            raise Invalid(fields={"parts": _("Enter an amount above zero.")})
        require_fits(Instalment, amount=part.amount)
    total, due = sum((part.amount for part in parts), ZERO), decision.still_due()["fine"]
    if total != due:
        text = _("The parts make %(total)s yuan; %(due)s yuan of the fine are due.") % {
            "total": show_yuan(str(total)),
            "due": show_yuan(str(due)),
        }
        raise Invalid(fields={"parts": text})


def _summary(reason: str, parts: Sequence[PlannedPart]) -> str:
    lines = [
        _("%(day)s: %(amount)s yuan")
        % {"day": part.due_on.isoformat(), "amount": show_yuan(str(part.amount))}
        for part in parts
    ]
    return "\n".join([reason.strip(), *lines])
