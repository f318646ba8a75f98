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
    visits = NavItem(group, _("Assistance visits"), "campaigns:visit-list", "users", READS, 60)
    ledger = NavItem(
        group, _("Rectification ledger"), "campaigns:ledger-list", "list-check", READS, 40
    )
    returns = NavItem(group, _("Returns"), "campaigns:return-list", "report", READS, 50)
    notices = NavItem(group, _("Notices"), "campaigns:notice-list", "mail", READS, 60)
    register_nav(ledger, returns, notices)
    register_nav(campaigns)
    register_nav(visits)
    register_nav(programmes)
