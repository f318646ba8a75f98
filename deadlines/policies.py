"""Who may act on a record of a procedure."""

from django.utils.translation import gettext as _

from accounts.models import Perm, Role, Scoped, Share, ShareGrade, User
from core.errors import PermissionRefused

# Acts that check or direct other people's work: open to the bureau's office, not to handlers.
OFFICE_PERMS = frozenset(
    {Perm.ASSIGN_WORK, Perm.REVIEW_UNIT, Perm.REVIEW_LAW, Perm.DECIDE_CASES}
)


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
