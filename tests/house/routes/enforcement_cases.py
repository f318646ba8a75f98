"""Cases, violations, decisions, payments, precedents."""

from collections.abc import Callable
from typing import Any

from accounts.models import ShareGrade
from accounts.services.scope import share
from enforcement.models import Case
from enforcement.services.published import import_published_decisions
from tests.factories.enforcement_cases import (
    Team,
    fresh,
    make_approved_case,
    make_case,
    make_decided_case,
    make_filing,
    make_notified_case,
    make_performed_case,
    make_proposed_case,
    make_served_case,
    make_violation,
    pay,
    pending,
)
from tests.factories.enforcement_field import ON
from tests.house.routes import READERS, SCOPED, SIGNED_IN, Access, Row, World, only
from workbench.services.approvals import withdraw

# Administrators are turned away from pages before anything is looked for.
PAGE = SCOPED.but(sysadmin="no", secadmin="no")
# Reading is open to those who see it; the act belongs to its officer.
OFFICER = SCOPED.but(co_bureau="no", province="no", auditor="no", service="no")
OFFICER_PAGE = PAGE.but(co_bureau="no", province="no", auditor="no")
# What only a head of the bureau does.
HEAD = OFFICER.but(own="no")
HEAD_PAGE = OFFICER_PAGE.but(own="no")
# What a bureau above does.
ABOVE = HEAD.but(province="ok")
ABOVE_PAGE = HEAD_PAGE.but(province="ok")
FILES = only("own", "other_county", "co_bureau")
NOTHING_TO_FILE = only().but(own="hidden", other_county="hidden", co_bureau="hidden")
# Whoever handles cases or reviews them asks for earlier penalties; another duty does not.
ASKS = only("own", "co_bureau").but(other_county="hidden")
ENTERS_PAST = only("province", "other_city")


def _team(world: World) -> Team:
    names = ("inspector", "inspector2", "unit_head", "legal", "head")
    return Team(*(world.person(f"yanta_{name}") for name in names))


def _open_to_beilin(world: World, case: Case) -> Case:
    own = world.people["own"]
    share(case, to=world.tree.beilin, grade=ShareGrade.CO_HANDLE, by=own, on=ON)
    return case


def _withdrawn(team: Team) -> Case:
    case = make_filing(team)
    withdraw(pending(case), by=team.inspector, on=ON)
    return fresh(case)


def _record(make: Callable[[Team], Case]) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"id": _open_to_beilin(world, make(_team(world))).uuid}


def _violation(world: World) -> dict[str, Any]:
    case = _open_to_beilin(world, make_case(_team(world)))
    return {"id": make_violation(case, by=world.people["own"]).uuid}


def _decision(world: World) -> dict[str, Any]:
    case = _open_to_beilin(world, make_decided_case(_team(world)))
    return {"id": case.decision.uuid}


def _payment(world: World) -> dict[str, Any]:
    case = _open_to_beilin(world, make_served_case(_team(world)))
    pay(case, _team(world), "fine", 1)
    return {"id": case.decision.payments.get().uuid}


def _published(world: World) -> dict[str, Any]:
    import_published_decisions(by=world.people["province"], on=ON)
    return {"id": Case.objects.precedents()[0].uuid}


RECORDS = {
    "withdrawn filing": _record(_withdrawn),
    "filed": _record(make_case),
    "proposed": _record(make_proposed_case),
    "approved": _record(make_approved_case),
    "notified": _record(make_notified_case),
    "decided": _record(make_decided_case),
    "served": _record(make_served_case),
    "performed": _record(make_performed_case),
    "violation": _violation,
    "decision": _decision,
    "payment": _payment,
    "published": _published,
}


# Days and notes that cannot be: the door opens, and the record stays for the next actor.
NO_DAY = {"served_on": "x"}
TOO_LONG = {"note": "长" * 3_000}


def _form(
    name: str, access: Access, record: str, data: dict[str, Any] | None = None
) -> list[Row]:
    """A form's page and its sending."""
    full = f"enforcement:{name}"
    return [Row(full, "get", access, record), Row(full, "post", access, record, data or {})]


API = [
    Row("api:case-list", "get", SIGNED_IN),
    Row("api:case-list", "post", FILES),
    Row("api:case-precedents", "get", SIGNED_IN),
    Row("api:case-detail", "get", SCOPED, "filed"),
    Row("api:case-detail", "patch", OFFICER, "filed"),
    Row("api:case-open-acts", "get", SCOPED, "filed"),
    Row("api:case-resubmit-filing", "post", OFFICER, "withdrawn filing", TOO_LONG),
    Row("api:case-assign-officers", "post", HEAD, "filed"),
    Row("api:case-record-violation", "post", OFFICER, "filed"),
    Row("api:case-propose-penalty", "post", OFFICER, "proposed"),
    Row("api:case-submit-penalty", "post", OFFICER, "filed"),
    Row("api:case-serve-notice", "post", OFFICER, "approved", NO_DAY),
    Row("api:case-record-defence", "post", OFFICER, "notified"),
    Row("api:case-decide", "post", HEAD, "notified"),
    Row("api:case-serve-decision", "post", OFFICER, "decided", NO_DAY),
    Row("api:case-record-payment", "post", OFFICER, "served"),
    Row("api:case-submit-closing", "post", OFFICER, "performed"),
    Row("api:case-supervise", "post", ABOVE, "filed"),
    Row("api:violation-list", "get", SIGNED_IN),
    Row("api:violation-detail", "get", SCOPED, "violation"),
    Row("api:violation-detail", "patch", OFFICER, "violation"),
    Row("api:violation-remove", "post", OFFICER, "violation"),
    Row("api:decision-list", "get", SIGNED_IN),
    Row("api:decision-detail", "get", SCOPED, "decision"),
    Row("api:payment-list", "get", SIGNED_IN),
    Row("api:payment-detail", "get", SCOPED, "payment"),
]

PAGES = [
    Row("enforcement:case-list", "get", READERS),
    Row("enforcement:case-new", "get", FILES),
    # Without ``?clue=`` or ``?inspection=`` there is nothing to send.
    Row("enforcement:case-new", "post", NOTHING_TO_FILE),
    *_form("past-case-new", ENTERS_PAST, ""),
    Row("enforcement:case-detail", "get", PAGE, "filed"),
    *_form("case-edit", OFFICER_PAGE, "filed"),
    *_form("case-resubmit", OFFICER_PAGE, "withdrawn filing", TOO_LONG),
    *_form("case-officers", HEAD_PAGE, "filed"),
    *_form("case-close", OFFICER_PAGE, "performed"),
    *_form("case-supervise", ABOVE_PAGE, "filed"),
    Row("enforcement:prior-penalties", "post", ASKS, "filed"),
    *_form("violation-new", OFFICER_PAGE, "filed"),
    Row("enforcement:violation-range", "get", PAGE, "filed"),
    Row("enforcement:provision-options", "get", PAGE, "filed"),
    *_form("violation-edit", OFFICER_PAGE, "violation"),
    *_form("violation-remove", OFFICER_PAGE, "violation"),
    *_form("penalty-propose", OFFICER_PAGE, "proposed"),
    Row("enforcement:penalty-check", "get", PAGE, "proposed"),
    Row("enforcement:penalty-submit", "get", OFFICER_PAGE, "proposed"),
    Row("enforcement:penalty-submit", "post", OFFICER_PAGE, "filed"),
    *_form("notice-serve", OFFICER_PAGE, "approved"),
    *_form("defence-record", OFFICER_PAGE, "notified"),
    *_form("case-decide", HEAD_PAGE, "notified"),
    *_form("decision-serve", OFFICER_PAGE, "decided"),
    *_form("payment-new", OFFICER_PAGE, "served"),
    Row("enforcement:precedent-list", "get", READERS),
    Row("enforcement:precedent-detail", "get", READERS, "published"),
]

ROWS = [*API, *PAGES]
