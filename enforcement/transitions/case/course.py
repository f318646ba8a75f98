"""Acts open along the whole way of a case."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Rule
from enforcement.models import CaseStatus
from enforcement.transitions.case_needs import CaseAct

S = CaseStatus
ENDED = (S.CLOSED, S.TRANSFERRED, S.MERGED)

COURSE = (
    Rule(
        act=CaseAct.CHANGE.value,
        title=_("Change the facts"),
        sources=(S.FILING_REFUSED.value, S.INVESTIGATING.value),
        target=STAYS,
        perm=Perm.WRITE_CASES,
    ),
    Rule(
        act=CaseAct.ASSIGN_OFFICERS.value,
        title=_("Assign officers"),
        sources=tuple(state.value for state in S if state not in ENDED),
        target=STAYS,
        perm=Perm.ASSIGN_WORK,
    ),
)
