"""Coercive and regulatory measures."""

from typing import Any

from accounts.models import Role
from enforcement.models import Inspection, Measure
from enforcement.services.measure_course import begin_testing
from tests.factories.enforcement_cases import Team, make_case, make_served_case, pending
from tests.factories.enforcement_field import ON, make_inspection
from tests.factories.goods import (
    make_approved_measure,
    make_measure,
    make_proposed_measure,
    make_regulatory,
    make_served_regulatory,
)
from tests.house.routes import READERS, SIGNED_IN, Row, World
from tests.house.routes.enforcement_field import (
    INSPECTS,
    OFFICER,
    OFFICER_PAGE,
    PAGE,
    SCOPED,
    _form,
    _open_to_beilin,
)
from workbench.services.approvals import return_, submit


def _team(world: World) -> Team:
    names = ("inspector", "inspector2", "unit_head", "legal", "head")
    return Team(*(world.person(f"yanta_{name}") for name in names))


def _inspection(world: World) -> Inspection:
    inspection = make_inspection(_team(world).officers)
    shared: Inspection = _open_to_beilin(world, inspection)
    return shared


def _measure(make: Any, **told: Any) -> Any:
    def record(world: World) -> dict[str, Any]:
        measure: Measure = make(_team(world), inspection=_inspection(world), **told)
        return {"id": measure.uuid}

    return record


def _regulatory(world: World) -> dict[str, Any]:
    inspection = _inspection(world)
    party = inspection.party
    measure = make_served_regulatory(_team(world), inspection=inspection, party=party)
    return {"id": measure.uuid}


def _case(world: World) -> dict[str, Any]:
    case = _open_to_beilin(world, make_case(_team(world)))
    return {"kind": "case", "id": case.uuid}


def _draft(world: World) -> Measure:
    """Sent back by the unit head."""
    team = _team(world)
    measure = make_proposed_measure(team, inspection=_inspection(world))
    return_(pending(measure), reason="补正清单", by=team.unit_head, on=ON)
    return Measure.objects.select_related("bureau").get(pk=measure.pk)


def _waiting_draft(world: World) -> dict[str, Any]:
    """Its act is open to its officer and still refused: something waits."""
    measure = _draft(world)
    own = world.people["own"]
    submit(measure, act="x", title="x", summary="x", by=own, on=ON, roles=[Role.UNIT_HEAD])
    return {"id": measure.uuid}


def _testing_measure(world: World) -> dict[str, Any]:
    team = _team(world)
    measure = make_measure(team, inspection=_inspection(world))
    told = {"told_on": ON, "told_until": ON, "paper": "1号"}
    begin_testing(measure, **told, by=team.inspector, on=ON)
    return {"id": measure.uuid}


def _decided_measure(world: World) -> dict[str, Any]:
    team = _team(world)
    case = make_served_case(team)
    measure = make_measure(team, case=_open_to_beilin(world, case))
    return {"id": measure.uuid}


def _issued(world: World) -> dict[str, Any]:
    inspection = _inspection(world)
    party = inspection.party
    return {"id": make_regulatory(_team(world), inspection=inspection, party=party).uuid}


RECORDS = {
    "draft": lambda world: {"id": _draft(world).uuid},
    "waiting draft": _waiting_draft,
    "testing measure": _testing_measure,
    "decided measure": _decided_measure,
    "issued": _issued,
    "proposed measure": _measure(make_proposed_measure),
    "approved measure": _measure(make_approved_measure),
    "measure": _measure(make_measure),
    "preserved": _measure(make_measure, kind="preservation"),
    "regulatory": _regulatory,
    "case of goods": _case,
}
MEASURE_ACTS = {
    "submit": "waiting draft",
    "cancel": "approved measure",
    "carry-out": "approved measure",
    "propose-extension": "measure",
    "begin-testing": "measure",
    "end-testing": "testing measure",
    "record-handling": "measure",
    "conclude": "measure",
    "lift": "measure",
    "change-custody": "measure",
    "dispose": "measure",
    "join-case": "measure",
}
MEASURE_PAGES = {
    "cancel": "approved measure",
    "carry-out": "approved measure",
    "extend": "measure",
    "testing": "measure",
    "tested": "testing measure",
    "handling": "measure",
    "convert": "preserved",
    "lift": "measure",
    "custody": "measure",
    "dispose": "measure",
    "join": "measure",
}
# Whoever may is told that it does not fit; nothing moves, so the next actor is asked alike.
LONG = {"note": "长" * 2001}
ROWS = [
    Row("api:measure-list", "get", SIGNED_IN),
    Row("api:measure-list", "post", INSPECTS),
    Row("api:measure-at-once", "post", INSPECTS),
    Row("api:measure-detail", "get", SCOPED, "measure"),
    *(Row(f"api:measure-{act}", "post", OFFICER, on) for act, on in MEASURE_ACTS.items()),
    Row("api:regulatory-measure-list", "get", SIGNED_IN),
    Row("api:regulatory-measure-list", "post", INSPECTS),
    Row("api:regulatory-measure-detail", "get", SCOPED, "regulatory"),
    *(
        Row(f"api:regulatory-measure-{act}", "post", OFFICER, "regulatory")
        for act in ("record-response", "recheck")
    ),
    Row("api:regulatory-measure-serve", "post", OFFICER, "issued"),
    Row("api:regulatory-measure-revoke", "post", OFFICER, "issued"),
    Row("api:regulatory-measure-end", "post", OFFICER, "regulatory", LONG),
    Row("enforcement:measures-panel", "get", PAGE, "case of goods"),
    Row("enforcement:measure-list", "get", READERS),
    *_form("enforcement:measure-new", OFFICER_PAGE, "case of goods"),
    *_form("enforcement:measure-at-once", OFFICER_PAGE, "case of goods"),
    Row("enforcement:measure-detail", "get", PAGE, "measure"),
    *(
        row
        for act, on in MEASURE_PAGES.items()
        for row in _form(f"enforcement:measure-{act}", OFFICER_PAGE, on)
    ),
    Row("enforcement:regulatory-list", "get", READERS),
    *_form("enforcement:regulatory-new", INSPECTS, ""),
    Row("enforcement:regulatory-detail", "get", PAGE, "regulatory"),
    *(
        row
        for act in ("response", "recheck")
        for row in _form(f"enforcement:regulatory-{act}", OFFICER_PAGE, "regulatory")
    ),
    *_form("enforcement:regulatory-serve", OFFICER_PAGE, "issued"),
    *_form("enforcement:regulatory-revoke", OFFICER_PAGE, "issued"),
    Row("enforcement:regulatory-end", "get", OFFICER_PAGE, "regulatory"),
    Row("enforcement:regulatory-end", "post", OFFICER_PAGE, "regulatory", LONG),
    Row("enforcement:measure-submit", "get", OFFICER_PAGE, "draft"),
    Row("enforcement:measure-submit", "post", OFFICER_PAGE, "waiting draft"),
    Row("enforcement:measure-conclude", "get", OFFICER_PAGE, "decided measure"),
    Row("enforcement:measure-conclude", "post", OFFICER_PAGE, "measure"),
]
