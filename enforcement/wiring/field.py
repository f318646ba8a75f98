"""Clues, inspections and findings: their kinds, procedures, approvals and pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.refs import register
from deadlines.panels import register_clocks
from deadlines.procedure import register_procedure
from enforcement.models import Clue, ClueReporter, Finding, Inspection
from enforcement.services.clue_facts import facts_of_clue
from enforcement.services.verification import not_filing_approved
from enforcement.transitions.clue import CLUE, NOT_FILING
from enforcement.transitions.finding import FINDING
from enforcement.transitions.inspection import INSPECTION
from workbench.approvals import register_facts, register_outcome
from workbench.panels import register_comments
from workbench.refs import rows_resolver

CLUE_ICON = "zoom-question"
INSPECTION_ICON = "clipboard-list"


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register(Clue.ref_kind, rows_resolver(Clue, _clue_page, CLUE_ICON))
    register(ClueReporter.ref_kind, rows_resolver(ClueReporter, _clue_page, CLUE_ICON))
    register(Inspection.ref_kind, rows_resolver(Inspection, _inspection_page, INSPECTION_ICON))
    register(Finding.ref_kind, rows_resolver(Finding, _finding_place, "alert-triangle"))
    for procedure in (CLUE, INSPECTION, FINDING):
        register_procedure(procedure)
    register_outcome(Clue.ref_kind, NOT_FILING, not_filing_approved)
    register_facts(Clue.ref_kind, facts_of_clue)
    for kind in (Clue.ref_kind, Inspection.ref_kind):
        register_clocks(kind)
        register_comments(kind)
    register_nav(
        NavItem(
            NavGroup.ENFORCEMENT,
            _("Clues"),
            "enforcement:clue-list",
            CLUE_ICON,
            perms=(Perm.READ_RECORDS,),
            order=10,
        ),
        NavItem(
            NavGroup.ENFORCEMENT,
            _("Inspections"),
            "enforcement:inspection-list",
            INSPECTION_ICON,
            perms=(Perm.READ_RECORDS,),
            order=20,
        ),
    )


# A record hangs on its root: the page of the root is where it is read.
def _clue_page(row: Any) -> str:
    return reverse("enforcement:clue-detail", args=[row.root_uuid])


def _inspection_page(row: Any) -> str:
    return reverse("enforcement:inspection-detail", args=[row.root_uuid])


def _finding_place(row: Any) -> str:
    return f"{_inspection_page(row)}#finding-{row.uuid}"
