"""What the gates hang into the case's page, the approvals, the settings and the frame."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from accounts.services.policies import register_policy
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.panels import Panel, register_panel
from core.refs import Resolved, register
from enforcement.addresses import case_address
from enforcement.models import (
    CompetenceSetting,
    Conflict,
    CriminalCheck,
    LawChoice,
    PriorCheck,
    Recusal,
)
from enforcement.services.competence import COMPETENCE_GATE
from enforcement.services.recusals import bar_from_approval
from workbench.approvals import register_bar
from workbench.refs import rows_resolver

ICON = "scale"
PANELS = (
    ("gates", _("Would it stand in court?"), "enforcement:case-gates", 10),
    ("same-cases", _("Like cases"), "enforcement:case-same", 20),
    ("related-cases", _("Related cases"), "enforcement:case-related", 30),
)


def wire() -> None:
    for model in (CriminalCheck, PriorCheck, Recusal):
        register(model.ref_kind, rows_resolver(model, _on_case, ICON))
    register(LawChoice.ref_kind, rows_resolver(LawChoice, _on_violation, ICON))
    register(Conflict.ref_kind, rows_resolver(Conflict, _conflicts, "user-check"))
    register(CompetenceSetting.ref_kind, _settings)
    register_policy(COMPETENCE_GATE)
    register_bar("case", bar_from_approval)
    for name, title, address, order in PANELS:
        register_panel("case", _panel(name, title, address, order))
    register_nav(
        NavItem(
            NavGroup.ENFORCEMENT,
            _("Conflicts of interest"),
            "enforcement:conflict-list",
            "user-check",
            perms=(Perm.READ_RECORDS,),
            order=90,
        ),
        NavItem(
            NavGroup.LAW, _("Division of powers"), "enforcement:competence", "columns", order=46
        ),
    )


def _panel(name: str, title: Any, address: str, order: int) -> Panel:
    return Panel(
        name=name,
        title=title,
        address=lambda uuid: reverse(address, args=[uuid]),
        allowed=lambda user: bool(user.can(Perm.READ_RECORDS)),
        order=order,
    )


def _on_case(row: Any) -> str:
    return case_address(row.case)


def _on_violation(row: Any) -> str:
    return case_address(row.violation.case)


def _conflicts(_row: Any) -> str:
    return reverse("enforcement:conflict-list")


def _settings(uuids: Iterable[UUID], user: Any) -> Mapping[UUID, Resolved]:
    """Everybody signed in may read how powers are divided."""
    rows = CompetenceSetting.objects.filter(uuid__in=list(uuids))
    address = reverse("enforcement:competence")
    return {row.uuid: Resolved(row.ref, str(row), address, ICON) for row in rows}
