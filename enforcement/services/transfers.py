"""A case to the police or to another authority: proposed, decided, handed over, answered."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Role, User
from audit.services import record
from core.errors import Invalid
from deadlines.services.clocks import is_law_on, start_clock
from deadlines.services.procedure import advance, begin, lock, require_open
from enforcement.models import (
    Case,
    CaseStatus,
    Transfer,
    TransferKind,
)
from enforcement.services.checks import require_fits, require_text
from enforcement.services.serving import require_day
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.transfer import APPROVAL_PERIOD, TransferAct
from workbench.models import Approval
from workbench.services import approvals
from workbench.services.recipients import Directory
from workbench.services.tasks import close_tasks, open_task

# The approval of a transfer: the head alone decides it.
TRANSFER_ROUTE = "transfer"


@transaction.atomic
def propose_transfer(
    case: Case,
    *,
    kind: TransferKind | str,
    to_name: str,
    reason: str,
    by: User,
    on: date,
    charge: str = "",
) -> Transfer:
    """Propose to transfer a case; the head decides a suspected crime within three days.

    Args:
        kind: to the police, or to another authority that is competent.
        to_name: the receiving organ.
        reason: facts and grounds.
        charge: the suspected crime; needed for the police.

    Raises:
        IllegalTransition: not filed yet, closed, or on its way elsewhere already.
        Invalid: with the field and what to correct.

    Legal source: provisions on transferring suspected crimes Art. 5; Administrative Penalty
    Law Art. 27; SAMR procedure rules Art. 17.
    """
    lock(case)
    require_open(case, CaseAct.PROPOSE_TRANSFER, by=by, on=on)
    require_text(to_name=to_name, reason=reason)
    require_fits(Transfer, to_name=to_name, reason=reason, charge=charge, kind=kind)
    _require_kind(case, kind, charge)
    advance(case, CaseAct.PROPOSE_TRANSFER, by=by, on=on, note=to_name.strip())
    transfer = Transfer.under(
        case,
        case=case,
        kind=kind,
        to_name=to_name.strip(),
        charge=charge.strip(),
        reason=reason.strip(),
        proposed_by=by,
        proposed_on=on,
    )
    transfer.save(force_insert=True)
    begin(transfer, by=by, on=on, act="propose")
    after = {"to": transfer.to_name, "charge": transfer.charge}
    record("transfer.propose", subject=transfer, by=by, on=on, after=after)
    if transfer.is_police and is_law_on(APPROVAL_PERIOD, on):
        heads = Directory(on).holders(Role.BUREAU_HEAD, case.bureau_id)
        start_clock(transfer, rule=APPROVAL_PERIOD, on=on, responsible=heads)
    _submit(transfer, by, on)
    return transfer


@transaction.atomic
def transfer_approved(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Transfer:
    """The head agreed: it is handed over within 24 hours; the officers are asked to."""
    transfer = _transfer(about_uuid)
    advance(
        transfer,
        TransferAct.APPROVE,
        by=by,
        on=on,
        values={"decided_on": on},
        start_clocks=transfer.is_police,
    )
    open_task(
        record=transfer,
        title=_("Hand the case over to %(to)s: %(case)s")
        % {"to": transfer.to_name, "case": transfer.case.title},
        act=TransferAct.HAND_OVER,
        assignee=transfer.responsible_officers()[0],
        due_on=on,
        by=by,
        on=on,
    )
    return transfer


@transaction.atomic
def transfer_refused(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Transfer:
    """The head did not agree; the case goes on here, the reason stands in the file."""
    transfer = _transfer(about_uuid)
    advance(transfer, TransferAct.REFUSE, by=by, on=on, values={"decided_on": on})
    return transfer


@transaction.atomic
def transfer_withdrawn(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> Transfer:
    """Taken back by whoever proposed it."""
    transfer = _transfer(about_uuid)
    advance(transfer, TransferAct.WITHDRAW, by=by, on=on)
    return transfer


@transaction.atomic
def hand_over_transfer(
    transfer: Transfer,
    *,
    by: User,
    on: date,
    handed_over_on: date | None = None,
    receipt: str = "",
) -> Transfer:
    """Record that the file was handed over; the police decide within three days.

    Args:
        handed_over_on: the day the receipt was signed, if not ``on``.
        receipt: number of the receipt the receiving organ signed.

    Raises:
        IllegalTransition: not approved, or handed over already.
        Invalid: a day in the future or before the approval.

    Legal source: provisions on transferring suspected crimes Art. 5, 7, 8.
    """
    day = handed_over_on or on
    lock(transfer)
    require_open(transfer, TransferAct.HAND_OVER, by=by, on=on)
    require_day(on, handed_over_on=day, since=transfer.decided_on)
    require_fits(Transfer, receipt=receipt)
    values = {"handed_over_on": day, "receipt": receipt.strip()}
    advance(
        transfer,
        TransferAct.HAND_OVER,
        by=by,
        on=on,
        values=values,
        clock_from=day,
        start_clocks=transfer.is_police,
    )
    close_tasks(transfer, act=TransferAct.HAND_OVER, by=by, on=on)
    if transfer.is_police:
        case = transfer.case
        told = {"transferred_to_police_on": day}
        note = f"{transfer.to_name}：{transfer.charge}"
        advance(case, CaseAct.TRANSFER_TO_POLICE, by=by, on=on, note=note, values=told)
    return transfer


def _submit(transfer: Transfer, by: User, on: date) -> None:
    case = transfer.case
    approvals.submit(
        transfer,
        act=TRANSFER_ROUTE,
        title=_("Transfer to %(to)s: %(case)s") % {"to": transfer.to_name, "case": case},
        summary=transfer.reason,
        roles=[Role.BUREAU_HEAD],
        by=by,
        on=on,
    )


def _require_kind(case: Case, kind: str, charge: str) -> None:
    """The police need the suspected crime; another authority gets what is still open."""
    if kind == TransferKind.POLICE:
        require_text(charge=charge)
    elif case.status != CaseStatus.INVESTIGATING:
        text = _("Only a case under investigation goes to another authority.")
        raise Invalid(fields={"kind": text})


def _transfer(about_uuid: UUID) -> Transfer:
    rows = Transfer.objects.select_related("bureau", "case__bureau", "case__party")
    return rows.get(uuid=about_uuid)
