"""The procedure of a return: handed in, sent back or accepted by the bureau above, locked."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Perm
from campaigns.models import ReturnStatus
from deadlines.procedure import STAYS, Procedure, Reach, Rule

DRAFT = ReturnStatus.DRAFT.value
SUBMITTED = ReturnStatus.SUBMITTED.value
RETURNED = ReturnStatus.RETURNED.value
ACCEPTED = ReturnStatus.ACCEPTED.value
LOCKED = ReturnStatus.LOCKED.value
# County bureaus have no campaign office: the heads who assign work report for them.
REPORTS: dict[str, Any] = {"perm": Perm.RUN_CAMPAIGNS, "also": (Perm.ASSIGN_WORK,)}
CHECKS: dict[str, Any] = {"perm": Perm.RUN_CAMPAIGNS, "reach": Reach.PARENT}


class ReturnAct(StrEnum):
    """The acts of the table; each is one service function."""

    FILL = "fill"
    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"
    LOCK = "lock"
    CORRECT = "correct"


RETURN = Procedure(
    kind="return",
    initial=DRAFT,
    final=(LOCKED,),
    rules=(
        Rule(ReturnAct.FILL, _("Fill in"), (DRAFT, RETURNED), STAYS, **REPORTS),
        Rule(ReturnAct.SUBMIT, _("Hand in"), (DRAFT, RETURNED), SUBMITTED, **REPORTS),
        Rule(ReturnAct.RETURN, _("Send back"), (SUBMITTED, ACCEPTED), RETURNED, **CHECKS),
        Rule(ReturnAct.ACCEPT, pgettext_lazy("return", "Accept"), (SUBMITTED,), ACCEPTED,
             other_than="submitted_by_id", **CHECKS),
        Rule(ReturnAct.LOCK, _("Lock"), (ACCEPTED,), LOCKED, confirm=True, **CHECKS),
        Rule(ReturnAct.CORRECT, _("Correct a figure"), (LOCKED,), STAYS, **CHECKS),
    ),
)  # fmt: skip
