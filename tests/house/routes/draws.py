"""Inspection plans and draws of 雁塔.

Its heads draft, announce and draw; none of the actors here is one of them, so that the
acts are closed to all and hidden from those outside.
"""

from typing import Any

from accounts.models import ShareGrade
from accounts.services.scope import share
from tests.factories.draws import (
    ON,
    make_announced_draw,
    make_drawn_draw,
    make_lined_plan,
    make_ready_draw,
    make_submitted_plan,
)
from tests.house.routes import READERS, SCOPED, SIGNED_IN, Row, World, only

PAGE = SCOPED.but(sysadmin="no", secadmin="no")
# Acts of heads: whoever sees the record is refused, whoever does not finds nothing.
HEADS = SCOPED.but(own="no", co_bureau="no", province="no", auditor="no", service="no")
DRAFTS = only("province", "other_city")


def _head(world: World) -> Any:
    return world.person("yanta_head")


def _open(world: World, record: Any) -> dict[str, Any]:
    share(record, to=world.tree.beilin, grade=ShareGrade.CO_HANDLE, by=_head(world), on=ON)
    return {"id": record.uuid}


def _announced(world: World) -> dict[str, Any]:
    for name in ("yanta_inspector", "yanta_inspector2"):
        world.person(name)
    return _open(world, make_announced_draw(by=_head(world), parties=2))


def _drawn(world: World) -> dict[str, Any]:
    for name in ("yanta_inspector", "yanta_inspector2"):
        world.person(name)
    unit_head = world.person("yanta_unit_head")
    return _open(world, make_drawn_draw(head=_head(world), by=unit_head, parties=2))


RECORDS = {
    "drawn": _drawn,
    "plan": lambda world: _open(world, make_lined_plan(by=_head(world))),
    "submitted plan": lambda world: _open(world, make_submitted_plan(by=_head(world))),
    "plan line": lambda world: {
        **_open(world, make_lined_plan(by=_head(world))),
        "seq": 1,
    },
    "draw": lambda world: _open(world, make_ready_draw(by=_head(world))),
    "announced draw": _announced,
}


def _form(name: str, access: Any, record: str = "") -> list[Row]:
    return [Row(f"enforcement:{name}", method, access, record) for method in ("get", "post")]


ROWS = [
    Row("enforcement:plan-list", "get", READERS),
    Row("enforcement:plan-detail", "get", PAGE, "plan"),
    Row("enforcement:plan-line-inspections", "get", PAGE, "plan line"),
    Row("enforcement:plan-line-parties", "get", PAGE, "plan line"),
    *_form("plan-new", DRAFTS),
    *_form("plan-lines", HEADS, "plan"),
    *_form("plan-submit", HEADS, "plan"),
    *_form("plan-approve", HEADS, "submitted plan"),
    *_form("plan-return", HEADS, "submitted plan"),
    Row("enforcement:draw-list", "get", READERS),
    Row("enforcement:draw-detail", "get", PAGE, "announced draw"),
    Row("enforcement:draw-pool", "get", PAGE, "announced draw"),
    Row("enforcement:draw-replay", "get", PAGE, "announced draw"),
    *_form("draw-new", DRAFTS),
    *_form("draw-stratum", HEADS, "draw"),
    *_form("draw-exclude", HEADS, "draw"),
    *_form("draw-announce", HEADS, "draw"),
    *_form("draw-run", HEADS, "announced draw"),
    *_form("draw-replace-party", HEADS, "drawn"),
    *_form("draw-replace-officer", HEADS, "drawn"),
    *_form("draw-publish", HEADS, "drawn"),
    *_form("draw-cancel", HEADS, "draw"),
    Row("api:plan-list", "get", SIGNED_IN),
    Row("api:plan-list", "post", DRAFTS),
    Row("api:plan-detail", "get", SCOPED, "plan"),
    Row("api:plan-lines", "get", SCOPED, "plan"),
    Row("api:plan-lines", "post", HEADS, "plan"),
    Row("api:plan-submit", "post", HEADS, "plan"),
    Row("api:plan-approve", "post", HEADS, "submitted plan"),
    Row("api:plan-send-back", "post", HEADS, "submitted plan"),
    Row("api:draw-list", "get", SIGNED_IN),
    Row("api:draw-list", "post", DRAFTS),
    Row("api:draw-detail", "get", SCOPED, "announced draw"),
    Row("api:draw-pool", "get", SCOPED, "announced draw"),
    Row("api:draw-replay", "post", SCOPED, "announced draw"),
    Row("api:draw-strata", "post", HEADS, "draw"),
    Row("api:draw-exclude", "post", HEADS, "draw"),
    Row("api:draw-announce", "post", HEADS, "draw"),
    Row("api:draw-draw", "post", HEADS, "announced draw"),
    Row("api:draw-replace-party", "post", HEADS, "drawn"),
    Row("api:draw-replace-officer", "post", HEADS, "drawn"),
    Row("api:draw-publish", "post", HEADS, "drawn"),
    Row("api:draw-cancel", "post", HEADS, "draw"),
]
