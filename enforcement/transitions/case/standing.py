"""A case that stands still, gets more time, ends early, is archived or begins again."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Pause, Rule
from enforcement.models import CaseStatus, StepKind
from enforcement.transitions.case_needs import (
    CLOSURE_PERIOD,
    DEFENCE_PERIOD,
    HANDLING_PERIOD,
    CaseAct,
)
from enforcement.transitions.performance_needs import (
    ARTICLE_ARCHIVE,
    ARTICLE_EXTENSION,
    ARTICLE_SUSPENSION,
    ARTICLE_TERMINATION,
    NO_STEP,
    NOT_ARCHIVED,
    OWN,
    step_proposed,
)

S = CaseStatus
UNDER_WAY = (S.INVESTIGATING.value, S.APPROVED.value, S.NOTIFIED.value)
STILL = (Pause((HANDLING_PERIOD,), "case_suspension"),)


def _proposal(act: CaseAct, title: object, sources: tuple[str, ...], article: str) -> Rule:
    """The officers' proposal; the act itself follows its approval."""
    return Rule(
        act=act.value,
        title=title,  # type: ignore[arg-type]
        sources=sources,
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(OWN, NO_STEP),
        article=article,
    )


STANDING = (
    _proposal(
        CaseAct.SUBMIT_SUSPENSION,
        _("Propose to suspend the investigation"),
        UNDER_WAY,
        ARTICLE_SUSPENSION,
    ),
    Rule(
        act=CaseAct.SUSPEND.value,
        title=_("Suspend the investigation"),
        sources=UNDER_WAY,
        target=S.SUSPENDED.value,
        perm=Perm.DECIDE_CASES,
        needs=(step_proposed(StepKind.SUSPENSION),),
        suspends=STILL,
        article=ARTICLE_SUSPENSION,
        after_approval=True,
    ),
    _proposal(
        CaseAct.SUBMIT_RESUMPTION,
        _("Propose to resume the investigation"),
        (S.SUSPENDED.value,),
        ARTICLE_SUSPENSION,
    ),
    Rule(
        act=CaseAct.RESUME.value,
        title=_("Resume the investigation"),
        sources=(S.SUSPENDED.value,),
        target=S.INVESTIGATING.value,
        perm=Perm.DECIDE_CASES,
        needs=(step_proposed(StepKind.RESUMPTION),),
        resumes=STILL,
        article=ARTICLE_SUSPENSION,
        after_approval=True,
    ),
    _proposal(
        CaseAct.SUBMIT_EXTENSION,
        _("Ask for more time to decide"),
        UNDER_WAY,
        ARTICLE_EXTENSION,
    ),
    Rule(
        act=CaseAct.EXTEND.value,
        title=_("More time to decide granted"),
        sources=UNDER_WAY,
        target=STAYS,
        perm=Perm.DECIDE_CASES,
        needs=(step_proposed(StepKind.EXTENSION),),
        article=ARTICLE_EXTENSION,
        after_approval=True,
    ),
    _proposal(
        CaseAct.SUBMIT_TERMINATION,
        _("Propose to terminate the investigation"),
        (*UNDER_WAY, S.SUSPENDED.value),
        ARTICLE_TERMINATION,
    ),
    Rule(
        act=CaseAct.TERMINATE.value,
        title=_("Terminate the investigation"),
        sources=(*UNDER_WAY, S.SUSPENDED.value),
        target=S.TERMINATED.value,
        perm=Perm.DECIDE_CASES,
        needs=(step_proposed(StepKind.TERMINATION),),
        starts=(CLOSURE_PERIOD,),
        stops=(DEFENCE_PERIOD,),
        meets=(HANDLING_PERIOD,),
        article=ARTICLE_TERMINATION,
        after_approval=True,
        confirm=True,
    ),
    Rule(
        act=CaseAct.ARCHIVE.value,
        title=_("Put the file into the archive"),
        sources=(S.CLOSED.value,),
        target=STAYS,
        perm=Perm.WRITE_CASES,
        needs=(OWN, NOT_ARCHIVED),
        article=ARTICLE_ARCHIVE,
    ),
    _proposal(
        CaseAct.SUBMIT_REOPENING,
        _("Propose to reopen the case"),
        (S.CLOSED.value, S.TERMINATED.value),
        ARTICLE_TERMINATION,
    ),
    Rule(
        act=CaseAct.REOPEN.value,
        title=_("Reopen the case"),
        sources=(S.CLOSED.value, S.TERMINATED.value),
        target=S.INVESTIGATING.value,
        perm=Perm.DECIDE_CASES,
        needs=(step_proposed(StepKind.REOPENING),),
        starts=(HANDLING_PERIOD,),
        stops=(CLOSURE_PERIOD,),
        article=ARTICLE_TERMINATION,
        after_approval=True,
    ),
)
