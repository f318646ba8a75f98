"""A case in each state, and each act of its table as an officer would call it."""

from datetime import date
from decimal import Decimal

from enforcement.services import (
    archiving,
    cases,
    closing,
    collection,
    decisions,
    hand_overs,
    merging,
    payments,
    plans,
    proposals,
    remedies,
    serving,
    standing,
    submissions,
    transfers,
    violations,
)
from enforcement.services.gates.criminal import NO_SIGNS
from enforcement.transitions.case import CASE
from enforcement.transitions.case_needs import CaseAct
from tests.enforcement.course_calls import COURSE_CALLS
from tests.factories.around import make_merged_case, make_transferred_case
from tests.factories.enforcement_cases import (
    PROVISION,
    fresh,
    make_approved_case,
    make_case,
    make_closed_case,
    make_decided_case,
    make_filing,
    make_notified_case,
    make_performed_case,
    make_reviewing_case,
    make_served_case,
    pending,
)
from tests.factories.enforcement_field import ON
from tests.factories.enforcement_performance import (
    make_enforce_ended_case,
    make_revoked_case,
    make_suspended_case,
    make_terminated_case,
)
from tests.factories.hearings import make_requested_case
from workbench.services.approvals import return_


def make_refused_filing(team):
    case = make_filing(team)
    return_(pending(case), by=team.unit_head, on=ON, reason="事实不清")
    return fresh(case)


STATES = {
    "filing": make_filing,
    "filing_refused": make_refused_filing,
    "investigating": make_case,
    "reviewing": make_reviewing_case,
    "approved": make_approved_case,
    "notified": make_notified_case,
    "hearing": make_requested_case,
    "decided": make_decided_case,
    "served": make_served_case,
    "performed": make_performed_case,
    "closed": make_closed_case,
    "suspended": make_suspended_case,
    "terminated": make_terminated_case,
    "enforce_ended": make_enforce_ended_case,
    "revoked": make_revoked_case,
    "transferred": make_transferred_case,
    "merged": make_merged_case,
}


def step(kind, cause):
    return lambda c, t: standing.propose_step(
        c, kind=kind, cause=cause, reason="甲", by=t.inspector, on=ON
    )


def remedy(kind):
    return lambda c, t: remedies.record_remedy(
        c, kind=kind, organ="甲", filed_on=ON, by=t.inspector, on=ON
    )


def court(what):
    return lambda c, t: collection.record_court_step(
        c, step=what, happened_on=ON, by=t.inspector, on=ON
    )


# Each act of the table as an officer would call it; those behind an approval are not here.
CALLS = {
    CaseAct.RESUBMIT_FILING: lambda c, t: cases.resubmit_filing(c, by=t.inspector, on=ON),
    CaseAct.CHANGE: lambda c, t: cases.change_case(
        c, version=None, facts="甲", by=t.inspector, on=ON
    ),
    CaseAct.ASSIGN_OFFICERS: lambda c, t: cases.assign_officers(
        c, officers=t.officers, by=t.head, on=ON
    ),
    CaseAct.RECORD_VIOLATION: lambda c, t: violations.record_violation(
        c,
        provision=PROVISION,
        activity="retail",
        facts="甲",
        goods_value=Decimal(1),
        by=t.inspector,
        on=ON,
    ),
    CaseAct.CHANGE_VIOLATION: lambda c, t: violations.change_violation(
        c.violations.get(), version=None, facts="甲", by=t.inspector, on=ON
    ),
    CaseAct.REMOVE_VIOLATION: lambda c, t: violations.remove_violation(
        c.violations.get(), reason="重复", by=t.inspector, on=ON
    ),
    CaseAct.PROPOSE_PENALTY: lambda c, t: proposals.propose_penalty(
        c, step="general", fine=Decimal(150_000), by=t.inspector, on=ON
    ),
    CaseAct.SUBMIT_PENALTY: lambda c, t: submissions.submit_penalty(
        c, criminal=NO_SIGNS, by=t.inspector, on=ON
    ),
    CaseAct.SERVE_NOTICE: lambda c, t: serving.serve_notice(c, by=t.inspector, on=ON),
    CaseAct.RECORD_DEFENCE: lambda c, t: serving.record_defence(
        c, waived=True, by=t.inspector, on=ON
    ),
    CaseAct.DECIDE: lambda c, t: decisions.decide(c, by=t.head, on=date(2026, 4, 10)),
    CaseAct.SERVE_DECISION: lambda c, t: serving.serve_decision(c, by=t.inspector, on=ON),
    CaseAct.RECORD_PAYMENT: lambda c, t: payments.record_payment(
        c,
        kind="fine",
        amount=Decimal(1),
        paid_on=ON,
        receipt="1",
        by=t.inspector,
        on=ON,
    ),
    CaseAct.SUBMIT_CLOSING: lambda c, t: closing.submit_closing(
        c, report="已履行。", by=t.inspector, on=ON
    ),
    CaseAct.PROPOSE_TRANSFER: lambda c, t: transfers.propose_transfer(
        c, kind="police", to_name="公安", charge="涉嫌", reason="甲", by=t.inspector, on=ON
    ),
    CaseAct.SUBMIT_PLAN: lambda c, t: plans.submit_plan(
        c, reason="甲", applied_on=ON, parts=(), by=t.inspector, on=ON
    ),
    CaseAct.MISS_INSTALMENT: lambda c, t: plans.miss_instalment(c, by=t.inspector, on=ON),
    CaseAct.DEMAND: lambda c, t: collection.serve_demand(c, by=t.inspector, on=ON),
    CaseAct.AGREE_ENFORCEMENT: lambda c, t: collection.agree_enforcement(
        c, agreed_on=ON, terms="甲", paper="1", by=t.head, on=ON
    ),
    CaseAct.APPLY_TO_COURT: lambda c, t: collection.apply_to_court(
        c, court="甲", by=t.inspector, on=date(2026, 12, 1)
    ),
    CaseAct.RECORD_COURT_ACCEPTANCE: court("accepted"),
    CaseAct.RECORD_COURT_REFUSAL: court("refused"),
    CaseAct.RECORD_ENFORCEMENT_RULING: court("ruled"),
    CaseAct.RECORD_NONENFORCEMENT_RULING: court("ruled_out"),
    CaseAct.REQUEST_COURT_RECONSIDERATION: court("reconsideration"),
    CaseAct.END_ENFORCEMENT: court("ended"),
    CaseAct.RECORD_REVIEW: remedy("review"),
    CaseAct.RECORD_SUIT: remedy("litigation"),
    CaseAct.SUBMIT_SUSPENSION: step("suspension", "other"),
    CaseAct.SUBMIT_RESUMPTION: step("resumption", "cause_gone"),
    CaseAct.SUBMIT_EXTENSION: step("extension", "complex"),
    CaseAct.SUBMIT_TERMINATION: step("termination", "other"),
    CaseAct.SUBMIT_REOPENING: step("reopening", "other"),
    CaseAct.ARCHIVE: lambda c, t: archiving.archive(
        c, pages=1, retention="30", location="甲", by=t.inspector, on=ON
    ),
    CaseAct.HAND_OVER: lambda c, t: hand_overs.hand_over(
        c, to=c.bureau.parent, reason="属地", by=t.head, on=ON
    ),
    CaseAct.SPLIT: lambda c, t: merging.split_case(
        c, violations=list(c.violations.all()), violation="甲", reason="乙", by=t.head, on=ON
    ),
}
# Told in tests of their own: on the spot, merged, and what follows another organ's answer.
ELSEWHERE = {
    *(CaseAct.DECIDE_ON_SPOT, CaseAct.COLLECT_ON_SPOT, CaseAct.HAND_IN_FINE),
    *(CaseAct.DEPOSIT_FINE, CaseAct.FILE_PAPERS, CaseAct.CLOSE_ON_SPOT, CaseAct.MERGE),
    *(CaseAct.TRANSFER_TO_POLICE, CaseAct.TRANSFER_AWAY),
}
# Acts on a payment or a remedy: tested with what they act on.
ON_A_PART = {
    CaseAct.REFUND,
    CaseAct.CORRECT_PAYMENT,
    CaseAct.ANSWER_REMEDY,
    CaseAct.CONCLUDE_REMEDY,
}
# They follow another act by themselves.
BY_THEMSELVES = {
    CaseAct.PERFORM,
    CaseAct.RESUME_PERFORMANCE,
    CaseAct.REVOKE,
    CaseAct.REMAKE,
}
CALLS |= COURSE_CALLS
AFTER_APPROVAL = {rule.act for rule in CASE.rules if rule.after_approval}
