"""The acts of a penalty case, their articles, and what must be there before them."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from deadlines.procedure import Need
from deadlines.services.calendar import office_calendar
from enforcement.models import Decision
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


def _has_violation(case: Any) -> bool:
    return bool(case.violations.exists())


def _proposal(case: Any) -> Decision | None:
    """The proposal or decision of the case; None before there is one."""
    return Decision.objects.filter(case_id=case.pk).first()


def _has_proposal(case: Any) -> bool:
    return _proposal(case) is not None


def _is_lawful(case: Any) -> bool:
    proposal = _proposal(case)
    return proposal is None or proposal.fine_check().is_lawful


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
    return proposal is not None and not proposal.still_due()


def _has_closing_report(case: Any) -> bool:
    return bool(case.closing_note.strip())


def _not_transferred(case: Any) -> bool:
    return case.transferred_to_police_on is None


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
NOT_TRANSFERRED = Need(
    name="not_transferred",
    met=_not_transferred,
    refusal=_("The case was transferred to the police already."),
)
