"""Acts open along the whole way of a case."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Rule
from enforcement.models import CaseStatus
from enforcement.transitions.case_needs import (
    ARTICLE_POLICE,
    NOT_TRANSFERRED,
    CaseAct,
)

S = CaseStatus

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
        sources=tuple(state.value for state in S if state != S.CLOSED),
        target=STAYS,
        perm=Perm.ASSIGN_WORK,
    ),
    Rule(
        act=CaseAct.TRANSFER_TO_POLICE.value,
        title=_("Transfer to the police"),
        sources=(
            S.INVESTIGATING.value,
            S.REVIEWING.value,
            S.APPROVED.value,
            S.NOTIFIED.value,
            S.DECIDED.value,
            S.SERVED.value,
            S.PERFORMED.value,
        ),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(NOT_TRANSFERRED,),
        article=ARTICLE_POLICE,
        confirm=True,
    ),
)
