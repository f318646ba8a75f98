"""Publishing a penalty: prepared, held back or made public, withdrawn, its display ended.

Legal source: 市场监督管理行政处罚信息公示规定; 行政处罚法第四十八条; 信用修复管理办法.
"""

from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Need, Procedure, Rule
from law.disclosure import DISPLAY_PERIODS, PENALTY_LAW, REPAIR_RULES, RULES
from law.words import cite
from reporting.disclosure.barriers import barrier_of
from reporting.disclosure.changes import changed_since, is_void
from reporting.disclosure.display import class_of, earliest_stop
from reporting.disclosure.validate import faults_of
from reporting.models import DisclosureStatus

S = DisclosureStatus
SAME_PROVINCE: Final = "penalty_publicity_same_province"
OTHER_PROVINCE: Final = "penalty_publicity_cross_province_push"
SEVEN_DAYS: Final = "double_publicity_seven_days"
PUBLISHING: Final = (SAME_PROVINCE, OTHER_PROVINCE, SEVEN_DAYS)
WITHDRAWAL: Final = "publication_withdrawal_after_reversal"
ACCEPTANCE: Final = "credit_repair_acceptance"
REPAIR_DECISION: Final = "credit_repair_decision"
PROCESSING: Final = "credit_repair_data_processing"
REPAIR: Final = (ACCEPTANCE, REPAIR_DECISION, PROCESSING)
PUBLIC: Final = (S.RELEASED.value, S.REPAIR_ASKED.value, S.REPAIR_ACCEPTED.value)


class DisclosureAct(StrEnum):
    """The acts of the table; each is one service function."""

    REVISE = "revise"
    HOLD_BACK = "hold_back"
    TAKE_UP = "take_up"
    RELEASE = "release"
    NOTE_CHANGE = "note_change"
    WITHDRAW = "withdraw_disclosure"
    RENEW = "renew"
    ASK_REPAIR = "ask_repair"
    ACCEPT_REPAIR = "accept_repair"
    REFUSE_REPAIR = "refuse_repair"
    GRANT_REPAIR = "grant_repair"
    FINISH_REPAIR = "finish_repair"
    END_DISPLAY = "end_display"


def _first_faults(one: Any) -> str:
    """The faulty fields by number and name, as a sentence ends."""
    named = dict.fromkeys(f"{fault.number} {fault.label}" for fault in faults_of_record(one))
    return f"{'、'.join(named)}。"


def faults_of_record(one: Any) -> Any:
    return faults_of(one.values, one.decision)


COMPLETE = Need(
    "complete",
    lambda one: not faults_of_record(one),
    _("Some fields are not in order; the report before release tells each."),
    cite(RULES, "第三条"),
    names=_first_faults,
)
NOT_BARRED = Need(
    "not_barred",
    lambda one: barrier_of(one.decision) is None,
    _("The law does not let this decision be made public. Hold it back with the reason."),
    cite(RULES, "第二条"),
)
SERVED = Need(
    "served",
    lambda one: one.case.served_on is not None or one.case.is_simple,
    _("The decision has not been served: at service the party is told of the publication."),
    cite(RULES, "第八条"),
)
STANDS = Need(
    "stands",
    lambda one: not is_void(one.decision),
    _("The decision was revoked or found unlawful and is not made public again."),
    cite(PENALTY_LAW, "第四十八条第二款"),
)
CHANGED = Need(
    "changed",
    lambda one: bool(changed_since(one)),
    _("The decision has not changed since it was prepared for publication."),
    cite(RULES, "第十一条"),
)
DISPLAY_OVER = Need(
    "display_over",
    lambda one: one.display_until is None,
    _("The display period has not run out yet."),
    cite(RULES, "第十三条"),
    opens_on=lambda one: one.display_until,
)
MAY_STOP = Need(
    "may_stop",
    lambda one: class_of(one).may_stop_early,
    _("The law knows no early end for the revocation of a licence, downgrading or closure."),
    cite(RULES, "第十四条第三款"),
)
LONG_ENOUGH = Need(
    "long_enough",
    lambda one: False,
    _("It has not been shown long enough for the party to ask for an early end."),
    cite(RULES, "第十四条"),
    opens_on=earliest_stop,
)


def _rule(
    act: DisclosureAct, title: Any, sources: tuple[str, ...], target: str, **more: Any
) -> Rule:
    return Rule(
        act=act.value,
        title=title,
        sources=sources,
        target=target,
        perm=Perm.DECIDE_CASES,
        **more,
    )


ARTICLE_PUBLISH = cite(RULES, "第二条、第九条、第十条")
ARTICLE_CHANGE = f"{cite(PENALTY_LAW, '第四十八条第二款')}；{cite(RULES, '第十一条')}"
ARTICLE_RENEW = cite(RULES, "第十一条、第十二条")

DISCLOSURE = Procedure(
    kind="disclosure",
    initial=S.PREPARED.value,
    final=(S.EXPIRED.value, S.WITHDRAWN.value),
    rules=(
        _rule(
            DisclosureAct.REVISE,
            _("Complete the fields"),
            (S.PREPARED.value,),
            S.PREPARED.value,
            article=cite(RULES, "第十六条"),
        ),
        _rule(
            DisclosureAct.RELEASE,
            _("Make public"),
            (S.PREPARED.value,),
            S.RELEASED.value,
            needs=(NOT_BARRED, SERVED, COMPLETE),
            starts=DISPLAY_PERIODS,
            meets=PUBLISHING,
            article=ARTICLE_PUBLISH,
            confirm=True,
        ),
        _rule(
            DisclosureAct.HOLD_BACK,
            _("Hold back"),
            (S.PREPARED.value,),
            S.HELD.value,
            stops=PUBLISHING,
            article=cite(RULES, "第二条、第五条、第六条"),
        ),
        _rule(
            DisclosureAct.TAKE_UP,
            _("Take up again"),
            (S.HELD.value,),
            S.PREPARED.value,
            needs=(NOT_BARRED,),
            starts=PUBLISHING,
            article=ARTICLE_PUBLISH,
        ),
        _rule(
            DisclosureAct.NOTE_CHANGE,
            _("Record that the decision changed"),
            (*PUBLIC, S.REPAIRED.value),
            STAYS,
            needs=(CHANGED,),
            starts=(WITHDRAWAL,),
            article=ARTICLE_CHANGE,
        ),
        _rule(
            DisclosureAct.WITHDRAW,
            _("Withdraw what was published"),
            (*PUBLIC, S.REPAIRED.value),
            S.WITHDRAWN.value,
            meets=(WITHDRAWAL,),
            stops=(*DISPLAY_PERIODS, *REPAIR),
            article=ARTICLE_CHANGE,
            confirm=True,
        ),
        _rule(
            DisclosureAct.RENEW,
            _("Prepare anew"),
            (S.WITHDRAWN.value,),
            S.PREPARED.value,
            needs=(STANDS,),
            starts=PUBLISHING,
            article=ARTICLE_RENEW,
        ),
        _rule(
            DisclosureAct.ASK_REPAIR,
            _("Record the application for credit repair"),
            (S.RELEASED.value,),
            S.REPAIR_ASKED.value,
            needs=(MAY_STOP, LONG_ENOUGH),
            starts=(ACCEPTANCE,),
            article=cite(REPAIR_RULES, "第七条、第八条"),
        ),
        _rule(
            DisclosureAct.ACCEPT_REPAIR,
            _("Accept the application for credit repair"),
            (S.REPAIR_ASKED.value,),
            S.REPAIR_ACCEPTED.value,
            meets=(ACCEPTANCE,),
            starts=(REPAIR_DECISION,),
            article=cite(REPAIR_RULES, "第十四条"),
        ),
        _rule(
            DisclosureAct.REFUSE_REPAIR,
            _("Refuse the credit repair"),
            (S.REPAIR_ASKED.value, S.REPAIR_ACCEPTED.value),
            S.RELEASED.value,
            meets=(ACCEPTANCE, REPAIR_DECISION),
            article=cite(REPAIR_RULES, "第十四条、第十六条"),
        ),
        _rule(
            DisclosureAct.GRANT_REPAIR,
            _("Grant the credit repair"),
            (S.REPAIR_ACCEPTED.value,),
            S.REPAIRED.value,
            meets=(REPAIR_DECISION,),
            starts=(PROCESSING,),
            article=cite(REPAIR_RULES, "第十六条"),
            confirm=True,
        ),
        _rule(
            DisclosureAct.FINISH_REPAIR,
            _("End the display after the credit repair"),
            (S.REPAIRED.value,),
            S.EXPIRED.value,
            meets=(PROCESSING,),
            stops=(*DISPLAY_PERIODS, WITHDRAWAL),
            article=cite(REPAIR_RULES, "第十七条"),
        ),
        _rule(
            DisclosureAct.END_DISPLAY,
            _("End the display"),
            PUBLIC,
            S.EXPIRED.value,
            needs=(DISPLAY_OVER,),
            meets=DISPLAY_PERIODS,
            stops=(*REPAIR, WITHDRAWAL),
            article=cite(RULES, "第十三条"),
        ),
    ),
)
