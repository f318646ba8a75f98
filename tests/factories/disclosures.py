"""Publications of penalties by state, made through the acts."""

from datetime import date
from decimal import Decimal
from typing import Any

from enforcement.services.decision_changes import amend_decision, revoke_decision
from reporting.models import Disclosure
from reporting.services.disclosure_course import (
    accept_repair,
    ask_repair,
    grant_repair,
    withdraw_disclosure,
)
from reporting.services.disclosures import (
    hold_back,
    prepare_disclosure,
    release,
    revise_disclosure,
)
from tests.factories.enforcement_cases import Team, make_served_case
from tests.factories.enforcement_field import ON
from tests.factories.registry import credit_code, make_party

AGENCY = "11500114MB162590X7"
BUREAU = {"agency_uscc": AGENCY, "source_org_uscc": AGENCY, "legal_rep": "李明"}


def again(one: Disclosure) -> Disclosure:
    found: Any = Disclosure.objects.select_related(
        "bureau", "decision__case__party", "decision__case__bureau"
    )
    return found.get(pk=one.pk)


def make_prepared(team: Team, *, on: date = ON, **told: Any) -> Disclosure:
    """Just built from a served case; the bureau's own code is not known yet."""
    if "case" not in told:
        told.setdefault("party", make_party(credit_code=credit_code()))
    case = told.pop("case", None) or make_served_case(team, on=on, **told)
    return again(prepare_disclosure(case.decision, by=team.head, on=on))


def make_complete(team: Team, *, on: date = ON, **told: Any) -> Disclosure:
    """Every field in order."""
    one = make_prepared(team, on=on, **told)
    return again(revise_disclosure(one, supplied=BUREAU, by=team.head, on=on))


def make_held(team: Team, *, reason: str = "privacy", **told: Any) -> Disclosure:
    one = make_prepared(team, **told)
    return again(hold_back(one, reason=reason, note="", by=team.head, on=ON))


def make_released(team: Team, *, on: date = ON, **told: Any) -> Disclosure:
    one = make_complete(team, on=on, **told)
    return again(release(one, by=team.head, on=on))


def amended(one: Disclosure, team: Team, on: date = ON) -> Disclosure:
    """Its decision lowered by the bureau itself."""
    amend_decision(
        one.decision.case,
        fine=Decimal(80_000),
        confiscated_income=Decimal(420),
        reason="裁量不当",
        by=team.head,
        on=on,
    )
    return again(one)


def revoked(one: Disclosure, team: Team, on: date = ON) -> Disclosure:
    revoke_decision(one.decision.case, reason="认定有误", by=team.head, on=on)
    return again(one)


def make_changed(team: Team, *, on: date = ON, **told: Any) -> Disclosure:
    """Public, its decision amended since."""
    return amended(make_released(team, on=on, **told), team, on)


def make_withdrawn(team: Team, *, on: date = ON, **told: Any) -> Disclosure:
    one = make_changed(team, on=on, **told)
    told = {"ground": "changed", "reason": "处罚决定已变更。"}
    return again(withdraw_disclosure(one, **told, by=team.head, on=on))


def make_repair_asked(team: Team, *, on: date, **told: Any) -> Disclosure:
    """Public since ``ON``; the party asks on ``on``."""
    one = make_released(team, **told)
    grounds = "已缴纳罚款并完成整改。"
    return again(ask_repair(one, grounds=grounds, received_on=on, by=team.head, on=on))


def make_repair_accepted(team: Team, *, on: date, **told: Any) -> Disclosure:
    one = make_repair_asked(team, on=on, **told)
    return again(accept_repair(one, by=team.head, on=on))


def make_repaired(team: Team, *, on: date, **told: Any) -> Disclosure:
    one = make_repair_accepted(team, on=on, **told)
    return again(grant_repair(one, by=team.head, on=on))
