"""Cases on their way through a hearing, each state from the one before it."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from enforcement.models import Case
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.services.hearing_days import (
    announce_hearing,
    hold_hearing,
    report_hearing,
    schedule_hearing,
    serve_hearing_notice,
)
from enforcement.services.hearings import request_hearing
from enforcement.services.outcomes import discuss, propose_dismissal
from enforcement.services.reports import record_opinion
from enforcement.services.submissions import submit_penalty
from tests.factories.enforcement_cases import (
    Team,
    approved,
    fresh,
    make_approved_case,
    make_case,
    make_notified_case,
    pending,
)
from tests.factories.enforcement_field import ON

# ON is Tuesday 10 March 2026; seven full working days lie between ON + 2 and this day.
HEARING_ON = date(2026, 3, 24)
DAY = timedelta(days=1)


def make_requested_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """The party asked for a hearing the day after the notice."""
    case = make_notified_case(team, on=on, **told)
    request_hearing(case, grounds="数额过高", by=team.inspector, on=on + DAY)
    return fresh(case)


def make_scheduled_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """Host, recorder, day and place are fixed two days after the notice."""
    case = make_requested_case(team, on=on, **told)
    schedule_hearing(
        case,
        host=team.legal,
        recorder=team.unit_head,
        takes_place_on=on + (HEARING_ON - ON),
        takes_place_at=time(9, 30),
        place="区局听证室",
        by=team.legal,
        on=on + 2 * DAY,
    )
    return fresh(case)


def make_told_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """The notice of the hearing is served, the hearing announced."""
    case = make_scheduled_case(team, on=on, **told)
    serve_hearing_notice(case, by=team.inspector, on=on + 2 * DAY)
    announce_hearing(case, by=team.legal, on=on + 2 * DAY)
    return fresh(case)


def make_held_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """The hearing was held on its day."""
    case = make_told_case(team, on=on, **told)
    hold_hearing(
        case,
        attendance="当事人委托代理人到场，案件承办人到场。",
        record="当事人认为罚款数额过高；承办人说明裁量理由。",
        by=team.legal,
        on=on + (HEARING_ON - ON),
    )
    return fresh(case)


def make_heard_case(team: Team, *, on: date = ON, **told: Any) -> Case:
    """The hearing was held and its report submitted the day after."""
    case = make_held_case(team, on=on, **told)
    opinion = "事实清楚，建议维持拟处罚意见。"
    report_hearing(case, opinion=opinion, by=team.legal, on=on + (HEARING_ON - ON) + DAY)
    return fresh(case)


def agree_after_hearing(case: Case, team: Team, on: date) -> None:
    """The legal review that follows a hearing, and the discussion of the heads."""
    record_opinion(case, opinion="agree", words="同意。", by=team.legal, on=on)
    make_discussion(case, team, on=on)


def make_discussion(case: Case, team: Team, *, on: date = ON, **told: Any) -> Any:
    """The heads discussed the case and agree."""
    values: dict[str, Any] = {
        "chair": team.head,
        "participants": [team.legal, team.unit_head],
        "opinions": "均同意办案机构意见。",
        "conclusion": "同意拟处罚意见。",
        "agreed": True,
    }
    return discuss(case, **{**values, **told}, by=team.head, on=on)


def make_spared_case(team: Team, *, on: date = ON) -> Case:
    """Approved: no penalty is imposed."""
    return make_approved_case(
        team,
        on=on,
        step="none",
        fine=Decimal(0),
        confiscated_income=Decimal(0),
        mitigation_basis="《中华人民共和国行政处罚法》第三十三条",
    )


def make_dismissible_case(team: Team, *, on: date = ON) -> Case:
    """Approved: the facts are not established."""
    case = make_case(team, on=on)
    reason = "涉案药品系其他单位寄存，不能认定当事人销售。"
    propose_dismissal(case, reasons=reason, by=team.inspector, on=on)
    submit_penalty(case, criminal=NO_SIGNS, by=team.inspector, on=on)
    approved(pending(case), team, on)
    return fresh(case)
