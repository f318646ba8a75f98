"""Inspection plans and draws: their kinds, procedures and pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.refs import register
from deadlines.procedure import register_procedure
from enforcement.models import Draw, InspectionPlan
from enforcement.transitions.draw import DRAW, PLAN
from workbench.panels import register_comments
from workbench.refs import rows_resolver

READ = (Perm.READ_RECORDS,)
PLAN_ICON, DRAW_ICON = "calendar-event", "dice-5"


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register(InspectionPlan.ref_kind, rows_resolver(InspectionPlan, _plan_page, PLAN_ICON))
    register(Draw.ref_kind, rows_resolver(Draw, _draw_page, DRAW_ICON))
    for procedure in (PLAN, DRAW):
        register_procedure(procedure)
        register_comments(procedure.kind)
    group = NavGroup.ENFORCEMENT
    register_nav(
        NavItem(group, _("Inspection plans"), "enforcement:plan-list", PLAN_ICON, READ, 22),
        NavItem(group, _("Double-random draws"), "enforcement:draw-list", DRAW_ICON, READ, 24),
    )


def _plan_page(row: Any) -> str:
    return reverse("enforcement:plan-detail", args=[row.root_uuid])


def _draw_page(row: Any) -> str:
    return reverse("enforcement:draw-detail", args=[row.root_uuid])
