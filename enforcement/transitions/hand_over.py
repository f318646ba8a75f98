"""Between bureaus of the installation: offered, taken over, disputed, designated.

Legal source: SAMR procedure rules Art. 13-16.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import Procedure, Rule
from enforcement.models import HandOverStatus
from law.words import cite

PROCEDURE_RULES = "市场监督管理行政处罚程序规定"
NEGOTIATION_PERIOD = "jurisdiction_dispute_negotiation"
DESIGNATION_PERIOD = "jurisdiction_designation_by_superior"
ARTICLE_TRANSFER = cite(PROCEDURE_RULES, "第十四条")
ARTICLE_DISPUTE = cite(PROCEDURE_RULES, "第十三条")
ARTICLE_DESIGNATE = cite(PROCEDURE_RULES, "第十六条")

S = HandOverStatus


class HandOverAct(StrEnum):
    """The acts of the table; each is one service function."""

    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    SUBMIT = "submit_jurisdiction"
    DESIGNATE = "designate"
    LEAVE = "leave"


def _receiver(one: Any) -> Collection[int | None]:
    return {one.to_bureau_id}


def _giver(one: Any) -> Collection[int | None]:
    return {one.from_bureau_id}


def _either(one: Any) -> Collection[int | None]:
    return {one.from_bureau_id, one.to_bureau_id}


def _superior(one: Any) -> Collection[int | None]:
    return {one.superior_id}


HAND_OVER = Procedure(
    kind="hand_over",
    initial=S.OFFERED.value,
    final=(S.ACCEPTED.value, S.WITHDRAWN.value, S.KEPT.value),
    rules=(
        Rule(
            act=HandOverAct.ACCEPT.value,
            title=_("Take over"),
            sources=(S.OFFERED.value, S.REJECTED.value, S.DESIGNATED.value),
            target=S.ACCEPTED.value,
            perm=Perm.ASSIGN_WORK,
            meets=(NEGOTIATION_PERIOD,),
            article=ARTICLE_TRANSFER,
            bureaus=_receiver,
        ),
        Rule(
            act=HandOverAct.REJECT.value,
            title=_("Dispute the competence"),
            sources=(S.OFFERED.value,),
            target=S.REJECTED.value,
            perm=Perm.ASSIGN_WORK,
            starts=(NEGOTIATION_PERIOD,),
            article=ARTICLE_DISPUTE,
            bureaus=_receiver,
        ),
        Rule(
            act=HandOverAct.WITHDRAW.value,
            title=_("Withdraw the hand-over"),
            sources=(S.OFFERED.value, S.REJECTED.value),
            target=S.WITHDRAWN.value,
            perm=Perm.ASSIGN_WORK,
            meets=(NEGOTIATION_PERIOD,),
            bureaus=_giver,
        ),
        Rule(
            act=HandOverAct.SUBMIT.value,
            title=_("Submit for designation of jurisdiction"),
            sources=(S.OFFERED.value, S.REJECTED.value),
            target=S.SUBMITTED.value,
            perm=Perm.ASSIGN_WORK,
            meets=(NEGOTIATION_PERIOD,),
            starts=(DESIGNATION_PERIOD,),
            article=ARTICLE_DISPUTE,
            bureaus=_either,
        ),
        Rule(
            act=HandOverAct.DESIGNATE.value,
            title=_("Designate the receiving bureau"),
            sources=(S.SUBMITTED.value,),
            target=S.DESIGNATED.value,
            perm=Perm.DECIDE_CASES,
            also=(Perm.RUN_CAMPAIGNS,),
            meets=(DESIGNATION_PERIOD,),
            article=ARTICLE_DESIGNATE,
            bureaus=_superior,
        ),
        Rule(
            act=HandOverAct.LEAVE.value,
            title=_("Leave it with the bureau that has it"),
            sources=(S.SUBMITTED.value,),
            target=S.KEPT.value,
            perm=Perm.DECIDE_CASES,
            also=(Perm.RUN_CAMPAIGNS,),
            meets=(DESIGNATION_PERIOD,),
            article=ARTICLE_DESIGNATE,
            bureaus=_superior,
        ),
    ),
)
