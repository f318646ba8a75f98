"""Who may grade a party."""

from django.utils.translation import gettext as _

from accounts.models import Perm, User
from accounts.policies import may
from core.errors import PermissionRefused
from core.protocols import Actor
from registry.models import Party
from registry.policies import covers


def may_grade(by: Actor, party: Party) -> bool:
    """The supervising bureau, those above it, and the bureaus of the party's region."""
    if may(by, Perm.GRADE_PARTIES, party.bureau):
        return True
    if not may(by, Perm.GRADE_PARTIES) or not isinstance(by, User):
        return False
    return covers(by.bureau, party.region)


def require_grade(by: Actor, party: Party) -> None:
    """Raises PermissionRefused in words that say who may."""
    if may_grade(by, party):
        return
    if not may(by, Perm.GRADE_PARTIES):
        raise PermissionRefused
    raise PermissionRefused(
        _("This party is graded by %(bureau)s.") % {"bureau": party.bureau.name}
    )
