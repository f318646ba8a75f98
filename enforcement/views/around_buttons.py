"""How the acts around a case look on its page, and whom it waits for elsewhere."""

from django.utils.translation import gettext as _

from core.pages.base import Text
from enforcement.models import Case, CaseStatus, HandOver, Transfer
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.parts import Button

AROUND_BUTTONS = {
    CaseAct.FILE_PAPERS: Button("enforcement:file-papers", "archive", "main", dialog=True),
    CaseAct.HAND_IN_FINE: Button("enforcement:hand-in-fine", "cash", "main", dialog=True),
    CaseAct.DEPOSIT_FINE: Button(
        "enforcement:deposit-fine", "building-bank", "main", dialog=True
    ),
    CaseAct.CLOSE_ON_SPOT: Button(
        "enforcement:close-on-spot", "circle-check", "main", dialog=True
    ),
    CaseAct.PROPOSE_TRANSFER: Button("enforcement:transfer-new", "shield"),
    CaseAct.HAND_OVER: Button("enforcement:case-hand-over", "arrow-right"),
    CaseAct.MERGE: Button("enforcement:case-merge", "folder"),
    CaseAct.SPLIT: Button("enforcement:case-split", "copy"),
}
# States in which a case has ended elsewhere.
AROUND_TONES: dict[str, str] = {
    CaseStatus.TRANSFERRED: "void",
    CaseStatus.MERGED: "void",
}


def waits_around(case: Case) -> Text:
    """The other organ or bureau that must answer; empty where none must."""
    transfer = Transfer.objects.live().filter(case=case).first()
    if transfer is not None and transfer.handed_over_on is not None:
        return _("%(organ)s, which must answer the transfer.") % {"organ": transfer.to_name}
    offered = HandOver.objects.live().filter(case=case).select_related("to_bureau").first()
    if offered is not None:
        return _("%(bureau)s, which must answer the hand-over.") % {
            "bureau": offered.to_bureau.name
        }
    return ""
