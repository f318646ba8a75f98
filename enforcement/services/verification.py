"""From the desk to the decision: who verifies a clue, what was found, whether to file."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AccountKind, Perm, ShareGrade, User
from accounts.services.scope import move, share, unshare
from core.api.versions import require_version
from core.errors import Invalid
from deadlines.services.clocks import reassign
from deadlines.services.procedure import advance, lock
from enforcement.models import Clue, ClueStatus
from enforcement.policies import require_take
from enforcement.services.checks import require_fits, require_text
from enforcement.transitions.clue import NOT_FILING, ClueAct
from workbench.models import Approval, MessageKind
from workbench.services.approvals import submit
from workbench.services.messages import send


@transaction.atomic
def assign_clue(clue: Clue, *, to: User, by: User, on: date, note: str = "") -> Clue:
    """Give a clue to an officer of its bureau, or to another one; the limit goes along.

    The first handling officer stays on record for good.

    Raises:
        Invalid: ``to`` is no officer of the bureau, or has the clue already.
        PermissionRefused: ``by`` does not assign work here.
        IllegalTransition: the clue is past verification.

    Legal source: SAMR procedure rules Art. 18; 首办负责制 (first office responsible).
    """
    if to.bureau_id != clue.bureau_id or to.kind != AccountKind.PERSON:
        raise Invalid(
            fields={
                "to": _("%(name)s is no officer of %(bureau)s.")
                % {"name": to.name, "bureau": clue.bureau.name}
            }
        )
    if not to.can(Perm.WRITE_CLUES) or not to.can(Perm.WRITE_CASES):
        raise Invalid(fields={"to": _("%(name)s does not handle clues.") % {"name": to.name}})
    if clue.handler_id == to.pk:
        raise Invalid(fields={"to": _("%(name)s has this clue already.") % {"name": to.name}})
    received = clue.status == ClueStatus.RECEIVED
    act = ClueAct.ASSIGN if received else ClueAct.REASSIGN
    former = clue.handler
    advance(clue, act, by=by, on=on, note=note, values=_handled_by(clue, to))
    if former is not None:
        unshare(clue, to=former, by=by, on=on, reason=_("Assigned to another officer"))
    share(clue, to=to, grade=ShareGrade.HANDLE, by=by, on=on)
    hand_over(clue, to, by=by, on=on)
    if to.pk != by.pk:
        send(
            recipient=to,
            kind=MessageKind.TASK,
            title=gettext_lazy("A clue was assigned to you to be verified"),
            about=clue.ref,
            dedupe_key=f"clue.assigned:{clue.uuid}:{clue.version}",
            on=on,
        )
    return clue


@transaction.atomic
def take_clue(clue: Clue, *, by: User, on: date) -> Clue:
    """Take over a clue nobody has yet; of two who do it at once, the second is refused.

    Raises:
        PermissionRefused: it belongs to another unit or bureau.
        IllegalTransition: somebody has it already.
    """
    lock(clue)
    require_take(clue, by=by)
    share(clue, to=by, grade=ShareGrade.HANDLE, by=by, on=on, reason=_("Took it over"))
    advance(clue, ClueAct.TAKE, by=by, on=on, values=_handled_by(clue, by))
    hand_over(clue, by, by=by, on=on)
    return clue


@transaction.atomic
def record_verification(
    clue: Clue, *, result: str, by: User, on: date, version: int | None = None
) -> Clue:
    """Write down what the verification of a clue found.

    Args:
        result: what was checked and found.
        version: the version the person read; None skips the check.

    Raises:
        Invalid: nothing is written.
        StaleVersion: somebody else wrote meanwhile.
        IllegalTransition, PermissionRefused: not under verification, or not theirs.

    Legal source: SAMR procedure rules Art. 18.
    """
    require_text(verification=result)
    require_fits(Clue, verification=result)
    lock(clue)
    require_version(clue, version, {"verification": result})
    advance(
        clue,
        ClueAct.RECORD_VERIFICATION,
        by=by,
        on=on,
        values={"verification": result.strip()},
    )
    return clue


@transaction.atomic
def propose_not_filing(clue: Clue, *, reason: str, by: User, on: date) -> Approval:
    """Submit that no case be filed; the head of the bureau decides it.

    Raises:
        Invalid: no reason is given.
        IllegalTransition: the verification is not recorded, or a proposal waits already.

    Legal source: SAMR procedure rules Art. 18 (the head decides), 20 (not filing).
    """
    require_text(reason=reason)
    advance(clue, ClueAct.PROPOSE_NOT_FILING, by=by, on=on, note=reason.strip())
    return submit(
        clue,
        act=NOT_FILING,
        title=_("Do not file: %(clue)s") % {"clue": clue},
        summary=reason.strip(),
        by=by,
        on=on,
    )


@transaction.atomic
def conclude_not_filed(clue: Clue, *, reason: str, by: User, on: date) -> Clue:
    """End a clue without a case; its limit is met.

    Args:
        by: the head of the bureau, who decides.

    Raises:
        Invalid: no reason is given.
        IllegalTransition: the verification is not recorded, or a proposal waits.

    Legal source: SAMR procedure rules Art. 18, 20.
    """
    require_text(reason=reason)
    advance(
        clue,
        ClueAct.NOT_FILE,
        by=by,
        on=on,
        note=reason.strip(),
        values={"concluded_on": on},
        start_clocks=clue.has_reporter,
    )
    return clue


@transaction.atomic
def conclude_filed(clue: Clue, *, by: User, on: date) -> Clue:
    """End a clue with its case; its limit is met. Called when the filing is approved.

    Legal source: SAMR procedure rules Art. 18, 19.
    """
    values = {"concluded_on": on}
    advance(clue, ClueAct.FILE, by=by, on=on, values=values, start_clocks=clue.has_reporter)
    return clue


@transaction.atomic
def reopen_after_filing(
    clue: Clue, *, by: User, on: date, note: str = "", withdrawn: bool = False
) -> Clue:
    """Back to verification: the filing was returned, refused or withdrawn.

    Its limit has gone on running meanwhile.
    """
    act = ClueAct.WITHDRAW_FILING if withdrawn else ClueAct.RETURN_FILING
    advance(clue, act, by=by, on=on, note=note)
    return clue


def not_filing_approved(about_uuid: UUID, *, by: User, on: date, approval: Approval) -> None:
    """Outcome of the approval route ``not_filing``."""
    clue = Clue.objects.select_related("bureau").get(uuid=about_uuid)
    conclude_not_filed(clue, reason=approval.summary, by=by, on=on)


def _handled_by(clue: Clue, officer: User) -> dict[str, User]:
    values = {"handler": officer}
    return values if clue.first_handler_id else {**values, "first_handler": officer}


def hand_over(clue: Clue, to: User, *, by: User, on: date) -> None:
    """The clue and what hangs on it go to the officer's unit; the limit binds the officer."""
    if to.unit_id is not None and clue.unit_id != to.unit_id:
        move(clue, bureau=clue.bureau, unit=to.unit, by=by, on=on)
    reassign(clue, responsible=[to], on=on)
