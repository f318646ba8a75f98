"""What publishing penalties and the pivot hang into the frame."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.panels import Panel, register_panel
from core.refs import register
from deadlines.panels import register_clocks
from deadlines.procedure import register_procedure
from enforcement.models import Case
from reporting.models import Disclosure
from reporting.transitions.disclosure import DISCLOSURE
from workbench.panels import register_comments
from workbench.refs import rows_resolver


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register(Disclosure.ref_kind, rows_resolver(Disclosure, _page, "world"))
    register_procedure(DISCLOSURE)
    register_clocks(Disclosure.ref_kind)
    register_comments(Disclosure.ref_kind)
    register_panel(
        Case.ref_kind,
        Panel(
            name="disclosure",
            title=_("Publication of the penalty"),
            address=lambda uuid: reverse("reporting:disclosure-panel", args=[uuid]),
            allowed=lambda user: bool(user.can(Perm.READ_RECORDS)),
            order=60,
        ),
    )
    for title, name, icon, perm, order in (
        (_("Publication of penalties"), "disclosure-list", "world", Perm.READ_RECORDS, 25),
        (_("Pivot table"), "pivot", "table", Perm.READ_FIGURES, 16),
    ):
        register_nav(
            NavItem(NavGroup.FIGURES, title, f"reporting:{name}", icon, (perm,), order)
        )


def _page(row: Any) -> str:
    return reverse("reporting:disclosure-detail", args=[row.uuid])
