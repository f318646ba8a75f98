from datetime import date
from typing import Any

from tests.factories.deadlines import make_clock
from tests.factories.workbench import make_record
from tests.house.routes import READERS, SCOPED, SIGNED_IN, Row, World

# Administrators are turned away before anything is looked for.
CONTENT = SCOPED.but(sysadmin="no", secadmin="no")


def _clock(world: World) -> dict[str, Any]:
    own = world.people["own"]
    record = make_record(own, co_handling=world.tree.beilin)
    return {"id": make_clock(record, on=date(2026, 3, 2), responsible=[own]).uuid}


def _about(world: World) -> dict[str, Any]:
    own = world.people["own"]
    record = make_record(own, co_handling=world.tree.beilin)
    make_clock(record, on=date(2026, 3, 2), responsible=[own])
    return {"kind": record.ref.kind, "id": record.uuid}


RECORDS = {"clock": _clock, "clocks about": _about}

ROWS = [
    Row("deadlines:list", "get", SIGNED_IN),
    Row("deadlines:count", "get", SIGNED_IN),
    Row("deadlines:clock", "get", CONTENT, "clock"),
    Row("deadlines:panel", "get", CONTENT, "clocks about"),
    Row("api:clocks-list", "get", READERS),
    Row("api:clocks-detail", "get", CONTENT, "clock"),
    Row("api:reminders-list", "get", READERS),
]
