"""Campaigns by state, made through the acts. ``by``: a campaign officer of the organiser."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import Bureau, User
from accounts.system import SYSTEM
from campaigns.models import (
    Campaign,
    CampaignTask,
    Indicator,
    PhaseKind,
    Programme,
    Target,
    TaskLine,
)
from campaigns.services.campaigns import (
    add_phase,
    close_campaign,
    create_campaign,
    publish_campaign,
)
from campaigns.services.indicators import load_indicators, set_target
from campaigns.services.programmes import add_task_line, create_programme
from campaigns.services.tasks import add_task

ON = date(2026, 1, 5)
STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)
_codes = count(1)


def make_programme(*, by: User, **told: Any) -> Programme:
    facts = {"name": "2026年工作", "starts_on": STARTS, "ends_on": ENDS, **told}
    return create_programme(code=f"P-{next(_codes)}", by=by, on=ON, **facts)


def make_task_line(*, by: User, programme: Programme | None = None, **told: Any) -> TaskLine:
    facts = {"name": "严厉打击违法行为", **told}
    return add_task_line(programme or make_programme(by=by), by=by, on=ON, **facts)


def make_draft(*, by: User, **told: Any) -> Campaign:
    facts = {"name": "巩固提升行动", "starts_on": STARTS, "ends_on": ENDS, **told}
    return create_campaign(code=f"C-{next(_codes)}", by=by, on=ON, **facts)


def make_task(campaign: Campaign, *, by: User, **told: Any) -> CampaignTask:
    return add_task(campaign, by=by, on=ON, **{"name": "打击制售假劣药品", **told})


def make_running(*, by: User, **told: Any) -> Campaign:
    campaign = make_draft(by=by, **told)
    add_phase(
        campaign,
        name="集中整治",
        kind=PhaseKind.INSPECT,
        starts_on=STARTS,
        ends_on=ENDS,
        by=by,
        on=ON,
    )
    make_task(campaign, by=by)
    return publish_campaign(campaign, by=by, on=ON)


def make_closed(*, by: User) -> Campaign:
    return close_campaign(make_running(by=by), summary="已完成。", by=by, on=ENDS)


def make_target(
    campaign: Campaign, *, bureau: Bureau, by: User, value: Decimal = Decimal(8)
) -> Target:
    return set_target(campaign, indicator=indicator(), bureau=bureau, value=value, by=by, on=ON)


def indicator(code: str = "inspected_visits") -> Indicator:
    load_indicators(by=SYSTEM, on=ON)
    return Indicator.objects.current().get(code=code)
