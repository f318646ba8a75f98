"""The procedure of a clue: verified within its limit, then filed or not filed."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import Need, Procedure, Rule
from enforcement.models import ClueStatus
from law.words import cite
from workbench.models import Approval

NOT_FILING = "not_filing"  # the approval route of the decision not to file
VERIFICATION_PERIOD = "clue_verification_and_filing_decision"
PROCEDURE_RULES = "市场监督管理行政处罚程序规定"
ARTICLE_VERIFY = cite(PROCEDURE_RULES, "第十八条")
ARTICLE_NOT_FILE = cite(PROCEDURE_RULES, "第二十条")


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
            needs=(VERIFIED, NOTHING_PENDING),
            article=ARTICLE_VERIFY,
        ),
        Rule(
            act=ClueAct.FILE.value,
            title=_("File a case"),
            sources=(ClueStatus.FILING.value,),
            target=ClueStatus.FILED.value,
            perm=Perm.DECIDE_CASES,
            meets=(VERIFICATION_PERIOD,),
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
            needs=(VERIFIED, NOTHING_PENDING),
            article=ARTICLE_NOT_FILE,
        ),
        Rule(
            act=ClueAct.NOT_FILE.value,
            title=_("Do not file"),
            sources=(ClueStatus.VERIFYING.value,),
            target=ClueStatus.NOT_FILED.value,
            perm=Perm.DECIDE_CASES,
            needs=(VERIFIED, NOTHING_PENDING),
            meets=(VERIFICATION_PERIOD,),
            article=ARTICLE_NOT_FILE,
            confirm=True,
        ),
    ),
)
