"""Cases and what hangs on them: their kinds, procedure, approvals and pages."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from audit.kinds import register_kinds
from core.pages.navigation import NavGroup, NavItem, register_nav
from core.refs import Resolved, register
from deadlines.panels import register_clocks
from deadlines.procedure import register_procedure
from enforcement.addresses import case_address
from enforcement.kinds import KINDS
from enforcement.models import Case, Decision, Payment, PersonPenalty, Violation
from enforcement.services.approval_facts import facts_of_case
from enforcement.services.cases import FILING_ROUTE
from enforcement.services.closing import CLOSING_ROUTE, closing_approved, closing_sent_back
from enforcement.services.filing import filing_approved, filing_returned, filing_withdrawn
from enforcement.services.submissions import (
    DECISION_ROUTE,
    penalty_approved,
    penalty_returned,
    penalty_withdrawn,
)
from enforcement.transitions.case import CASE
from workbench.approvals import register_facts, register_outcome
from workbench.panels import register_comments

ICON = "briefcase"


def wire() -> None:
    register_kinds(KINDS)
    register("case", resolve_cases)
    register("violation", resolve_violations)
    register("decision", resolve_decisions)
    register("person_penalty", resolve_persons)
    register("payment", resolve_payments)
    register_procedure(CASE)
    register_clocks("case")
    register_comments("case")
    _register_outcomes()
    register_nav(
        NavItem(
            NavGroup.ENFORCEMENT,
            _("Cases"),
            "enforcement:case-list",
            ICON,
            perms=(Perm.READ_RECORDS,),
            order=30,
        ),
        NavItem(
            NavGroup.LAW,
            _("Precedents"),
            "enforcement:precedent-list",
            "gavel",
            perms=(Perm.READ_RECORDS,),
            order=50,
        ),
    )


def _register_outcomes() -> None:
    register_outcome(
        "case",
        FILING_ROUTE,
        filing_approved,
        filing_returned,
        filing_withdrawn,
        in_bulk=True,
    )
    register_outcome(
        "case", DECISION_ROUTE, penalty_approved, penalty_returned, penalty_withdrawn
    )
    register_outcome(
        "case",
        CLOSING_ROUTE,
        closing_approved,
        closing_sent_back,
        closing_sent_back,
        in_bulk=True,
    )
    register_facts("case", facts_of_case)


def resolve_cases(uuids: Iterable[UUID], user: Any) -> dict[UUID, Resolved]:
    """Cases in scope; published decisions for every reader, on a page of their own."""
    wanted = set(uuids)
    rows = Case.objects.visible_to(user).filter(uuid__in=wanted)
    found = {row.uuid: _resolved(row) for row in rows}
    if missing := wanted - found.keys():
        for row in Case.objects.published_to(user).filter(uuid__in=missing):
            found[row.uuid] = _resolved(row)
    return found


def _resolved(case: Case) -> Resolved:
    return Resolved(case.ref, str(case), case_address(case), ICON)


def resolve_violations(uuids: Iterable[UUID], user: Any) -> dict[UUID, Resolved]:
    rows = Violation.objects.visible_to(user).select_related("case")
    return _on_case(rows.filter(uuid__in=uuids), lambda row: row.case)


def resolve_decisions(uuids: Iterable[UUID], user: Any) -> dict[UUID, Resolved]:
    rows = Decision.objects.visible_to(user).select_related("case")
    return _on_case(rows.filter(uuid__in=uuids), lambda row: row.case)


def resolve_persons(uuids: Iterable[UUID], user: Any) -> dict[UUID, Resolved]:
    rows = PersonPenalty.objects.visible_to(user).select_related("decision__case")
    return _on_case(rows.filter(uuid__in=uuids), lambda row: row.decision.case)


def resolve_payments(uuids: Iterable[UUID], user: Any) -> dict[UUID, Resolved]:
    rows = Payment.objects.visible_to(user).select_related("decision__case")
    return _on_case(rows.filter(uuid__in=uuids), lambda row: row.decision.case)


def _on_case(rows: QuerySet[Any], case_of: Any) -> dict[UUID, Resolved]:
    """Rows that are read on the page of their case."""
    return {
        row.uuid: Resolved(
            row.ref, str(row), f"{case_address(case_of(row))}#{row.ref_kind}-{row.uuid}", ICON
        )
        for row in rows
    }
