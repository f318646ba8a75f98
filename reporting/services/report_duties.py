"""Who may do what with an edition of the report forms, and in which state."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm, User
from core.errors import IllegalTransition, PermissionRefused
from reporting.models import ReportEdition, ReportStatus

PREPARES = (Perm.RUN_CAMPAIGNS, Perm.REVIEW_UNIT)
CHECKS = (Perm.RUN_CAMPAIGNS, Perm.REVIEW_UNIT, Perm.REVIEW_LAW, Perm.FREEZE_EDITIONS)
APPROVES = (Perm.FREEZE_EDITIONS,)


class StillComputing(IllegalTransition):
    code = "still_computing"
    default_message = gettext_lazy(
        "The figures of this edition are not complete yet. Wait until they are computed."
    )


def may(edition: ReportEdition, user: User, perms: tuple[Perm, ...]) -> bool:
    """Whether the edition is the person's own bureau's, and their duty."""
    return user.bureau_id == edition.bureau_id and any(user.can(perm) for perm in perms)


def require_duty(edition: ReportEdition, by: User, perms: tuple[Perm, ...]) -> None:
    if not may(edition, by, perms):
        raise PermissionRefused


def require_figures(edition: ReportEdition) -> None:
    """Raises StillComputing while there is nothing to be read."""
    if edition.is_computing:
        raise StillComputing


def locked(edition: ReportEdition, *wanted: ReportStatus) -> ReportEdition:
    """The edition's row, held until the transaction ends.

    Raises:
        IllegalTransition: it is in none of the wanted states.
    """
    rows = ReportEdition.objects.select_for_update(of=("self",)).select_related(
        "bureau", "campaign", "job"
    )
    found = rows.get(pk=edition.pk)
    if found.status in wanted:
        return found
    if found.is_computing:
        raise StillComputing
    raise IllegalTransition(
        _("This cannot be done with an edition that is “%(state)s”.")
        % {"state": found.get_status_display()}
    )
