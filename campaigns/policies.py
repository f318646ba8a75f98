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
