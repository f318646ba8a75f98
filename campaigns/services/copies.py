"""A campaign drafted from last year's, or from a template that ships with the product."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from campaigns.models import (
    Campaign,
    CampaignIndicator,
    CampaignTask,
    Indicator,
    Phase,
    TaskLine,
)
from campaigns.services.campaigns import add_phase, create_campaign
from campaigns.services.design import (
    add_assessment_item,
    add_schedule,
    choose_indicators,
    define_indicator,
)
from campaigns.services.tasks import add_task
from core.errors import Invalid, NotFound

TEMPLATES = Path(__file__).parent.parent / "data" / "templates"


@transaction.atomic
def copy_campaign(
    source: Campaign,
    *,
    code: str,
    name: str,
    starts_on: date,
    by: User,
    on: date,
    task_line: TaskLine | None = None,
) -> Campaign:
    """Draft a campaign like an earlier one, every day moved with its beginning.

    Phases, tasks, indicators, lists, schedules, balance rules and assessment items are
    taken over; targets and figures are not.

    Raises:
        Invalid, PermissionRefused: as ``create_campaign``.
    """
    shift = starts_on - source.starts_on
    draft = create_campaign(
        code=code,
        name=name,
        starts_on=starts_on,
        ends_on=source.ends_on + shift,
        task_line=task_line,
        goals=source.goals,
        scope=source.scope,
        joint_authorities=source.joint_authorities,
        by=by,
        on=on,
    )
    _copy_dated(source, draft, shift)
    for rows in (
        source.campaignindicators,
        source.campaignlists,
        source.returnschedules,
        source.balancerules,
        source.assessmentitems,
    ):
        _copy_rows(rows, draft)
    after = {"copied_from": source.code}
    record("campaign.copied", subject=draft, by=by, on=on, after=after)
    return draft


def _copy_dated(source: Campaign, draft: Campaign, shift: timedelta) -> None:
    Phase.objects.bulk_create(
        Phase(
            campaign=draft,
            seq=one.seq,
            name=one.name,
            kind=one.kind,
            starts_on=one.starts_on + shift,
            ends_on=one.ends_on + shift,
        )
        for one in source.phases.all()
    )
    CampaignTask.objects.bulk_create(
        CampaignTask(
            campaign=draft,
            seq=one.seq,
            name=one.name,
            content=one.content,
            owner=one.owner,
            due_on=one.due_on + shift if one.due_on else None,
        )
        for one in source.tasks.all()
    )


def _copy_rows(rows: Any, draft: Campaign) -> None:
    """The same rows under another campaign; an indicator in its present edition."""
    model = rows.model
    skipped = {"id", "uuid", "version", "created_at", "updated_at", "campaign"}
    names = [one.name for one in model._meta.fields if one.name not in skipped]
    fresh = []
    for row in rows.all():
        values = {name: getattr(row, name) for name in names}
        if model is CampaignIndicator and not row.indicator.is_current:
            values["indicator"] = Indicator.objects.current().get(code=row.indicator.code)
        fresh.append(model(campaign=draft, **values))
    model.objects.bulk_create(fresh)


@cache
def template_names() -> tuple[tuple[str, str], ...]:
    """Id and Chinese name of each shipped template."""
    found = [
        (path.stem, _read(path)["name"].replace("{year}", "××"))
        for path in sorted(TEMPLATES.glob("*.json"))
    ]
    return tuple(found)


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@transaction.atomic
def draft_from_template(
    template: str,
    *,
    code: str,
    starts_on: date,
    by: User,
    on: date,
    name: str = "",
    task_line: TaskLine | None = None,
) -> Campaign:
    """Draft a campaign from a template: phases, tasks, indicators, schedules, assessment.

    Args:
        template: one of ``template_names``.
        name: default the template's with the year.

    Raises:
        NotFound: there is no such template.
        Invalid: the code is taken.
    """
    if template not in dict(template_names()):
        raise NotFound(_("There is no such template."))
    plan = _read(TEMPLATES / f"{template}.json")
    try:
        ends_on = starts_on.replace(year=starts_on.year + 1) - timedelta(days=1)
    except ValueError as error:
        raise Invalid(fields={"starts_on": _("Choose another day.")}) from error
    draft = create_campaign(
        code=code,
        name=name or plan["name"].replace("{year}", str(starts_on.year)),
        starts_on=starts_on,
        ends_on=ends_on,
        task_line=task_line,
        goals=plan["goals"],
        scope=plan["scope"],
        joint_authorities=plan["joint_authorities"],
        by=by,
        on=on,
    )
    _dated_parts(draft, plan, by, on)
    _reported_parts(draft, plan, by, on)
    return draft


def _dated_parts(draft: Campaign, plan: Mapping[str, Any], by: User, on: date) -> None:
    """Days of a template are counted from its beginning, as shares of its length."""
    for phase in plan["phases"]:
        days = {
            "starts_on": _day(draft, phase["from"]),
            "ends_on": _day(draft, phase["to"], last=True),
        }
        add_phase(draft, name=phase["name"], kind=phase["kind"], **days, by=by, on=on)
    for task in plan["tasks"]:
        due_on = _day(draft, task["due"], last=True) if "due" in task else None
        told = {"name": task["name"], "content": task.get("content", "")}
        add_task(draft, **told, due_on=due_on, by=by, on=on)


def _day(draft: Campaign, share: float, *, last: bool = False) -> date:
    """The day at a share of the campaign's length; ``last``: the day before it."""
    length = (draft.ends_on - draft.starts_on).days + 1
    at = draft.starts_on + timedelta(days=round(length * share) - (1 if last else 0))
    return min(at, draft.ends_on)


def _reported_parts(draft: Campaign, plan: Mapping[str, Any], by: User, on: date) -> None:
    codes = [row if isinstance(row, str) else row["code"] for row in plan["indicators"]]
    known = {one.code: one for one in Indicator.objects.current().filter(code__in=codes)}
    for row in plan["indicators"]:
        if not isinstance(row, str) and row["code"] not in known:
            known[row["code"]] = define_indicator(**row, by=by, on=on)
    choose_indicators(
        draft, indicators=[known[code] for code in codes if code in known], by=by, on=on
    )
    for schedule in plan["schedules"]:
        add_schedule(draft, **schedule, by=by, on=on)
    for item in plan["assessment"]:
        weight = Decimal(item["weight"])
        told = {"name": item["name"], "standard": item.get("standard", "")}
        measured = known.get(item.get("indicator", ""))
        add_assessment_item(draft, **told, weight=weight, indicator=measured, by=by, on=on)
