"""Approvals signed on paper, recorded here with their scan."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.services import record as write_audit
from core.errors import Invalid, PermissionRefused
from workbench.models import Approval, ApprovalStep, MessageKind
from workbench.policies import require_may_decide, require_record_on_paper
from workbench.services.approvals import approve, return_
from workbench.services.attachments import attach
from workbench.services.messages import send


@transaction.atomic
def record_on_paper(
    approval: Approval,
    *,
    signatory: User,
    signed_on: date,
    scan: UploadedFile[Any],
    agreed: bool,
    by: User,
    on: date,
    reason: str = "",
    seq: int | None = None,
) -> Approval:
    """Record what the holder of the present step signed on paper; the act follows as of then.

    The signatory is told, so that a signature nobody gave comes to light.

    Args:
        signatory: who signed; holds the duty of the step and did not submit it.
        signed_on: the day of the signature; the act takes effect on it.
        scan: the signed sheet, PDF, JPEG or PNG.
        agreed: approved, or else returned with the reason.
        by: who records it: somebody else of the bureau than who submitted it.
        seq: the step that was looked at; None takes the present one.

    Raises:
        OwnSubmission, NotYourStep: it was not the signatory's to decide.
        PermissionRefused: the submitter, or somebody of another bureau, records it.
        Invalid: the file, or a day before the submission or in the future.
        ApprovalEnded, StepDecided: somebody was quicker.
    """
    require_record_on_paper(approval, by=by)
    if signatory.pk == by.pk:
        text = _("Whoever signed is signed in here: approve it directly.")
        raise PermissionRefused(text)
    _require_day(approval, signed_on, on)
    if agreed:
        row = approve(approval, by=signatory, on=signed_on, reason=reason, seq=seq)
    else:
        row = return_(approval, by=signatory, on=signed_on, reason=reason, seq=seq)
    step = _decided(row)
    step.scan = attach(row, scan, by=by, on=on, field="scan")
    step.recorded_by = by
    step.save(update_fields=["scan", "recorded_by"])
    after = {"step": step.seq, "signatory": signatory.name, "signed_on": signed_on}
    after["sha256"] = step.scan.sha256
    write_audit("approval.recorded_on_paper", subject=row, by=by, on=on, after=after)
    send(
        recipient=signatory,
        kind=MessageKind.NOTICE,
        title=gettext_lazy("A decision you signed on paper was recorded here. Is it yours?"),
        about=row.ref,
        dedupe_key=f"approval:{row.uuid}:paper:{step.seq}",
        on=on,
    )
    return row


def signatories_of(approval: Approval) -> list[User]:
    """Who may have signed the present step: holders of its duty, not the submitter."""
    step = approval.steps.get(seq=approval.current_seq)
    people = User.objects.active().people().filter(bureau_id=approval.bureau_id)
    found = []
    for person in people.order_by("name"):
        try:
            require_may_decide(approval, step, by=person)
        except PermissionRefused:
            continue
        found.append(person)
    return found


def _require_day(approval: Approval, signed_on: date, on: date) -> None:
    decided = approval.steps.exclude(decided_on=None).order_by("-seq").first()
    since = decided.decided_on if decided and decided.decided_on else approval.submitted_on
    if signed_on > on:
        raise Invalid(fields={"signed_on": _("Enter a day that is not in the future.")})
    if signed_on < since:
        text = _("This cannot have happened before %(since)s.") % {"since": since.isoformat()}
        raise Invalid(fields={"signed_on": text})


def _decided(row: Approval) -> ApprovalStep:
    """The step that was decided just now: the last one with a decision."""
    return row.steps.exclude(decided_by=None).order_by("-seq")[0]
