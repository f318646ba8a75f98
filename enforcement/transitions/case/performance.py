"""Payment, and the closing of a performed case."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Rule
from documents.models import DocumentKind
from enforcement.models import CaseStatus
from enforcement.transitions.case_needs import (
    ARTICLE_CLOSING,
    ARTICLE_PAYMENT,
    CLOSING_REPORT,
    CLOSURE_PERIOD,
    PAID,
    PAYMENT_PERIOD,
    CaseAct,
)

S = CaseStatus

PERFORMANCE = (
    Rule(
        act=CaseAct.RECORD_PAYMENT.value,
        title=_("Record a payment"),
        sources=(S.SERVED.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        article=ARTICLE_PAYMENT,
    ),
    Rule(
        act=CaseAct.PERFORM.value,
        title=_("Performed"),
        sources=(S.SERVED.value,),
        target=S.PERFORMED.value,
        perm=Perm.WRITE_CASES,
        starts=(CLOSURE_PERIOD,),
        needs=(PAID,),
        meets=(PAYMENT_PERIOD,),
        article=ARTICLE_PAYMENT,
    ),
    Rule(
        act=CaseAct.SUBMIT_CLOSING.value,
        title=_("Submit for closing"),
        sources=(S.PERFORMED.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        meets=(CLOSURE_PERIOD,),
        article=ARTICLE_CLOSING,
    ),
    Rule(
        act=CaseAct.CLOSE.value,
        title=_("Close the case"),
        sources=(S.PERFORMED.value,),
        target=S.CLOSED.value,
        perm=Perm.DECIDE_CASES,
        stops=(CLOSURE_PERIOD,),
        needs=(CLOSING_REPORT,),
        document=DocumentKind.CLOSING.value,
        article=ARTICLE_CLOSING,
        after_approval=True,
    ),
)
