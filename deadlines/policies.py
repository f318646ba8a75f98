"""Who may act on a record of a procedure, and on its limits."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.models import Perm, Role, Scoped, Share, ShareGrade, User
from core.errors import PermissionRefused
from deadlines.models import Clock
from deadlines.procedure import Reach, Rule
from law.periods import Period

# Acts that check or direct other people's work: open to the bureau's office, not to handlers.
OFFICE_PERMS = frozenset(
    {
        Perm.ASSIGN_WORK,
        Perm.REVIEW_UNIT,
        Perm.REVIEW_LAW,
        Perm.DECIDE_CASES,
        Perm.RUN_CAMPAIGNS,
    }
)

# Whoever handles the record keeps the ledger of its limits.
HANDLING_PERMS = (Perm.WRITE_CASES, Perm.WRITE_CLUES, Perm.WRITE_INSPECTIONS)


def may_act(record: Scoped, *, by: User, perm: Perm) -> bool:
    """Whether ``by`` may do an act that needs ``perm`` on ``record``.

    Handling officers and their unit head write; acts of the office (assign, review,
    decide) belong to whoever holds that duty in the record's bureau. Costs one query.
    """
    if not by.can(perm) or by.bureau_id != record.bureau_id:
        return False
    if perm in OFFICE_PERMS:
        return True
    if Role.UNIT_HEAD in by.roles and record.unit_id in (None, by.unit_id):
        return True
    return (
        Share.objects.of(record.root_ref)
        .filter(user_id=by.pk, grade=ShareGrade.HANDLE)
        .exists()
    )


def may_do(
    record: Scoped, rule: Rule, *, by: User, may: Callable[[Perm], bool] | None = None
) -> bool:
    """Whether ``by`` may do the act of ``rule``: duty, bureau, and not what they proposed.

    Args:
        may: answers ``may_act`` for this record and person, where it was asked before.
    """
    if rule.other_than and getattr(record, rule.other_than) == by.pk:
        return False
    if _from_another_bureau(record, rule, by):
        return any(by.can(perm) for perm in rule.perms)
    if not _is_own_act(record, rule, by):
        return False
    asked = may or (lambda perm: may_act(record, by=by, perm=perm))
    return any(asked(perm) for perm in rule.perms)


def _from_another_bureau(record: Scoped, rule: Rule, by: User) -> bool:
    """Whether the act reaches to the bureau of ``by``, which is not the record's."""
    if by.bureau_id == record.bureau_id:
        return False
    if rule.bureaus is not None:
        return by.bureau_id in rule.bureaus(record)
    if rule.reach == Reach.OWN:
        return False
    is_parent = by.bureau_id == record.bureau.parent_id
    return is_parent or (rule.reach != Reach.PARENT and by.bureau.is_above(record.bureau))


def _is_own_act(record: Scoped, rule: Rule, by: User) -> bool:
    """Whether the record's own bureau does the act."""
    if rule.bureaus is not None:
        return record.bureau_id in rule.bureaus(record)
    return rule.reach in (Reach.OWN, Reach.LINE)


def require_may_do(record: Scoped, rule: Rule, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if may_do(record, rule, by=by):
        return
    if not any(by.can(perm) for perm in rule.perms):
        raise PermissionRefused
    if rule.other_than and getattr(record, rule.other_than) == by.pk:
        raise PermissionRefused(
            _("Nobody decides what they proposed themselves. A colleague must do it.")
        )
    if rule.reach in (Reach.PARENT, Reach.ABOVE):
        raise PermissionRefused(_("Only officers of the bureau above may do this."))
    perm = next(perm for perm in rule.perms if by.can(perm))
    if rule.bureaus is None or _is_own_act(record, rule, by):
        require_may_act(record, by=by, perm=perm)
    raise PermissionRefused(_("Another bureau has to do this."))


def require_may_act(record: Scoped, *, by: User, perm: Perm) -> None:
    """Raises PermissionRefused in words that say who may."""
    if may_act(record, by=by, perm=perm):
        return
    if not by.can(perm):
        raise PermissionRefused
    if by.bureau_id != record.bureau_id:
        raise PermissionRefused(
            _("Only officers of %(bureau)s may do this.") % {"bureau": record.bureau.name}
        )
    raise PermissionRefused(
        _("Only the handling officers and the head of their unit may do this.")
    )


def may_suspend(clock: Clock, *, by: User) -> bool:
    """Whether ``by`` keeps the ledger of this limit: handling officers, their unit head."""
    return any(may_act(clock, by=by, perm=perm) for perm in HANDLING_PERMS)


def require_suspend(clock: Clock, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if may_suspend(clock, by=by):
        return
    if not any(by.can(perm) for perm in HANDLING_PERMS):
        raise PermissionRefused
    require_may_act(clock, by=by, perm=next(perm for perm in HANDLING_PERMS if by.can(perm)))


def may_extend(clock: Clock, rule: Period, *, by: User) -> bool:
    """Whether ``by`` may grant more time.

    The head of the record's bureau grants it, never to a limit that binds the head
    personally; what another organ grants is recorded by those who handle the record.

    Legal source: the approver the rule's extension names.
    """
    if rule.responsibility == "other_organ":
        return may_suspend(clock, by=by)
    return may_act(clock, by=by, perm=Perm.DECIDE_CASES) and not binds(clock, by)


def require_extend(clock: Clock, rule: Period, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if may_extend(clock, rule, by=by):
        return
    if rule.responsibility == "other_organ":
        require_suspend(clock, by=by)
    require_may_act(clock, by=by, perm=Perm.DECIDE_CASES)
    raise PermissionRefused(
        _("This limit binds you: somebody else who may approve it must extend it.")
    )


def binds(clock: Clock, person: User) -> bool:
    return clock.responsible.filter(pk=person.pk).exists()
