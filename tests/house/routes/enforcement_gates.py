"""The gates of a case, recusal, conflicts, competence, imports, split points."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import ShareGrade
from accounts.services.scope import share
from accounts.system import SYSTEM
from enforcement.models import Case
from enforcement.services.competence import set_competence
from tests.factories.enforcement_cases import Team, make_case, make_proposed_case, team_of
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_gates import (
    BEFORE,
    NEW,
    make_amount,
    make_conflict,
    make_old_violation,
    make_recusal,
    make_split,
)
from tests.factories.registry import make_party
from tests.house.routes import READERS, SCOPED, SIGNED_IN, Row, World, only
from tests.house.routes.enforcement_cases import (
    ENTERS_PAST,
    HEAD,
    HEAD_PAGE,
    OFFICER,
    OFFICER_PAGE,
    PAGE,
)

SYSADMIN = only("sysadmin")
# One's own declaration: the head of the bureau sees it, nobody else.
OWN = only("own", others="hidden")
OWN_PAGE = OWN.but(sysadmin="no", secadmin="no")
DECLARES = SIGNED_IN.but(sysadmin="no", secadmin="no", service="no")
# Whoever reads the case may ask the API; the bureaus' answer is for those who handle it.
ASKS_API = SCOPED.but(province="no", auditor="no", service="no")


def _opened(world: World, case: Case) -> Case:
    by = world.people["own"]
    share(case, to=world.tree.beilin, grade=ShareGrade.CO_HANDLE, by=by, on=ON)
    return case


def _team(world: World) -> Team:
    for name in ("inspector", "inspector2", "unit_head", "legal", "head"):
        world.person(f"yanta_{name}")
    return team_of(world.tree)


def _case(make: Callable[[Team], Case]) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"id": _opened(world, make(_team(world))).uuid}


def _violation(world: World, **told: Any) -> dict[str, Any]:
    case = _opened(world, make_case(_team(world)))
    row = make_old_violation(case, by=world.people["own"], on=timezone.localdate(), **told)
    return {"id": row.uuid}


def _spanning(world: World) -> dict[str, Any]:
    return _violation(world, provision=NEW, began_on=BEFORE, ended_on=date(2026, 5, 20))


def _recusal(world: World) -> dict[str, Any]:
    case = _opened(world, make_case(_team(world)))
    return {"id": make_recusal(case, _team(world), on=ON).uuid}


def _conflict(world: World) -> dict[str, Any]:
    return {"id": make_conflict(world.people["own"], make_party(), on=ON).uuid}


def _amount(_world: World) -> dict[str, Any]:
    return {"id": make_amount(by=SYSTEM, on=ON).uuid}


def _split(_world: World) -> dict[str, Any]:
    return {"id": make_split(by=SYSTEM, on=ON).uuid}


def _competence(_world: World) -> dict[str, Any]:
    row = set_competence(
        domain="drug",
        link="online",
        level="county",
        competent=False,
        basis="某省事权划分",
        effective_from=ON,
        by=SYSTEM,
        on=ON,
    )
    return {"id": row.uuid}


RECORDS = {
    "filed": _case(make_case),
    "proposed": _case(make_proposed_case),
    "old law": _violation,
    "spanning": _spanning,
    "recusal": _recusal,
    "conflict": _conflict,
    "amount": _amount,
    "split": _split,
    "competence": _competence,
}


def _form(name: str, access: Any, record: str = "") -> list[Row]:
    return [Row(name, "get", access, record), Row(name, "post", access, record)]


ROWS = [
    Row("enforcement:case-gates", "get", PAGE, "proposed"),
    Row("enforcement:case-same", "get", PAGE, "proposed"),
    Row("enforcement:case-related", "get", PAGE, "filed"),
    *_form("enforcement:law-choose", OFFICER_PAGE, "old law"),
    *_form("enforcement:law-divide", OFFICER_PAGE, "spanning"),
    *_form("enforcement:recusal-new", OFFICER_PAGE, "filed"),
    *_form("enforcement:recusal-decide", HEAD_PAGE, "recusal"),
    Row("enforcement:conflict-list", "get", READERS),
    *_form("enforcement:conflict-new", READERS),
    *_form("enforcement:conflict-end", OWN_PAGE, "conflict"),
    Row("enforcement:competence", "get", SIGNED_IN),
    *_form("enforcement:competence-set", SYSADMIN),
    *_form("enforcement:precedent-import", ENTERS_PAST),
    Row("enforcement:precedent-template", "get", ENTERS_PAST),
    Row("deadlines:amount-list", "get", SIGNED_IN),
    *_form("deadlines:amount-new", SYSADMIN),
    Row("api:amounts-list", "get", SIGNED_IN),
    Row("api:amounts-list", "post", SYSADMIN),
    Row("api:amounts-detail", "get", SIGNED_IN, "amount"),
    Row("deadlines:split-list", "get", SIGNED_IN),
    *_form("deadlines:split-new", SYSADMIN),
    Row("api:split-points-list", "get", SIGNED_IN),
    Row("api:split-points-list", "post", SYSADMIN),
    Row("api:split-points-detail", "get", SIGNED_IN, "split"),
    Row("api:case-gates", "get", SCOPED, "proposed"),
    Row("api:case-same-cases", "get", SCOPED, "proposed"),
    Row("api:case-related", "get", SCOPED, "filed"),
    Row("api:case-check-prior", "post", ASKS_API, "filed"),
    Row("api:case-request-recusal", "post", OFFICER, "filed"),
    Row("api:case-import-precedents", "post", ENTERS_PAST),
    Row("api:violation-choose-law", "post", OFFICER, "old law"),
    Row("api:violation-divide", "post", OFFICER, "spanning"),
    Row("api:recusal-list", "get", SIGNED_IN),
    Row("api:recusal-detail", "get", SCOPED, "recusal"),
    Row("api:recusal-decide", "post", HEAD, "recusal"),
    Row("api:conflict-list", "get", SIGNED_IN),
    Row("api:conflict-list", "post", DECLARES),
    Row("api:conflict-detail", "get", OWN, "conflict"),
    Row("api:conflict-end", "post", OWN, "conflict"),
    Row("api:competence-list", "get", SIGNED_IN),
    Row("api:competence-list", "post", SYSADMIN),
    Row("api:competence-detail", "get", SIGNED_IN, "competence"),
]
