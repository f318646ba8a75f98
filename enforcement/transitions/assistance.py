"""Assistance requests: received, worked on, answered within their limit.

Legal source: SAMR procedure rules Art. 45; drug inspection measures Art. 59.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Procedure, Rule
from enforcement.models import AssistanceStatus
from law.words import cite

REPLY_PERIOD = "assistance_request_reply"
DRUG_PERIOD = "assistance_request_reply_drug_interprovincial"
URGENT_PERIOD = "assistance_request_reply_drug_urgent"
REPLIES = (REPLY_PERIOD, DRUG_PERIOD, URGENT_PERIOD)
ARTICLE = cite("市场监督管理行政处罚程序规定", "第四十五条")

S = AssistanceStatus


class AssistanceAct(StrEnum):
    """The acts of the table; each is one service function."""

    ASSIGN = "assign"
    EXTEND = "extend"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


def _is_ours(one: Any) -> bool:
    """Somebody of the installation answers, not an authority outside."""
    return not one.is_sent_outside


def _asking(one: Any) -> Collection[int | None]:
    return {one.from_bureau_id}


OPEN = (S.WAITING.value, S.IN_HAND.value)
ASSISTANCE = Procedure(
    kind="assistance",
    initial=S.WAITING.value,
    final=(S.ANSWERED.value, S.WITHDRAWN.value),
    rules=(
        Rule(
            act=AssistanceAct.ASSIGN.value,
            title=_("Assign an officer"),
            sources=OPEN,
            target=S.IN_HAND.value,
            perm=Perm.ASSIGN_WORK,
            article=ARTICLE,
            applies=_is_ours,
        ),
        Rule(
            act=AssistanceAct.EXTEND.value,
            title=_("Tell that it takes longer"),
            sources=OPEN,
            target=STAYS,
            perm=Perm.DECIDE_CASES,
            article=ARTICLE,
            applies=_is_ours,
        ),
        Rule(
            act=AssistanceAct.ANSWER.value,
            title=_("Answer"),
            sources=OPEN,
            target=S.ANSWERED.value,
            perm=Perm.WRITE_CASES,
            meets=REPLIES,
            article=ARTICLE,
            confirm=True,
        ),
        Rule(
            act=AssistanceAct.WITHDRAW.value,
            title=_("Withdraw the request"),
            sources=OPEN,
            target=S.WITHDRAWN.value,
            perm=Perm.WRITE_CASES,
            stops=REPLIES,
            bureaus=_asking,
            confirm=True,
        ),
    ),
)
