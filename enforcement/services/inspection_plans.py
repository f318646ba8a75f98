"""Annual inspection plans: lines by class, the head's approval, and how far they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import ShareGrade, User
from accounts.services.scope import share
from audit.services import record
from campaigns.models import Campaign
from core.errors import IllegalTransition, Invalid, PermissionRefused
from deadlines.services.procedure import advance, begin, lock
from enforcement.models import (
    Inspection,
    InspectionPlan,
    InspectionStatus,
    PlanLine,
    PlanStatus,
)
from enforcement.policies import require_draft_draw, require_office
from enforcement.services.axes import LINKS
from enforcement.services.checks import require_campaigns, require_fits, require_text
from enforcement.transitions.draw import PlanAct
from registry.models import Party
from registry.models.party import PartyStatus, RiskClass

CLASSES = ("", *RiskClass.values)
YEARS = range(2000, 2100)
MOST_TIMES = 365


@transaction.atomic
def create_plan(
    *,
    title: str,
    year: int,
    by: User,
    on: date,
    campaign: Campaign | None = None,
    basis: str = "",
) -> InspectionPlan:
    """Draft the plan of the actor's bureau for a year.

    Raises:
        PermissionRefused: not a duty of theirs, or a bureau that does not inspect.
        Invalid: the bureau has a plan of this name, or a field cannot be right.
    """
    require_draft_draw(by=by)
    require_text(title=title)
    require_fits(InspectionPlan, title=title, basis=basis)
    if year not in YEARS:
        raise Invalid(fields={"year": _("Give a year like 2026.")})
    if campaign is not None:
        require_campaigns([campaign], on=None)
    same = InspectionPlan.objects.filter(bureau=by.bureau, year=year, title=title.strip())
    if same.exists():
        raise Invalid(fields={"title": _("There is a plan of this name for the year.")})
    plan = InspectionPlan.top(
        bureau=by.bureau, title=title.strip(), year=year, campaign=campaign, basis=basis
    )
    plan.save(force_insert=True)
    begin(plan, by=by, on=on, act="draft")
    share(plan, to=by, grade=ShareGrade.HANDLE, by=by, on=on)
    record("plan.drafted", subject=plan, by=by, on=on, after={"title": title, "year": year})
    return plan


@transaction.atomic
def set_plan_lines(
    plan: InspectionPlan,
    *,
    domain: str,
    link: str,
    times: Mapping[str, int],
    by: User,
    on: date,
) -> list[PlanLine]:
    """Say how often each class on a link is visited; what was said before is replaced.

    Args:
        times: risk class (empty for parties not graded) → visits a year; 0 leaves it out.

    Raises:
        IllegalTransition: the plan is not a draft.
        Invalid: an unknown code, a number that cannot be, or no class at all.
    """
    lock(plan)
    require_office(plan, by=by, act=PlanAct.SUBMIT)
    if plan.status != PlanStatus.DRAFT:
        raise IllegalTransition(_("Only a draft is changed. Ask the head to return it."))
    require_fits(PlanLine, domain=domain, link=link)
    wrong = [
        code for code, n in times.items() if code not in CLASSES or not 0 <= n <= MOST_TIMES
    ]
    if wrong:
        raise Invalid(fields={"times": _("Give 0 to 365 visits for each class.")})
    wanted = {code: n for code, n in times.items() if n}
    if not wanted:
        raise Invalid(fields={"times": _("Say for at least one class how often.")})
    plan.lines.filter(domain=domain, link=link).delete()
    last = plan.lines.order_by("-seq").values_list("seq", flat=True).first() or 0
    lines = []
    for at, code in enumerate((one for one in CLASSES if one in wanted), last + 1):
        line = PlanLine(
            plan=plan, seq=at, domain=domain, link=link, risk_class=code, times=wanted[code]
        )
        line.parties = parties_of(line).count()
        line.planned = line.parties * line.times
        lines.append(line)
    PlanLine.objects.bulk_create(lines)
    after = {"domain": domain, "link": link, "times": wanted}
    record("plan.lines_set", subject=plan, by=by, on=on, after=after)
    return lines


@transaction.atomic
def submit_plan(plan: InspectionPlan, *, by: User, on: date) -> InspectionPlan:
    """Send the plan to the head of the bureau."""
    advance(plan, PlanAct.SUBMIT, by=by, on=on, values={"submitted_by": by})
    return plan


@transaction.atomic
def approve_plan(plan: InspectionPlan, *, by: User, on: date) -> InspectionPlan:
    """The head approves; from now on the plan is what progress is measured against.

    Raises:
        PermissionRefused: nobody approves what they submitted.
    """
    lock(plan)
    if plan.submitted_by_id == by.pk:
        raise PermissionRefused(_("Nobody approves what they submitted themselves."))
    advance(plan, PlanAct.APPROVE, by=by, on=on, values={"approved_by": by, "approved_on": on})
    return plan


@transaction.atomic
def return_plan(plan: InspectionPlan, *, reason: str, by: User, on: date) -> InspectionPlan:
    """The head sends the plan back to be changed, saying why."""
    require_text(reason=reason)
    advance(plan, PlanAct.RETURN, by=by, on=on, note=reason.strip())
    return plan


def parties_of(line: PlanLine) -> QuerySet[Party]:
    """The operating parties a line speaks of, by their class and trade today."""
    kinds = [kind for kind, link in LINKS.items() if link == line.link]
    return Party.objects.filter(
        bureau__path__startswith=line.plan.bureau.path,
        status=PartyStatus.OPERATING,
        domains__has=line.domain,
        kind__in=kinds,
        risk_class=line.risk_class,
    )


def inspections_of(line: PlanLine) -> QuerySet[Inspection]:
    """The visits that count for a line: by the class the party had on the day."""
    rows = Inspection.objects.filter(
        bureau__path__startswith=line.plan.bureau.path,
        status=InspectionStatus.COMPLETED,
        inspected_on__year=line.plan.year,
        domain=line.domain,
        link=line.link,
        risk_class=line.risk_class,
    )
    return rows.filter(campaigns=line.plan.campaign) if line.plan.campaign_id else rows


@dataclass(frozen=True, slots=True)
class LineProgress:
    """A line, the visits made, and the parties reached by them."""

    line: PlanLine
    done: int
    reached: int

    @property
    def left(self) -> int:
        return max(0, self.line.planned - self.done)


def progress_of(plan: InspectionPlan) -> list[LineProgress]:
    """Planned against done, line by line. Two queries a line."""
    found = []
    for line in plan.lines.select_related("plan__bureau"):
        rows = inspections_of(line)
        reached = rows.order_by().values("party_id").distinct().count()
        found.append(LineProgress(line, rows.count(), reached))
    return found
