"""The procedure of a coercive measure or of preserved evidence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import STAYS, Pause, Procedure, Rule
from documents.models import DocumentKind
from enforcement.models import MeasureStatus
from enforcement.transitions.measure_needs import (
    ARTICLE_CUSTODY,
    ARTICLE_DECISION,
    ARTICLE_DRUG_HANDLING,
    ARTICLE_LIFT,
    ARTICLE_PERIOD,
    ARTICLE_PRESERVE,
    ARTICLE_PRESERVED,
    ARTICLE_PROCEDURE,
    ARTICLE_URGENT,
    CASE_DECIDED,
    COERCIVE,
    CONFIRM_PERIOD,
    CONFIRM_PRESERVED,
    CONFIRMED,
    HANDLING_PERIOD,
    HOLD_PERIOD,
    NOT_TESTING,
    NOTHING_HELD,
    NOTHING_PENDING,
    PRESERVATION,
    PRESERVED_PERIOD,
    RUNNING,
    TESTED_NOW,
    TESTED_PERIOD,
    TESTING,
    UNCONFIRMED,
    MeasureAct,
)

WRITE = Perm.WRITE_CASES
ALSO = (Perm.WRITE_INSPECTIONS,)
S = MeasureStatus


def _rule(
    act: MeasureAct, title: Any, sources: tuple[S, ...], target: str, **more: Any
) -> Rule:
    """A line of the table that the officers of the measure do, unless it says else."""
    states = tuple(state.value for state in sources)
    values = {"perm": WRITE, "also": ALSO, **more}
    return Rule(act=act.value, title=title, sources=states, target=target, **values)


def _head(
    act: MeasureAct, title: Any, sources: tuple[S, ...], target: str, **more: Any
) -> Rule:
    """A line that follows the decision of the head of the bureau."""
    return _rule(
        act,
        title,
        sources,
        target,
        perm=Perm.DECIDE_CASES,
        also=(),
        after_approval=True,
        **more,
    )


A = MeasureAct
HELD = (S.IN_FORCE, S.DISAPPROVED, S.DECIDED, S.LIFTED)
BEFORE = (
    _rule(
        A.SUBMIT,
        _("Submit for approval"),
        (S.DRAFT,),
        S.PROPOSED.value,
        needs=(NOTHING_PENDING,),
        article=ARTICLE_PROCEDURE,
    ),
    _head(
        A.APPROVE,
        _("Approve the measure"),
        (S.PROPOSED,),
        S.APPROVED.value,
        article=ARTICLE_PROCEDURE,
    ),
    _rule(
        A.SEND_BACK,
        _("Sent back to be corrected"),
        (S.PROPOSED,),
        S.DRAFT.value,
        also=(*ALSO, Perm.REVIEW_UNIT, Perm.DECIDE_CASES),
        after_approval=True,
    ),
    _rule(
        A.CANCEL,
        _("Do not carry it out"),
        (S.DRAFT, S.APPROVED),
        S.CANCELLED.value,
        needs=(NOTHING_PENDING,),
        confirm=True,
    ),
)
TAKING = (
    _rule(
        A.IMPOSE,
        _("Carry out sealing or seizure"),
        (S.APPROVED,),
        S.IN_FORCE.value,
        needs=(COERCIVE,),
        starts=(HOLD_PERIOD, HANDLING_PERIOD),
        document=DocumentKind.MEASURE.value,
        article=ARTICLE_PROCEDURE,
    ),
    _rule(
        A.PRESERVE,
        _("Register and preserve"),
        (S.APPROVED,),
        S.IN_FORCE.value,
        needs=(PRESERVATION,),
        starts=(PRESERVED_PERIOD,),
        document=DocumentKind.PRESERVATION.value,
        article=ARTICLE_PRESERVE,
    ),
    _rule(
        A.IMPOSE_AT_ONCE,
        _("Seal or seize at once"),
        (S.DRAFT,),
        S.IN_FORCE.value,
        needs=(COERCIVE,),
        starts=(HOLD_PERIOD, HANDLING_PERIOD, CONFIRM_PERIOD),
        document=DocumentKind.MEASURE.value,
        article=ARTICLE_URGENT,
    ),
    _rule(
        A.PRESERVE_AT_ONCE,
        _("Register and preserve at once"),
        (S.DRAFT,),
        S.IN_FORCE.value,
        needs=(PRESERVATION,),
        starts=(PRESERVED_PERIOD, CONFIRM_PRESERVED),
        document=DocumentKind.PRESERVATION.value,
        article=ARTICLE_PRESERVE,
    ),
    _head(
        A.CONFIRM,
        _("Approve it afterwards"),
        (S.IN_FORCE,),
        STAYS,
        needs=(UNCONFIRMED,),
        meets=(CONFIRM_PERIOD, CONFIRM_PRESERVED),
        article=ARTICLE_URGENT,
    ),
    _rule(
        A.DISAPPROVE,
        _("Refuse it afterwards"),
        (S.IN_FORCE,),
        S.DISAPPROVED.value,
        perm=Perm.DECIDE_CASES,
        also=(Perm.REVIEW_UNIT, WRITE),
        after_approval=True,
        needs=(UNCONFIRMED,),
        meets=(CONFIRM_PERIOD, CONFIRM_PRESERVED),
        article=ARTICLE_URGENT,
    ),
)
COURSE = (
    _rule(
        A.PROPOSE_EXTENSION,
        _("Propose to extend it"),
        (S.IN_FORCE,),
        STAYS,
        needs=(COERCIVE, NOTHING_PENDING, CONFIRMED),
        article=ARTICLE_PERIOD,
    ),
    _head(
        A.EXTEND,
        _("Extend the measure"),
        (S.IN_FORCE,),
        STAYS,
        needs=(COERCIVE,),
        document=DocumentKind.MEASURE_EXTENDED.value,
        article=ARTICLE_PERIOD,
    ),
    _rule(
        A.BEGIN_TESTING,
        _("Send goods to be tested"),
        (S.IN_FORCE,),
        STAYS,
        needs=(COERCIVE, NOT_TESTING),
        stops=(HANDLING_PERIOD,),
        suspends=(Pause((HOLD_PERIOD,), TESTING),),
        document=DocumentKind.TESTING_PERIOD.value,
        article=ARTICLE_PERIOD,
    ),
    _rule(
        A.END_TESTING,
        _("The testing ended"),
        (S.IN_FORCE,),
        STAYS,
        needs=(TESTED_NOW,),
        starts=(TESTED_PERIOD,),
        resumes=(Pause((HOLD_PERIOD,), TESTING),),
        document=DocumentKind.TESTING_RESULT.value,
        article=ARTICLE_PERIOD,
    ),
    _rule(
        A.RECORD_HANDLING,
        _("Record the handling decision"),
        (S.IN_FORCE,),
        STAYS,
        needs=(COERCIVE,),
        meets=(HANDLING_PERIOD, TESTED_PERIOD),
        article=ARTICLE_DRUG_HANDLING,
    ),
)
ENDING = (
    _rule(
        A.DECIDE,
        _("Taken over by sealing or seizure"),
        (S.IN_FORCE,),
        S.DECIDED.value,
        needs=(PRESERVATION,),
        meets=(PRESERVED_PERIOD,),
        stops=(CONFIRM_PRESERVED,),
        article=ARTICLE_PRESERVED,
    ),
    _rule(
        A.CONCLUDE,
        _("Conclude with the decision of the case"),
        (S.IN_FORCE,),
        S.DECIDED.value,
        needs=(CONFIRMED, NOT_TESTING, CASE_DECIDED),
        meets=RUNNING,
        article=ARTICLE_DECISION,
        confirm=True,
    ),
    _rule(
        A.LIFT,
        _("Lift the measure"),
        (S.IN_FORCE, S.DISAPPROVED),
        S.LIFTED.value,
        also=(*ALSO, Perm.DECIDE_CASES),
        meets=RUNNING,
        stops=(CONFIRM_PERIOD, CONFIRM_PRESERVED),
        document=DocumentKind.MEASURE_LIFTED.value,
        article=ARTICLE_LIFT,
        confirm=True,
    ),
    _rule(A.KEEP, _("Change custody"), HELD, STAYS, article=ARTICLE_CUSTODY),
    _rule(
        A.DISPOSE,
        _("Record where goods went"),
        HELD,
        STAYS,
        article=ARTICLE_CUSTODY,
        document=DocumentKind.GOODS_HANDLED.value,
        confirm=True,
    ),
    _rule(A.END, _("Ended"), HELD, S.ENDED.value, needs=(NOTHING_HELD,), stops=RUNNING),
)

MEASURE = Procedure(
    kind="measure",
    initial=S.DRAFT.value,
    final=(S.ENDED.value, S.CANCELLED.value),
    rules=(*BEFORE, *TAKING, *COURSE, *ENDING),
)
