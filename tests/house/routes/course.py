"""The acts between review and decision, and the hearing."""

from collections.abc import Callable
from typing import Any

from enforcement.models import Case
from tests.factories.enforcement_cases import (
    Team,
    make_approved_case,
    make_case,
    make_decided_case,
    make_notified_case,
    make_reviewing_case,
)
from tests.factories.hearings import (
    make_dismissible_case,
    make_held_case,
    make_requested_case,
    make_scheduled_case,
    make_spared_case,
    make_told_case,
)
from tests.house.routes import SIGNED_IN, Row, World
from tests.house.routes.enforcement_cases import (
    HEAD,
    HEAD_PAGE,
    OFFICER,
    OFFICER_PAGE,
    _open_to_beilin,
    _team,
)
from tests.house.routes.enforcement_cases import SCOPED as READ

MADE: dict[str, Callable[[Team], Case]] = {
    "investigated": make_case,
    "reviewed": make_reviewing_case,
    "may be told": make_approved_case,
    "told": make_notified_case,
    "asked": make_requested_case,
    "fixed": make_scheduled_case,
    "announced": make_told_case,
    "held": make_held_case,
    "spared": make_spared_case,
    "dismissible": make_dismissible_case,
    "made": make_decided_case,
}
# (act of the API, page, who, the state it is open in)
OPEN = (
    ("write-report", "report-write", "officer", "investigated"),
    ("propose-dismissal", "dismissal-propose", "officer", "investigated"),
    ("record-opinion", "review-record", "head", "reviewed"),
    ("announce-notice", "notice-announce", "officer", "may be told"),
    ("revise-penalty", "penalty-revise", "officer", "told"),
    ("discuss", "case-discuss", "head", "told"),
    ("decide-no-penalty", "no-penalty-decide", "head", "spared"),
    ("dismiss", "case-dismiss", "head", "dismissible"),
    ("announce-decision", "decision-announce", "officer", "made"),
    ("correct-decision", "decision-correct", "head", "made"),
    ("amend-decision", "decision-amend", "head", "made"),
    ("revoke-decision", "decision-revoke", "head", "made"),
    ("waive-hearing", "hearing-waive", "officer", "told"),
    ("request-hearing", "hearing-request", "officer", "told"),
    ("schedule-hearing", "hearing-schedule", "head", "asked"),
    ("serve-hearing-notice", "hearing-serve", "officer", "fixed"),
    ("announce-hearing", "hearing-announce", "officer", "fixed"),
    ("hold-hearing", "hearing-hold", "head", "announced"),
    ("report-hearing", "hearing-report", "head", "held"),
    ("withdraw-hearing", "hearing-withdraw", "officer", "asked"),
)
ACCESS = {"officer": (OFFICER, OFFICER_PAGE), "head": (HEAD, HEAD_PAGE)}
# Days that cannot be: the door opens, and the record stays for the next actor.
NO_DAY = dict.fromkeys(
    ("served_on", "waived_on", "requested_on", "announced_on", "published_on"), "x"
)


def _record(make: Callable[[Team], Case]) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"id": _open_to_beilin(world, make(_team(world))).uuid}


def _hearing(world: World) -> dict[str, Any]:
    case = _open_to_beilin(world, make_requested_case(_team(world)))
    return {"id": case.hearings.get().uuid}


RECORDS = {**{name: _record(make) for name, make in MADE.items()}, "hearing": _hearing}
ROWS = [
    Row("api:case-course", "get", READ, "told"),
    Row("api:hearing-list", "get", SIGNED_IN),
    Row("api:hearing-detail", "get", READ, "hearing"),
]
for _act, _page, _who, _state in OPEN:
    _api, _form = ACCESS[_who]
    ROWS += [
        Row(f"api:case-{_act}", "post", _api, _state, NO_DAY),
        Row(f"enforcement:{_page}", "get", _form, _state),
        Row(f"enforcement:{_page}", "post", _form, _state, NO_DAY),
    ]
