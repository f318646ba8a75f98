"""What follows a decision: plans, demands, court, remedies, course steps, the archive."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from audit.kinds import register_kinds
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.refs import Resolved, register
from enforcement.addresses import case_address
from enforcement.models import (
    ArchiveEntry,
    CaseStep,
    CounterEntry,
    CourtApplication,
    Demand,
    EnforcementAgreement,
    Instalment,
    PaymentPlan,
    Remedy,
    StepKind,
)
from enforcement.services.plans import PLAN_ROUTE, plan_granted, plan_sent_back
from enforcement.services.standing import step_approved, step_sent_back
from workbench.approvals import register_outcome

KINDS = {
    "payment.refund": _("Refund recorded"),
    "payment.correction": _("Entry of a payment taken back"),
    "payment_plan.returned": _("Plan of payment not approved"),
    "enforcement_agreement.concluded": _("Enforcement agreement concluded"),
    "remedy.recorded": _("Review or suit recorded"),
    "remedy.concluded": _("Review or suit concluded"),
    "case_step.returned": _("Proposal on the course of a case not approved"),
    "archive_entry.made": _("File put into the archive"),
}
# Each kind of record with the way to its case, by related fields.
MODELS: tuple[tuple[type[Any], str], ...] = (
    (CounterEntry, "payment__decision__case"),
    (PaymentPlan, "decision__case"),
    (Instalment, "plan__decision__case"),
    (Demand, "decision__case"),
    (EnforcementAgreement, "decision__case"),
    (CourtApplication, "decision__case"),
    (Remedy, "decision__case"),
    (CaseStep, "case"),
    (ArchiveEntry, "case"),
)


def wire() -> None:
    register_kinds(KINDS)
    for model, path in MODELS:
        register(model.ref_kind, _resolver(model, path))
    register_outcome("case", PLAN_ROUTE, plan_granted, plan_sent_back, plan_sent_back)
    for kind in StepKind:
        register_outcome("case", kind.value, step_approved, step_sent_back, step_sent_back)
    register_nav(
        NavItem(
            NavGroup.ENFORCEMENT,
            _("Collections"),
            "enforcement:collection-list",
            "cash",
            perms=(Perm.READ_RECORDS,),
            order=35,
        ),
    )


def _resolver(model: type[Any], path: str) -> Callable[..., dict[UUID, Resolved]]:
    """Rows that are read on the page of their case, at the money and performance."""

    def resolve(uuids: Iterable[UUID], user: Any) -> dict[UUID, Resolved]:
        rows = model.objects.visible_to(user).filter(uuid__in=uuids).select_related(path)
        return {
            row.uuid: Resolved(
                row.ref, str(row), f"{case_address(_case_of(row, path))}#performance", "cash"
            )
            for row in rows
        }

    return resolve


def _case_of(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row
