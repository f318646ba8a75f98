"""The draw and the plan as tables: what is open in which state, and to whom."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from deadlines.procedure import Need, Procedure, Rule
from enforcement.models import DrawStatus, InspectionStatus, PlanStatus

OFFICE = (Perm.RUN_CAMPAIGNS,)
# Who inspects whom is drawn by lot, and the results are made public.
OPINION = (
    "国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见（国发〔2019〕5号）"
)


class DrawAct(StrEnum):
    """The acts of a draw; each is one service function."""

    ANNOUNCE = "announce"
    DRAW = "draw"
    REPLACE = "replace"
    PUBLISH = "publish"
    CANCEL = "cancel"


class PlanAct(StrEnum):
    """The acts of an inspection plan; each is one service function."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"


def _has_stratum(draw: Any) -> bool:
    return bool(draw.strata.exists())


def _all_inspected(draw: Any) -> bool:
    open_states = [InspectionStatus.PLANNED, InspectionStatus.UNDER_WAY]
    return not draw.drawn.filter(inspection__status__in=open_states).exists()


def _has_line(plan: Any) -> bool:
    return bool(plan.lines.exists())


STRATUM = Need(
    name="stratum",
    met=_has_stratum,
    refusal=_("Say first which parties are drawn and at what ratio: add a stratum."),
)
INSPECTED = Need(
    name="inspected",
    met=_all_inspected,
    refusal=_("Inspections that were drawn are not completed yet."),
)
LINE = Need(
    name="line", met=_has_line, refusal=_("The plan has no line yet. Add who is inspected.")
)

DRAW = Procedure(
    kind="draw",
    initial=DrawStatus.DRAFT.value,
    final=(DrawStatus.PUBLISHED.value, DrawStatus.CANCELLED.value),
    rules=(
        Rule(
            act=DrawAct.ANNOUNCE.value,
            title=_("Announce the seed"),
            sources=(DrawStatus.DRAFT.value,),
            target=DrawStatus.ANNOUNCED.value,
            perm=Perm.ASSIGN_WORK,
            also=OFFICE,
            needs=(STRATUM,),
            confirm=True,
            article=OPINION,
        ),
        Rule(
            act=DrawAct.DRAW.value,
            title=_("Draw the lots"),
            sources=(DrawStatus.ANNOUNCED.value,),
            target=DrawStatus.DRAWN.value,
            perm=Perm.WRITE_INSPECTIONS,
            confirm=True,
            article=OPINION,
        ),
        Rule(
            act=DrawAct.REPLACE.value,
            title=_("Replace somebody drawn"),
            sources=(DrawStatus.DRAWN.value,),
            target=DrawStatus.DRAWN.value,
            perm=Perm.WRITE_INSPECTIONS,
            article=OPINION,
        ),
        Rule(
            act=DrawAct.PUBLISH.value,
            title=_("Make the results public"),
            sources=(DrawStatus.DRAWN.value,),
            target=DrawStatus.PUBLISHED.value,
            perm=Perm.ASSIGN_WORK,
            also=OFFICE,
            needs=(INSPECTED,),
            article=OPINION,
        ),
        Rule(
            act=DrawAct.CANCEL.value,
            title=_("Cancel the draw"),
            sources=(DrawStatus.DRAFT.value, DrawStatus.ANNOUNCED.value),
            target=DrawStatus.CANCELLED.value,
            perm=Perm.ASSIGN_WORK,
            also=OFFICE,
            confirm=True,
            article=OPINION,
        ),
    ),
)
PLAN = Procedure(
    kind="inspection_plan",
    initial=PlanStatus.DRAFT.value,
    final=(PlanStatus.APPROVED.value,),
    rules=(
        Rule(
            act=PlanAct.SUBMIT.value,
            title=_("Submit the plan"),
            sources=(PlanStatus.DRAFT.value,),
            target=PlanStatus.SUBMITTED.value,
            perm=Perm.ASSIGN_WORK,
            also=OFFICE,
            needs=(LINE,),
        ),
        Rule(
            act=PlanAct.APPROVE.value,
            title=_("Approve the plan"),
            sources=(PlanStatus.SUBMITTED.value,),
            target=PlanStatus.APPROVED.value,
            perm=Perm.DECIDE_CASES,
            confirm=True,
        ),
        Rule(
            act=PlanAct.RETURN.value,
            title=_("Return the plan"),
            sources=(PlanStatus.SUBMITTED.value,),
            target=PlanStatus.DRAFT.value,
            perm=Perm.DECIDE_CASES,
        ),
    ),
)
