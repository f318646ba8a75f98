"""Review and litigation against a decision, and what their outcome does to the case."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Rule
from enforcement.models import CaseStatus
from enforcement.transitions.case_needs import (
    CLOSURE_PERIOD,
    HANDLING_PERIOD,
    PAYMENT_PERIOD,
    CaseAct,
)
from enforcement.transitions.performance_needs import (
    ARTICLE_OUTCOME,
    ARTICLE_REMEDY,
    ARTICLE_REVIEW_ANSWER,
    COURT_ACCEPTANCE,
    COURT_AFTER_PLAN,
    COURT_APPLICATION,
    COURT_RULING,
    DEMAND_PERIOD,
    OWN,
    REMEDY,
    REVIEW_ANSWER,
    SUIT_ANSWER,
)

S = CaseStatus
AFTER_SERVICE = (S.SERVED.value, S.PERFORMED.value, S.ENFORCE_ENDED.value, S.CLOSED.value)
# Limits of a decision that is no more.
OF_THE_DECISION = (
    PAYMENT_PERIOD,
    CLOSURE_PERIOD,
    DEMAND_PERIOD,
    COURT_APPLICATION,
    COURT_AFTER_PLAN,
    COURT_ACCEPTANCE,
    COURT_RULING,
)

REMEDIES = (
    Rule(
        act=CaseAct.RECORD_REVIEW.value,
        title=_("Record a review"),
        sources=AFTER_SERVICE,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(REVIEW_ANSWER,),
        needs=(OWN,),
        article=ARTICLE_REMEDY,
    ),
    Rule(
        act=CaseAct.RECORD_SUIT.value,
        title=_("Record a suit"),
        sources=AFTER_SERVICE,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(SUIT_ANSWER,),
        needs=(OWN,),
        article=ARTICLE_REMEDY,
    ),
    Rule(
        act=CaseAct.ANSWER_REMEDY.value,
        title=_("Record the answer to review or suit"),
        sources=AFTER_SERVICE,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(REMEDY,),
        meets=(REVIEW_ANSWER, SUIT_ANSWER),
        article=ARTICLE_REVIEW_ANSWER,
    ),
    Rule(
        act=CaseAct.CONCLUDE_REMEDY.value,
        title=_("Record the outcome of review or suit"),
        sources=AFTER_SERVICE,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(REMEDY,),
        stops=(REVIEW_ANSWER, SUIT_ANSWER),
        article=ARTICLE_OUTCOME,
        confirm=True,
    ),
    Rule(
        act=CaseAct.REVOKE.value,
        title=_("Decision revoked"),
        sources=AFTER_SERVICE,
        target=S.REVOKED.value,
        perm=Perm.WRITE_CASES,
        starts=(CLOSURE_PERIOD,),
        needs=(REMEDY,),
        stops=(REVIEW_ANSWER, SUIT_ANSWER, *OF_THE_DECISION),
        article=ARTICLE_OUTCOME,
        confirm=True,
    ),
    Rule(
        act=CaseAct.REMAKE.value,
        title=_("Decision revoked, to be made anew"),
        sources=AFTER_SERVICE,
        target=S.INVESTIGATING.value,
        perm=Perm.WRITE_CASES,
        starts=(HANDLING_PERIOD,),
        needs=(REMEDY,),
        stops=(REVIEW_ANSWER, SUIT_ANSWER, *OF_THE_DECISION),
        article=ARTICLE_OUTCOME,
        confirm=True,
    ),
)
