"""The acts between review and decision, as an officer would call them in any state."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from enforcement.services import (
    decision_changes,
    hearing_days,
    hearings,
    outcomes,
    reports,
    serving,
)
from enforcement.services.reports import Report
from enforcement.transitions.case_needs import CaseAct
from tests.factories.enforcement_field import ON

REPORT = Report(facts="甲", evidence="乙", character="丙", handling="丁")
ANNOUNCED = {"reason": "下落不明", "place": "机关公告栏"}
MODULES = (decision_changes, hearing_days, hearings, outcomes, reports, serving)

COURSE_CALLS: dict[str, Any] = {
    CaseAct.WRITE_REPORT: lambda c, t: reports.write_report(
        c, report=REPORT, by=t.inspector, on=ON
    ),
    CaseAct.PROPOSE_DISMISSAL: lambda c, t: outcomes.propose_dismissal(
        c, reasons="事实不成立", by=t.inspector, on=ON
    ),
    CaseAct.RECORD_OPINION: lambda c, t: reports.record_opinion(
        c, opinion="agree", words="同意", by=t.legal, on=ON
    ),
    CaseAct.ANNOUNCE_NOTICE: lambda c, t: serving.announce_notice(
        c, **ANNOUNCED, by=t.inspector, on=ON
    ),
    CaseAct.ANNOUNCE_DECISION: lambda c, t: serving.announce_decision(
        c, **ANNOUNCED, by=t.inspector, on=ON
    ),
    CaseAct.WAIVE_HEARING: lambda c, t: hearings.waive_hearing(c, by=t.inspector, on=ON),
    CaseAct.REQUEST_HEARING: lambda c, t: hearings.request_hearing(c, by=t.inspector, on=ON),
    CaseAct.SCHEDULE_HEARING: lambda c, t: hearing_days.schedule_hearing(
        c,
        host=t.legal,
        recorder=t.unit_head,
        takes_place_on=ON + timedelta(days=20),
        takes_place_at=time(9, 30),
        place="听证室",
        by=t.legal,
        on=ON,
    ),
    CaseAct.SERVE_HEARING_NOTICE: lambda c, t: hearing_days.serve_hearing_notice(
        c, by=t.inspector, on=ON
    ),
    CaseAct.ANNOUNCE_HEARING: lambda c, t: hearing_days.announce_hearing(c, by=t.legal, on=ON),
    CaseAct.HOLD_HEARING: lambda c, t: hearing_days.hold_hearing(
        c,
        attendance="当事人到场",
        record="笔录",
        by=t.legal,
        on=ON + timedelta(days=20),
    ),
    CaseAct.REPORT_HEARING: lambda c, t: hearing_days.report_hearing(
        c, opinion="维持", by=t.legal, on=ON + timedelta(days=21)
    ),
    CaseAct.WITHDRAW_HEARING: lambda c, t: hearings.withdraw_hearing(
        c, reason="当事人撤回", by=t.inspector, on=ON
    ),
    CaseAct.REVISE_PENALTY: lambda c, t: outcomes.revise_penalty(
        c, reason="申辩成立", by=t.inspector, on=ON
    ),
    CaseAct.DISCUSS: lambda c, t: outcomes.discuss(
        c,
        chair=t.head,
        participants=[t.legal],
        opinions="同意",
        conclusion="同意",
        agreed=True,
        by=t.head,
        on=ON,
    ),
    CaseAct.DECIDE_NO_PENALTY: lambda c, t: outcomes.decide_no_penalty(c, by=t.head, on=ON),
    CaseAct.DISMISS: lambda c, t: outcomes.dismiss(c, by=t.head, on=ON),
    CaseAct.CORRECT_DECISION: lambda c, t: decision_changes.correct_decision(
        c, wrong="甲", right="乙", reason="笔误", by=t.head, on=ON
    ),
    CaseAct.AMEND_DECISION: lambda c, t: decision_changes.amend_decision(
        c,
        fine=Decimal(1000),
        confiscated_income=Decimal(0),
        reason="裁量有误",
        by=t.head,
        on=ON,
    ),
    CaseAct.REVOKE_DECISION: lambda c, t: decision_changes.revoke_decision(
        c, reason="主体有误", by=t.head, on=ON
    ),
}
