"""What hangs on a case between review and decision: read on the page of the case."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from core.refs import Resolved, register
from enforcement.addresses import case_address
from enforcement.models import (
    CaseReview,
    DecisionChange,
    Discussion,
    DocumentService,
    Hearing,
    InvestigationReport,
    PenaltyNotice,
)

PARTS: tuple[tuple[Any, str], ...] = (
    (InvestigationReport, "case"),
    (CaseReview, "case"),
    (Discussion, "case"),
    (PenaltyNotice, "case"),
    (Hearing, "case"),
    (DocumentService, "case"),
    (DecisionChange, "decision__case"),
)


def wire() -> None:
    for model, path in PARTS:
        register(model.ref_kind, _resolver(model, path))


def _resolver(model: Any, path: str) -> Callable[[Iterable[UUID], Any], dict[UUID, Resolved]]:
    def resolve(uuids: Iterable[UUID], user: Any) -> dict[UUID, Resolved]:
        rows = model.objects.visible_to(user).filter(uuid__in=uuids).select_related(path)
        return {row.uuid: _resolved(row, path) for row in rows}

    return resolve


def _resolved(row: Any, path: str) -> Resolved:
    case = row
    for name in path.split("__"):
        case = getattr(case, name)
    address = f"{case_address(case)}#{row.ref_kind}-{row.uuid}"
    return Resolved(row.ref, str(case), address, "briefcase")
