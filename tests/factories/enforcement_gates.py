"""Cases before a gate: changed law, one act twice, a recusal, a declared conflict."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from deadlines.services.amounts import enter_amount
from deadlines.services.splits import enter_split
from enforcement.models import Case, Conflict, Recusal, Violation
from enforcement.services.conflicts import declare_conflict
from enforcement.services.recusals import request_recusal
from registry.models import Party
from tests.factories.enforcement_cases import Team, fresh, make_case, make_violation

# 药品管理法实施条例: the old one governed until 14 May 2026, the new one from 15 May.
OLD = "impl_hospital_other_preparations_old"
NEW = "impl_hospital_other_preparations"
BEFORE = date(2026, 5, 10)
CHANGED_ON = date(2026, 5, 15)
LATER = date(2026, 6, 10)
# 医疗器械监督管理条例: 5 to 10 times until May 2021, 5 to 20 times from June 2021 on.
OLD_DEVICE = "hist_device2017_noncompliant"
NEW_DEVICE = "device_noncompliant_expired_etc"


def make_case_under_changed_law(team: Team, *, on: date = LATER, **told: Any) -> Case:
    """Under investigation, with a violation of 10 May under the law repealed on the 15th."""
    case = make_case(team, on=on, **told)
    make_old_violation(case, by=team.inspector, on=on)
    return fresh(case)


def make_old_violation(case: Case, *, by: User, on: date = LATER, **told: Any) -> Violation:
    values: dict[str, Any] = {
        "provision": OLD,
        "activity": "",
        "facts": "擅自使用其他医疗机构配制的制剂。",
        "goods_value": Decimal(60_000),
        "illegal_income": None,
        "ended_on": BEFORE,
    }
    return make_violation(case, **{**values, **told}, by=by, on=on)


def make_recusal(case: Case, team: Team, *, on: date, person: User | None = None) -> Recusal:
    """Requested by the party, against the lead officer unless said otherwise."""
    return request_recusal(
        case,
        person=person or team.inspector,
        ground="kin",
        reason="系当事人负责人的近亲属。",
        by_party=True,
        by=team.inspector2,
        on=on,
    )


def make_conflict(officer: User, party: Party, *, on: date) -> Conflict:
    return declare_conflict(party=party, ground="interest", by=officer, on=on)


def make_amount(*, by: Any, on: date, **told: Any) -> Any:
    """Organisations are heard from fifty thousand yuan from the first of March 2026 on."""
    values: dict[str, Any] = {
        "name": "hearing_fine_organisation",
        "value": Decimal(50_000),
        "effective_from": date(2026, 3, 1),
        "basis": "某省行政处罚听证程序规定第六条",
    }
    return enter_amount(**{**values, **told}, by=by, on=on)


def make_split(*, by: Any, on: date, **told: Any) -> Any:
    """Forty and sixty per cent from the first of March 2026 on."""
    values: dict[str, Any] = {
        "lenient": Decimal("0.4"),
        "heavier": Decimal("0.6"),
        "effective_from": date(2026, 3, 1),
        "basis": "某省药品行政处罚裁量基准第八条",
    }
    return enter_split(**{**values, **told}, by=by, on=on)
