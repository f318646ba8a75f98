"""Findings: recorded on site one after another, rectified, or taken into a case."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.api.versions import require_version
from core.errors import IllegalTransition, Invalid, LawUnavailable
from deadlines.services.calendar import office_calendar
from deadlines.services.procedure import advance, begin, lock, require_open
from enforcement.models import Finding, FindingStatus, Inspection, InspectionStatus
from enforcement.services.checks import require_fits, require_not_future, require_text
from enforcement.transitions.finding import FindingAct
from enforcement.transitions.inspection import InspectionAct
from law.counting import compute_deadline
from law.periods import in_force
from law.vocabularies import DefectGrade

RECTIFICATION_PERIOD = "rectification_report_submission"


class FindingChanges(TypedDict, total=False):
    """What may be corrected while the inspection is under way."""

    grade: DefectGrade | str
    description: str
    demand: str
    due_on: date | None


@transaction.atomic
def record_finding(
    inspection: Inspection,
    *,
    grade: DefectGrade | str,
    description: str,
    by: User,
    on: date,
    demand: str = "",
    due_on: date | None = None,
) -> Finding:
    """Record a defect found on site, with what was ordered and by when.

    Args:
        description: what was found.
        demand: what the party was ordered to do.
        due_on: the day it must be rectified by; default the statutory last day of the
            rectification report where one is in force for the domain and the day.

    Raises:
        Invalid: nothing described, an unknown grade, a limit before the inspection.
        IllegalTransition: the inspection is not under way.
        PermissionRefused: not an officer of the inspection.

    Legal source: Drug Inspection Measures (Trial) Art. 33 (30 working days).
    """
    lock(inspection)
    require_open(inspection, InspectionAct.RECORD_FINDING, by=by)
    require_text(description=description)
    require_fits(Finding, grade=grade, description=description, demand=demand)
    _require_after(inspection, due_on)
    finding = Finding.under(
        inspection,
        inspection=inspection,
        seq=_next_seq(inspection),
        grade=grade,
        description=description.strip(),
        demand=demand.strip(),
        due_on=due_on or rectification_due_on(inspection),
    )
    finding.save(force_insert=True)
    begin(finding, by=by, on=on, act="record")
    after = {"seq": finding.seq, "grade": finding.grade, "due_on": finding.due_on}
    record("finding.recorded", subject=finding, by=by, on=on, after=after)
    return finding


@transaction.atomic
def change_finding(
    finding: Finding,
    *,
    version: int | None,
    by: User,
    on: date,
    **changes: Unpack[FindingChanges],
) -> Finding:
    """Correct a finding while its inspection is under way.

    Raises:
        StaleVersion: somebody else changed it meanwhile.
        IllegalTransition: the inspection is completed.
        Invalid, PermissionRefused: as ``record_finding``.
    """
    inspection = finding.inspection
    lock(inspection)
    require_open(inspection, InspectionAct.RECORD_FINDING, by=by)
    lock(finding)
    values: dict[str, Any] = dict(changes)
    require_version(finding, version, values)
    if "description" in values:
        require_text(description=values["description"])
    require_fits(Finding, **values)
    _require_after(inspection, values.get("due_on"))
    before = {name: getattr(finding, name) for name in values}
    for name, value in values.items():
        setattr(finding, name, value)
    finding.version += 1
    finding.save()
    record("finding.changed", subject=finding, by=by, on=on, before=before, after=values)
    return finding


@transaction.atomic
def mark_rectified(
    finding: Finding, *, rectified_on: date, rectification: str, by: User, on: date
) -> Finding:
    """Note that a defect was rectified, when and how it was checked.

    Args:
        rectified_on: local date, from the inspection to today.
        rectification: what was done, and how it was checked.

    Raises:
        Invalid: no words, a day in the future or before the inspection.
        IllegalTransition: it is rectified already, or was taken into a case.
        PermissionRefused: not an officer of the inspection.
    """
    require_text(rectification=rectification)
    require_fits(Finding, rectification=rectification)
    require_not_future(on, rectified_on=rectified_on)
    found_on = finding.inspection.inspected_on
    if found_on is not None and rectified_on < found_on:
        text = _("The defect was found on %(day)s; it cannot be rectified before.")
        raise Invalid(fields={"rectified_on": text % {"day": found_on.isoformat()}})
    values = {"rectified_on": rectified_on, "rectification": rectification.strip()}
    advance(finding, FindingAct.RECTIFY, by=by, on=on, values=values)
    return finding


@transaction.atomic
def take_into_case(finding: Finding, *, by: User, on: date, note: str = "") -> Finding:
    """Mark a finding as pursued in a case; called when its filing is approved.

    One that was rectified meanwhile stays so: the case's own list of findings names it.

    Args:
        by: the head who decided the filing, of the bureau the finding belongs to.
        note: the case's number.
    """
    lock(finding)
    if finding.status == FindingStatus.OPEN:
        advance(finding, FindingAct.TAKE_INTO_CASE, by=by, on=on, note=note)
    return finding


def require_pursuable(inspection: Inspection, findings: Iterable[Finding]) -> list[Finding]:
    """The findings a case or clue may be built on: of one completed inspection.

    Raises:
        Invalid: none, or of another inspection.
        IllegalTransition: the inspection is not completed.
    """
    chosen = list(findings)
    if inspection.status != InspectionStatus.COMPLETED:
        raise IllegalTransition(_("Complete the inspection first; then pursue its findings."))
    if not chosen or any(one.inspection_id != inspection.pk for one in chosen):
        raise Invalid(fields={"findings": _("Choose findings of this inspection.")})
    return chosen


def rectification_due_on(inspection: Inspection) -> date | None:
    """The statutory last day of the rectification report; None where no rule fits."""
    if inspection.inspected_on is None:
        return None
    try:
        rule = in_force(RECTIFICATION_PERIOD, inspection.inspected_on)
    except LawUnavailable:
        return None
    if not {inspection.domain, "all"} & set(rule.applies_to):
        return None
    counted = compute_deadline(rule, inspection.inspected_on, calendar=office_calendar())
    return counted.due_on


def _next_seq(inspection: Inspection) -> int:
    last = inspection.findings.order_by("-seq").values_list("seq", flat=True).first()
    return (last or 0) + 1


def _require_after(inspection: Inspection, due_on: date | None) -> None:
    day = inspection.inspected_on
    if due_on is not None and day is not None and due_on < day:
        text = _("The limit (%(due)s) lies before the inspection (%(day)s).")
        days = {"due": due_on.isoformat(), "day": day.isoformat()}
        raise Invalid(fields={"due_on": text % days})
