"""What follows a decision: plan, demand, court, remedies, refunds, course, archive."""

from datetime import timedelta
from typing import Any

from enforcement.models import Payment
from enforcement.services.refunds import correct_payment
from tests.factories.enforcement_cases import (
    fresh,
    make_case,
    make_closed_case,
    make_performed_case,
    make_served_case,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_performance import (
    make_case_at_court,
    make_demanded_case,
    make_owing_case,
    make_planned_case,
    make_remedy,
    make_suspended_case,
    plan_of,
)
from tests.house.routes import READERS, SCOPED, SIGNED_IN, Row, World
from tests.house.routes.enforcement_cases import (
    HEAD,
    HEAD_PAGE,
    OFFICER,
    OFFICER_PAGE,
    _form,
    _open_to_beilin,
    _record,
    _team,
)

LONG = {"note": "长" * 3_000}
NO_DAY = {"served_on": "x"}
LATER = ON + timedelta(days=5)


def _payment(world: World) -> dict[str, Any]:
    case = _open_to_beilin(world, make_performed_case(_team(world)))
    return {"id": Payment.objects.filter(decision__case=case)[0].uuid}


def _counter(world: World) -> dict[str, Any]:
    payment = Payment.objects.get(uuid=_payment(world)["id"])
    row = correct_payment(
        payment, amount=payment.amount, reason="误录", by=world.people["own"], on=LATER
    )
    return {"id": row.uuid}


def _plan(world: World) -> dict[str, Any]:
    case = _open_to_beilin(world, make_planned_case(_team(world)))
    return {"id": plan_of(case).uuid}


def _remedy(world: World) -> dict[str, Any]:
    team = _team(world)
    case = _open_to_beilin(world, make_served_case(team))
    return {"id": make_remedy(fresh(case), team).uuid}


RECORDS = {
    "filed": _record(make_case),
    "owing": _record(make_owing_case),
    "planned": _record(make_planned_case),
    "demanded": _record(make_demanded_case),
    "at court": _record(make_case_at_court),
    "suspended": _record(make_suspended_case),
    "closed": _record(make_closed_case),
    "payment": _payment,
    "counter entry": _counter,
    "plan": _plan,
    "remedy": _remedy,
}

API = [
    Row("api:case-performance", "get", SCOPED, "owing"),
    Row("api:case-submit-plan", "post", OFFICER, "owing"),
    Row("api:case-miss-instalment", "post", OFFICER, "planned", LONG),
    Row("api:case-serve-demand", "post", OFFICER, "demanded", NO_DAY),
    Row("api:case-agree-enforcement", "post", HEAD, "demanded"),
    Row("api:case-apply-to-court", "post", OFFICER, "demanded"),
    Row("api:case-record-court-step", "post", OFFICER, "at court"),
    Row("api:case-record-remedy", "post", OFFICER, "owing"),
    Row("api:case-propose-step", "post", OFFICER, "filed"),
    Row("api:case-archive", "post", OFFICER, "closed"),
    Row("api:payment-refund", "post", OFFICER, "payment"),
    Row("api:payment-correct", "post", OFFICER, "payment"),
    Row("api:counter-entry-list", "get", SIGNED_IN),
    Row("api:counter-entry-detail", "get", SCOPED, "counter entry"),
    Row("api:payment-plan-list", "get", SIGNED_IN),
    Row("api:payment-plan-detail", "get", SCOPED, "plan"),
    Row("api:remedy-list", "get", SIGNED_IN),
    Row("api:remedy-detail", "get", SCOPED, "remedy"),
    Row("api:remedy-record-answer", "post", OFFICER, "remedy"),
    Row("api:remedy-conclude", "post", OFFICER, "remedy"),
    Row("api:collection-list", "get", SIGNED_IN),
    Row("api:collection-detail", "get", SCOPED, "owing"),
]

PAGES = [
    Row("enforcement:collection-list", "get", READERS),
    *_form("payment-plan-new", OFFICER_PAGE, "owing"),
    *_form("payment-plan-missed", OFFICER_PAGE, "planned", LONG),
    *_form("demand-serve", OFFICER_PAGE, "demanded", NO_DAY),
    *_form("agreement-new", HEAD_PAGE, "demanded"),
    *_form("court-apply", OFFICER_PAGE, "demanded"),
    *_form("court-step", OFFICER_PAGE, "at court"),
    *_form("payment-refund", OFFICER_PAGE, "payment"),
    *_form("payment-correct", OFFICER_PAGE, "payment"),
    *_form("remedy-new", OFFICER_PAGE, "owing"),
    *_form("remedy-answer", OFFICER_PAGE, "remedy"),
    *_form("remedy-conclude", OFFICER_PAGE, "remedy"),
    *_form("case-suspend", OFFICER_PAGE, "filed"),
    *_form("case-resume", OFFICER_PAGE, "suspended"),
    *_form("case-more-time", OFFICER_PAGE, "filed"),
    *_form("case-terminate", OFFICER_PAGE, "filed"),
    *_form("case-reopen", OFFICER_PAGE, "closed"),
    *_form("case-archive", OFFICER_PAGE, "closed"),
]

ROWS = [*API, *PAGES]
