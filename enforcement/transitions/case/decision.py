"""From the notice to the service of the decision."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Rule
from documents.models import DocumentKind
from enforcement.models import CaseStatus
from enforcement.transitions.case_needs import (
    ARTICLE_DECISION,
    ARTICLE_DEFENCE,
    ARTICLE_NOTICE,
    ARTICLE_SERVICE,
    DEFENCE,
    DEFENCE_PERIOD,
    HANDLING_PERIOD,
    LAWFUL_PROPOSAL,
    PAYMENT_PERIOD,
    PROPOSAL,
    SERVICE_PERIOD,
    CaseAct,
)
from enforcement.transitions.course_law import (
    ANNOUNCEMENT_PAUSE,
    ANNOUNCEMENT_PERIOD,
    HEARING_WINDOW,
)
from enforcement.transitions.course_needs import (
    ADVERSE,
    DISCUSSED,
    HEARING_SETTLED,
    REVIEWED_AFTER_HEARING,
)

S = CaseStatus

DECISION = (
    Rule(
        act=CaseAct.SERVE_NOTICE.value,
        title=_("Serve the penalty notice"),
        sources=(S.APPROVED.value,),
        target=S.NOTIFIED.value,
        perm=Perm.WRITE_CASES,
        needs=(ADVERSE,),
        starts=(DEFENCE_PERIOD, HEARING_WINDOW),
        meets=(ANNOUNCEMENT_PERIOD,),
        resumes=(ANNOUNCEMENT_PAUSE,),
        document=DocumentKind.PENALTY_NOTICE.value,
        article=ARTICLE_NOTICE,
        confirm=True,
    ),
    Rule(
        act=CaseAct.RECORD_DEFENCE.value,
        title=_("Record the defence"),
        sources=(S.NOTIFIED.value, S.HEARING.value),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        meets=(DEFENCE_PERIOD,),
        article=ARTICLE_DEFENCE,
    ),
    Rule(
        act=CaseAct.DECIDE.value,
        title=_("Decide"),
        sources=(S.NOTIFIED.value,),
        target=S.DECIDED.value,
        perm=Perm.DECIDE_CASES,
        starts=(SERVICE_PERIOD,),
        stops=(DEFENCE_PERIOD, HEARING_WINDOW),
        needs=(
            PROPOSAL,
            LAWFUL_PROPOSAL,
            DEFENCE,
            HEARING_SETTLED,
            REVIEWED_AFTER_HEARING,
            DISCUSSED,
        ),
        meets=(HANDLING_PERIOD,),
        document=DocumentKind.DECISION.value,
        article=ARTICLE_DECISION,
        confirm=True,
    ),
    Rule(
        act=CaseAct.SERVE_DECISION.value,
        title=_("Serve the decision"),
        sources=(S.DECIDED.value,),
        target=S.SERVED.value,
        perm=Perm.WRITE_CASES,
        meets=(SERVICE_PERIOD, ANNOUNCEMENT_PERIOD),
        starts=(PAYMENT_PERIOD,),
        article=ARTICLE_SERVICE,
        confirm=True,
    ),
)
