"""The procedure of a regulatory measure: issued, served, answered, rechecked, ended."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Need, Procedure, Rule
from documents.models import DocumentKind
from enforcement.models import RegulatoryStatus
from law.words import cite

ARTICLE = cite("中华人民共和国药品管理法", "第九十九条")
S = RegulatoryStatus


class RegulatoryAct(StrEnum):
    """The acts of the table; each is one service function."""

    SERVE = "serve"
    RECORD_RESPONSE = "record_response"
    RECHECK = "recheck"
    LIFT = "lift"
    END = "end"
    REVOKE = "revoke"


def _is_suspension(measure: Any) -> bool:
    return bool(measure.is_suspension)


def _is_no_suspension(measure: Any) -> bool:
    return not measure.is_suspension


def _rechecked(measure: Any) -> bool:
    return measure.rechecked_on is not None


SUSPENSION = Need(
    name="kind", met=_is_suspension, refusal=_("Only an order to suspend is lifted.")
)
NO_SUSPENSION = Need(
    name="kind",
    met=_is_no_suspension,
    refusal=_("An order to suspend is not simply ended: lift it after the recheck."),
)
RECHECKED = Need(
    name="rechecked",
    met=_rechecked,
    refusal=_("Recheck first whether the risk is gone, and record the result."),
    article=ARTICLE,
)


def _rule(
    act: RegulatoryAct, title: Any, sources: tuple[S, ...], target: str, **more: Any
) -> Rule:
    states = tuple(state.value for state in sources)
    values = {"perm": Perm.WRITE_INSPECTIONS, "also": (Perm.WRITE_CASES,), **more}
    return Rule(act=act.value, title=title, sources=states, target=target, **values)


A = RegulatoryAct
REGULATORY = Procedure(
    kind="regulatory_measure",
    initial=S.ISSUED.value,
    final=(S.LIFTED.value, S.ENDED.value, S.REVOKED.value),
    rules=(
        _rule(
            A.SERVE,
            _("Serve"),
            (S.ISSUED,),
            S.SERVED.value,
            document=DocumentKind.ORDER_TO_CORRECT.value,
            article=ARTICLE,
        ),
        _rule(
            A.RECORD_RESPONSE,
            _("Record what the party reported"),
            (S.SERVED, S.RESPONDED),
            S.RESPONDED.value,
            article=ARTICLE,
        ),
        _rule(A.RECHECK, _("Recheck"), (S.SERVED, S.RESPONDED), STAYS, article=ARTICLE),
        _rule(
            A.LIFT,
            _("Lift the suspension"),
            (S.SERVED, S.RESPONDED),
            S.LIFTED.value,
            needs=(SUSPENSION, RECHECKED),
            article=ARTICLE,
            confirm=True,
        ),
        _rule(
            A.END,
            _("Note as done"),
            (S.SERVED, S.RESPONDED),
            S.ENDED.value,
            needs=(NO_SUSPENSION,),
            article=ARTICLE,
        ),
        _rule(A.REVOKE, _("Take it back"), (S.ISSUED,), S.REVOKED.value, confirm=True),
    ),
)
