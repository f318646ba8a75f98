from datetime import date
from typing import Any

from django.utils.timezone import localdate

from deadlines.models import Clock
from deadlines.services.changes import suspend_clock
from deadlines.services.feed import make_feed
from tests.factories.deadlines import HANDLING, make_clock
from tests.factories.workbench import make_record
from tests.house.routes import OPEN, READERS, SCOPED, SIGNED_IN, Row, World, only

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


# Heads, legal reviewers and campaign officers look over limits; here only the latter are.
WATCH = only("other_city", "province")
LADDER = {
    "before": [7, 0],
    "heads_after": 2,
    "above_after": 5,
    "province_after": 10,
    "basis": "通知",
}


def _handling(world: World) -> dict[str, Any]:
    """A limit that the law lets stand still and be extended."""
    own = world.people["own"]
    record = make_record(own, co_handling=world.tree.beilin)
    return {"id": make_clock(record, rule=HANDLING, on=localdate(), responsible=[own]).uuid}


def _suspended(world: World) -> dict[str, Any]:
    id_ = _handling(world)["id"]
    line = suspend_clock(
        Clock.objects.get(uuid=id_),
        reason="hearing",
        first_on=localdate(),
        paper="听通〔2026〕1号",
        by=world.people["own"],
        on=localdate(),
    )
    return {"id": id_, "line": line.uuid}


RECORDS = {
    "clock": _clock,
    "clocks about": _about,
    "ladder": lambda world: {"family": "default"},
    "calendar": lambda world: {"token": make_feed(by=world.people["own"], on=date(2026, 3, 2))},
    "handling": _handling,
    "suspended": _suspended,
    "suspended clock": lambda world: {"id": _suspended(world)["id"]},
}
# Those who handle the record; the head of their bureau alone grants more time.
HANDLERS = CONTENT.but(co_bureau="no", province="no", auditor="no", service="no")
NOT_THE_HEAD = HANDLERS.but(own="no")

ROWS = [
    Row("deadlines:list", "get", SIGNED_IN),
    Row("deadlines:count", "get", SIGNED_IN),
    Row("deadlines:month", "get", SIGNED_IN),
    Row("deadlines:board", "get", WATCH),
    Row("deadlines:plan", "get", WATCH.but(sysadmin="ok")),
    Row("deadlines:feed", "get", SIGNED_IN),
    Row("deadlines:feed-make", "post", SIGNED_IN),
    Row("deadlines:feed-revoke", "post", SIGNED_IN),
    # The secret in the address is all that is asked for.
    Row("deadlines:ical", "get", OPEN, "calendar"),
    Row("deadlines:told", "get", CONTENT, "clocks about"),
    Row("api:dashboard-deadlines", "get", WATCH),
    Row("api:dashboard-reminders", "get", WATCH.but(sysadmin="ok")),
    Row("deadlines:clock", "get", CONTENT, "clock"),
    Row("deadlines:panel", "get", CONTENT, "clocks about"),
    Row("deadlines:ladders", "get", only("sysadmin")),
    Row("deadlines:ladder-set", "get", only("sysadmin"), "ladder"),
    Row("deadlines:ladder-set", "post", only("sysadmin"), "ladder"),
    Row("api:ladders-list", "get", SIGNED_IN),
    Row("api:ladders-set", "post", only("sysadmin"), "ladder", LADDER),
    Row("deadlines:why", "get", CONTENT, "clock"),
    Row("deadlines:suspend", "get", HANDLERS, "handling"),
    Row("deadlines:suspend", "post", HANDLERS, "handling"),
    Row("deadlines:resume", "get", HANDLERS, "suspended clock"),
    Row("deadlines:resume", "post", HANDLERS, "suspended clock"),
    Row("deadlines:withdraw", "get", HANDLERS, "suspended"),
    Row("deadlines:withdraw", "post", HANDLERS, "suspended"),
    Row("deadlines:extend", "get", NOT_THE_HEAD, "handling"),
    Row("deadlines:extend", "post", NOT_THE_HEAD, "handling"),
    Row("api:clocks-list", "get", READERS),
    Row("api:clocks-detail", "get", CONTENT, "clock"),
    Row("api:clocks-why", "get", CONTENT, "clock"),
    Row("api:clocks-suspend", "post", HANDLERS, "handling"),
    Row("api:clocks-resume", "post", HANDLERS, "suspended clock"),
    Row("api:clocks-preview-extension", "post", NOT_THE_HEAD, "handling"),
    Row("api:clocks-extend", "post", NOT_THE_HEAD, "handling"),
    Row("api:reminders-list", "get", READERS),
]
