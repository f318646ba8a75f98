"""Enforcement by the people's court."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Rule
from documents.models import DocumentKind
from enforcement.models import CaseStatus
from enforcement.transitions.case_needs import CLOSURE_PERIOD, PAYMENT_PERIOD, CaseAct
from enforcement.transitions.performance_needs import (
    ARTICLE_COURT,
    ARTICLE_COURT_ACCEPTS,
    ARTICLE_COURT_RULES,
    ARTICLE_END,
    AT_COURT,
    COURT_ACCEPTANCE,
    COURT_AFTER_PLAN,
    COURT_APPLICATION,
    COURT_REFUSAL_OBJECTION,
    COURT_RULING,
    COURT_RULING_OBJECTION,
    DEMAND_OVER,
    DEMAND_PERIOD,
    NOT_AT_COURT,
    NOT_STAYED,
    OWES,
    REMEDIES_OVER,
    WAS_AT_COURT,
)

SERVED = (CaseStatus.SERVED.value,)

COURT = (
    Rule(
        act=CaseAct.APPLY_TO_COURT.value,
        title=_("Apply to the court for enforcement"),
        sources=SERVED,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(COURT_ACCEPTANCE,),
        needs=(OWES, NOT_AT_COURT, NOT_STAYED, DEMAND_OVER, REMEDIES_OVER),
        meets=(DEMAND_PERIOD, COURT_APPLICATION, COURT_AFTER_PLAN),
        stops=(PAYMENT_PERIOD,),
        document=DocumentKind.COURT_APPLICATION.value,
        article=ARTICLE_COURT,
        confirm=True,
    ),
    Rule(
        act=CaseAct.RECORD_COURT_ACCEPTANCE.value,
        title=_("The court accepted"),
        sources=SERVED,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(COURT_RULING,),
        needs=(AT_COURT,),
        meets=(COURT_ACCEPTANCE,),
        article=ARTICLE_COURT_ACCEPTS,
    ),
    Rule(
        act=CaseAct.RECORD_COURT_REFUSAL.value,
        title=_("The court did not accept"),
        sources=SERVED,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(COURT_REFUSAL_OBJECTION,),
        needs=(AT_COURT,),
        meets=(COURT_ACCEPTANCE,),
        article=ARTICLE_COURT_ACCEPTS,
    ),
    Rule(
        act=CaseAct.RECORD_ENFORCEMENT_RULING.value,
        title=_("The court allowed enforcement"),
        sources=SERVED,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(AT_COURT,),
        meets=(COURT_RULING,),
        article=ARTICLE_COURT_RULES,
    ),
    Rule(
        act=CaseAct.RECORD_NONENFORCEMENT_RULING.value,
        title=_("The court did not allow enforcement"),
        sources=SERVED,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        starts=(COURT_RULING_OBJECTION,),
        needs=(AT_COURT,),
        meets=(COURT_RULING,),
        article=ARTICLE_COURT_RULES,
    ),
    Rule(
        act=CaseAct.REQUEST_COURT_RECONSIDERATION.value,
        title=_("Reconsideration asked of the higher court"),
        sources=SERVED,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(WAS_AT_COURT,),
        meets=(COURT_REFUSAL_OBJECTION, COURT_RULING_OBJECTION),
        article=ARTICLE_COURT_RULES,
    ),
    Rule(
        act=CaseAct.END_ENFORCEMENT.value,
        title=_("The court ended the enforcement"),
        sources=SERVED,
        target=CaseStatus.ENFORCE_ENDED.value,
        perm=Perm.WRITE_CASES,
        starts=(CLOSURE_PERIOD,),
        needs=(WAS_AT_COURT,),
        stops=(COURT_REFUSAL_OBJECTION, COURT_RULING_OBJECTION, COURT_RULING),
        article=ARTICLE_END,
        confirm=True,
    ),
)
