"""By which doors each act of the tables is done: the page, the route of the API, what is sent.

An act without a page or a route is one that nobody presses: it follows an approval, or is
part of another act.
"""

from dataclasses import dataclass, field
from typing import Any

from enforcement.transitions.case_needs import CaseAct
from tests.factories.enforcement_cases import PROVISION


@dataclass(frozen=True)
class Door:
    """One act's page and route, by whom, and what fits any state.

    ``page`` and ``api`` are full names of routes; ``record`` says on what they are
    addressed where that is not the record of the table.
    """

    page: str
    api: str
    by: str = "inspector"
    told: dict[str, Any] = field(default_factory=dict)
    record: str = ""


DAY = "2026-03-10"
SERVED = {"served_on": DAY}
REASON = {"reason": "理由"}
REPORT = {"facts": "甲", "evidence": "乙", "character": "丙", "handling": "丁"}
ANNOUNCED = {"place": "公告栏", "reason": "下落不明", "published_on": DAY}


def _door(page: str, api: str, by: str = "inspector", **told: Any) -> Door:
    return Door(f"enforcement:{page}", f"api:case-{api}", by, told)


CASE_DOORS: dict[str, Door] = {
    CaseAct.RESUBMIT_FILING: _door("case-resubmit", "resubmit-filing"),
    CaseAct.ASSIGN_OFFICERS: _door("case-officers", "assign-officers", "head"),
    CaseAct.CHANGE: Door("enforcement:case-edit", "api:case-detail"),
    CaseAct.RECORD_VIOLATION: _door(
        "violation-new",
        "record-violation",
        provision=PROVISION,
        level="normal",
        activity="retail",
        facts="甲",
        goods_value="1",
        ended_on=DAY,
    ),
    CaseAct.CHANGE_VIOLATION: Door(
        "enforcement:violation-edit", "api:violation-detail", record="violation"
    ),
    CaseAct.REMOVE_VIOLATION: Door(
        "enforcement:violation-remove", "api:violation-remove", record="violation"
    ),
    CaseAct.PROPOSE_PENALTY: _door(
        "penalty-propose", "propose-penalty", step="general", fine="150000"
    ),
    CaseAct.SUBMIT_PENALTY: _door("penalty-submit", "submit-penalty"),
    CaseAct.SERVE_NOTICE: _door("notice-serve", "serve-notice", **SERVED),
    CaseAct.RECORD_DEFENCE: _door("defence-record", "record-defence", waived=True),
    CaseAct.DECIDE: _door("case-decide", "decide", "head"),
    CaseAct.SERVE_DECISION: _door("decision-serve", "serve-decision", **SERVED),
    CaseAct.RECORD_PAYMENT: _door(
        "payment-new", "record-payment", kind="fine", amount="1", paid_on=DAY, receipt="1"
    ),
    CaseAct.SUBMIT_CLOSING: _door("case-close", "submit-closing", report="已履行。"),
    CaseAct.WRITE_REPORT: _door("report-write", "write-report", **REPORT),
    CaseAct.PROPOSE_DISMISSAL: _door("dismissal-propose", "propose-dismissal", reasons="甲"),
    CaseAct.RECORD_OPINION: _door(
        "review-record", "record-opinion", "legal", opinion="agree", words="同意"
    ),
    CaseAct.ANNOUNCE_NOTICE: _door("notice-announce", "announce-notice", **ANNOUNCED),
    CaseAct.ANNOUNCE_DECISION: _door("decision-announce", "announce-decision", **ANNOUNCED),
    CaseAct.REVISE_PENALTY: _door("penalty-revise", "revise-penalty", **REASON),
    CaseAct.DISCUSS: _door("case-discuss", "discuss", "head"),
    CaseAct.DECIDE_NO_PENALTY: _door("no-penalty-decide", "decide-no-penalty", "head"),
    CaseAct.DISMISS: _door("case-dismiss", "dismiss", "head"),
    CaseAct.CORRECT_DECISION: _door(
        "decision-correct", "correct-decision", "head", wrong="甲", right="乙", **REASON
    ),
    CaseAct.AMEND_DECISION: _door(
        "decision-amend",
        "amend-decision",
        "head",
        fine="1",
        confiscated_income="0",
        **REASON,
    ),
    CaseAct.REVOKE_DECISION: _door("decision-revoke", "revoke-decision", "head", **REASON),
    CaseAct.WAIVE_HEARING: _door("hearing-waive", "waive-hearing", waived_on=DAY),
    CaseAct.REQUEST_HEARING: _door("hearing-request", "request-hearing", requested_on=DAY),
    CaseAct.SCHEDULE_HEARING: _door("hearing-schedule", "schedule-hearing", "legal"),
    CaseAct.SERVE_HEARING_NOTICE: _door("hearing-serve", "serve-hearing-notice", **SERVED),
    CaseAct.ANNOUNCE_HEARING: _door(
        "hearing-announce", "announce-hearing", "legal", announced_on=DAY
    ),
    CaseAct.HOLD_HEARING: _door(
        "hearing-hold", "hold-hearing", "legal", attendance="甲", record="乙"
    ),
    CaseAct.REPORT_HEARING: _door("hearing-report", "report-hearing", "legal", opinion="甲"),
    CaseAct.WITHDRAW_HEARING: _door("hearing-withdraw", "withdraw-hearing", **REASON),
}


def _of(kind: str, page: str, api: str) -> Door:
    return Door(f"enforcement:{page}", f"api:{api}", record=kind)


DOORS: dict[str, dict[str, Door]] = {
    "case": CASE_DOORS,
    "clue": {
        "assign": _of("clue", "clue-assign", "clue-assign"),
        "reassign": _of("clue", "clue-assign", "clue-assign"),
        "take": _of("clue", "clue-take", "clue-take"),
        "record_verification": _of("clue", "clue-verify", "clue-record-verification"),
        "submit_filing": Door("enforcement:case-new", "api:case-list", record="none"),
        "propose_not_filing": _of("clue", "clue-propose-not-filing", "clue-propose-not-filing"),
        "not_file": _of("clue", "clue-not-file", "clue-not-file"),
    },
    "inspection": {
        "begin": _of("inspection", "inspection-begin", "inspection-begin"),
        "record_finding": _of("inspection", "finding-new", "inspection-findings"),
        "complete": _of("inspection", "inspection-complete", "inspection-complete"),
        "cancel": _of("inspection", "inspection-cancel", "inspection-cancel"),
        "open_clue": _of("inspection", "inspection-open-clue", "inspection-open-clue"),
    },
    "finding": {
        "rectify": _of("finding", "finding-rectify", "inspection-rectify-finding"),
    },
}
# Part of another act: the last payment performs the case.
FOLLOWS = {("case", "perform")}
