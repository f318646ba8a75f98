"""Returns: begun with computed figures, filled in, handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record
from campaigns.errors import ReturnNotReady
from campaigns.models import (
    CampaignStatus,
    Return,
    ReturnCell,
    ReturnSchedule,
)
from campaigns.policies import require_report
from campaigns.services.balance import Fault, adds_up, faults_of
from campaigns.services.entered import require_fits
from campaigns.services.schedules import Period, period_of, reporting_bureaus
from campaigns.transitions.returns import ReturnAct
from core.api.versions import require_version
from core.errors import Invalid
from deadlines.services.procedure import advance, begin, lock, require_open

WORDS = ("work", "problems", "next_steps", "typical_cases")


@dataclass(frozen=True, slots=True)
class Computed:
    """What the records say of one figure: in the period, and since the campaign began."""

    value: Decimal | None
    cumulative: Decimal | None


@dataclass(frozen=True, slots=True)
class Entered:
    """What a bureau reports of one figure."""

    value: Decimal | None
    cumulative: Decimal | None = None
    explanation: str = ""


@transaction.atomic
def begin_return(
    schedule: ReturnSchedule,
    *,
    starts_on: date,
    computed: Mapping[str, Computed],
    by: User,
    on: date,
    bureau: Bureau | None = None,
) -> Return:
    """Begin the return of the actor's bureau for a period, filled in from the records.

    Args:
        starts_on: first day of one of the schedule's periods.
        computed: indicator code → figures; entered indicators have none.
        bureau: for whom; only one's own.

    Raises:
        Invalid: the campaign is not running, the period has not begun, it was begun
            before, or the bureau does not report.
    """
    owner = bureau or by.bureau
    require_report(owner, by=by)
    period = _open_period(schedule, owner, starts_on, on)
    report = Return.top(
        bureau=owner,
        campaign=schedule.campaign,
        schedule=schedule,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        due_on=period.due_on,
    )
    report.save(force_insert=True)
    _begin_cells(report, computed)
    begin(report, by=by, on=on, act="begin")
    record("return.begun", subject=report, by=by, on=on, after={"due_on": report.due_on})
    return report


def _open_period(schedule: ReturnSchedule, owner: Bureau, starts_on: date, on: date) -> Period:
    if schedule.campaign.status == CampaignStatus.DRAFT:
        raise Invalid(_("The campaign is not published yet."))
    period = period_of(schedule, starts_on)
    if period.starts_on > on:
        raise Invalid(fields={"starts_on": _("This period has not begun yet.")})
    if not reporting_bureaus(schedule).filter(pk=owner.pk).exists():
        raise Invalid(_("Your bureau does not report on this schedule."))
    Bureau.objects.select_for_update().get(pk=owner.pk)
    if Return.objects.filter(schedule=schedule, bureau=owner, starts_on=starts_on).exists():
        raise Invalid(_("This period was begun already. Go on with that return."))
    return period


def _begin_cells(report: Return, computed: Mapping[str, Computed]) -> None:
    rows = report.campaign.campaignindicators.select_related("indicator").order_by("seq")
    cells = [ReturnCell(report=report, indicator=row.indicator, seq=row.seq) for row in rows]
    sums = sums_below(report)
    for cell in cells:
        _put_computed(cell, computed, sums)
        cell.value = cell.expected
        cell.cumulative = cell.computed_cumulative
    ReturnCell.objects.bulk_create(cells)


def _put_computed(
    cell: ReturnCell, computed: Mapping[str, Computed], sums: Mapping[int, Decimal]
) -> None:
    found = computed.get(cell.indicator.code)
    cell.computed = found.value if found else None
    cell.computed_cumulative = found.cumulative if found else None
    cell.summed = sums.get(cell.indicator_id) if adds_up(cell) else None


def sums_below(report: Return) -> dict[int, Decimal]:
    """Indicator → sum of the accepted returns of the bureaus directly below. One query."""
    below = Return.objects.counted().filter(
        schedule_id=report.schedule_id,
        starts_on=report.starts_on,
        bureau__parent_id=report.bureau_id,
    )
    rows = ReturnCell.objects.filter(report__in=below).order_by()
    return {
        row["indicator"]: row["total"]
        for row in rows.values("indicator").annotate(total=Sum("value"))
        if row["total"] is not None
    }


@transaction.atomic
def fill_return(
    report: Return,
    *,
    cells: Mapping[str, Entered],
    version: int | None,
    by: User,
    on: date,
    **words: str,
) -> Return:
    """Fill in figures and words; what is not named stays.

    Args:
        cells: indicator code → what is reported.
        version: the version the person read.
        words: ``work``, ``problems``, ``next_steps``, ``typical_cases``.

    Raises:
        StaleVersion: somebody else changed it meanwhile.
        Invalid: a figure the sheet does not have, or below zero.
        IllegalTransition, PermissionRefused: as the table says.
    """
    lock(report)
    require_open(report, ReturnAct.FILL, by=by)
    told: dict[str, Any] = {name: words[name] for name in WORDS if name in words}
    require_version(report, version, told)
    require_fits(Return, **told)
    _fill_cells(report, cells)
    advance(report, ReturnAct.FILL, by=by, on=on, values=told)
    return report


def _fill_cells(report: Return, told: Mapping[str, Entered]) -> None:
    known = {cell.indicator.code: cell for cell in cells_of(report)}
    faults: dict[str, str] = {}
    for code, entered in told.items():
        cell = known.get(code)
        if cell is None:
            faults[f"cells.{code}"] = _("The sheet has no such figure.")
            continue
        if entered.value is not None and entered.value < 0 and cell.indicator.unit != "%":
            faults[f"cells.{code}"] = _("A figure cannot be negative.")
        cell.value, cell.explanation = entered.value, entered.explanation.strip()[:500]
        cell.cumulative = entered.cumulative
    if faults:
        raise Invalid(fields=faults)
    changed = [known[code] for code in told]
    ReturnCell.objects.bulk_update(changed, ["value", "cumulative", "explanation"])


@transaction.atomic
def submit_return(
    report: Return, *, computed: Mapping[str, Computed], by: User, on: date
) -> Return:
    """Hand a return in, compared once more with the records of this day.

    A figure that differs from what the records say, or from what the bureaus below add up
    to, needs an explanation; the reported one stands, the computed one is kept beside it.

    Args:
        computed: indicator code → figures as computed now.

    Raises:
        ReturnNotReady: with every figure that is missing, unexplained or does not balance.
    """
    lock(report)
    require_open(report, ReturnAct.SUBMIT, by=by)
    cells = cells_of(report)
    sums = sums_below(report)
    for cell in cells:
        _put_computed(cell, computed, sums)
    faults = faults_of(report, cells)
    _keep_expected(cells, faults)
    _require_ready(report, cells, faults)
    ReturnCell.objects.bulk_update(cells, ["computed", "computed_cumulative", "summed"])
    values = {"submitted_on": on, "submitted_by": by, "return_reason": ""}
    advance(report, ReturnAct.SUBMIT, by=by, on=on, values=values)
    return report


def _keep_expected(cells: Sequence[ReturnCell], faults: Sequence[Fault]) -> None:
    """An entered figure that others of the sheet determine has that one beside it."""
    known = {cell.indicator.code: cell for cell in cells}
    for fault in faults:
        one = fault.check.right
        if fault.check.op not in ("eq", "share") or len(one) != 1 or fault.stops:
            continue
        cell = known[one[0]["code"]]
        if one[0].get("column", "value") == "value" and cell.expected is None:
            cell.computed = fault.expected


def _require_ready(
    report: Return, cells: Sequence[ReturnCell], faults: Sequence[Fault]
) -> None:
    wrong: dict[str, str] = {}
    known = {cell.indicator.code: cell for cell in cells}
    for cell in cells:
        name = f"cells.{cell.indicator.code}"
        if cell.value is None:
            wrong[name] = _("%(what)s is not filled in.") % {"what": cell.indicator.title}
        elif cell.needs_explanation:
            wrong[name] = _("%(what)s differs from the records. Explain why.") % {
                "what": cell.indicator.title
            }
    for fault in faults:
        explained = any(known[code].explanation for code in fault.codes if code in known)
        if fault.stops or not explained:
            wrong[f"cells.{fault.codes[0]}"] = fault.message
    if not report.work.strip():
        wrong["work"] = _("Say what was done in the period.")
    if wrong:
        raise ReturnNotReady(fields=wrong)


def cells_of(report: Return) -> list[ReturnCell]:
    """The sheet, in its order. One query."""
    return list(report.cells.select_related("indicator"))
