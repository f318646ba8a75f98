"""Submitting an act for approval, and deciding it step by step."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, Scoped, ShareGrade, User
from accounts.services.routes import route_for
from accounts.services.scope import share
from audit.services import record as write_audit
from core.errors import Invalid, PermissionRefused
from workbench.approvals import outcomes_of, require_not_barred
from workbench.errors import AlreadySubmitted, ApprovalEnded, StepDecided
from workbench.models import (
    Approval,
    ApprovalState,
    ApprovalStep,
    MessageKind,
    StepOutcome,
)
from workbench.policies import require_may_decide
from workbench.services.messages import Draft, send, send_many
from workbench.services.recipients import Directory

LONGEST_REASON = 2000


@transaction.atomic
def submit(
    record: Scoped,
    *,
    act: str,
    title: str,
    summary: str,
    by: User,
    on: date,
    roles: Sequence[Role] | None = None,
) -> Approval:
    """Submit an act for approval along the route of the record's bureau.

    Whoever may decide the first step is told; a confidential record is opened to them.

    Args:
        record: what the act is about; the approval shares its scope.
        act: the act's code, which names the route and the registered outcome.
        title: what is asked, in a line.
        summary: what the approver needs to know.
        on: local date.
        roles: the steps, where the act itself says them; default the bureau's route.

    Raises:
        AlreadySubmitted: the same act of this record is waiting.
        NoApprovalRoute: nobody said who approves this act here.
    """
    # The record's row is held so that two who submit at once meet here.
    type(record)._default_manager.select_for_update().filter(pk=record.pk).first()
    waiting = Approval.objects.pending().filter(about_uuid=record.uuid, act=act)
    if waiting.exists():
        raise AlreadySubmitted
    steps = list(roles) if roles is not None else route_for(record.bureau, act)
    approval = Approval.under(
        record,
        about_kind=record.ref_kind,
        about_uuid=record.uuid,
        act=act,
        title=title[:200],
        summary=summary,
        submitted_by=by,
        submitted_on=on,
    )
    approval.save(force_insert=True)
    ApprovalStep.objects.bulk_create(
        ApprovalStep(approval=approval, seq=seq, role=role) for seq, role in enumerate(steps, 1)
    )
    after = {"act": act, "title": approval.title, "route": [str(role) for role in steps]}
    write_audit("approval.submitted", subject=approval, by=by, on=on, after=after)
    _tell_step(approval, steps[0], by=by, on=on)
    return approval


@transaction.atomic
def approve(
    approval: Approval, *, by: User, on: date, reason: str = "", seq: int | None = None
) -> Approval:
    """Approve the present step; after the last one the registered outcome runs.

    Args:
        reason: the approver's opinion, if any.
        seq: the step that was looked at; None takes the present one.

    Raises:
        OwnSubmission, NotYourStep: it is not ``by``'s to decide.
        ApprovalEnded, StepDecided: somebody was quicker.
        DomainError: the outcome refuses; then nothing is changed.
    """
    row, step, following = _locked(approval, by=by, seq=seq)
    _decide(step, StepOutcome.APPROVED, by, on, reason)
    if following is not None:
        row.current_seq = following.seq
        _save(row)
        _audit("approval.step_approved", row, step, by, on)
        _tell_step(row, following.role, by=by, on=on)
        return row
    _end(row, ApprovalState.APPROVED, on)
    _audit("approval.approved", row, step, by, on)
    _tell_submitter(row, gettext_lazy("Approved: {title}"), by=by, on=on)
    outcomes = outcomes_of(row.about_kind, row.act)
    outcomes.on_approved(row.about_uuid, by=by, on=on, approval=row)
    return row


@transaction.atomic
def return_(
    approval: Approval, *, by: User, on: date, reason: str, seq: int | None = None
) -> Approval:
    """Send the submission back with a reason.

    Raises:
        Invalid: no reason is given.
        OwnSubmission, NotYourStep, ApprovalEnded, StepDecided: as ``approve``.
    """
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say what must be changed.")})
    row, step, _following = _locked(approval, by=by, seq=seq)
    _decide(step, StepOutcome.RETURNED, by, on, reason)
    _end(row, ApprovalState.RETURNED, on)
    _audit("approval.returned", row, step, by, on)
    _tell_submitter(row, gettext_lazy("Returned: {title}"), by=by, on=on, body=step.reason)
    outcomes = outcomes_of(row.about_kind, row.act)
    if outcomes.on_returned is not None:
        outcomes.on_returned(row.about_uuid, by=by, on=on, approval=row)
    return row


@transaction.atomic
def withdraw(approval: Approval, *, by: User, on: date, reason: str = "") -> Approval:
    """Take one's own submission back before it is decided.

    Raises:
        PermissionRefused: somebody else submitted it.
        ApprovalEnded: it is decided already.
    """
    row = _lock(approval)
    if row.submitted_by_id != by.pk:
        raise PermissionRefused(_("Only whoever submitted this may withdraw it."))
    _require_pending(row)
    _end(row, ApprovalState.WITHDRAWN, on)
    write_audit("approval.withdrawn", subject=row, by=by, on=on, note=reason)
    outcomes = outcomes_of(row.about_kind, row.act)
    if outcomes.on_withdrawn is not None:
        outcomes.on_withdrawn(row.about_uuid, by=by, on=on, approval=row)
    return row


def pending_of(record: Scoped) -> list[Approval]:
    """What waits for approval on a record. One query and one for the steps."""
    rows = Approval.objects.pending().filter(about_kind=record.ref_kind, about_uuid=record.uuid)
    return list(rows.select_related("submitted_by").prefetch_related("steps"))


def _lock(approval: Approval) -> Approval:
    rows = Approval.objects.select_for_update(of=("self",)).select_related(
        "bureau", "submitted_by"
    )
    row: Approval = rows.get(pk=approval.pk)
    return row


def _require_pending(row: Approval) -> None:
    if row.state != ApprovalState.PENDING:
        raise ApprovalEnded


def _locked(
    approval: Approval, *, by: User, seq: int | None
) -> tuple[Approval, ApprovalStep, ApprovalStep | None]:
    """The approval, its present step and the one after it, fresh and held."""
    row = _lock(approval)
    if seq is not None and seq != row.current_seq:
        raise StepDecided
    steps = list(row.steps.filter(seq__gte=row.current_seq)[:2])
    require_may_decide(row, steps[0], by=by)
    require_not_barred(row, by)
    _require_pending(row)
    return row, steps[0], steps[1] if len(steps) > 1 else None


def _decide(step: ApprovalStep, outcome: StepOutcome, by: User, on: date, reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise Invalid(
            fields={"reason": _("Use at most %(most)s characters.") % {"most": LONGEST_REASON}}
        )
    step.outcome, step.decided_by, step.decided_on = outcome, by, on
    step.reason = reason.strip()
    step.save(update_fields=["outcome", "decided_by", "decided_on", "reason"])


def _end(row: Approval, state: ApprovalState, on: date) -> None:
    row.state, row.ended_on = state, on
    _save(row)


def _save(row: Approval) -> None:
    row.version += 1
    row.save(update_fields=["state", "ended_on", "current_seq", "version", "updated_at"])


def _audit(kind: str, row: Approval, step: ApprovalStep, by: User, on: date) -> None:
    after: dict[str, Any] = {"act": row.act, "step": step.seq, "role": step.role}
    write_audit(kind, subject=row, by=by, on=on, after=after, note=step.reason)


def _tell_step(approval: Approval, role: str, *, by: User, on: date) -> None:
    """Tell whoever may decide the step; an administrator where nobody may."""
    directory = Directory(on)
    people = [
        person
        for person in directory.holders(role, approval.bureau_id, approval.unit_id)
        if person.pk != approval.submitted_by_id
    ]
    seq = approval.current_seq
    if not people:
        _tell_nobody_decides(approval, role, directory, on)
        return
    if approval.confidential:
        for person in people:
            why = _("For approval")
            share(approval, to=person, grade=ShareGrade.READ, by=by, on=on, reason=why)
    title = gettext_lazy("Waiting for your approval: {title}")
    send_many(
        [
            Draft(
                recipient=person,
                kind=MessageKind.APPROVAL,
                title=format_lazy(title, title=approval.title),
                dedupe_key=f"approval:{approval.uuid}:{seq}",
                on=on,
                about=approval.ref,
            )
            for person in people
        ]
    )


def _tell_nobody_decides(approval: Approval, role: str, directory: Directory, on: date) -> None:
    """An administrator sees no content: only that a duty of the bureau has no holder."""
    title = format_lazy(
        gettext_lazy("{bureau}: an approval waits, and no colleague holds the duty “{role}”."),
        bureau=approval.bureau.name,
        role=Role(role).label,
    )
    send_many(
        [
            Draft(
                recipient=person,
                kind=MessageKind.SYSTEM,
                title=title,
                dedupe_key=f"approval:{approval.uuid}:{approval.current_seq}:nobody",
                on=on,
            )
            for person in directory.administrators(approval.bureau)
        ]
    )


def _tell_submitter(
    approval: Approval, title: Any, *, by: User, on: date, body: str = ""
) -> None:
    send(
        recipient=approval.submitted_by,
        kind=MessageKind.APPROVAL,
        title=format_lazy(title, title=approval.title),
        body=body,
        about=approval.about,
        dedupe_key=f"approval:{approval.uuid}:{approval.state}",
        on=on,
    )
