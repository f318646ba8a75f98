"""Investigation: violations, the proposed penalty, its review."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Rule
from documents.models import DocumentKind
from enforcement.models import CaseStatus
from enforcement.transitions.case_needs import (
    ARTICLE_DECISION,
    ARTICLE_FACTS,
    ARTICLE_REVIEW,
    LAWFUL_PROPOSAL,
    PROPOSAL,
    REVIEW_PERIOD,
    VIOLATION,
    WITHIN_LIMITATION,
    CaseAct,
)
from enforcement.transitions.course_needs import LEGALLY_REVIEWED, NOT_HEAVIER

S = CaseStatus

INVESTIGATION = (
    Rule(
        act=CaseAct.RECORD_VIOLATION.value,
        title=_("Record a violation"),
        sources=(S.INVESTIGATING.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        article=ARTICLE_FACTS,
    ),
    Rule(
        act=CaseAct.CHANGE_VIOLATION.value,
        title=_("Change a violation"),
        sources=(S.INVESTIGATING.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        article=ARTICLE_FACTS,
    ),
    Rule(
        act=CaseAct.REMOVE_VIOLATION.value,
        title=_("Remove a violation"),
        sources=(S.INVESTIGATING.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        article=ARTICLE_FACTS,
    ),
    Rule(
        act=CaseAct.PROPOSE_PENALTY.value,
        title=_("Propose the penalty"),
        sources=(S.INVESTIGATING.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(VIOLATION,),
        article=ARTICLE_DECISION,
    ),
    Rule(
        act=CaseAct.SUBMIT_PENALTY.value,
        title=_("Submit for review"),
        sources=(S.INVESTIGATING.value,),
        target=S.REVIEWING.value,
        perm=Perm.WRITE_CASES,
        starts=(REVIEW_PERIOD,),
        needs=(VIOLATION, PROPOSAL, LAWFUL_PROPOSAL, NOT_HEAVIER, WITHIN_LIMITATION),
        document=DocumentKind.INVESTIGATION_REPORT.value,
        article=ARTICLE_REVIEW,
    ),
    Rule(
        act=CaseAct.APPROVE_PENALTY.value,
        title=_("Approve the penalty"),
        sources=(S.REVIEWING.value,),
        target=S.APPROVED.value,
        perm=Perm.DECIDE_CASES,
        meets=(REVIEW_PERIOD,),
        others=(S.NOTIFIED.value,),
        needs=(LAWFUL_PROPOSAL, LEGALLY_REVIEWED),
        article=ARTICLE_REVIEW,
        after_approval=True,
    ),
    Rule(
        act=CaseAct.RETURN_PENALTY.value,
        title=_("Return the penalty"),
        sources=(S.REVIEWING.value,),
        target=S.INVESTIGATING.value,
        perm=Perm.DECIDE_CASES,
        meets=(REVIEW_PERIOD,),
        also=(Perm.REVIEW_LAW, Perm.REVIEW_UNIT),
        article=ARTICLE_REVIEW,
        after_approval=True,
    ),
    Rule(
        act=CaseAct.WITHDRAW_PENALTY.value,
        title=_("Withdraw from review"),
        sources=(S.REVIEWING.value,),
        target=S.INVESTIGATING.value,
        perm=Perm.WRITE_CASES,
        stops=(REVIEW_PERIOD,),
        after_approval=True,
    ),
)
