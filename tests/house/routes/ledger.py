"""The ledger of 雁塔, a return and a score of 渭南, a notice to both."""

from typing import Any

from accounts.models import ShareGrade
from accounts.services.scope import share
from accounts.system import SYSTEM
from campaigns.services.ledger_work import add_evidence
from tests.factories.campaigns import make_running
from tests.factories.ledger import (
    ON,
    make_closed,
    make_dispatched,
    make_item,
    make_proposed,
    make_rechecked,
    make_rectifying,
)
from tests.factories.returns import (
    make_accepted,
    make_locked,
    make_notice,
    make_return,
    make_schedule,
    make_score,
    make_submitted,
)
from tests.house.routes import READERS, SIGNED_IN, Access, Row, World, everybody, only

ADMINS = {"sysadmin": "no", "secadmin": "no"}
# The item is 雁塔's: its officer works, the province directs and decides.
ITEM = everybody("hidden").but(own="ok", province="ok", auditor="ok", service="ok")
WORKS = ITEM.but(province="no", auditor="no", service="no")
DIRECTS = ITEM.but(own="no", auditor="no", service="no")
REGISTERS = only("other_county", "other_city", "own", "co_bureau", "province")
# The return and the score are 渭南's: its office writes, the province checks.
REPORT = everybody("hidden").but(other_city="ok", province="ok", auditor="ok")
WRITES = REPORT.but(province="no", auditor="no")
CHECKS = REPORT.but(other_city="no", auditor="no")
OFFICES = only("other_city", "province")
# The notice went to 渭南 and 雁塔; the city above reads what its county was sent.
NOTICE = everybody("hidden").but(
    other_city="ok", own="ok", province="ok", auditor="ok", service="ok"
)
RECEIVES = NOTICE.but(own="no", province="no", auditor="no", service="no")
ORGANISER = only("province")
DESIGNERS = only("province", "other_city")


def page(access: Access) -> Access:
    """The same on a page: administrators are turned away by their duty."""
    return access.but(**ADMINS)


def _above(world: World) -> dict[str, Any]:
    return {"by": world.people["province"]}


def _owned(world: World) -> dict[str, Any]:
    return {**_above(world), "owner": world.people["own"]}


def _schedule(world: World) -> Any:
    return make_schedule(**_above(world))


def _city(world: World) -> dict[str, Any]:
    return {"by": world.people["other_city"]}


def _checked(world: World) -> dict[str, Any]:
    return {**_city(world), "above": world.people["province"]}


def _notice(world: World) -> dict[str, Any]:
    to = [world.tree.weinan, world.tree.yanta]
    return {"id": make_notice(to=to, **_above(world)).uuid}


def _score(world: World) -> dict[str, Any]:
    campaign = make_running(**_above(world))
    return {"id": make_score(campaign, bureau=world.tree.weinan, **_above(world)).uuid}


RECORDS = {
    "registered": lambda w: {"id": make_item(bureau=w.tree.yanta, **_above(w)).uuid},
    "dispatched": lambda w: {
        "id": _handled(make_dispatched(bureau=w.tree.yanta, **_above(w)), w).uuid
    },
    "rectifying": lambda w: {"id": make_rectifying(**_owned(w)).uuid},
    "with evidence": lambda w: {"id": _shown(make_rectifying(**_owned(w)), w).uuid},
    "rechecked": lambda w: {"id": make_rechecked(**_owned(w)).uuid},
    "proposed": lambda w: {"id": make_proposed(**_owned(w)).uuid},
    "closed": lambda w: {"id": make_closed(**_owned(w)).uuid},
    "draft return": lambda w: {"id": make_return(_schedule(w), **_city(w)).uuid},
    "submitted": lambda w: {"id": make_submitted(_schedule(w), **_city(w)).uuid},
    "accepted": lambda w: {"id": make_accepted(_schedule(w), **_checked(w)).uuid},
    "locked": lambda w: {"id": make_locked(_schedule(w), **_checked(w)).uuid},
    "notice": _notice,
    "score": _score,
    "running": lambda w: {"id": make_running(**_above(w)).uuid},
}


def _handled(item: Any, world: World) -> Any:
    """In the hands of the officer of 雁塔 already, by a share."""
    share(item, to=world.people["own"], grade=ShareGrade.HANDLE, by=SYSTEM, on=ON)
    return item


def _shown(item: Any, world: World) -> Any:
    add_evidence(item, text="照片", by=world.people["own"], on=ON)
    return item


LEDGER_ACTS = (
    ("dispatch", DIRECTS, "registered"),
    ("accept", WORKS, "dispatched"),
    ("move", DIRECTS, "registered"),
    ("progress", WORKS, "rectifying"),
    ("evidence", WORKS, "rectifying"),
    ("report", WORKS, "rectifying"),
    ("rectified", WORKS, "with evidence"),
    ("recheck", WORKS, "rechecked"),
    ("extend", DIRECTS, "rectifying"),
    ("propose-close", WORKS, "rechecked"),
    ("close", DIRECTS, "proposed"),
    ("return-closing", DIRECTS, "proposed"),
    ("reopen", DIRECTS, "closed"),
)
RETURN_ACTS = (
    ("accept", CHECKS, "submitted"),
    ("send-back", CHECKS, "submitted"),
    ("lock", CHECKS, "accepted"),
    ("correct", CHECKS, "locked"),
)


def _forms(name: str, access: Access, record: str = "") -> list[Row]:
    """A form's page and its sending."""
    return [Row(name, method, page(access), record) for method in ("get", "post")]


def _acts(noun: str, acts: Any) -> list[Row]:
    return [row for act, acc, record in acts for row in _forms(f"{noun}-{act}", acc, record)]


# A view of the API has a ``dispatch`` of its own.
OWN_NAMES = {"dispatch": "dispatch-item"}
LEDGER = [
    Row("campaigns:ledger-list", "get", READERS),
    Row("campaigns:ledger-detail", "get", page(ITEM), "rectifying"),
    *_forms("campaigns:ledger-new", REGISTERS),
    *_forms("campaigns:ledger-bulk-dispatch", REGISTERS),
    *_forms("campaigns:ledger-bulk-propose", REGISTERS),
    *_forms("campaigns:ledger-bulk-close", REGISTERS),
    *(
        row
        for act, acc, rec in LEDGER_ACTS
        for row in _forms(f"campaigns:ledger-{act}", acc, rec)
    ),
    *_forms("enforcement:ledger-clue", WORKS, "rectifying"),
    Row("api:ledger-item-list", "get", SIGNED_IN),
    Row("api:ledger-item-list", "post", REGISTERS),
    Row("api:ledger-item-detail", "get", ITEM, "rectifying"),
    *(
        Row(
            f"api:ledger-item-{'dispatch-item' if act == 'dispatch' else act}", "post", acc, rec
        )
        for act, acc, rec in LEDGER_ACTS
    ),
    Row("api:ledger-item-bulk-dispatch", "post", REGISTERS),
    Row("api:ledger-item-bulk-propose-close", "post", REGISTERS),
    Row("api:ledger-item-bulk-close", "post", REGISTERS),
    Row("api:ledger-item-open-clue", "post", WORKS, "rectifying"),
]
RETURNS = [
    Row("campaigns:return-list", "get", READERS),
    Row("campaigns:return-board", "get", READERS),
    Row("campaigns:return-detail", "get", page(REPORT), "draft return"),
    *_forms("reporting:return-begin", OFFICES),
    *_forms("campaigns:return-fill", WRITES, "draft return"),
    *_forms("reporting:return-submit", WRITES, "draft return"),
    *(
        row
        for act, acc, rec in RETURN_ACTS
        for row in _forms(f"campaigns:return-{act}", acc, rec)
    ),
    Row("api:return-list", "get", SIGNED_IN),
    Row("api:return-list", "post", OFFICES),
    Row("api:return-detail", "get", REPORT, "draft return"),
    Row("api:return-detail", "patch", WRITES, "draft return"),
    Row("api:return-submit", "post", WRITES, "draft return"),
    *(Row(f"api:return-{act}", "post", acc, rec) for act, acc, rec in RETURN_ACTS),
]
NOTICES = [
    Row("campaigns:notice-list", "get", READERS),
    Row("campaigns:notice-detail", "get", page(NOTICE), "notice"),
    *_forms("campaigns:notice-new", OFFICES),
    Row("campaigns:notice-bulk-read", "post", OFFICES),
    *_forms("campaigns:notice-acknowledge", RECEIVES, "notice"),
    *_forms("campaigns:notice-reply", RECEIVES, "notice"),
    Row("api:notice-list", "get", SIGNED_IN),
    Row("api:notice-list", "post", OFFICES),
    Row("api:notice-detail", "get", NOTICE, "notice"),
    Row("api:notice-acknowledge", "post", RECEIVES, "notice"),
    Row("api:notice-reply", "post", RECEIVES, "notice"),
]
PLAN = [
    *_forms("campaigns:campaign-template", DESIGNERS),
    *_forms("campaigns:campaign-copy", DESIGNERS, "running"),
    *_forms("campaigns:target-import", DESIGNERS, "running"),
    *_forms("campaigns:target-spread", DESIGNERS, "running"),
    *(
        row
        for name in (
            "campaign-amend",
            "indicators-choose",
            "indicator-define",
            "list-add",
            "schedule-add",
            "assessment-item-add",
            "score-give",
        )
        for row in _forms(f"campaigns:{name}", ORGANISER, "running")
    ),
    Row("campaigns:campaign-versions", "get", READERS, "running"),
    Row("campaigns:assessment", "get", READERS, "running"),
    *_forms("campaigns:score-appeal", WRITES, "score"),
    *_forms("campaigns:score-settle", CHECKS, "score"),
    Row("api:assessment-list", "get", SIGNED_IN),
    Row("api:assessment-list", "post", DESIGNERS),
    Row("api:assessment-detail", "get", REPORT, "score"),
    Row("api:assessment-appeal", "post", WRITES, "score"),
    Row("api:assessment-settle", "post", CHECKS, "score"),
    Row("api:campaign-template", "post", DESIGNERS),
    Row("api:campaign-copy", "post", DESIGNERS, "running"),
    Row("api:campaign-versions", "get", READERS, "running"),
    Row("api:campaign-import-targets", "post", DESIGNERS, "running"),
    Row("api:campaign-spread-target", "post", DESIGNERS, "running"),
    *(
        Row(f"api:campaign-{act}", "post", ORGANISER, "running")
        for act in ("amend", "indicators", "lists", "schedules", "assessment-items")
    ),
    Row("api:indicator-list", "post", DESIGNERS),
]

ROWS = [*LEDGER, *RETURNS, *NOTICES, *PLAN]
