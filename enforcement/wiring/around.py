"""What happens around a case: transfers, hand-overs, assistance, supervision, on the spot."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.refs import register
from deadlines.panels import register_clocks
from deadlines.procedure import register_procedure
from enforcement.models import (
    AssistanceRequest,
    HandOver,
    OnSpotPenalty,
    Supervision,
    SupervisionReport,
    Transfer,
)
from enforcement.services.around_facts import facts_of_transfer
from enforcement.services.transfers import (
    TRANSFER_ROUTE,
    transfer_approved,
    transfer_refused,
    transfer_withdrawn,
)
from enforcement.transitions.assistance import ASSISTANCE
from enforcement.transitions.hand_over import HAND_OVER
from enforcement.transitions.transfer import TRANSFER
from workbench.approvals import register_facts, register_outcome
from workbench.panels import register_comments
from workbench.refs import rows_resolver

READ = (Perm.READ_RECORDS,)


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    pages: tuple[tuple[Any, Callable[[Any], str], str], ...] = (
        (Transfer, _page("transfer-detail"), "transfer"),
        (HandOver, _page("hand-over-detail"), "arrow-right"),
        (AssistanceRequest, _page("assistance-detail"), "users"),
        (OnSpotPenalty, _case_page, "gavel"),
        (Supervision, _case_page, "eye"),
        (SupervisionReport, _case_page, "eye"),
    )
    for model, address, icon in pages:
        register(model.ref_kind, rows_resolver(model, address, icon))
    for procedure in (TRANSFER, HAND_OVER, ASSISTANCE):
        register_procedure(procedure)
    for kind in (Transfer.ref_kind, HandOver.ref_kind, AssistanceRequest.ref_kind):
        register_clocks(kind)
        register_comments(kind)
    register_outcome(
        Transfer.ref_kind,
        TRANSFER_ROUTE,
        transfer_approved,
        transfer_refused,
        transfer_withdrawn,
    )
    register_facts(Transfer.ref_kind, facts_of_transfer)
    _register_nav()


def _register_nav() -> None:
    lines = (
        (_("Transfers"), "enforcement:transfer-list", "transfer", 40),
        (_("Hand-overs"), "enforcement:hand-over-list", "arrow-right", 41),
        (_("Assistance requests"), "enforcement:assistance-list", "users", 42),
        (_("Supervised cases"), "enforcement:supervision-list", "eye", 43),
    )
    for title, name, icon, order in lines:
        register_nav(NavItem(NavGroup.ENFORCEMENT, title, name, icon, READ, order))


def _page(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(f"enforcement:{name}", args=[row.uuid])


def _case_page(row: Any) -> str:
    # They are read on the page of their case.
    return reverse("enforcement:case-detail", args=[row.root_uuid])
