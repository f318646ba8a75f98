"""Publishing penalties: whoever reads a case reads it; the bureau's head does it. The pivot."""

from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import ShareGrade
from accounts.services.scope import share
from tests.factories import disclosures as made
from tests.factories.campaigns import indicator
from tests.factories.enforcement_cases import make_served_case
from tests.factories.enforcement_field import ON
from tests.house.routes import READERS, SIGNED_IN, Row, World
from tests.house.routes.enforcement_cases import HEAD, HEAD_PAGE, PAGE, SCOPED, _team
from tests.house.routes.reporting import OFFICE

# Nobody of the matrix decides cases: the doors of the list are shut for every one of them.
NOBODY = READERS.but(
    **dict.fromkeys(
        ("own", "co_bureau", "other_county", "other_city", "province", "auditor", "service"),
        "no",
    )
)
LATER = date(2027, 3, 10)
NO_DAY = {"received_on": "x"}
PIVOT = {"rows": "month", "columns": "domain"}


def _opened(world: World, one: Any) -> dict[str, Any]:
    own = world.people["own"]
    case = one.decision.case
    share(case, to=world.tree.beilin, grade=ShareGrade.CO_HANDLE, by=own, on=ON)
    return {"id": one.uuid}


def _made(state: Callable[..., Any], **told: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: _opened(world, state(_team(world), **told))


def _case(world: World) -> dict[str, Any]:
    case = make_served_case(_team(world))
    own = world.people["own"]
    share(case, to=world.tree.beilin, grade=ShareGrade.CO_HANDLE, by=own, on=ON)
    return {"id": case.uuid}


RECORDS = {
    "case": _case,
    "prepared": _made(made.make_prepared),
    "complete": _made(made.make_complete),
    "held": _made(made.make_held),
    "released": _made(made.make_released),
    "changed": _made(made.make_changed),
    "withdrawn": _made(made.make_withdrawn),
    "repair asked": _made(made.make_repair_asked, on=LATER),
    "repair accepted": _made(made.make_repair_accepted, on=LATER),
    "repaired": _made(made.make_repaired, on=LATER),
}
ACTS = (
    ("revise", "prepared", {}),
    ("release", "complete", {}),
    ("hold-back", "prepared", {}),
    ("take-up", "held", {}),
    ("note-change", "changed", {}),
    ("withdraw", "changed", {}),
    ("renew", "withdrawn", {}),
    ("ask-repair", "released", NO_DAY),
    ("accept-repair", "repair asked", {}),
    ("refuse-repair", "repair accepted", {}),
    ("grant-repair", "repair accepted", {}),
    ("finish-repair", "repaired", {}),
    ("end", "released", {}),
)


def _asked(_world: World) -> dict[str, str]:
    return {"indicator": indicator().code, **PIVOT}


ROWS = [
    Row("reporting:disclosure-list", "get", READERS),
    Row("reporting:disclosure-detail", "get", PAGE, "prepared"),
    Row("reporting:disclosure-panel", "get", PAGE, "case"),
    Row("reporting:disclosure-prepare", "get", HEAD_PAGE, "case"),
    Row("reporting:disclosure-prepare", "post", HEAD_PAGE, "case"),
    Row("reporting:disclosure-feed", "get", OFFICE),
    Row("reporting:disclosure-feed", "post", OFFICE),
    Row("reporting:disclosure-release-valid", "post", NOBODY),
    *(
        Row(f"reporting:disclosure-{name}", method, HEAD_PAGE, record, told)
        for name, record, told in ACTS
        for method in ("get", "post")
    ),
    Row("api:disclosure-list", "get", SIGNED_IN),
    Row("api:disclosure-list", "post", NOBODY, data=_asked),
    Row("api:disclosure-detail", "get", SCOPED, "prepared"),
    Row("api:disclosure-report", "get", SCOPED, "prepared"),
    Row("api:disclosure-release-valid", "post", NOBODY),
    Row("api:disclosure-feed", "post", OFFICE),
    *(Row(f"api:disclosure-{name}", "post", HEAD, record, told) for name, record, told in ACTS),
    Row("reporting:pivot", "get", READERS, data=_asked),
    Row("reporting:pivot-export", "post", OFFICE),
    Row("api:figure-pivot", "get", READERS, data=_asked),
]
