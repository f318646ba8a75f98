"""Inspections: planned or logged on site, completed with a conclusion, or cancelled."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any, TypedDict, Unpack

from django.db import transaction

from accounts.models import ShareGrade, User
from accounts.services.scope import share
from audit.services import record
from campaigns.models import Campaign
from deadlines.services.procedure import advance, begin, lock
from documents.services.numbers import next_number
from enforcement.models import (
    Clue,
    Inspection,
    InspectionKind,
    InspectionStatus,
    SiteConclusion,
)
from enforcement.policies import require_inspect, require_on_team
from enforcement.services.axes import axes_of, key_variety_of, link_of
from enforcement.services.checks import (
    require_batch_of,
    require_campaigns,
    require_fits,
    require_not_future,
    require_officers,
    require_text,
)
from enforcement.services.inspection_parts import (
    require_conclusion_fits,
    require_not_past,
    require_recheck_of,
    require_times,
    searched,
    set_team,
)
from enforcement.transitions.inspection import InspectionAct
from registry.models import Batch, Party, Product

NUMBER_WORD = "检"


class InspectionFacts(TypedDict, total=False):
    """What may be said of an inspection beside its party, domain, day and officers."""

    kind: InspectionKind | str
    title: str
    link: str
    started_at: time | None
    ended_at: time | None
    place: str
    summary: str
    product: Product | None
    batch: Batch | None
    key_variety: str
    for_clue: Clue | None
    rechecks: Inspection | None
    is_demo: bool


@transaction.atomic
def log_inspection(
    *,
    party: Party,
    domain: str,
    inspected_on: date,
    officers: Sequence[User],
    by: User,
    on: date,
    campaigns: Iterable[Campaign] = (),
    **facts: Unpack[InspectionFacts],
) -> Inspection:
    """Open the record of an inspection that is under way, or that was made.

    Args:
        party: who is inspected; region, area and kind are kept as they are on the day.
        inspected_on: local date on site, not in the future.
        officers: the team, the lead first: two or more, each with an enforcement
            certificate valid on the day.
        campaigns: those the inspection counts for; each must run on the day.
        facts: kind, link, times, place, what was inspected, clue, recheck.

    Raises:
        PermissionRefused: no such duty, or a bureau that does not inspect.
        Invalid, NotQualified: with the field and what to correct.

    Legal source: Administrative Penalty Law Art. 42 (two certified officers).
    """
    require_inspect(party, by=by)
    require_not_future(on, inspected_on=inspected_on)
    certificates = require_officers(officers, bureau=by.bureau, on=inspected_on)
    require_on_team(officers, by=by)
    inspection = _draft(party, domain, by=by, facts=facts)
    inspection.status = InspectionStatus.UNDER_WAY
    inspection.inspected_on = inspected_on
    chosen = require_campaigns(campaigns, on=inspected_on)
    _save_new(inspection, chosen, by=by, on=on, act="log")
    set_team(inspection, officers, certificates, by=by, on=on, new=True)
    return inspection


@transaction.atomic
def plan_inspection(
    *,
    party: Party,
    domain: str,
    planned_on: date,
    officers: Sequence[User],
    by: User,
    on: date,
    campaigns: Iterable[Campaign] = (),
    **facts: Unpack[InspectionFacts],
) -> Inspection:
    """Plan an inspection for a day to come, with its team.

    Args:
        planned_on: local date, today or later.
        officers: the team, the lead first; certificates must reach to the day.

    Raises:
        PermissionRefused, Invalid, NotQualified: as ``log_inspection``.
    """
    require_inspect(party, by=by)
    require_not_past(on, planned_on=planned_on)
    certificates = require_officers(officers, bureau=by.bureau, on=planned_on)
    require_on_team(officers, by=by)
    inspection = _draft(party, domain, by=by, facts=facts)
    inspection.status = InspectionStatus.PLANNED
    inspection.planned_on = planned_on
    chosen = require_campaigns(campaigns, on=planned_on)
    _save_new(inspection, chosen, by=by, on=on, act="plan")
    set_team(inspection, officers, certificates, by=by, on=on, new=True)
    return inspection


@transaction.atomic
def begin_inspection(
    inspection: Inspection,
    *,
    inspected_on: date,
    by: User,
    on: date,
    started_at: time | None = None,
) -> Inspection:
    """Begin a planned inspection on site; the team's certificates count on this day.

    Raises:
        IllegalTransition: it is not planned any more.
        NotQualified: a certificate has expired since it was planned.
        Invalid: the day lies in the future, or outside a campaign it counts for.
    """
    require_not_future(on, inspected_on=inspected_on)
    officers = inspection.responsible_officers()
    numbers = require_officers(officers, bureau=inspection.bureau, on=inspected_on)
    require_campaigns(inspection.campaigns.all(), on=inspected_on)
    values = {"inspected_on": inspected_on, "started_at": started_at}
    advance(inspection, InspectionAct.BEGIN, by=by, on=on, values=values)
    for row in inspection.team.all():
        row.certificate_number = numbers[row.officer_id]
        row.save(update_fields=["certificate_number"])
    return inspection


@transaction.atomic
def complete_inspection(
    inspection: Inspection,
    *,
    site_conclusion: SiteConclusion | str,
    by: User,
    on: date,
    ended_at: time | None = None,
    summary: str | None = None,
) -> Inspection:
    """End an inspection with the conclusion on site; findings may stay open.

    Args:
        site_conclusion: conforms, to be assessed after rectification, or fails.
        ended_at: local time; default what was entered before.
        summary: what was inspected; default what was entered before.

    Raises:
        Invalid: no conclusion, one that a severe defect rules out, an end before the start.
        IllegalTransition: it is not under way.
    """
    lock(inspection)
    end = ended_at or inspection.ended_at
    text = inspection.summary if summary is None else summary.strip()
    require_fits(Inspection, summary=text)
    require_times(inspection.started_at, end)
    require_conclusion_fits(inspection, site_conclusion)
    values = {"site_conclusion": str(site_conclusion), "ended_at": end, "summary": text}
    advance(inspection, InspectionAct.COMPLETE, by=by, on=on, values=values)
    return inspection


@transaction.atomic
def cancel_inspection(inspection: Inspection, *, reason: str, by: User, on: date) -> Inspection:
    """Cancel an inspection that did not take place; the reason stays on record.

    Raises:
        Invalid: no reason is given.
        IllegalTransition: it is completed, or findings are recorded.
    """
    require_text(reason=reason)
    advance(inspection, InspectionAct.CANCEL, by=by, on=on, note=reason.strip())
    return inspection


def _draft(party: Party, domain: str, *, by: User, facts: InspectionFacts) -> Inspection:
    """A checked, unsaved inspection with the axes of its party."""
    require_recheck_of(facts.get("rechecks"), party)
    require_times(facts.get("started_at"), facts.get("ended_at"))
    values: dict[str, Any] = {**facts, "party": party, "domain": domain}
    values["product"] = require_batch_of(facts.get("product"), facts.get("batch"))
    values["link"] = facts.get("link") or link_of(party)
    values["key_variety"] = facts.get("key_variety") or key_variety_of(values["product"])
    values["title"] = facts.get("title") or party.name
    values["place"] = facts.get("place") or party.address
    if facts.get("rechecks") is not None:
        values["kind"] = InspectionKind.FOLLOW_UP
    require_fits(Inspection, **values)
    return Inspection.top(
        bureau=by.bureau,
        unit=by.unit,
        party_kind=party.kind,
        risk_class=party.risk_class,
        **axes_of(party),
        **values,
    )


def _save_new(
    inspection: Inspection, campaigns: list[Campaign], *, by: User, on: date, act: str
) -> None:
    inspection.number = next_number(bureau=inspection.bureau, word=NUMBER_WORD, on=on)
    inspection.search = searched(inspection)
    inspection.save(force_insert=True)
    inspection.campaigns.set(campaigns)
    begin(inspection, by=by, on=on, act=act)
    after = {
        "number": inspection.number,
        "party": inspection.party,
        "planned_on": inspection.planned_on,
        "inspected_on": inspection.inspected_on,
    }
    record(f"inspection.{act}", subject=inspection, by=by, on=on, after=after)
    _tell_region(inspection, by=by, on=on)


def _tell_region(inspection: Inspection, *, by: User, on: date) -> None:
    """The bureau that supervises the party reads the head line of others' inspections."""
    party = inspection.party
    if party is not None and not party.bureau.is_above(inspection.bureau):
        share(inspection, to=party.bureau, grade=ShareGrade.HEADLINE, by=by, on=on)
