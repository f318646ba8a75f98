"""Filing: approved, refused, withdrawn, submitted again."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import Rule
from documents.models import DocumentKind
from enforcement.models import CaseStatus
from enforcement.transitions.case_needs import (
    ARTICLE_FILING,
    HANDLING_PERIOD,
    CaseAct,
)

S = CaseStatus

FILING = (
    Rule(
        act=CaseAct.APPROVE_FILING.value,
        title=_("Approve the filing"),
        sources=(S.FILING.value,),
        target=S.INVESTIGATING.value,
        perm=Perm.DECIDE_CASES,
        starts=(HANDLING_PERIOD,),
        document=DocumentKind.FILING.value,
        article=ARTICLE_FILING,
        after_approval=True,
    ),
    Rule(
        act=CaseAct.REFUSE_FILING.value,
        title=_("Refuse the filing"),
        sources=(S.FILING.value,),
        target=S.FILING_REFUSED.value,
        perm=Perm.ASSIGN_WORK,
        article=ARTICLE_FILING,
        after_approval=True,
    ),
    Rule(
        act=CaseAct.WITHDRAW_FILING.value,
        title=_("Withdraw the filing"),
        sources=(S.FILING.value,),
        target=S.FILING_REFUSED.value,
        perm=Perm.WRITE_CASES,
        after_approval=True,
    ),
    Rule(
        act=CaseAct.RESUBMIT_FILING.value,
        title=_("Submit the filing again"),
        sources=(S.FILING_REFUSED.value,),
        target=S.FILING.value,
        perm=Perm.WRITE_CASES,
        article=ARTICLE_FILING,
    ),
)
