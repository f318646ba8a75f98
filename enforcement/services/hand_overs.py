"""Clues and cases between bureaus: offered, taken over, disputed, designated."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AccountKind, Bureau, Perm, Role, Share, ShareGrade, User
from accounts.services.scope import move, share, unshare
from audit.services import record
from core.errors import Invalid
from deadlines.services.clocks import reassign
from deadlines.services.procedure import advance, begin, lock, require_open
from enforcement.errors import NotCompetent
from enforcement.models import Case, CaseOfficer, Clue, ClueStatus, HandOver
from enforcement.services import next_steps
from enforcement.services.cases import appoint
from enforcement.services.checks import require_fits, require_officers, require_text
from enforcement.transitions.case_needs import CaseAct
from enforcement.transitions.clue import ClueAct
from enforcement.transitions.hand_over import HandOverAct
from workbench.models import MessageKind
from workbench.services.messages import Draft, Text, send_many
from workbench.services.recipients import Directory
from workbench.services.tasks import close_tasks


@transaction.atomic
def hand_over(thing: Case | Clue, *, to: Bureau, reason: str, by: User, on: date) -> HandOver:
    """Offer a clue or case to another bureau, which reads it from now on.

    Args:
        to: a bureau that files cases.
        reason: why it is competent.

    Raises:
        IllegalTransition: concluded, past investigation, or offered already.
        PermissionRefused: not a head of its bureau.
        NotCompetent: the other bureau inspects only.
        Invalid: its own bureau, or no reason.

    Legal source: Administrative Penalty Law Art. 22; SAMR procedure rules Art. 14.
    """
    act = CaseAct.HAND_OVER if isinstance(thing, Case) else ClueAct.HAND_OVER
    lock(thing)
    require_open(thing, act, by=by, on=on)
    require_text(reason=reason)
    require_fits(HandOver, reason=reason)
    if to.pk == thing.bureau_id:
        raise Invalid(fields={"to": _("Choose another bureau than its own.")})
    if not to.may_penalise:
        text = _("%(bureau)s inspects and does not file cases.") % {"bureau": to.name}
        raise NotCompetent(text, fields={"to": text})
    advance(thing, act, by=by, on=on, note=to.name)
    row = HandOver.under(
        thing,
        **{thing.ref_kind: thing},
        from_bureau=thing.bureau,
        to_bureau=to,
        reason=reason.strip(),
        offered_by=by,
        offered_on=on,
    )
    row.save(force_insert=True)
    begin(row, by=by, on=on, act="offer")
    why = _("Offered for taking over")
    share(thing, to=to, grade=ShareGrade.READ, by=by, on=on, reason=why)
    record("hand_over.offered", subject=row, by=by, on=on, after={"to": to.name})
    _tell(row, to, gettext_lazy("A hand-over waits for your bureau"), on)
    return row


@transaction.atomic
def accept_hand_over(
    row: HandOver, *, officers: Sequence[User], by: User, on: date, note: str = ""
) -> HandOver:
    """Take over a clue or case: it moves with everything on it; its limits bind the new people.

    Args:
        officers: of a case two or more with certificates, the first leads; of a clue the
            one who verifies it.

    Raises:
        IllegalTransition: withdrawn or settled meanwhile.
        PermissionRefused: not a head of the receiving bureau.
        NotQualified, Invalid: with the field and what to correct.
    """
    lock(row)
    require_open(row, HandOverAct.ACCEPT, by=by, on=on)
    thing, to = row.thing, row.to_bureau
    _require_team(thing, officers, to, on)
    values = {"answered_by": by, "answered_on": on, "answer": note.strip()}
    require_fits(HandOver, answer=note)
    advance(row, HandOverAct.ACCEPT, by=by, on=on, values=values)
    giver = row.from_bureau
    lock(thing)
    close_tasks(thing, by=by, on=on)
    Share.objects.of(thing.root_ref).filter(grade=ShareGrade.HANDLE).delete()
    unshare(thing, to=to, by=by, on=on, reason=_("Taken over"))
    _move(thing, to, officers[0], by, on)
    row.refresh_from_db(fields=["bureau", "unit"])
    share(thing, to=giver, grade=ShareGrade.READ, by=by, on=on, reason=_("Handed over"))
    if isinstance(thing, Case):
        _take_case(thing, officers, by, on)
    else:
        _take_clue(thing, officers[0], by, on)
    reassign(thing, responsible=officers, on=on)
    _tell(row, giver, gettext_lazy("A hand-over of your bureau was taken over"), on)
    return row


@transaction.atomic
def reject_hand_over(row: HandOver, *, reason: str, by: User, on: date) -> HandOver:
    """Dispute the competence: both bureaus have seven working days to agree.

    Raises:
        IllegalTransition: withdrawn or settled meanwhile.
        Invalid: no reason is given.

    Legal source: SAMR procedure rules Art. 13, 14.
    """
    require_text(reason=reason)
    require_fits(HandOver, answer=reason)
    heads = Directory(on).holders(Role.BUREAU_HEAD, row.to_bureau_id)
    values = {"answered_by": by, "answered_on": on, "answer": reason.strip()}
    bound = [*heads, *Directory(on).holders(Role.BUREAU_HEAD, row.from_bureau_id)]
    advance(row, HandOverAct.REJECT, by=by, on=on, values=values, responsible=bound)
    _tell(row, row.from_bureau, gettext_lazy("The other bureau disputes its competence"), on)
    return row


@transaction.atomic
def withdraw_hand_over(row: HandOver, *, by: User, on: date, note: str = "") -> HandOver:
    """The giving bureau takes its offer back; the other one reads the record no longer.

    Raises:
        IllegalTransition: taken over or settled meanwhile.
    """
    advance(row, HandOverAct.WITHDRAW, by=by, on=on, note=note)
    _close_to_receiver(row, by, on)
    return row


@transaction.atomic
def submit_jurisdiction(row: HandOver, *, reason: str, by: User, on: date) -> HandOver:
    """Ask the common superior to designate who is competent; seven working days.

    Raises:
        Invalid: no reason, or there is no bureau above both.

    Legal source: Administrative Penalty Law Art. 25; SAMR procedure rules Art. 13, 16.
    """
    lock(row)
    require_open(row, HandOverAct.SUBMIT, by=by, on=on)
    require_text(reason=reason)
    superior = common_superior(row.from_bureau, row.to_bureau, on)
    values = {"superior": superior}
    heads = Directory(on).holders(Role.BUREAU_HEAD, superior.pk)
    advance(
        row,
        HandOverAct.SUBMIT,
        by=by,
        on=on,
        note=reason.strip(),
        values=values,
        responsible=heads,
    )
    why = _("Designation of jurisdiction")
    share(row.thing, to=superior, grade=ShareGrade.READ, by=by, on=on, reason=why)
    _tell(row, superior, gettext_lazy("Two bureaus ask you to designate jurisdiction"), on)
    return row


@transaction.atomic
def designate(row: HandOver, *, to_receiver: bool, reason: str, by: User, on: date) -> HandOver:
    """The common superior says who handles it: the receiving bureau, or the one that has it.

    Raises:
        PermissionRefused: not the head or campaign officer of the common superior.
        Invalid: no reason is given.

    Legal source: Administrative Penalty Law Art. 25; SAMR procedure rules Art. 16.
    """
    require_text(reason=reason)
    require_fits(HandOver, designation=reason)
    act = HandOverAct.DESIGNATE if to_receiver else HandOverAct.LEAVE
    values = {"designation": reason.strip(), "designated_on": on}
    advance(row, act, by=by, on=on, values=values)
    if not to_receiver:
        _close_to_receiver(row, by, on)
    for bureau in (row.from_bureau, row.to_bureau):
        _tell(row, bureau, gettext_lazy("The common superior designated jurisdiction"), on)
    return row


def common_superior(one: Bureau, other: Bureau, on: date) -> Bureau:
    """The nearest bureau above both (or one of them, where it is above the other).

    Raises:
        Invalid: there is none.
    """
    above = set(other.paths_above)
    directory = Directory(on)
    for path in one.paths_above:
        found = directory.bureaus.get(path)
        if path in above and found is not None:
            return found
    raise Invalid(_("There is no bureau above both."))


def _move(thing: Case | Clue, to: Bureau, first: User, by: User, on: date) -> None:
    """The record with all that hangs on it, and what was merged into it."""
    unit = first.unit if first.bureau_id == to.pk else None
    move(thing, bureau=to, unit=unit, by=by, on=on)
    if not isinstance(thing, Case):
        return
    for merged in thing.merged_cases.all():
        move(merged, bureau=to, unit=unit, by=by, on=on)
    why = _("Origin of a case taken over")
    for origin in (thing.clue, thing.inspection):
        if origin is not None:
            share(origin, to=to, grade=ShareGrade.READ, by=by, on=on, reason=why)


def _take_case(case: Case, officers: Sequence[User], by: User, on: date) -> None:
    CaseOfficer.objects.filter(case=case).delete()
    appoint(case, officers, by=by, on=on)
    case.version += 1
    case.save(update_fields=["version", "updated_at"])
    next_steps.ask(case, CaseAct.SUBMIT_PENALTY, by=by, on=on)


def _take_clue(clue: Clue, officer: User, by: User, on: date) -> None:
    if clue.status == ClueStatus.RECEIVED:
        advance(clue, ClueAct.ASSIGN, by=by, on=on, values={"handler": officer})
    else:
        advance(clue, ClueAct.REASSIGN, by=by, on=on, values={"handler": officer})
    share(clue, to=officer, grade=ShareGrade.HANDLE, by=by, on=on)


def _require_team(thing: Case | Clue, officers: Sequence[User], to: Bureau, on: date) -> None:
    strangers = [one.name for one in officers if one.bureau_id != to.pk]
    if not officers or strangers:
        text = _("Name officers of %(bureau)s.") % {"bureau": to.name}
        raise Invalid(fields={"officers": text})
    if isinstance(thing, Case):
        require_officers(officers, bureau=to, on=on)
    elif officers[0].kind != AccountKind.PERSON or not officers[0].can(Perm.WRITE_CASES):
        text = _("%(name)s does not handle clues.") % {"name": officers[0].name}
        raise Invalid(fields={"officers": text})


def _close_to_receiver(row: HandOver, by: User, on: date) -> None:
    unshare(row.thing, to=row.to_bureau, by=by, on=on, reason=_("Not handed over"))


def _tell(row: HandOver, bureau: Bureau, title: Text, on: date) -> None:
    """The heads of a bureau, and of its units where it has no unit yet."""
    directory = Directory(on)
    roles = (Role.BUREAU_HEAD, Role.UNIT_HEAD, Role.CAMPAIGN_OFFICER)
    people: Iterable[User] = {
        one.pk: one for role in roles for one in directory.holders(role, bureau.pk)
    }.values()
    drafts: list[Any] = [
        Draft(
            recipient=person,
            kind=MessageKind.NOTICE,
            title=title,
            dedupe_key=f"hand_over:{row.uuid}:{row.version}",
            on=on,
            about=row.ref,
        )
        for person in people
    ]
    send_many(drafts)
