from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from core.pages.navigation import NavGroup, NavItem, Slot, register_nav, register_slot

FIGURES = (Perm.READ_FIGURES,)


def register_navigation() -> None:
    for item in (
        NavItem(NavGroup.HOME, _("Home"), "reporting:home", "home", (), 10),
        NavItem(
            NavGroup.FIGURES, _("Overview"), "reporting:overview", "chart-bar", FIGURES, 10
        ),
        NavItem(
            NavGroup.FIGURES,
            _("Bureaus compared"),
            "reporting:comparison",
            "arrows-sort",
            FIGURES,
            15,
        ),
        NavItem(
            NavGroup.FIGURES, _("Annual summary"), "reporting:annual", "report", FIGURES, 20
        ),
        NavItem(
            NavGroup.FIGURES,
            _("Indicators and definitions"),
            "reporting:indicator-list",
            "list-details",
            FIGURES,
            30,
        ),
    ):
        register_nav(item)
    register_slot(Slot.SEARCH, "reporting:search")
    _register_for_administrators()


def _register_for_administrators() -> None:
    for item in (
        NavItem(
            NavGroup.SYSTEM,
            _("Audit trail"),
            "reporting:audit-list",
            "history",
            (Perm.READ_AUDIT,),
            80,
        ),
        NavItem(
            NavGroup.SYSTEM,
            _("System health"),
            "reporting:health",
            "heart-rate-monitor",
            (Perm.MANAGE_SETTINGS,),
            90,
        ),
    ):
        register_nav(item)
