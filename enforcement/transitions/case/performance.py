"""Payment, plans, demand, the court, and the closing of a case."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Rule
from documents.models import DocumentKind
from enforcement.models import CaseStatus
from enforcement.transitions.case.court import COURT
from enforcement.transitions.case_needs import (
    ARTICLE_CLOSING,
    ARTICLE_PAYMENT,
    CLOSING_REPORT,
    CLOSURE_PERIOD,
    PAID,
    PAYMENT_PERIOD,
    CaseAct,
)
from enforcement.transitions.goods_needs import GOODS_DISPOSED
from enforcement.transitions.performance_needs import (
    ARTICLE_AGREEMENT,
    ARTICLE_DEMAND,
    ARTICLE_PLAN,
    ARTICLE_REFUND,
    COURT_ACCEPTANCE,
    COURT_AFTER_PLAN,
    COURT_APPLICATION,
    COURT_RULING,
    DEMAND_PERIOD,
    DEMANDED,
    NO_PLAN,
    NOT_DEMANDED,
    NOT_STAYED,
    OWES,
    OWES_FINE,
    OWN,
    PAYMENT,
    PAYMENT_OVER,
    PLAN_GRANTED,
    PLAN_OVER,
    PLAN_PROPOSED,
)

S = CaseStatus
CLOSABLE = (
    S.PERFORMED.value,
    S.TERMINATED.value,
    S.ENFORCE_ENDED.value,
    S.REVOKED.value,
)
# Money may have to go back long after it came.
WITH_MONEY = (
    S.SERVED.value,
    S.PERFORMED.value,
    S.CLOSED.value,
    S.ENFORCE_ENDED.value,
    S.REVOKED.value,
    S.INVESTIGATING.value,
)

PAYING = (
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
        stops=(COURT_ACCEPTANCE, COURT_RULING),
        needs=(PAID,),
        meets=(PAYMENT_PERIOD, DEMAND_PERIOD, COURT_APPLICATION, COURT_AFTER_PLAN),
        article=ARTICLE_PAYMENT,
    ),
    Rule(
        act=CaseAct.REFUND.value,
        title=_("Record a refund"),
        sources=WITH_MONEY,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(OWN, PAYMENT),
        article=ARTICLE_REFUND,
        confirm=True,
    ),
    Rule(
        act=CaseAct.CORRECT_PAYMENT.value,
        title=_("Take back an entry"),
        sources=(S.SERVED.value, S.PERFORMED.value),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(PAYMENT,),
        confirm=True,
    ),
    Rule(
        act=CaseAct.RESUME_PERFORMANCE.value,
        title=_("Not performed after all"),
        sources=(S.PERFORMED.value,),
        target=S.SERVED.value,
        perm=Perm.WRITE_CASES,
        starts=(PAYMENT_PERIOD,),
        needs=(OWES,),
        stops=(CLOSURE_PERIOD,),
        article=ARTICLE_PAYMENT,
    ),
)
COLLECTING = (
    Rule(
        act=CaseAct.SUBMIT_PLAN.value,
        title=_("Propose deferral or instalments"),
        sources=(S.SERVED.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(OWES_FINE, NO_PLAN, NOT_DEMANDED),
        article=ARTICLE_PLAN,
    ),
    Rule(
        act=CaseAct.GRANT_PLAN.value,
        title=_("Deferral or instalments granted"),
        sources=(S.SERVED.value,),
        target=STAYS,
        perm=Perm.DECIDE_CASES,
        needs=(PLAN_PROPOSED,),
        document=DocumentKind.PAYMENT_PLAN.value,
        article=ARTICLE_PLAN,
        after_approval=True,
    ),
    Rule(
        act=CaseAct.MISS_INSTALMENT.value,
        title=_("Record a missed instalment"),
        sources=(S.SERVED.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(COURT_AFTER_PLAN,),
        needs=(PLAN_GRANTED,),
        article=ARTICLE_PLAN,
        confirm=True,
    ),
    Rule(
        act=CaseAct.DEMAND.value,
        title=_("Serve a demand"),
        sources=(S.SERVED.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(DEMAND_PERIOD,),
        needs=(OWES, PAYMENT_OVER, PLAN_OVER, NOT_STAYED),
        document=DocumentKind.DEMAND.value,
        article=ARTICLE_DEMAND,
        confirm=True,
    ),
    Rule(
        act=CaseAct.AGREE_ENFORCEMENT.value,
        title=_("Conclude an enforcement agreement"),
        sources=(S.SERVED.value,),
        target=STAYS,
        perm=Perm.DECIDE_CASES,
        needs=(OWES, DEMANDED),
        article=ARTICLE_AGREEMENT,
        confirm=True,
    ),
)
CLOSING = (
    Rule(
        act=CaseAct.SUBMIT_CLOSING.value,
        title=_("Submit for closing"),
        sources=CLOSABLE,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(GOODS_DISPOSED,),
        meets=(CLOSURE_PERIOD,),
        article=ARTICLE_CLOSING,
    ),
    Rule(
        act=CaseAct.CLOSE.value,
        title=_("Close the case"),
        sources=CLOSABLE,
        target=S.CLOSED.value,
        perm=Perm.DECIDE_CASES,
        stops=(CLOSURE_PERIOD,),
        needs=(CLOSING_REPORT, GOODS_DISPOSED),
        document=DocumentKind.CLOSING.value,
        article=ARTICLE_CLOSING,
        after_approval=True,
    ),
)
PERFORMANCE = (*PAYING, *COLLECTING, *COURT, *CLOSING)
