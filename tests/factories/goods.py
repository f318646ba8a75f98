"""Measures, regulatory measures and samples by state, made through the acts."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from enforcement.models import Measure, RegulatoryMeasure, Sample, SamplingPlan
from enforcement.services.measures import (
    carry_out,
    propose_measure,
    take_measure_at_once,
)
from enforcement.services.regulatory import issue_regulatory, serve_regulatory
from enforcement.services.samples import report_sample, send_sample, take_sample, tell_party
from enforcement.services.sampling_plans import create_sampling_plan
from tests.factories.enforcement_cases import Team
from tests.factories.enforcement_field import make_inspection
from tests.factories.registry import make_batch, make_party, make_product
from workbench.models import Approval
from workbench.services.approvals import approve

ON = date(2026, 3, 10)  # a Tuesday
BASIS = "《中华人民共和国药品管理法》第一百条第二款"
ON_SITE = {"party_present": "店长王某", "custodian": "雁塔区局罚没物品库"}
_numbers = count(1)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def two_items() -> list[dict[str, Any]]:
    return [
        {
            "name": "复方甘草片",
            "specification": "100片/瓶",
            "batch_number": "210301",
            "quantity": Decimal(12),
            "unit": "瓶",
            "state": "已过期",
        },
        {"name": "阿莫西林胶囊", "quantity": Decimal(30), "unit": "盒"},
    ]


def decided(record: Any, team: Team, on: date) -> None:
    """All steps of the record's waiting approval, signed."""
    approval = Approval.objects.pending().get(about_uuid=record.uuid)
    for step in list(approval.steps.all()):
        by = {"unit_head": team.unit_head}.get(step.role, team.head)
        approval = approve(approval, by=by, on=on)


def again(record: Any) -> Any:
    return type(record).objects.select_related("bureau").get(pk=record.pk)


def make_proposed_measure(team: Team, *, on: date = ON, **told: Any) -> Measure:
    values: dict[str, Any] = {
        "kind": "sealing",
        "grounds": "货架上有过期药品，需要查明来源和去向。",
        "basis": BASIS,
        "items": two_items(),
        **told,
    }
    if "case" not in values and "inspection" not in values:
        values["inspection"] = make_inspection(team.officers, on=on)
    return propose_measure(**values, officers=team.officers, by=team.inspector, on=on)


def make_approved_measure(team: Team, *, on: date = ON, **told: Any) -> Measure:
    measure = make_proposed_measure(team, on=on, **told)
    decided(measure, team, on)
    return again(measure)


def make_measure(team: Team, *, on: date = ON, **told: Any) -> Measure:
    """In force: approved and carried out on the day, with two items."""
    measure = make_approved_measure(team, on=on, **told)
    carry_out(measure, imposed_at=at(on), on_site=ON_SITE, by=team.inspector, on=on)
    return again(measure)


def make_urgent_measure(team: Team, *, on: date = ON, **told: Any) -> Measure:
    """In force at once, waiting for the approval afterwards."""
    values: dict[str, Any] = {
        "kind": "seizure",
        "grounds": "当事人正在转移涉案药品。",
        "basis": BASIS,
        "items": two_items(),
        **told,
    }
    if "case" not in values and "inspection" not in values:
        values["inspection"] = make_inspection(team.officers, on=on)
    return take_measure_at_once(
        **values,
        officers=team.officers,
        imposed_at=at(on),
        on_site=ON_SITE,
        by=team.inspector,
        on=on,
    )


def make_regulatory(team: Team, *, on: date = ON, **told: Any) -> RegulatoryMeasure:
    values: dict[str, Any] = {
        "kind": "order",
        "domain": "drug",
        "facts": "阴凉区温度连续三日超过20℃。",
        "demand": "立即改正，并报告改正情况。",
        "due_on": date(2026, 3, 24),
        **told,
    }
    party = values.pop("party", None) or make_party()
    return issue_regulatory(**values, party=party, by=team.inspector, on=on)


def make_served_regulatory(team: Team, *, on: date = ON, **told: Any) -> RegulatoryMeasure:
    measure = make_regulatory(team, on=on, **told)
    return serve_regulatory(measure, served_on=on, by=team.inspector, on=on)


def make_plan(by: User, *, on: date = ON, **told: Any) -> SamplingPlan:
    values: dict[str, Any] = {
        "title": f"2026年药品监督抽检计划{next(_numbers)}",
        "year": 2026,
        "domain": "drug",
        "items": [{"name": "中成药", "target": 3}, {"name": "化学药", "target": 2}],
    }
    return create_sampling_plan(**{**values, **told}, by=by, on=on)


def make_sample(officers: Sequence[User], *, on: date = ON, **told: Any) -> Sample:
    """Taken at a pharmacy of Yanta."""
    values: dict[str, Any] = {
        "quantity": Decimal(60),
        "quantity_unit": "盒",
        "record_number": f"CY2026{next(_numbers):04d}",
        "taken_on": on,
        "value": Decimal(1200),
        **told,
    }
    party = values.pop("party", None) or make_party()
    if "batch" not in values:
        domain = values.pop("domain", "drug")
        values["batch"] = make_batch(make_product(by=officers[0], domain=domain))
    return take_sample(**values, party=party, officers=officers, by=officers[0], on=on)


def make_testing_sample(officers: Sequence[User], *, on: date = ON, **told: Any) -> Sample:
    sample = make_sample(officers, on=on, **told)
    return send_sample(
        sample, laboratory="陕西省食品药品检验研究院", sent_on=on, by=officers[0], on=on
    )


def make_tested_sample(
    officers: Sequence[User], *, result: str = "fail", on: date = ON, **told: Any
) -> Sample:
    sample = make_testing_sample(officers, on=on, **told)
    return report_sample(
        sample,
        result=result,
        report_number=f"YP2026{next(_numbers):05d}",
        standard="《中国药典》2020年版一部",
        failed_items="含量测定" if result == "fail" else "",
        reported_on=on,
        received_on=on,
        by=officers[0],
        on=on,
    )


def make_told_sample(officers: Sequence[User], *, on: date = ON, **told: Any) -> Sample:
    """Failed, and the party sampled was told on the day."""
    sample = make_tested_sample(officers, on=on, **told)
    tell_party(sample, party=sample.party, told_on=on, by=officers[0], on=on)
    return sample
