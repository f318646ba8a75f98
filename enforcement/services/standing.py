"""Suspending, resuming, prolonging, terminating and reopening a case: proposed, approved."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition, Invalid
from deadlines.services.clocks import live_clocks
from deadlines.services.extensions import extend_clock, next_extension
from deadlines.services.procedure import advance, lock, require_open
from enforcement.models import (
    CAUSES,
    Case,
    CaseStatus,
    CaseStep,
    Decision,
    StepKind,
    StepState,
)
from enforcement.services import next_steps
from enforcement.services.checks import require_fits, require_text
from enforcement.services.set_aside import AFRESH, former_of, set_aside, take_out
from enforcement.transitions.case_needs import HANDLING_PERIOD, CaseAct
from workbench.models import Approval
from workbench.services import approvals

# kind → the act that proposes it; its approval route bears the kind's name.
PROPOSED_BY: dict[str, CaseAct] = {
    StepKind.SUSPENSION: CaseAct.SUBMIT_SUSPENSION,
    StepKind.RESUMPTION: CaseAct.SUBMIT_RESUMPTION,
    StepKind.EXTENSION: CaseAct.SUBMIT_EXTENSION,
    StepKind.TERMINATION: CaseAct.SUBMIT_TERMINATION,
    StepKind.REOPENING: CaseAct.SUBMIT_REOPENING,
}
# What a person is asked to do next in the states that can be suspended.
NEXT: dict[str, CaseAct] = {
    CaseStatus.INVESTIGATING: CaseAct.SUBMIT_PENALTY,
    CaseStatus.APPROVED: CaseAct.SERVE_NOTICE,
    CaseStatus.NOTIFIED: CaseAct.DECIDE,
}


@transaction.atomic
def propose_step(
    case: Case,
    *,
    kind: StepKind | str,
    cause: str,
    reason: str,
    by: User,
    on: date,
    paper: str = "",
    until_on: date | None = None,
) -> Approval:
    """Propose to suspend, resume, prolong, terminate or reopen a case.

    Args:
        cause: one the rules name for this kind.
        reason: the facts in the officer's words.
        paper: the document that shows the cause; for a second extension the record of the
            collective discussion.
        until_on: the last day of an extension whose length the law leaves open.

    Raises:
        IllegalTransition: not open in this state, or another proposal waits.
        Invalid: with the field and what to correct.

    Legal source: SAMR procedure rules Art. 46 (suspension), 47 (termination), 64 (more
    time).
    """
    if kind not in StepKind.values:
        raise Invalid(fields={"kind": _("Choose what is proposed.")})
    kind = StepKind(kind)
    act = PROPOSED_BY[kind]
    lock(case)
    require_open(case, act, by=by, on=on)
    require_text(reason=reason)
    require_fits(CaseStep, reason=reason, paper=paper)
    _require_cause(kind, cause)
    if kind == StepKind.EXTENSION:
        _require_extendable(case, until_on, paper)
    advance(case, act, by=by, on=on, note=reason.strip())
    step = CaseStep.under(
        case,
        case=case,
        kind=kind,
        cause=cause,
        reason=reason.strip(),
        paper=paper.strip(),
        until_on=until_on if kind == StepKind.EXTENSION else None,
        proposed_on=on,
    )
    step.save(force_insert=True)
    next_steps.done(case, act, by=by, on=on)
    title = _("%(kind)s: %(case)s") % {"kind": kind.label, "case": case}
    summary = f"{step.get_cause_display()}\n{step.reason}"
    return approvals.submit(case, act=kind.value, title=title, summary=summary, by=by, on=on)


@transaction.atomic
def step_approved(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """The last step approved: what was proposed happens."""
    case, step = _proposed(about_uuid)
    step.from_status = case.status
    DONE[step.kind](case, step, by=by, on=on)
    step.state, step.decided_on = StepState.APPROVED, on
    step.version += 1
    step.save()
    return case


@transaction.atomic
def step_sent_back(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Case:
    """Returned or withdrawn: the case goes on as it stands."""
    case, step = _proposed(about_uuid)
    step.state, step.decided_on = StepState.RETURNED, on
    step.version += 1
    step.save()
    record("case_step.returned", subject=step, by=by, on=on, after={"state": step.state})
    return case


def _suspend(case: Case, step: CaseStep, *, by: User, on: date) -> None:
    paper = step.paper or case.number
    advance(case, CaseAct.SUSPEND, by=by, on=on, note=step.reason, paper=paper)
    for act in NEXT.values():
        next_steps.done(case, act, by=by, on=on)
    next_steps.ask(case, CaseAct.SUBMIT_RESUMPTION, by=by, on=on)


def _resume(case: Case, step: CaseStep, *, by: User, on: date) -> None:
    """Back to where the case stood when it was suspended."""
    kind, state = StepKind.SUSPENSION, StepState.APPROVED
    last = case.course_steps.filter(kind=kind, state=state).last()
    to = last.from_status if last else CaseStatus.INVESTIGATING.value
    paper = step.paper or case.number
    advance(case, CaseAct.RESUME, by=by, on=on, note=step.reason, paper=paper, to=to)
    next_steps.ask(case, NEXT[to], by=by, on=on)


def _extend(case: Case, step: CaseStep, *, by: User, on: date) -> None:
    advance(case, CaseAct.EXTEND, by=by, on=on, note=step.reason)
    clock = live_clocks(case, (HANDLING_PERIOD,)).first()
    if clock is None:
        raise IllegalTransition(_("The time to decide does not run."))
    extend_clock(
        clock,
        until_on=step.until_on,
        reason=step.reason[:300],
        paper=step.paper,
        by=by,
        on=on,
    )


def _terminate(case: Case, step: CaseStep, *, by: User, on: date) -> None:
    advance(case, CaseAct.TERMINATE, by=by, on=on, note=step.reason)
    for act in (CaseAct.SUBMIT_RESUMPTION, *NEXT.values()):
        next_steps.done(case, act, by=by, on=on)
    next_steps.ask(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)


def _reopen(case: Case, step: CaseStep, *, by: User, on: date) -> None:
    """Investigated again; a decision there was is kept with the proposal to reopen."""
    decision = Decision.objects.filter(case=case).first()
    if decision is not None and decision.number:
        step.former = former_of(case, decision)
    advance(case, CaseAct.REOPEN, by=by, on=on, note=step.reason, values=dict(AFRESH))
    if decision is not None:
        set_aside(case, decision, by=by, on=on)
    take_out(case, on=on)
    next_steps.done(case, CaseAct.SUBMIT_CLOSING, by=by, on=on)
    next_steps.ask(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)


DONE: dict[str, Callable[..., None]] = {
    StepKind.SUSPENSION: _suspend,
    StepKind.RESUMPTION: _resume,
    StepKind.EXTENSION: _extend,
    StepKind.TERMINATION: _terminate,
    StepKind.REOPENING: _reopen,
}


def _proposed(about_uuid: UUID) -> tuple[Case, CaseStep]:
    case = Case.objects.select_related("bureau", "party").get(uuid=about_uuid)
    rows: Any = CaseStep.objects.select_for_update().filter(case=case)
    return case, rows.get(state=StepState.PROPOSED)


def _require_cause(kind: StepKind, cause: str) -> None:
    if cause not in CAUSES[kind]:
        names = "、".join(str(one.label) for one in CAUSES[kind])
        text = _("Choose one of the causes the rules name: %(names)s.") % {"names": names}
        raise Invalid(fields={"cause": text})


def _require_extendable(case: Case, until_on: date | None, paper: str) -> None:
    """What the approval will need: an extension the law still lists, its day and paper."""
    clock = live_clocks(case, (HANDLING_PERIOD,)).first()
    extension = next_extension(clock) if clock else None
    if extension is None:
        raise IllegalTransition(_("The law lets this limit be extended no further."))
    if extension.length is not None:
        return
    wrong = {}
    if until_on is None:
        wrong["until_on"] = _("Give the last day that the approval names.")
    if not paper.strip():
        wrong["paper"] = _("Give the number of the record of the collective discussion.")
    if wrong:
        raise Invalid(fields=wrong)
