"""Conflicts officers declare with parties: no case of that party comes to them.

Legal source: Administrative Penalty Law Art. 43.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import AccountKind, User
from audit.services import record
from core.errors import IllegalTransition, Invalid, PermissionRefused
from enforcement.models import Case, Conflict, RecusalGround
from registry.models import Party


def require_declare(*, by: User) -> None:
    """Raises PermissionRefused for machines and for whoever reads no records."""
    if by.kind != AccountKind.PERSON or not by.can_read_registry:
        raise PermissionRefused


@transaction.atomic
def declare_conflict(*, party: Party, ground: str, by: User, on: date) -> Conflict:
    """Declare one's own conflict with a party; it stands until one ends it.

    Raises:
        PermissionRefused: a machine's account.
        Invalid: an unknown ground, or declared already.
    """
    require_declare(by=by)
    if ground not in RecusalGround.values:
        raise Invalid(fields={"ground": _("Choose a ground.")})
    if Conflict.objects.standing().filter(officer=by, party=party).exists():
        raise Invalid(fields={"party": _("You declared a conflict with this party already.")})
    row = Conflict.objects.create(officer=by, party=party, ground=ground, declared_on=on)
    after = {"party": party.name, "ground": ground}
    record("conflict.declared", subject=row, by=by, on=on, after=after)
    return row


@transaction.atomic
def end_conflict(row: Conflict, *, by: User, on: date) -> Conflict:
    """End one's own declaration; cases from now on may come again.

    Raises:
        PermissionRefused: somebody else's.
        IllegalTransition: it ended before.
    """
    row = Conflict.objects.select_for_update().get(pk=row.pk)
    if row.officer_id != by.pk:
        raise PermissionRefused(_("Only whoever declared a conflict may end it."))
    if row.ended_on is not None:
        raise IllegalTransition(_("This declaration has ended already."))
    row.ended_on = on
    row.version += 1
    row.save()
    record("conflict.withdrawn", subject=row, by=by, on=on, after={"ended_on": on})
    return row


def require_no_conflict(case: Case, officers: Iterable[User]) -> None:
    """Refuse officers who declared a conflict with the party, or must keep away.

    Raises:
        Invalid: names them, in the field ``officers``.
    """
    team = {one.pk: one.name for one in officers}
    rows = Conflict.objects.standing().filter(party=case.party_id, officer__in=team)
    away = set(rows.values_list("officer_id", flat=True)) if case.party_id else set()
    if case.pk:
        granted = case.recusals.granted().filter(person__in=team)
        away |= set(granted.values_list("person_id", flat=True))
    if away:
        names = "、".join(name for pk, name in team.items() if pk in away)
        text = _(
            "Must keep away from this case: %(names)s. Choose other officers "
            "(Administrative Penalty Law Art. 43)."
        )
        raise Invalid(fields={"officers": text % {"names": names}})
