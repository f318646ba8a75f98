from django.utils.translation import gettext as _

from accounts.models import Bureau, Perm, User
from campaigns.models import Campaign, CampaignTask
from core.errors import PermissionRefused


def require_design(bureau: Bureau, *, by: User) -> None:
    """Programmes and campaigns are designed by campaign officers of their own bureau."""
    if not by.can(Perm.DESIGN_CAMPAIGNS) or by.bureau_id != bureau.pk:
        raise PermissionRefused(
            _("Only campaign officers of %(bureau)s may do this.") % {"bureau": bureau.name}
        )


def may_set_target(campaign: Campaign, bureau: Bureau, *, by: User) -> bool:
    """The organiser sets targets for all; a bureau below spreads its own on those below it."""
    if not by.can(Perm.DESIGN_CAMPAIGNS):
        return False
    if by.bureau_id == campaign.bureau_id:
        return campaign.bureau.is_above(bureau)
    return (
        campaign.bureau.is_above(by.bureau)
        and by.bureau.is_above(bureau)
        and by.bureau_id != bureau.pk
    )


def require_report_task(task: CampaignTask, *, by: User) -> None:
    """A task is reported done by its owner bureau; one owned by all, by the organiser."""
    owner = task.owner_id or task.campaign.bureau_id
    if not by.can(Perm.RUN_CAMPAIGNS) or by.bureau_id != owner:
        raise PermissionRefused(
            _("Only campaign officers of the responsible bureau may report this task done.")
        )


# County bureaus have no campaign office: the heads who assign work act for them.
OFFICE = (Perm.RUN_CAMPAIGNS, Perm.ASSIGN_WORK)


def may_report(bureau: Bureau, *, by: User) -> bool:
    """Whether ``by`` reads notices and reports for this bureau."""
    return by.bureau_id == bureau.pk and any(by.can(perm) for perm in OFFICE)


def require_report(bureau: Bureau, *, by: User) -> None:
    """Raises PermissionRefused in words that say who may."""
    if not may_report(bureau, by=by):
        raise PermissionRefused(
            _("Only the campaign office or a head of %(bureau)s may do this.")
            % {"bureau": bureau.name}
        )


def require_send(*, by: User) -> None:
    """Notices go down from a bureau's campaign office."""
    if not by.can(Perm.RUN_CAMPAIGNS):
        raise PermissionRefused(_("Only campaign officers send notices to bureaus below."))
