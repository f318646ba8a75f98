from typing import Any

from accounts.models import Role, Scoped
from tests.factories.workbench import (
    make_approval,
    make_assigned,
    make_dead_delivery,
    make_delegation,
    make_message,
    make_record,
    make_task,
    make_webhook,
)
from tests.house.routes import READERS, SCOPED, SIGNED_IN, Row, World, only

# Administrators are turned away before anything is looked for.
CONTENT = SCOPED.but(sysadmin="no", secadmin="no")
DECIDING = CONTENT.but(co_bureau="no", province="no", auditor="no", service="no")
MINE = only("own", others="hidden")
ADMIN = only("sysadmin")


def _record(world: World) -> Scoped:
    own = world.people["own"]
    return make_record(own, co_handling=world.tree.beilin)


def _about(world: World) -> dict[str, Any]:
    record = _record(world)
    return {"kind": record.ref.kind, "id": record.uuid}


def _approval(world: World) -> dict[str, Any]:
    """Submitted by a colleague; a route of inspectors lets ``own`` decide it."""
    by = world.person("yanta_inspector2")
    return {"id": make_approval(_record(world), by, roles=(Role.INSPECTOR,)).uuid}


def _own_approval(world: World) -> dict[str, Any]:
    return {"id": make_approval(_record(world), world.people["own"]).uuid}


def _task(world: World) -> dict[str, Any]:
    own = world.people["own"]
    return {"id": make_task(_record(world), own, assignee=own).uuid}


def _assigned(world: World) -> dict[str, Any]:
    head = world.person("yanta_head")
    return {"id": make_assigned(world.people["own"], by=head).uuid}


def _delegation(world: World) -> dict[str, Any]:
    return {"id": make_delegation(world.people["own"], world.person("yanta_inspector2")).uuid}


def _comment(world: World) -> dict[str, Any]:
    return {"about": str(_record(world).ref), "text": "请补充票据"}


RECORDS = {
    "workbench about": _about,
    "approval": _approval,
    "own approval": _own_approval,
    "message": lambda world: {"id": make_message(world.people["own"]).uuid},
    "workbench task": _task,
    "assigned task": _assigned,
    "delegation": _delegation,
    "webhook": lambda world: {"id": make_webhook(world.tree.yanta).uuid},
    "delivery": lambda world: {"id": make_dead_delivery(world.people["own"]).uuid},
    "comment": lambda world: {"id": _record(world).uuid},
}

ROWS = [
    Row("workbench:inbox", "get", SIGNED_IN),
    Row("workbench:inbox-count", "get", SIGNED_IN),
    Row("workbench:inbox-read", "post", SIGNED_IN),
    Row("workbench:message", "get", MINE, "message"),
    Row("workbench:message-read", "post", MINE, "message"),
    Row("workbench:message-acknowledge", "post", MINE, "message"),
    Row("workbench:task-list", "get", SIGNED_IN),
    Row("workbench:task", "get", MINE, "workbench task"),
    *(
        Row("workbench:task-new", method, only("other_city", "province"))
        for method in ("get", "post")
    ),
    Row("workbench:task-done", "get", MINE, "assigned task"),
    Row("workbench:task-done", "post", MINE, "assigned task", {"outcome": "已办"}),
    Row("workbench:task-drop", "get", MINE, "workbench task"),
    Row("workbench:task-drop", "post", MINE, "workbench task", {"reason": "重复"}),
    Row("workbench:approval-list", "get", READERS),
    Row("workbench:approval", "get", CONTENT, "approval"),
    Row("workbench:approval-approve", "get", DECIDING, "approval"),
    Row("workbench:approval-approve", "post", DECIDING, "approval", {"seq": 1}),
    Row("workbench:approval-return", "get", DECIDING, "approval"),
    Row(
        "workbench:approval-return",
        "post",
        DECIDING,
        "approval",
        {"seq": 1, "reason": "证据不足"},
    ),
    Row(
        "workbench:approval-withdraw",
        "get",
        MINE.but(sysadmin="no", secadmin="no"),
        "own approval",
    ),
    Row(
        "workbench:approval-withdraw",
        "post",
        MINE.but(sysadmin="no", secadmin="no"),
        "own approval",
    ),
    Row("workbench:comments", "get", CONTENT, "workbench about"),
    Row(
        "workbench:comments",
        "post",
        CONTENT.but(auditor="no"),
        "workbench about",
        {"text": "请补充票据"},
    ),
    Row("workbench:delegation-list", "get", SIGNED_IN),
    Row("workbench:delegation-new", "get", SIGNED_IN),
    Row("workbench:delegation-new", "post", SIGNED_IN),
    Row("workbench:delegation-cancel", "get", MINE.but(sysadmin="ok"), "delegation"),
    Row("workbench:delegation-cancel", "post", MINE.but(sysadmin="ok"), "delegation"),
    Row("workbench:channels", "get", SIGNED_IN),
    Row("workbench:channels", "post", SIGNED_IN),
    Row("workbench:webhook-list", "get", ADMIN),
    Row("workbench:webhook-set", "get", ADMIN),
    Row("workbench:webhook-set", "post", ADMIN),
    Row("workbench:webhook-edit", "get", ADMIN, "webhook"),
    Row("workbench:webhook-edit", "post", ADMIN, "webhook"),
    Row("workbench:webhook-test", "get", ADMIN, "webhook"),
    Row("workbench:webhook-test", "post", ADMIN, "webhook"),
    Row("workbench:delivery-list", "get", ADMIN),
    Row("workbench:delivery", "get", ADMIN, "delivery"),
    Row("workbench:delivery-retry", "get", ADMIN, "delivery"),
    Row("workbench:delivery-retry", "post", ADMIN, "delivery"),
    Row("api:deliveries-list", "get", ADMIN),
    Row("api:deliveries-detail", "get", ADMIN, "delivery"),
    Row("api:deliveries-retry", "post", ADMIN, "delivery"),
    Row("workbench:record", "get", SCOPED, "workbench about"),
    Row("api:inbox-list", "get", SIGNED_IN),
    Row("api:inbox-detail", "get", MINE, "message"),
    Row("api:inbox-read", "post", MINE, "message"),
    Row("api:inbox-acknowledge", "post", MINE, "message"),
    Row("api:approvals-list", "get", READERS),
    Row("api:approvals-detail", "get", CONTENT, "approval"),
    Row("api:approvals-approve", "post", DECIDING, "approval"),
    Row("api:approvals-return", "post", DECIDING, "approval", {"reason": "证据不足"}),
    Row("api:comments-list", "get", READERS),
    Row(
        "api:comments-list",
        "post",
        CONTENT.but(auditor="no"),
        data=_comment,
    ),
    Row("api:comments-detail", "get", CONTENT, "comment"),
]
