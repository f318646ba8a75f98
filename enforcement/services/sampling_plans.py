"""The plans of quality sampling, and how far each is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.models import Perm, User
from audit.services import record as write_audit
from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.services.procedure import lock
from enforcement.models import Sample, SampleResult, SamplingPlan, SamplingPlanItem
from enforcement.services.checks import require_fits, require_text

PLANNERS = (Perm.ASSIGN_WORK, Perm.RUN_CAMPAIGNS)
MOST_LINES = 100


class PlanLine(TypedDict):
    name: str
    target: int
    seq: NotRequired[int]


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of a plan or of one of its lines."""

    planned: int
    sampled: int
    tested: int
    failed: int


def may_plan(by: User) -> bool:
    return any(by.can(perm) for perm in PLANNERS)


@transaction.atomic
def create_sampling_plan(
    *,
    title: str,
    year: int,
    domain: str,
    items: Sequence[PlanLine],
    by: User,
    on: date,
    description: str = "",
    is_demo: bool = False,
) -> SamplingPlan:
    """Order what is sampled in a year, by one's bureau and those below it.

    Args:
        items: what is sampled, and how many batches of it.

    Raises:
        PermissionRefused: no head and no campaign officer.
        Invalid: no line, a target below one, a title used already.
    """
    if not may_plan(by):
        raise PermissionRefused
    require_text(title=title)
    require_fits(SamplingPlan, title=title, year=year, domain=domain, description=description)
    if not 2000 <= year <= 2100:
        raise Invalid(fields={"year": _("Enter a year with four digits.")})
    _require_lines(items)
    plan = SamplingPlan(
        title=title.strip(),
        year=year,
        domain=domain,
        description=description.strip(),
        bureau=by.bureau,
        is_demo=is_demo,
    )
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as error:
        text = _("The bureau has a plan of this title for the year already.")
        raise Invalid(fields={"title": text}) from error
    SamplingPlanItem.objects.bulk_create(
        SamplingPlanItem(plan=plan, seq=seq, name=line["name"].strip(), target=line["target"])
        for seq, line in enumerate(items, 1)
    )
    after = {"title": plan.title, "year": year, "target": sum(one["target"] for one in items)}
    write_audit("sampling_plan.created", subject=plan, by=by, on=on, after=after)
    return plan


@transaction.atomic
def close_sampling_plan(plan: SamplingPlan, *, by: User, on: date) -> SamplingPlan:
    """Close a plan: no more samples count for it.

    Raises:
        PermissionRefused: of another bureau, or no head and no campaign officer.
        IllegalTransition: it is closed.
    """
    require_close(plan, by=by)
    lock(plan)
    if plan.closed_on is not None:
        raise IllegalTransition(_("This plan is closed already."))
    plan.closed_on = on
    plan.version += 1
    plan.save()
    write_audit("sampling_plan.closed", subject=plan, by=by, on=on, after={"closed_on": on})
    return plan


def require_close(plan: SamplingPlan, *, by: User) -> None:
    if not may_plan(by) or by.bureau_id != plan.bureau_id:
        raise PermissionRefused


def progress_of(plan: SamplingPlan, user: User) -> list[tuple[SamplingPlanItem, Progress]]:
    """Each line with what the reader may see of its samples. Two queries."""
    counted = (
        Sample.objects.visible_to(user)
        .filter(plan=plan)
        .order_by()
        .values_list("plan_item_id")
        .annotate(
            sampled=Count("pk"),
            tested=Count("pk", filter=~Q(result="")),
            failed=Count("pk", filter=Q(result=SampleResult.FAIL)),
        )
    )
    by_line = {pk: counts for pk, *counts in counted}
    return [
        (line, Progress(line.target, *by_line.get(line.pk, (0, 0, 0))))
        for line in plan.items.all()
    ]


def total_of(lines: list[tuple[SamplingPlanItem, Progress]]) -> Progress:
    """The whole plan."""
    told = [progress for _line, progress in lines]
    return Progress(
        sum(one.planned for one in told),
        sum(one.sampled for one in told),
        sum(one.tested for one in told),
        sum(one.failed for one in told),
    )


def _require_lines(items: Sequence[PlanLine]) -> None:
    if not items or len(items) > MOST_LINES:
        text = _("Write one to %(most)s lines: what is sampled and how many batches.")
        raise Invalid(fields={"items": text % {"most": MOST_LINES}})
    for seq, line in enumerate(items, 1):
        try:
            require_fits(SamplingPlanItem, name=line["name"], target=line["target"])
        except Invalid as error:
            told = " ".join(str(text) for text in error.fields.values())
            said = _("Line %(seq)s: %(told)s") % {"seq": seq, "told": told}
            raise Invalid(fields={"items": said}) from error
        if line["target"] < 1:
            text = _("Line %(seq)s: at least one batch.") % {"seq": seq}
            raise Invalid(fields={"items": text})
