"""Clues, inspections and findings by state, made through the acts."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from accounts.models import User
from enforcement.models import Clue, Finding, Inspection
from enforcement.services.clues import register_clue
from enforcement.services.findings import record_finding
from enforcement.services.inspections import (
    complete_inspection,
    log_inspection,
    plan_inspection,
)
from enforcement.services.verification import record_verification, take_clue
from registry.models import Party
from tests.factories.registry import make_party

ON = date(2026, 3, 10)  # a Tuesday
_numbers = count(1)


def make_clue(*, by: User, on: date = ON, **told: Any) -> Clue:
    """A received clue about an unnamed shop in Yanta, unless said otherwise."""
    values: dict[str, Any] = {
        "source": "complaint",
        "kind": "complaint",
        "received_on": on,
        "content": f"群众反映药店销售过期药品（{next(_numbers)}）",
        "domain": "drug",
        "party_label": "小寨东路某药店",
        "place": "小寨东路126号",
    }
    return register_clue(**{**values, **told}, by=by, on=on)


def make_clue_in_hand(*, by: User, on: date = ON, **told: Any) -> Clue:
    """Under verification, handled by ``by``."""
    return take_clue(make_clue(by=by, on=on, **told), by=by, on=on)


def make_verified_clue(*, by: User, on: date = ON, **told: Any) -> Clue:
    """Under verification, with its result recorded."""
    clue = make_clue_in_hand(by=by, on=on, **told)
    return record_verification(
        clue, result="现场核查属实，货架上有过期药品12盒。", by=by, on=on
    )


def make_inspection(
    officers: Sequence[User],
    *,
    party: Party | None = None,
    by: User | None = None,
    on: date = ON,
    **told: Any,
) -> Inspection:
    """Under way at a pharmacy of Yanta; the first officer leads and logs it."""
    values: dict[str, Any] = {"domain": "drug", "inspected_on": on}
    return log_inspection(
        **{**values, **told},
        party=party or make_party(),
        officers=officers,
        by=by or officers[0],
        on=on,
    )


def make_planned_inspection(
    officers: Sequence[User], *, planned_on: date, party: Party | None = None, on: date = ON
) -> Inspection:
    return plan_inspection(
        party=party or make_party(),
        domain="drug",
        planned_on=planned_on,
        officers=officers,
        by=officers[0],
        on=on,
    )


def make_finding(inspection: Inspection, *, by: User, on: date = ON, **told: Any) -> Finding:
    values: dict[str, Any] = {
        "grade": "general",
        "description": "阴凉区温度记录缺失三日",
        "demand": "补记并每日登记温湿度",
    }
    return record_finding(inspection, **{**values, **told}, by=by, on=on)


def make_completed_inspection(
    officers: Sequence[User],
    *,
    party: Party | None = None,
    findings: int = 1,
    on: date = ON,
    **told: Any,
) -> Inspection:
    """Completed, with this many findings still to be rectified."""
    inspection = make_inspection(officers, party=party, on=on, **told)
    for _each in range(findings):
        make_finding(inspection, by=officers[0], on=on)
    conclusion = "after_rectification" if findings else "conforms"
    return complete_inspection(inspection, site_conclusion=conclusion, by=officers[0], on=on)
