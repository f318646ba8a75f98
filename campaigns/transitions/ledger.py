"""The procedure of a ledger item: handed over, rectified, rechecked, closed by another."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from campaigns.models import LedgerStatus
from deadlines.procedure import STAYS, Need, Procedure, Reach, Rule

REGISTERED = LedgerStatus.REGISTERED.value
DISPATCHED = LedgerStatus.DISPATCHED.value
RECTIFYING = LedgerStatus.RECTIFYING.value
RECHECK = LedgerStatus.RECHECK.value
CLOSING = LedgerStatus.CLOSING.value
CLOSED = LedgerStatus.CLOSED.value
TRANSFERRED = LedgerStatus.TRANSFERRED.value
IN_HAND = (DISPATCHED, RECTIFYING, RECHECK)
# Whoever handles the item, and the offices that direct it.
WORKS: dict[str, Any] = {
    "perm": Perm.WRITE_INSPECTIONS,
    "also": (Perm.RUN_CAMPAIGNS, Perm.ASSIGN_WORK),
}
DIRECTS: dict[str, Any] = {
    "perm": Perm.RUN_CAMPAIGNS,
    "also": (Perm.ASSIGN_WORK,),
    "reach": Reach.LINE,
}
DECIDES: dict[str, Any] = {
    "perm": Perm.DECIDE_CASES,
    "also": (Perm.RUN_CAMPAIGNS,),
    "reach": Reach.LINE,
}


class LedgerAct(StrEnum):
    """The acts of the table; each is one service function."""

    DISPATCH = "dispatch"
    ACCEPT = "accept"
    MOVE = "move"
    NOTE_PROGRESS = "note_progress"
    ADD_EVIDENCE = "add_evidence"
    RECORD_REPORT = "record_report"
    REPORT_RECTIFIED = "report_rectified"
    RECHECK = "recheck"
    EXTEND = "extend"
    PROPOSE_CLOSE = "propose_close"
    CLOSE = "close"
    RETURN_CLOSING = "return_closing"
    TRANSFER_TO_CASE = "transfer_to_case"
    REOPEN = "reopen"


def _has_evidence(item: Any) -> bool:
    return bool(item.has_evidence)


def _has_passed(item: Any) -> bool:
    return item.recheck_passed is True


EVIDENCE = Need(
    name="evidence",
    met=_has_evidence,
    refusal=_("Nothing shows yet that it was rectified. Add evidence first."),
)
PASSED = Need(
    name="recheck",
    met=_has_passed,
    refusal=_("No recheck was passed yet. Recheck it first."),
)

LEDGER = Procedure(
    kind="ledger_item",
    initial=REGISTERED,
    final=(CLOSED, TRANSFERRED),
    rules=(
        Rule(LedgerAct.DISPATCH, _("Hand over for rectification"), (REGISTERED,), DISPATCHED,
             **DIRECTS),
        Rule(LedgerAct.ACCEPT, _("Accept"), (DISPATCHED,), RECTIFYING, **WORKS),
        Rule(LedgerAct.MOVE, _("Hand to another bureau"), (REGISTERED, DISPATCHED), STAYS,
             **DIRECTS),
        Rule(LedgerAct.NOTE_PROGRESS, _("Note progress"), IN_HAND, STAYS, **WORKS),
        Rule(LedgerAct.ADD_EVIDENCE, _("Add evidence"), IN_HAND, STAYS, **WORKS),
        Rule(LedgerAct.RECORD_REPORT, _("Record a report of the party"), IN_HAND, STAYS,
             **WORKS),
        Rule(LedgerAct.REPORT_RECTIFIED, _("Report as rectified"), (RECTIFYING,), RECHECK,
             needs=(EVIDENCE,), **WORKS),
        Rule(LedgerAct.RECHECK, _("Record a recheck"), (RECHECK,), RECHECK, **WORKS),
        Rule(LedgerAct.EXTEND, _("Give more time"), IN_HAND, STAYS, **DIRECTS),
        Rule(LedgerAct.PROPOSE_CLOSE, _("Propose closing"), (RECHECK,), CLOSING,
             needs=(EVIDENCE, PASSED), **WORKS),
        Rule(LedgerAct.CLOSE, _("Close the item"), (CLOSING,), CLOSED, confirm=True,
             other_than="proposed_by_id", **DECIDES),
        Rule(LedgerAct.RETURN_CLOSING, _("Send back for rectification"), (CLOSING,),
             RECTIFYING, other_than="proposed_by_id", **DECIDES),
        Rule(LedgerAct.TRANSFER_TO_CASE, _("Pursue as a case"), IN_HAND, TRANSFERRED,
             perm=Perm.WRITE_CLUES, also=(Perm.RUN_CAMPAIGNS, Perm.ASSIGN_WORK),
             confirm=True),
        Rule(LedgerAct.REOPEN, _("Open again"), (CLOSED,), RECTIFYING, **DECIDES),
    ),
)  # fmt: skip
