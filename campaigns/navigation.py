from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from core.pages.navigation import NavGroup, NavItem, register_nav

READS = (Perm.READ_RECORDS,)


def register_navigation() -> None:
    group = NavGroup.CAMPAIGNS
    campaigns = NavItem(group, _("Campaigns"), "campaigns:campaign-list", "target", READS, 20)
    programmes = NavItem(
        group,
        _("Programmes and task lines"),
        "campaigns:programme-list",
        "list-details",
        READS,
        30,
    )
    register_nav(campaigns)
    register_nav(programmes)
