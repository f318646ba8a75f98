"""Assistance visits, training plans, dossiers, coverage and the map."""

from typing import Any

from tests.factories.campaigns import indicator
from tests.factories.registry import make_key_list, make_party
from tests.factories.services import (
    make_answered_visit,
    make_dossier_item,
    make_training_plan,
    make_visit,
)
from tests.house.routes import OWN_TREE, READERS, SIGNED_IN, Row, World, only

VISIT = OWN_TREE.but(sysadmin="no", secadmin="no")
VISIT_ACT = VISIT.but(province="no", auditor="no", service="no")
VISITORS = only("own", "co_bureau", "other_county", "other_city", "province")
# A plan reaches the officers below the bureau that made it, and those above see it.
LINE = SIGNED_IN.but(other_county="hidden", other_city="hidden", co_bureau="hidden")
PLANS = only("province", "other_city", "sysadmin")
ATTENDS = LINE.but(own="no", auditor="no", secadmin="no", service="no")
WRITES_PAPERS = only("own", "province")


def _visit(world: World) -> dict[str, Any]:
    return {"id": make_visit(by=world.people["own"]).uuid}


def _answered(world: World) -> dict[str, Any]:
    return {"id": make_answered_visit(by=world.people["own"]).uuid}


def _training(world: World) -> dict[str, Any]:
    world.people["own"]
    return {"id": make_training_plan(by=world.person("yanta_head")).uuid}


def _indicator(_world: World) -> dict[str, Any]:
    indicator()
    return {}


RECORDS = {
    "visit": _visit,
    "answered visit": _answered,
    "training plan": _training,
    "party": lambda world: {"id": make_party().uuid},
    "paper": lambda world: {"id": make_dossier_item(make_party()).uuid},
    "key list": lambda world: {"id": make_key_list(bureau=world.tree.yanta).uuid},
    "map": _indicator,
}
PAPER = {"code": "business_licence", "reference": "档案柜3号"}


def _form(name: str, access: Any, record: str = "") -> list[Row]:
    return [Row(name, method, access, record) for method in ("get", "post")]


ROWS = [
    Row("campaigns:visit-list", "get", READERS),
    Row("campaigns:visit-detail", "get", VISIT, "visit"),
    *_form("campaigns:visit-new", VISITORS),
    *_form("campaigns:visit-answer", VISIT_ACT, "visit"),
    *_form("campaigns:visit-follow-up", VISIT_ACT, "answered visit"),
    Row("api:visit-list", "get", READERS),
    Row("api:visit-list", "post", VISITORS),
    Row("api:visit-detail", "get", VISIT, "visit"),
    Row("api:visit-answer-need", "post", VISIT_ACT, "visit"),
    Row("api:visit-follow-up", "post", VISIT_ACT, "answered visit"),
    Row("accounts:training-plans", "get", SIGNED_IN),
    Row("accounts:training-plan", "get", LINE, "training plan"),
    *_form("accounts:training-plan-new", PLANS),
    *_form("accounts:training-plan-attend", ATTENDS, "training plan"),
    Row("api:training-plan-list", "get", SIGNED_IN),
    Row("api:training-plan-list", "post", PLANS),
    Row("api:training-plan-detail", "get", LINE, "training plan"),
    Row("api:training-plan-attend", "post", ATTENDS, "training plan"),
    Row("reporting:dossier-list", "get", READERS),
    Row("reporting:dossier", "get", READERS, "party"),
    Row("reporting:dossier-panel", "get", READERS, "party"),
    *_form("reporting:dossier-record", WRITES_PAPERS, "party"),
    *_form("reporting:dossier-withdraw", WRITES_PAPERS, "paper"),
    Row("api:party-dossier", "get", READERS, "party"),
    Row("api:party-dossier", "post", WRITES_PAPERS, "party", PAPER),
    Row("api:dossier-item-list", "get", READERS),
    Row("api:dossier-item-detail", "get", READERS, "paper"),
    Row("api:dossier-item-withdraw", "post", WRITES_PAPERS, "paper"),
    Row("reporting:coverage", "get", READERS),
    Row("reporting:coverage-rows", "get", READERS, "key list"),
    Row("api:key-list-coverage", "get", READERS, "key list"),
    Row("reporting:map", "get", READERS, "map"),
]
