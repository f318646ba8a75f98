"""A transfer to the police or to another authority: decided, handed over, answered, back.

Legal source: provisions on transferring suspected crimes (行政执法机关移送涉嫌犯罪案件的规定)
Art. 5-12; Administrative Penalty Law Art. 22-27.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Need, Procedure, Rule
from enforcement.models import TransferStatus
from law.words import cite

CRIME_RULES = "行政执法机关移送涉嫌犯罪案件的规定"
APPROVAL_PERIOD = "criminal_transfer_approval"
HAND_OVER_PERIOD = "criminal_transfer_handover"
POLICE_PERIOD = "police_filing_decision"
RECONSIDERATION_REQUEST = "police_no_file_reconsideration_request"
RECONSIDERATION_PERIOD = "police_reconsideration_decision"
PROCURATORATE_PERIOD = "procuratorate_supervision_request"
ITEMS_PERIOD = "handover_of_items_after_police_filing"
ARTICLE_DECIDE = cite(CRIME_RULES, "第五条")
ARTICLE_ANSWER = cite(CRIME_RULES, "第八条")
ARTICLE_DISPUTE = cite(CRIME_RULES, "第九条")
ARTICLE_BACK = cite(CRIME_RULES, "第十条")
ARTICLE_ITEMS = cite(CRIME_RULES, "第十二条")
ARTICLE_AUTHORITY = cite("市场监督管理行政处罚程序规定", "第十七条")

S = TransferStatus


class TransferAct(StrEnum):
    """The acts of the table; each is one service function."""

    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"
    RECORD_OPENED = "record_opened"
    RECORD_ACCEPTED = "record_accepted"
    RECORD_DECLINED = "record_declined"
    ASK_RECONSIDERATION = "ask_reconsideration"
    RECORD_UPHELD = "record_upheld"
    ASK_PROCURATORATE = "ask_procuratorate"
    HAND_OVER_ITEMS = "hand_over_items"
    TAKE_BACK = "take_back"


def _is_police(transfer: Any) -> bool:
    return bool(transfer.is_police)


def _is_authority(transfer: Any) -> bool:
    return not transfer.is_police


def _items_here(transfer: Any) -> bool:
    return transfer.items_handed_on is None


ITEMS_HERE = Need(
    name="items_here",
    met=_items_here,
    refusal=_("Goods and material were handed over already."),
)
# The limits of the refusal, whichever way its dispute goes.
DISPUTE = (RECONSIDERATION_REQUEST, RECONSIDERATION_PERIOD, PROCURATORATE_PERIOD)

TRANSFER = Procedure(
    kind="transfer",
    initial=S.PROPOSED.value,
    final=(S.REFUSED.value, S.WITHDRAWN.value, S.ACCEPTED.value, S.RETURNED.value),
    rules=(
        Rule(
            act=TransferAct.APPROVE.value,
            title=_("Approve the transfer"),
            sources=(S.PROPOSED.value,),
            target=S.APPROVED.value,
            perm=Perm.DECIDE_CASES,
            meets=(APPROVAL_PERIOD,),
            starts=(HAND_OVER_PERIOD,),
            article=ARTICLE_DECIDE,
            after_approval=True,
        ),
        Rule(
            act=TransferAct.REFUSE.value,
            title=_("Do not transfer"),
            sources=(S.PROPOSED.value,),
            target=S.REFUSED.value,
            perm=Perm.DECIDE_CASES,
            meets=(APPROVAL_PERIOD,),
            article=ARTICLE_DECIDE,
            after_approval=True,
        ),
        Rule(
            act=TransferAct.WITHDRAW.value,
            title=_("Withdraw the proposal"),
            sources=(S.PROPOSED.value,),
            target=S.WITHDRAWN.value,
            perm=Perm.WRITE_CASES,
            stops=(APPROVAL_PERIOD,),
            after_approval=True,
        ),
        Rule(
            act=TransferAct.HAND_OVER.value,
            title=_("Hand the case over"),
            sources=(S.APPROVED.value,),
            target=S.HANDED_OVER.value,
            perm=Perm.WRITE_CASES,
            meets=(HAND_OVER_PERIOD,),
            starts=(POLICE_PERIOD,),
            article=ARTICLE_DECIDE,
            confirm=True,
        ),
        Rule(
            act=TransferAct.RECORD_OPENED.value,
            title=_("The police opened a case"),
            sources=(
                *(S.HANDED_OVER.value, S.DECLINED.value, S.RECONSIDERING.value),
                *(S.UPHELD.value, S.SUPERVISED.value),
            ),
            target=S.OPENED.value,
            perm=Perm.WRITE_CASES,
            meets=(POLICE_PERIOD, RECONSIDERATION_PERIOD),
            stops=(RECONSIDERATION_REQUEST, PROCURATORATE_PERIOD),
            starts=(ITEMS_PERIOD,),
            article=ARTICLE_ANSWER,
            applies=_is_police,
        ),
        Rule(
            act=TransferAct.RECORD_ACCEPTED.value,
            title=_("The authority accepted the case"),
            sources=(S.HANDED_OVER.value,),
            target=S.ACCEPTED.value,
            perm=Perm.WRITE_CASES,
            article=ARTICLE_AUTHORITY,
            applies=_is_authority,
            confirm=True,
        ),
        Rule(
            act=TransferAct.RECORD_DECLINED.value,
            title=_("The case was declined"),
            sources=(S.HANDED_OVER.value,),
            target=S.DECLINED.value,
            perm=Perm.WRITE_CASES,
            meets=(POLICE_PERIOD,),
            starts=(RECONSIDERATION_REQUEST,),
            article=ARTICLE_ANSWER,
        ),
        Rule(
            act=TransferAct.ASK_RECONSIDERATION.value,
            title=_("Ask the police to reconsider"),
            sources=(S.DECLINED.value,),
            target=S.RECONSIDERING.value,
            perm=Perm.WRITE_CASES,
            meets=(RECONSIDERATION_REQUEST,),
            starts=(RECONSIDERATION_PERIOD,),
            article=ARTICLE_DISPUTE,
            applies=_is_police,
        ),
        Rule(
            act=TransferAct.RECORD_UPHELD.value,
            title=_("The police upheld their refusal"),
            sources=(S.RECONSIDERING.value,),
            target=S.UPHELD.value,
            perm=Perm.WRITE_CASES,
            meets=(RECONSIDERATION_PERIOD,),
            starts=(PROCURATORATE_PERIOD,),
            article=ARTICLE_DISPUTE,
            applies=_is_police,
        ),
        Rule(
            act=TransferAct.ASK_PROCURATORATE.value,
            title=_("Ask the procuratorate to supervise"),
            sources=(S.DECLINED.value, S.UPHELD.value),
            target=S.SUPERVISED.value,
            perm=Perm.WRITE_CASES,
            meets=(RECONSIDERATION_REQUEST, PROCURATORATE_PERIOD),
            article=ARTICLE_DISPUTE,
            applies=_is_police,
        ),
        Rule(
            act=TransferAct.HAND_OVER_ITEMS.value,
            title=_("Hand over goods and material"),
            sources=(S.OPENED.value,),
            target=STAYS,
            perm=Perm.WRITE_CASES,
            needs=(ITEMS_HERE,),
            meets=(ITEMS_PERIOD,),
            article=ARTICLE_ITEMS,
            applies=_is_police,
        ),
        Rule(
            act=TransferAct.TAKE_BACK.value,
            title=_("The case comes back"),
            sources=(*(S.OPENED.value, S.DECLINED.value, S.UPHELD.value, S.SUPERVISED.value),),
            target=S.RETURNED.value,
            perm=Perm.WRITE_CASES,
            stops=(*DISPUTE, ITEMS_PERIOD),
            article=ARTICLE_BACK,
            confirm=True,
        ),
    ),
)
