"""Clues, inspections and findings."""

from typing import Any

from accounts.models import ShareGrade
from accounts.services.scope import share
from enforcement.models import Clue, Inspection
from enforcement.services.clues import Reporter
from tests.factories.enforcement_field import (
    ON,
    make_clue,
    make_completed_inspection,
    make_finding,
    make_inspection,
    make_planned_inspection,
    make_verified_clue,
)
from tests.house.routes import READERS, SCOPED, SIGNED_IN, Row, World

# Administrators are turned away from pages before anything is looked for.
PAGE = SCOPED.but(sysadmin="no", secadmin="no")
# Reading is open to those who see it; the act belongs to its officer.
OFFICER = SCOPED.but(co_bureau="no", province="no", auditor="no", service="no")
OFFICER_PAGE = PAGE.but(co_bureau="no", province="no", auditor="no")
# What only a head of the bureau does.
HEAD = OFFICER.but(own="no")
HEAD_PAGE = OFFICER_PAGE.but(own="no")
REGISTERS = SIGNED_IN.but(auditor="no", sysadmin="no", secadmin="no")
INSPECTS = REGISTERS.but(other_city="no", province="no", service="no")


def _open_to_beilin(world: World, record: Any) -> Any:
    own = world.people["own"]
    share(record, to=world.tree.beilin, grade=ShareGrade.CO_HANDLE, by=own, on=ON)
    return record


def _team(world: World) -> list[Any]:
    return [world.people["own"], world.person("yanta_inspector2")]


def _received(world: World) -> dict[str, Any]:
    return {"id": _open_to_beilin(world, make_clue(by=world.people["own"])).uuid}


def _verified(world: World) -> Clue:
    own = world.people["own"]
    reporter = Reporter(name="王某")
    clue: Clue = _open_to_beilin(world, make_verified_clue(by=own, reporter=reporter))
    return clue


def _under_way(world: World) -> Inspection:
    inspection: Inspection = _open_to_beilin(world, make_inspection(_team(world)))
    return inspection


def _planned(world: World) -> dict[str, Any]:
    planned = make_planned_inspection(_team(world), planned_on=ON)
    return {"id": _open_to_beilin(world, planned).uuid}


def _completed(world: World) -> dict[str, Any]:
    return {"id": _open_to_beilin(world, make_completed_inspection(_team(world))).uuid}


def _finding(world: World) -> dict[str, Any]:
    finding = make_finding(_under_way(world), by=world.people["own"])
    return {"id": finding.inspection.uuid, "finding": finding.uuid}


RECORDS = {
    "received clue": _received,
    "verified clue": lambda world: {"id": _verified(world).uuid},
    "planned inspection": _planned,
    "inspection under way": lambda world: {"id": _under_way(world).uuid},
    "completed inspection": _completed,
    "finding": _finding,
}


def _form(name: str, access: Any, record: str) -> list[Row]:
    """A form's page and its sending."""
    return [Row(name, method, access, record) for method in ("get", "post")]


ROWS = [
    Row("api:clue-list", "get", SIGNED_IN),
    Row("api:clue-list", "post", REGISTERS),
    Row("api:clue-bulk", "post", REGISTERS),
    Row("api:clue-detail", "get", SCOPED, "verified clue"),
    Row("api:clue-detail", "patch", OFFICER, "verified clue"),
    Row("api:clue-assign", "post", HEAD, "received clue"),
    Row("api:clue-take", "post", OFFICER, "received clue"),
    Row("api:clue-record-verification", "post", OFFICER, "verified clue"),
    Row("api:clue-propose-not-filing", "post", OFFICER, "verified clue"),
    Row("api:clue-not-file", "post", HEAD, "verified clue"),
    Row("api:clue-reveal-reporter", "post", OFFICER, "verified clue"),
    Row("api:inspection-list", "get", SIGNED_IN),
    Row("api:inspection-list", "post", INSPECTS),
    Row("api:inspection-plan", "post", INSPECTS),
    Row("api:inspection-detail", "get", SCOPED, "inspection under way"),
    Row("api:inspection-detail", "patch", OFFICER, "inspection under way"),
    Row("api:inspection-begin", "post", OFFICER, "planned inspection"),
    Row("api:inspection-complete", "post", OFFICER, "inspection under way"),
    Row("api:inspection-cancel", "post", OFFICER, "inspection under way"),
    Row("api:inspection-open-clue", "post", OFFICER, "completed inspection"),
    Row("api:inspection-findings", "get", SCOPED, "inspection under way"),
    Row("api:inspection-findings", "post", OFFICER, "inspection under way"),
    Row("api:inspection-change-finding", "patch", OFFICER, "finding"),
    Row("api:inspection-rectify-finding", "post", OFFICER, "finding"),
    Row("enforcement:clue-list", "get", READERS),
    *_form("enforcement:clue-new", REGISTERS, ""),
    Row("enforcement:clue-detail", "get", PAGE, "verified clue"),
    *_form("enforcement:clue-edit", OFFICER_PAGE, "verified clue"),
    *_form("enforcement:clue-assign", HEAD_PAGE, "received clue"),
    *_form("enforcement:clue-take", OFFICER_PAGE, "received clue"),
    *_form("enforcement:clue-verify", OFFICER_PAGE, "verified clue"),
    *_form("enforcement:clue-propose-not-filing", OFFICER_PAGE, "verified clue"),
    *_form("enforcement:clue-not-file", HEAD_PAGE, "verified clue"),
    *_form("enforcement:clue-reporter", OFFICER_PAGE, "verified clue"),
    Row("enforcement:inspection-list", "get", READERS),
    *_form("enforcement:inspection-new", INSPECTS, ""),
    *_form("enforcement:inspection-plan", INSPECTS, ""),
    Row("enforcement:inspection-detail", "get", PAGE, "inspection under way"),
    *_form("enforcement:inspection-edit", OFFICER_PAGE, "inspection under way"),
    *_form("enforcement:inspection-begin", OFFICER_PAGE, "planned inspection"),
    *_form("enforcement:inspection-complete", OFFICER_PAGE, "inspection under way"),
    *_form("enforcement:inspection-cancel", OFFICER_PAGE, "inspection under way"),
    *_form("enforcement:inspection-open-clue", OFFICER_PAGE, "completed inspection"),
    *_form("enforcement:finding-new", OFFICER_PAGE, "inspection under way"),
    *_form("enforcement:finding-edit", OFFICER_PAGE, "finding"),
    *_form("enforcement:finding-rectify", OFFICER_PAGE, "finding"),
]
