"""On the spot, transfers, hand-overs, assistance, supervision, merging, splitting."""

from collections.abc import Callable
from typing import Any

from accounts.models import ShareGrade
from accounts.services.scope import share
from enforcement.services.assistance import register_assistance
from enforcement.services.clues import Reporter
from enforcement.services.hand_overs import hand_over, submit_jurisdiction
from enforcement.services.on_spot_after import file_papers, hand_in_fine
from enforcement.services.oversight import supervise
from enforcement.services.transfer_answers import (
    ask_reconsideration,
    record_declined,
    record_police_opened,
)
from enforcement.services.verification import conclude_not_filed
from tests.factories.around import (
    decided,
    fresh_transfer,
    make_handed_over,
    make_on_spot,
    make_request,
    make_transfer,
)
from tests.factories.enforcement_cases import fresh, make_case, make_violation
from tests.factories.enforcement_field import ON, make_clue, make_verified_clue
from tests.house.routes import READERS, Row, World, only
from tests.house.routes.enforcement_cases import (
    ABOVE_PAGE,
    FILES,
    HEAD,
    HEAD_PAGE,
    OFFICER_PAGE,
    PAGE,
    _open_to_beilin,
    _team,
)

# What the bureau of Beilin does with what was offered to it: its heads, not its inspector.
RECEIVER = HEAD
RECEIVER_PAGE = HEAD_PAGE


def _shared(world: World, root: Any) -> None:
    own = world.people["own"]
    share(root, to=world.tree.beilin, grade=ShareGrade.CO_HANDLE, by=own, on=ON)


def _on_spot(**told: Any) -> Callable[[World], dict[str, Any]]:
    def make(world: World) -> dict[str, Any]:
        return {"id": _open_to_beilin(world, make_on_spot(_team(world), **told)).uuid}

    return make


COLLECTED = {"fine": 100, "collection": "small", "receipt": "1"}


def _handed_in(world: World) -> dict[str, Any]:
    case = make_on_spot(_team(world), **COLLECTED)
    hand_in_fine(case, by=world.people["own"], on=ON)
    return {"id": _open_to_beilin(world, fresh(case)).uuid}


def _performed(world: World) -> dict[str, Any]:
    team = _team(world)
    case = make_on_spot(team, provision="drug_records_dispensing", fine=0)
    file_papers(case, by=team.inspector, on=ON)
    return {"id": _open_to_beilin(world, fresh(case)).uuid}


def _case(world: World) -> dict[str, Any]:
    return {"id": _open_to_beilin(world, make_case(_team(world))).uuid}


def _two_violations(world: World) -> dict[str, Any]:
    team = _team(world)
    case = make_case(team)
    for _each in range(2):
        make_violation(fresh(case), by=team.inspector)
    return {"id": _open_to_beilin(world, fresh(case)).uuid}


def _supervised(world: World) -> Any:
    team = _team(world)
    case = make_case(team)
    days = [ON.replace(day=20)]
    supervise(case, reason="重大", report_days=days, by=world.people["province"], on=ON)
    return _open_to_beilin(world, fresh(case))


def _transfer(state: str) -> Callable[[World], dict[str, Any]]:
    def make(world: World) -> dict[str, Any]:
        team = _team(world)
        if state == "proposed":
            row = make_transfer(team)
        elif state == "approved":
            row = decided(make_transfer(team), team.head)
        elif state == "authority":
            told = {"kind": "authority", "to_name": "卫健局", "charge": ""}
            row = make_handed_over(team, **told)
        else:
            row = make_handed_over(team)
        if state == "opened":
            record_police_opened(row, notice="1", by=team.inspector, on=ON)
        if state in ("declined", "reconsidering"):
            record_declined(row, answer="不予立案", by=team.inspector, on=ON)
        if state == "reconsidering":
            ask_reconsideration(row, by=team.inspector, on=ON)
        _shared(world, fresh_transfer(row).case)
        return {"id": row.uuid}

    return make


def _offer(world: World) -> Any:
    team = _team(world)
    return hand_over(make_case(team), to=world.tree.beilin, reason="属地", by=team.head, on=ON)


def _submitted(world: World) -> dict[str, Any]:
    row = _offer(world)
    submit_jurisdiction(row, reason="争议", by=_team(world).head, on=ON)
    return {"id": row.uuid}


def _clue(world: World) -> dict[str, Any]:
    clue = make_clue(by=world.people["own"])
    _shared(world, clue)
    return {"id": clue.uuid}


def _concluded_clue(world: World) -> dict[str, Any]:
    team = _team(world)
    clue = make_verified_clue(by=team.inspector, reporter=Reporter("张三", "13800000000"))
    conclude_not_filed(clue, reason="不实", by=team.head, on=ON)
    _shared(world, clue)
    return {"id": clue.uuid}


def _asked(world: World) -> dict[str, Any]:
    """Asked of an authority outside: the record is Yanta's own."""
    row = make_request(_team(world), None, outside="河南省药监局")
    _shared(world, row)
    return {"id": row.uuid}


def _incoming(world: World) -> dict[str, Any]:
    row = register_assistance(
        title="协查",
        request="请核实",
        outside="河南省药监局",
        received_on=ON,
        domain="drug",
        by=world.people["own"],
        on=ON,
    )
    _shared(world, row)
    return {"id": row.uuid}


RECORDS: dict[str, Callable[[World], dict[str, Any]]] = {
    "on the spot": _on_spot(),
    "collected": _on_spot(**COLLECTED),
    "handed in": _handed_in,
    "performed on the spot": _performed,
    "papers missing": _on_spot(provision="drug_records_dispensing", fine=0),
    "case": _case,
    "two violations": _two_violations,
    "supervised": lambda world: {"id": _supervised(world).uuid},
    "supervision": lambda world: {"id": _supervised(world).supervisions.get().uuid},
    "report": lambda world: {"id": _supervised(world).supervisions.get().reports.get().uuid},
    **{
        state: _transfer(state)
        for state in (
            *("proposed", "approved", "handed over", "authority"),
            *("opened", "declined", "reconsidering"),
        )
    },
    "offer": lambda world: {"id": _offer(world).uuid},
    "submitted": _submitted,
    "clue": _clue,
    "concluded clue": _concluded_clue,
    "asked": _asked,
    "incoming": _incoming,
}
NO_DAY = {"day": "x"}
DAYS = (
    *("filed_on", "handed_in_on", "deposited_on", "answered_on", "asked_on"),
    *("items_handed_on", "handed_over_on", "returned_on"),
)
BAD_DAY = dict.fromkeys(DAYS, "x")


def _form(name: str, access: Any, record: str, data: dict[str, Any] | None = None) -> list[Row]:
    full = f"enforcement:{name}"
    return [Row(full, "get", access, record), Row(full, "post", access, record, data or {})]


def _api(name: str, access: Any, record: str, data: dict[str, Any] | None = None) -> Row:
    return Row(f"api:{name}", "post", access, record, data or BAD_DAY)


ROWS = [
    Row("enforcement:on-the-spot", "get", FILES),
    Row("enforcement:on-the-spot", "post", FILES),
    Row("enforcement:on-spot-provisions", "get", FILES),
    Row("enforcement:on-spot-range", "get", FILES),
    *_form("file-papers", OFFICER_PAGE, "on the spot", NO_DAY),
    *_form("hand-in-fine", OFFICER_PAGE, "collected", NO_DAY),
    *_form("deposit-fine", OFFICER_PAGE, "handed in", NO_DAY),
    Row("enforcement:close-on-spot", "get", OFFICER_PAGE, "performed on the spot"),
    Row("enforcement:close-on-spot", "post", OFFICER_PAGE, "papers missing"),
    *_form("transfer-new", OFFICER_PAGE, "case"),
    *_form("case-merge", HEAD_PAGE, "case"),
    *_form("case-split", HEAD_PAGE, "two violations"),
    *_form("case-hand-over", HEAD_PAGE, "case"),
    *_form("clue-hand-over", HEAD_PAGE, "clue"),
    *_form("clue-tell-reporter", OFFICER_PAGE, "concluded clue", NO_DAY),
    Row("enforcement:supervision-list", "get", READERS),
    *_form("supervision-ask", ABOVE_PAGE, "supervised"),
    *_form("supervision-lift", ABOVE_PAGE, "supervised"),
    *_form("supervision-report", OFFICER_PAGE, "report"),
    Row("enforcement:transfer-list", "get", READERS),
    Row("enforcement:transfer-detail", "get", PAGE, "proposed"),
    *_form("transfer-hand-over", OFFICER_PAGE, "approved"),
    *_form("transfer-opened", OFFICER_PAGE, "handed over"),
    *_form("transfer-accepted", OFFICER_PAGE, "authority", {"answered_on": "x"}),
    *_form("transfer-declined", OFFICER_PAGE, "handed over"),
    *_form("transfer-reconsider", OFFICER_PAGE, "declined"),
    *_form("transfer-upheld", OFFICER_PAGE, "reconsidering"),
    *_form("transfer-procuratorate", OFFICER_PAGE, "declined"),
    *_form("transfer-items", OFFICER_PAGE, "opened"),
    *_form("transfer-back", OFFICER_PAGE, "opened"),
    Row("enforcement:hand-over-list", "get", READERS),
    Row("enforcement:hand-over-detail", "get", PAGE, "offer"),
    *_form("hand-over-accept", RECEIVER_PAGE, "offer"),
    *_form("hand-over-reject", RECEIVER_PAGE, "offer"),
    *_form("hand-over-withdraw", HEAD_PAGE, "offer"),
    *_form("hand-over-submit", HEAD_PAGE, "offer"),
    *_form("hand-over-designate", HEAD_PAGE, "submitted"),
    *_form("hand-over-leave", HEAD_PAGE, "submitted"),
    Row("enforcement:assistance-list", "get", READERS),
    Row("enforcement:assistance-new", "get", only("own", "other_county", "co_bureau")),
    Row("enforcement:assistance-new", "post", only("own", "other_county", "co_bureau")),
    Row(
        "enforcement:assistance-register",
        "get",
        only("own", "other_county", "co_bureau", "province", "other_city"),
    ),
    Row(
        "enforcement:assistance-register",
        "post",
        only("own", "other_county", "co_bureau", "province", "other_city"),
    ),
    Row("enforcement:assistance-detail", "get", PAGE, "asked"),
    *_form("assistance-assign", HEAD_PAGE, "incoming"),
    *_form("assistance-extend", HEAD_PAGE, "incoming"),
    *_form("assistance-answer", OFFICER_PAGE, "asked"),
    *_form("assistance-withdraw", OFFICER_PAGE, "asked"),
]
