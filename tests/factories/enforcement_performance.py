"""Cases after their decision, by state, made through the acts.

The decision is served on 10 March 2026: 15 days to pay end on the 25th, six months to sue
on 10 September.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from enforcement.models import Case, PaymentPlan, Remedy
from enforcement.services.collection import apply_to_court, record_court_step, serve_demand
from enforcement.services.plans import PlannedPart, submit_plan
from enforcement.services.remedies import conclude_remedy, record_remedy
from enforcement.services.standing import propose_step
from tests.factories.enforcement_cases import (
    INCOME,
    Team,
    approved,
    fresh,
    make_case,
    make_served_case,
    pay,
    pending,
)
from tests.factories.enforcement_field import ON

DAY = timedelta(days=1)
DUE = ON + 15 * DAY
COURT = "西安铁路运输法院"
REVIEW_ORGAN = "西安市雁塔区人民政府"
# Two months, a third of the fine on each first of the month.
PARTS = (
    PlannedPart(date(2026, 4, 1), Decimal(30_000)),
    PlannedPart(date(2026, 5, 6), Decimal(30_000)),
    PlannedPart(date(2026, 6, 1), Decimal(40_000)),
)


def make_owing_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """Served, the confiscation paid: only the fine of 100,000 yuan is due."""
    case = make_served_case(team, on=on, **told)
    pay(case, team, "confiscation", INCOME, on)
    return fresh(case)


def make_planned_case(team: Team, *, on: date = ON) -> Case:
    """In three instalments, granted two days after the service."""
    case = make_owing_case(team, on=on)
    submit_plan(
        case,
        reason="疫情影响，经营困难。",
        applied_on=on,
        parts=PARTS,
        by=team.inspector,
        on=on,
    )
    approved(pending(case), team, on + 2 * DAY)
    return fresh(case)


def plan_of(case: Case) -> PaymentPlan:
    return PaymentPlan.objects.select_related("decision__case").get(decision__case=case)


def make_demanded_case(team: Team, *, on: date = ON) -> Case:
    """Nothing of the fine paid, a demand served on the twentieth day after the last."""
    case = make_owing_case(team, on=on)
    serve_demand(case, by=team.inspector, on=on + 35 * DAY)
    return fresh(case)


def make_case_at_court(team: Team, *, on: date = ON) -> Case:
    case = make_demanded_case(team, on=on)
    apply_to_court(case, court=COURT, by=team.inspector, on=date(2026, 9, 20))
    return fresh(case)


def make_enforce_ended_case(team: Team, *, on: date = ON) -> Case:
    case = make_case_at_court(team, on=on)
    for step, day in (("accepted", 24), ("ruled", 28), ("ended", 30)):
        when = date(2026, 9, day)
        record_court_step(case, step=step, happened_on=when, by=team.inspector, on=when)
    return fresh(case)


def make_remedy(case: Case, team: Team, *, kind: str = "review", on: date = ON) -> Remedy:
    return record_remedy(
        case, kind=kind, organ=REVIEW_ORGAN, filed_on=on, by=team.inspector, on=on
    )


def make_revoked_case(team: Team, *, on: date = ON) -> Case:
    case = make_owing_case(team, on=on)
    remedy = make_remedy(case, team, on=on + 5 * DAY)
    day = on + 40 * DAY
    conclude_remedy(remedy, outcome="revoked", ended_on=day, by=team.inspector, on=day)
    return fresh(case)


def propose(case: Case, team: Team, kind: str, cause: str, on: date = ON, **told: Any) -> None:
    reason = told.pop("reason", "详见审批材料。")
    propose_step(case, kind=kind, cause=cause, reason=reason, by=team.inspector, on=on, **told)


def make_suspended_case(team: Team, *, on: date = ON) -> Case:
    """Suspended on the day, awaiting the outcome of another case."""
    case = make_case(team, on=on)
    propose(case, team, "suspension", "other_case", on)
    approved(pending(case), team, on)
    return fresh(case)


def make_terminated_case(team: Team, *, on: date = ON) -> Case:
    case = make_case(team, on=on)
    propose(case, team, "termination", "party_gone", on)
    approved(pending(case), team, on)
    return fresh(case)
