"""The procedure of a clue: verified within its limit, then filed or not filed."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Need, Procedure, Rule
from enforcement.models import ClueStatus, HandOver
from law.words import cite
from workbench.models import Approval

NOT_FILING = "not_filing"  # the approval route of the decision not to file
VERIFICATION_PERIOD = "clue_verification_and_filing_decision"
# In force until 2026-04-14 only: after that day it starts no clock.
REPORTER_PERIOD = "real_name_reporter_notice_old"
PROCEDURE_RULES = "市场监督管理行政处罚程序规定"
ARTICLE_VERIFY = cite(PROCEDURE_RULES, "第十八条")
ARTICLE_NOT_FILE = cite(PROCEDURE_RULES, "第二十条")
ARTICLE_HAND_OVER = cite(PROCEDURE_RULES, "第十四条")
ARTICLE_REPORTER = cite("市场监督管理投诉举报处理暂行办法", "第三十一条")


class ClueAct(StrEnum):
    """The acts of the table; each is one service function."""

    ASSIGN = "assign"
    TAKE = "take"
    REASSIGN = "reassign"
    RECORD_VERIFICATION = "record_verification"
    SUBMIT_FILING = "submit_filing"
    FILE = "file"
    RETURN_FILING = "return_filing"
    WITHDRAW_FILING = "withdraw_filing"
    PROPOSE_NOT_FILING = "propose_not_filing"
    NOT_FILE = "not_file"
    HAND_OVER = "hand_over"
    TELL_REPORTER = "tell_reporter"


def _is_verified(clue: Any) -> bool:
    return bool(clue.verification.strip())


def _nothing_pending(clue: Any) -> bool:
    waiting = Approval.objects.pending().filter(about_uuid=clue.uuid, act=NOT_FILING)
    return not waiting.exists()


VERIFIED = Need(
    name="verification",
    met=_is_verified,
    refusal=_("The result of the verification is not recorded yet. Record it first."),
    article=ARTICLE_VERIFY,
)

NOTHING_PENDING = Need(
    name="nothing_pending",
    met=_nothing_pending,
    refusal=_("It was proposed not to file. Wait for the approval, or withdraw the proposal."),
)


def _has_reporter(clue: Any) -> bool:
    return bool(clue.has_reporter)


def _reporter_not_told(clue: Any) -> bool:
    return clue.reporter_told_on is None


def _not_offered(clue: Any) -> bool:
    return not HandOver.objects.live().filter(clue_id=clue.pk).exists()


REPORTER_NOT_TOLD = Need(
    name="reporter_not_told",
    met=_reporter_not_told,
    refusal=_("The reporter was told already."),
)
NOT_OFFERED = Need(
    name="not_offered",
    met=_not_offered,
    refusal=_("The clue is being handed over. Wait for the answer, or withdraw it."),
)

CLUE = Procedure(
    kind="clue",
    initial=ClueStatus.RECEIVED.value,
    final=(ClueStatus.FILED.value, ClueStatus.NOT_FILED.value),
    rules=(
        Rule(
            act=ClueAct.ASSIGN.value,
            title=_("Assign"),
            sources=(ClueStatus.RECEIVED.value,),
            target=ClueStatus.VERIFYING.value,
            perm=Perm.ASSIGN_WORK,
            article=ARTICLE_VERIFY,
        ),
        Rule(
            act=ClueAct.TAKE.value,
            title=_("Take over"),
            sources=(ClueStatus.RECEIVED.value,),
            target=ClueStatus.VERIFYING.value,
            perm=Perm.WRITE_CLUES,
            article=ARTICLE_VERIFY,
        ),
        Rule(
            act=ClueAct.REASSIGN.value,
            title=_("Assign to another"),
            sources=(ClueStatus.VERIFYING.value,),
            target=ClueStatus.VERIFYING.value,
            perm=Perm.ASSIGN_WORK,
        ),
        Rule(
            act=ClueAct.RECORD_VERIFICATION.value,
            title=_("Record verification"),
            sources=(ClueStatus.VERIFYING.value,),
            target=ClueStatus.VERIFYING.value,
            perm=Perm.WRITE_CLUES,
            article=ARTICLE_VERIFY,
        ),
        Rule(
            act=ClueAct.SUBMIT_FILING.value,
            title=_("Submit for filing"),
            sources=(ClueStatus.VERIFYING.value,),
            target=ClueStatus.FILING.value,
            perm=Perm.WRITE_CASES,
            needs=(VERIFIED, NOTHING_PENDING, NOT_OFFERED),
            article=ARTICLE_VERIFY,
        ),
        Rule(
            act=ClueAct.FILE.value,
            title=_("File a case"),
            sources=(ClueStatus.FILING.value,),
            target=ClueStatus.FILED.value,
            perm=Perm.DECIDE_CASES,
            meets=(VERIFICATION_PERIOD,),
            starts=(REPORTER_PERIOD,),
            article=ARTICLE_VERIFY,
            after_approval=True,
        ),
        Rule(
            act=ClueAct.RETURN_FILING.value,
            title=_("Return the filing"),
            sources=(ClueStatus.FILING.value,),
            target=ClueStatus.VERIFYING.value,
            perm=Perm.DECIDE_CASES,
            also=(Perm.REVIEW_LAW, Perm.REVIEW_UNIT),
            after_approval=True,
        ),
        Rule(
            act=ClueAct.WITHDRAW_FILING.value,
            title=_("Withdraw the filing"),
            sources=(ClueStatus.FILING.value,),
            target=ClueStatus.VERIFYING.value,
            perm=Perm.WRITE_CASES,
            after_approval=True,
        ),
        Rule(
            act=ClueAct.PROPOSE_NOT_FILING.value,
            title=_("Propose not to file"),
            sources=(ClueStatus.VERIFYING.value,),
            target=ClueStatus.VERIFYING.value,
            perm=Perm.WRITE_CLUES,
            needs=(VERIFIED, NOTHING_PENDING, NOT_OFFERED),
            article=ARTICLE_NOT_FILE,
        ),
        Rule(
            act=ClueAct.NOT_FILE.value,
            title=_("Do not file"),
            sources=(ClueStatus.VERIFYING.value,),
            target=ClueStatus.NOT_FILED.value,
            perm=Perm.DECIDE_CASES,
            needs=(VERIFIED, NOTHING_PENDING, NOT_OFFERED),
            meets=(VERIFICATION_PERIOD,),
            starts=(REPORTER_PERIOD,),
            article=ARTICLE_NOT_FILE,
            confirm=True,
        ),
        Rule(
            act=ClueAct.HAND_OVER.value,
            title=_("Hand over to another bureau"),
            sources=(ClueStatus.RECEIVED.value, ClueStatus.VERIFYING.value),
            target=STAYS,
            perm=Perm.ASSIGN_WORK,
            needs=(NOTHING_PENDING, NOT_OFFERED),
            article=ARTICLE_HAND_OVER,
        ),
        Rule(
            act=ClueAct.TELL_REPORTER.value,
            title=_("Record that the reporter was told"),
            sources=(ClueStatus.FILED.value, ClueStatus.NOT_FILED.value),
            target=STAYS,
            perm=Perm.WRITE_CLUES,
            needs=(REPORTER_NOT_TOLD,),
            meets=(REPORTER_PERIOD,),
            article=ARTICLE_REPORTER,
            applies=_has_reporter,
        ),
    ),
)
