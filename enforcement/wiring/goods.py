"""Measures, regulatory measures, samples and recalls: kinds, procedures, approvals, pages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from audit.kinds import register_kinds
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.panels import Panel, register_panel
from core.refs import register
from deadlines.panels import register_clocks
from deadlines.procedure import register_procedure
from enforcement.models import Measure, Recall, RegulatoryMeasure, Sample, SamplingPlan
from enforcement.services.measure_course import extension_approved
from enforcement.services.measures import measure_approved, measure_sent_back
from enforcement.transitions.measure import MEASURE
from enforcement.transitions.measure_needs import EXTENSION_ROUTE, MEASURE_ROUTE
from enforcement.transitions.regulatory import REGULATORY
from enforcement.transitions.sample import RECALL, SAMPLE
from workbench.approvals import register_outcome
from workbench.panels import register_comments
from workbench.refs import rows_resolver

LOCK, WARNING, SAMPLE_ICON, RECALL_ICON, PLAN_ICON = (
    "lock",
    "alert-triangle",
    "vaccine",
    "truck",
    "target",
)
KINDS = {
    "measure.prepared": _("Measure prepared"),
    "measure.joined": _("Measure attached to a case"),
    "regulatory_measure.issued": _("Regulatory measure issued"),
    "sample.taken": _("Sample taken"),
    "recall.followed": _("Recall followed"),
    "sampling_plan.created": _("Sampling plan made"),
    "sampling_plan.closed": _("Sampling plan closed"),
}
PAGES = (
    (Measure, "measure-detail", LOCK),
    (RegulatoryMeasure, "regulatory-detail", WARNING),
    (Sample, "sample-detail", SAMPLE_ICON),
    (SamplingPlan, "sampling-plan-detail", PLAN_ICON),
)
NAVIGATION = (
    (_("Coercive measures"), "measure-list", LOCK, 34),
    (_("Regulatory measures"), "regulatory-list", WARNING, 35),
    (_("Quality sampling"), "sample-list", SAMPLE_ICON, 25),
    (_("Sampling plans"), "sampling-plan-list", PLAN_ICON, 26),
)


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register_kinds(KINDS)
    for model, name, icon in PAGES:
        register(model.ref_kind, rows_resolver(model, _page(name), icon))
    register(Recall.ref_kind, rows_resolver(Recall, _page_of_sample, RECALL_ICON))
    for procedure in (MEASURE, REGULATORY, SAMPLE, RECALL):
        register_procedure(procedure)
    register_outcome(
        Measure.ref_kind,
        MEASURE_ROUTE,
        measure_approved,
        measure_sent_back,
        measure_sent_back,
    )
    register_outcome(Measure.ref_kind, EXTENSION_ROUTE, extension_approved)
    for kind in (Measure.ref_kind, RegulatoryMeasure.ref_kind, Sample.ref_kind):
        register_clocks(kind)
        register_comments(kind)
    for kind in ("case", "inspection", "party"):
        register_panel(kind, _panel("measures", _("Measures and samples"), kind, 30))
    for kind in ("product", "batch"):
        register_panel(kind, _panel("samples", _("Samples of all bureaus"), kind, 30))
    register_nav(
        *(
            NavItem(
                NavGroup.ENFORCEMENT,
                title,
                f"enforcement:{name}",
                icon,
                perms=(Perm.READ_RECORDS,),
                order=order,
            )
            for title, name, icon, order in NAVIGATION
        )
    )


def _page(name: str) -> Any:
    return lambda row: reverse(f"enforcement:{name}", args=[row.uuid])


# The recall of a batch is read on the page of its sample.
def _page_of_sample(row: Any) -> str:
    address = reverse("enforcement:sample-detail", args=[row.root_uuid])
    return f"{address}#recall"


def _panel(name: str, title: Any, kind: str, order: int) -> Panel:
    return Panel(
        name=name,
        title=title,
        address=lambda uuid: reverse(f"enforcement:{name}-panel", args=[kind, uuid]),
        allowed=lambda user: bool(user.can(Perm.READ_RECORDS)),
        order=order,
    )
