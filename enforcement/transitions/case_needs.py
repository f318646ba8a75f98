"""The acts of a penalty case, their articles, and what must be there before them."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from deadlines.procedure import Need
from deadlines.services.calendar import office_calendar
from enforcement.dues import decision_of, left_to_pay
from enforcement.models import Decision, DecisionKind
from enforcement.transitions.limitation import ARTICLE_LIMITATION, within_limitation
from law.counting import compute_deadline
from law.periods import in_force
from law.words import cite

HANDLING_PERIOD = "case_handling_period"
PAYMENT_PERIOD = "fine_payment"
DEFENCE_PERIOD = "statement_defence_window"
REVIEW_PERIOD = "legal_or_case_review"
SERVICE_PERIOD = "decision_service"
CLOSURE_PERIOD = "case_closure_form"

PENALTY_LAW = "中华人民共和国行政处罚法"
PROCEDURE_RULES = "市场监督管理行政处罚程序规定"
ARTICLE_FILING = cite(PROCEDURE_RULES, "第十九条")
ARTICLE_REVIEW = cite(PENALTY_LAW, "第五十八条")
ARTICLE_NOTICE = cite(PENALTY_LAW, "第四十四条")
ARTICLE_DEFENCE = cite(PENALTY_LAW, "第四十五条、第六十二条")
ARTICLE_DECISION = cite(PENALTY_LAW, "第五十七条")
ARTICLE_SERVICE = cite(PENALTY_LAW, "第六十一条")
ARTICLE_PAYMENT = cite(PENALTY_LAW, "第六十七条")
ARTICLE_FACTS = cite(PENALTY_LAW, "第四十条")
ARTICLE_POLICE = cite(PENALTY_LAW, "第二十七条")
ARTICLE_CLOSING = cite(PROCEDURE_RULES, "第七十七条")


class CaseAct(StrEnum):
    """The acts of the table; each is one service function."""

    APPROVE_FILING = "approve_filing"
    REFUSE_FILING = "refuse_filing"
    WITHDRAW_FILING = "withdraw_filing"
    RESUBMIT_FILING = "resubmit_filing"
    CHANGE = "change"
    ASSIGN_OFFICERS = "assign_officers"
    RECORD_VIOLATION = "record_violation"
    CHANGE_VIOLATION = "change_violation"
    REMOVE_VIOLATION = "remove_violation"
    PROPOSE_PENALTY = "propose_penalty"
    SUBMIT_PENALTY = "submit_penalty"
    APPROVE_PENALTY = "approve_penalty"
    RETURN_PENALTY = "return_penalty"
    WITHDRAW_PENALTY = "withdraw_penalty"
    SERVE_NOTICE = "serve_notice"
    RECORD_DEFENCE = "record_defence"
    DECIDE = "decide"
    SERVE_DECISION = "serve_decision"
    RECORD_PAYMENT = "record_payment"
    PERFORM = "perform"
    SUBMIT_CLOSING = "submit_closing"
    CLOSE = "close"
    TRANSFER_TO_POLICE = "transfer_to_police"
    WRITE_REPORT = "write_report"
    PROPOSE_DISMISSAL = "propose_dismissal"
    RECORD_OPINION = "record_opinion"
    ANNOUNCE_NOTICE = "announce_notice"
    WAIVE_HEARING = "waive_hearing"
    REQUEST_HEARING = "request_hearing"
    SCHEDULE_HEARING = "schedule_hearing"
    SERVE_HEARING_NOTICE = "serve_hearing_notice"
    ANNOUNCE_HEARING = "announce_hearing"
    HOLD_HEARING = "hold_hearing"
    REPORT_HEARING = "report_hearing"
    WITHDRAW_HEARING = "withdraw_hearing"
    REVISE_PENALTY = "revise_penalty"
    DISCUSS = "discuss"
    DECIDE_NO_PENALTY = "decide_no_penalty"
    DISMISS = "dismiss"
    ANNOUNCE_DECISION = "announce_decision"
    CORRECT_DECISION = "correct_decision"
    AMEND_DECISION = "amend_decision"
    REVOKE_DECISION = "revoke_decision"
    REFUND = "refund"
    CORRECT_PAYMENT = "correct_payment"
    RESUME_PERFORMANCE = "resume_performance"
    SUBMIT_PLAN = "submit_plan"
    GRANT_PLAN = "grant_plan"
    MISS_INSTALMENT = "miss_instalment"
    DEMAND = "demand"
    AGREE_ENFORCEMENT = "agree_enforcement"
    APPLY_TO_COURT = "apply_to_court"
    RECORD_COURT_ACCEPTANCE = "record_court_acceptance"
    RECORD_COURT_REFUSAL = "record_court_refusal"
    RECORD_ENFORCEMENT_RULING = "record_enforcement_ruling"
    RECORD_NONENFORCEMENT_RULING = "record_nonenforcement_ruling"
    REQUEST_COURT_RECONSIDERATION = "request_court_reconsideration"
    END_ENFORCEMENT = "end_enforcement"
    RECORD_REVIEW = "record_review"
    RECORD_SUIT = "record_suit"
    ANSWER_REMEDY = "answer_remedy"
    CONCLUDE_REMEDY = "conclude_remedy"
    REVOKE = "revoke"
    REMAKE = "remake"
    SUBMIT_SUSPENSION = "submit_suspension"
    SUSPEND = "suspend"
    SUBMIT_RESUMPTION = "submit_resumption"
    RESUME = "resume"
    SUBMIT_EXTENSION = "submit_extension"
    EXTEND = "extend"
    SUBMIT_TERMINATION = "submit_termination"
    TERMINATE = "terminate"
    SUBMIT_REOPENING = "submit_reopening"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    PROPOSE_TRANSFER = "propose_transfer"
    TRANSFER_AWAY = "transfer_away"
    HAND_OVER = "hand_over"
    MERGE = "merge"
    SPLIT = "split"
    DECIDE_ON_SPOT = "decide_on_spot"
    COLLECT_ON_SPOT = "collect_on_spot"
    HAND_IN_FINE = "hand_in_fine"
    DEPOSIT_FINE = "deposit_fine"
    FILE_PAPERS = "file_papers"
    CLOSE_ON_SPOT = "close_on_spot"


def _has_violation(case: Any) -> bool:
    """Recorded; or the case is to be dismissed because there was none."""
    return bool(case.violations.exists()) or _is_dismissal(_proposal(case))


def _is_dismissal(proposal: Decision | None) -> bool:
    return proposal is not None and proposal.kind == DecisionKind.DISMISSAL


def _proposal(case: Any) -> Decision | None:
    """The proposal or decision of the case; None before there is one."""
    return decision_of(case)


def _has_proposal(case: Any) -> bool:
    return _proposal(case) is not None


def _is_lawful(case: Any) -> bool:
    proposal = _proposal(case)
    if proposal is None or _is_dismissal(proposal):
        return True
    return proposal.fine_check().is_lawful


def _defence_settled(case: Any) -> bool:
    return case.defence_on is not None or case.defence_waived


def decision_opens_on(case: Any) -> date | None:
    """The day after the party's five working days; None before the notice is served."""
    if case.notified_on is None:
        return None
    period = in_force(DEFENCE_PERIOD, case.notified_on)
    counted = compute_deadline(period, case.notified_on, calendar=office_calendar())
    return counted.due_on + timedelta(days=1)


def _is_paid(case: Any) -> bool:
    proposal = _proposal(case)
    return proposal is not None and not left_to_pay(proposal)


def _has_closing_report(case: Any) -> bool:
    return bool(case.closing_note.strip())


VIOLATION = Need(
    name="violation",
    met=_has_violation,
    refusal=_("No violation is recorded. Record at least one with its provision."),
    article=ARTICLE_FACTS,
)
PROPOSAL = Need(
    name="proposal",
    met=_has_proposal,
    refusal=_("No penalty is proposed yet. Propose it first."),
    article=ARTICLE_DECISION,
)
LAWFUL_PROPOSAL = Need(
    name="lawful_proposal",
    met=_is_lawful,
    refusal=_("The proposed fine no longer fits the range of the violations. Propose it anew."),
    article=ARTICLE_DECISION,
)
DEFENCE = Need(
    name="defence",
    met=_defence_settled,
    refusal=_(
        "The party may still state its defence. Record the defence or its waiver, or wait "
        "until its five working days are over."
    ),
    article=ARTICLE_DEFENCE,
    opens_on=decision_opens_on,
)
PAID = Need(
    name="paid",
    met=_is_paid,
    refusal=_("Not everything is paid yet. Record the payments."),
    article=ARTICLE_PAYMENT,
)
CLOSING_REPORT = Need(
    name="closing_report",
    met=_has_closing_report,
    refusal=_("The closing report is not written yet. Write it first."),
    article=ARTICLE_CLOSING,
)
WITHIN_LIMITATION = Need(
    name="limitation",
    met=within_limitation,
    refusal=_(
        "Limitation has passed for a violation: it was discovered too late to be punished. "
        "Take it out of the case, or propose no penalty."
    ),
    article=ARTICLE_LIMITATION,
)
