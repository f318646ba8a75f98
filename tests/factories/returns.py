"""Schedules, returns, notices and scores by state, made through the acts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import Bureau, User
from accounts.system import SYSTEM
from campaigns.models import (
    AssessmentScore,
    Campaign,
    Indicator,
    Notice,
    Return,
    ReturnSchedule,
)
from campaigns.services.assessment import give_score
from campaigns.services.design import (
    add_assessment_item,
    add_schedule,
    choose_indicators,
    define_indicator,
)
from campaigns.services.indicators import load_indicators
from campaigns.services.notices import send_notice
from campaigns.services.returns import (
    Computed,
    Entered,
    begin_return,
    fill_return,
    submit_return,
)
from campaigns.services.returns_checked import accept_return, lock_return
from tests.factories.campaigns import make_running

ON = date(2026, 2, 3)
JANUARY = date(2026, 1, 1)
FEBRUARY = date(2026, 2, 1)
NOTHING: Mapping[str, Computed] = {}
_names = count(1)


def entered_indicator(*, by: User, **told: Any) -> Indicator:
    number = next(_names)
    facts = {
        "code": f"entered-{number}",
        "name": f"填报指标{number}",
        "unit": "次",
        "definition": "由各单位填报。",
        **told,
    }
    return define_indicator(by=by, on=JANUARY, **facts)


def make_schedule(*, by: User, codes: tuple[str, ...] = (), **told: Any) -> ReturnSchedule:
    """A monthly schedule of a running campaign whose sheet has these computed figures."""
    load_indicators(by=SYSTEM, on=JANUARY)
    campaign = make_running(by=by)
    known = [Indicator.objects.current().get(code=code) for code in codes]
    indicators = known or [entered_indicator(by=by)]
    choose_indicators(campaign, indicators=indicators, by=by, on=JANUARY)
    facts = {"name": "月报", "frequency": "monthly", "due_days": 5, **told}
    return add_schedule(campaign, by=by, on=JANUARY, **facts)


def make_return(
    schedule: ReturnSchedule,
    *,
    by: User,
    computed: Mapping[str, Computed] = NOTHING,
    starts_on: date = JANUARY,
) -> Return:
    return begin_return(schedule, starts_on=starts_on, computed=computed, by=by, on=ON)


def fill(
    report: Return, *, by: User, explanation: str = "", **figures: Decimal | int
) -> Return:
    """Fill figures by code, or every figure of the sheet with ``every``; and the words."""
    every = figures.pop("every", None)
    codes = [cell.indicator.code for cell in report.cells.select_related("indicator")]
    told = dict.fromkeys(codes, every) if every is not None else figures
    cells = {
        code: Entered(Decimal(value), Decimal(value), explanation)
        for code, value in told.items()
    }
    return fill_return(report, cells=cells, version=None, work="开展检查", by=by, on=ON)


def make_submitted(
    schedule: ReturnSchedule, *, by: User, value: int = 3, **told: Any
) -> Return:
    report = fill(make_return(schedule, by=by, **told), by=by, every=value)
    return submit_return(report, computed=NOTHING, by=by, on=ON)


def make_accepted(schedule: ReturnSchedule, *, by: User, above: User, value: int = 3) -> Return:
    return accept_return(make_submitted(schedule, by=by, value=value), by=above, on=ON)


def make_locked(schedule: ReturnSchedule, *, by: User, above: User) -> Return:
    return lock_return(make_accepted(schedule, by=by, above=above), by=above, on=ON)


def make_notice(*, by: User, to: list[Bureau], **told: Any) -> Notice:
    facts = {"title": "关于报送进展的通知", "content": "请按时报送。", "read_by": ON, **told}
    return send_notice(to=to, by=by, on=ON, **facts)


def make_score(campaign: Campaign, *, bureau: Bureau, by: User) -> AssessmentScore:
    item = campaign.assessmentitems.first() or add_assessment_item(
        campaign, name="案件查办", weight=Decimal(30), by=by, on=ON
    )
    return give_score(item, bureau=bureau, score=Decimal(24), evidence="台账", by=by, on=ON)
