from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from core.pages.extras import register_export, register_views
from core.pages.navigation import NavGroup, NavItem, Slot, register_nav, register_slot
from core.panels import Panel, register_panel
from registry.models import Party
from reporting.imports.registry import PERMS
from reporting.services.saved_views import views_for

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
    _register_dossiers_and_coverage()
    _register_for_administrators()
    register_centre()


def _register_dossiers_and_coverage() -> None:
    register_nav(
        NavItem(NavGroup.FIGURES, _("Map"), "reporting:map", "world", FIGURES, 18),
        NavItem(
            NavGroup.CAMPAIGNS,
            _("Coverage of key lists"),
            "reporting:coverage",
            "star",
            FIGURES,
            50,
        ),
        NavItem(
            NavGroup.REGISTRY,
            _("Dossiers"),
            "reporting:dossier-list",
            "folder",
            (Perm.READ_RECORDS,),
            15,
        ),
    )
    register_panel(
        Party.ref_kind,
        Panel(
            name="dossier",
            title=_("Dossier of the enterprise"),
            address=lambda uuid: reverse("reporting:dossier-panel", args=[uuid]),
            allowed=lambda user: bool(user.can(Perm.READ_RECORDS)),
            order=10,
        ),
    )


def _register_for_administrators() -> None:
    register_nav(
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
    )


def register_centre() -> None:
    """The import and export centre, and what they add to every list."""
    register_nav(
        NavItem(
            NavGroup.FIGURES,
            _("Import centre"),
            "reporting:import-list",
            "file-import",
            PERMS,
            80,
        ),
    )
    register_export("reporting:export-start", (Perm.EXPORT_RECORDS,))
    register_views(
        views_for,
        save="reporting:view-save",
        remove="reporting:view-remove",
        default="reporting:view-prefer",
    )
