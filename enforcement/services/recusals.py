"""Recusal (回避): requested, decided by the head; whoever was recused keeps away.

Legal source: Administrative Penalty Law Art. 43: the head of the organ decides; the
investigation does not stop before.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Perm, Share, ShareGrade, User
from accounts.services.scope import share
from audit.services import record
from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.policies import may_act
from deadlines.services.clocks import reassign
from deadlines.services.procedure import lock
from enforcement.models import Case, CaseStatus, Conflict, Recusal, RecusalGround
from enforcement.services.checks import require_text
from law.thresholds import MIN_OFFICERS


def may_request_recusal(case: Case, *, by: User) -> bool:
    """Whoever handles, reviews or decides the case records a request, the party's too."""
    perms = (Perm.WRITE_CASES, Perm.REVIEW_LAW, Perm.DECIDE_CASES, Perm.REVIEW_UNIT)
    return not case.is_past and any(may_act(case, by=by, perm=perm) for perm in perms)


def may_decide_recusal(case: Case, *, by: User) -> bool:
    """The head of the bureau decides."""
    return may_act(case, by=by, perm=Perm.DECIDE_CASES)


def require_request_recusal(case: Case, *, by: User) -> None:
    """Raises PermissionRefused for others, IllegalTransition once the case is closed."""
    if not may_request_recusal(case, by=by):
        raise PermissionRefused
    if case.status == CaseStatus.CLOSED:
        raise IllegalTransition(_("The case is closed."))


def require_decide_recusal(recusal: Recusal, *, by: User) -> None:
    """Raises PermissionRefused, or IllegalTransition where it was decided."""
    if not may_decide_recusal(recusal.case, by=by):
        raise PermissionRefused(_("Only the head of the bureau decides on a recusal."))
    if recusal.person_id == by.pk:
        raise PermissionRefused(_("Nobody decides on their own recusal."))
    if recusal.granted is not None:
        raise IllegalTransition(_("This recusal was decided already."))


@transaction.atomic
def request_recusal(
    case: Case,
    *,
    person: User,
    ground: str,
    reason: str,
    by: User,
    on: date,
    by_party: bool = False,
) -> Recusal:
    """Record that somebody should keep away from a case.

    Args:
        person: of the bureau of the case: officer, reviewer or decider.
        ground: kin, own interest or another relation.
        by_party: the party asked for it.

    Raises:
        PermissionRefused, IllegalTransition: not open to this person, or a closed case.
        Invalid: another bureau's person, no reason, or a request that waits already.
    """
    lock(case)
    require_request_recusal(case, by=by)
    require_text(reason=reason)
    if ground not in RecusalGround.values:
        raise Invalid(fields={"ground": _("Choose a ground.")})
    if person.bureau_id != case.bureau_id:
        raise Invalid(fields={"person": _("Choose somebody of the bureau of the case.")})
    if case.recusals.filter(person=person, granted__isnull=True).exists():
        raise Invalid(fields={"person": _("A request for this person waits already.")})
    row = Recusal.under(
        case,
        case=case,
        person=person,
        by_party=by_party,
        ground=ground,
        reason=reason.strip(),
        requested_by=by,
        requested_on=on,
    )
    row.save(force_insert=True)
    after = {"person": person.name, "ground": ground, "by_party": by_party}
    record("recusal.requested", subject=row, by=by, on=on, after=after, note=reason[:500])
    return row


@transaction.atomic
def decide_recusal(
    recusal: Recusal, *, granted: bool, note: str, by: User, on: date
) -> Recusal:
    """Decide a request: whoever is recused leaves the case, its limits and its approvals.

    Args:
        note: why it was decided so.

    Raises:
        PermissionRefused: another duty, or one's own recusal.
        IllegalTransition: decided before, or too few officers would remain.
        Invalid: no reason.
    """
    case = recusal.case
    lock(case)
    lock(recusal)
    require_decide_recusal(recusal, by=by)
    require_text(note=note)
    if granted:
        _take_off(case, recusal.person, by=by, on=on)
    recusal.granted, recusal.decided_by, recusal.decided_on = granted, by, on
    recusal.decision_note = note.strip()
    recusal.version += 1
    recusal.save()
    after = {"person": recusal.person.name, "granted": granted}
    record("recusal.decided", subject=recusal, by=by, on=on, after=after, note=note[:500])
    return recusal


def _take_off(case: Case, person: User, *, by: User, on: date) -> None:
    """An officer of the team leaves it; the next one leads."""
    row = case.team.filter(officer=person).first()
    if row is None:
        return
    rest = [one for one in case.responsible_officers() if one.pk != person.pk]
    if len(rest) < MIN_OFFICERS:
        text = _(
            "Only %(left)s officers would remain. Give the case to other officers, then "
            "decide on the recusal."
        )
        raise IllegalTransition(text % {"left": len(rest)})
    was_lead = row.is_lead
    row.delete()
    Share.objects.of(case.root_ref).filter(user=person, grade=ShareGrade.HANDLE).delete()
    if was_lead:
        case.team.filter(officer=rest[0]).update(is_lead=True)
        share(case, to=rest[0], grade=ShareGrade.HANDLE, by=by, on=on)
    reassign(case, responsible=rest, on=on)


def require_impartial(case: Case, person: User) -> None:
    """Refuse whoever was recused from the case or declared a conflict with its party.

    Raises:
        PermissionRefused: with the article.
    """
    recused = case.recusals.granted().filter(person=person).exists()
    if not recused and case.party_id:
        standing = Conflict.objects.standing()
        recused = standing.filter(officer=person, party=case.party_id).exists()
    if recused:
        text = _(
            "You must keep away from this case: a recusal or a declared conflict stands "
            "(Administrative Penalty Law Art. 43). Somebody else must act."
        )
        raise PermissionRefused(text)


def bar_from_approval(about_uuid: UUID, person: User) -> None:
    """Whoever must keep away approves and returns nothing of the case."""
    case = Case.objects.filter(uuid=about_uuid).first()
    if case is not None:
        require_impartial(case, person)
