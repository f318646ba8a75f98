"""Returns filled in from the records: the figures registry computes, campaigns keeps."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from accounts.models import Bureau, User
from campaigns.models import (
    Campaign,
    CampaignList,
    IndicatorKind,
    Return,
    ReturnSchedule,
    Target,
)
from campaigns.services import returns
from campaigns.services.returns import Computed
from campaigns.services.schedules import Period, period_of
from core.errors import Invalid
from enforcement.models import Inspection, InspectionStatus
from registry.models import KeyListItem
from reporting.figures import FIGURES, FigureScope, compute_many


def computed_for(
    campaign: Campaign, bureau: Bureau, starts_on: date, ends_on: date
) -> Mapping[str, Computed]:
    """Every computed indicator of the campaign's sheet: in the period and since its first day.

    All work of the bureau and those under it counts, as it does in the annual tables.
    """
    codes = [
        code
        for code in campaign.campaignindicators.filter(
            indicator__kind=IndicatorKind.COMPUTED
        ).values_list("indicator__code", flat=True)
        if code in FIGURES
    ]
    period = FigureScope(bureau, starts_on, ends_on, campaign)
    whole = period.narrowed(start=min(campaign.starts_on, starts_on))
    now, since = compute_many(codes, period), compute_many(codes, whole)
    return {code: Computed(now[code].value, since[code].value) for code in codes}


@transaction.atomic
def begin(schedule: ReturnSchedule, *, starts_on: date, by: User, on: date) -> Return:
    """Begin the return of one's bureau for a period, filled in from the records.

    Raises:
        Invalid, PermissionRefused: as ``campaigns.services.returns.begin_return``.
    """
    period = period_of(schedule, starts_on)
    computed = computed_for(schedule.campaign, by.bureau, starts_on, _last_day(period, on))
    return returns.begin_return(schedule, starts_on=starts_on, computed=computed, by=by, on=on)


@transaction.atomic
def submit(report: Return, *, by: User, on: date) -> Return:
    """Hand a return in, compared with the records as they are now.

    Raises:
        ReturnNotReady, IllegalTransition, PermissionRefused: as
            ``campaigns.services.returns.submit_return``.
    """
    computed = computed_for(report.campaign, report.bureau, report.starts_on, report.ends_on)
    return returns.submit_return(report, computed=computed, by=by, on=on)


def _last_day(period: Period, on: date) -> date:
    """Of a period that runs, what is known so far."""
    if period.starts_on > on:
        raise Invalid
    return min(period.ends_on, on)


def coverage(row: CampaignList, bureau: Bureau, on: date) -> tuple[int, int]:
    """Of the parties on a key list that the bureau supervises: inspected, and all.

    Inspected: at least one completed inspection since the campaign's first day.
    """
    listed = KeyListItem.objects.filter(key_list_id=row.key_list_id)
    parties = set(
        listed.filter(party__bureau__path__startswith=bureau.path).values_list(
            "party_id", flat=True
        )
    )
    done = Inspection.objects.filter(
        party__in=parties,
        status=InspectionStatus.COMPLETED,
        inspected_on__range=(row.campaign.starts_on, on),
    )
    return done.values("party").distinct().count(), len(parties)


def proposed_share(campaign: Campaign, bureau: Bureau, code: str, on: date) -> str:
    """How far a bureau reached its target, in words for the evidence of a score."""
    target = Target.objects.filter(
        campaign=campaign, bureau=bureau, indicator__code=code, phase=None
    ).first()
    if target is None or code not in FIGURES:
        return ""
    last = min(campaign.ends_on, on)
    scope = FigureScope(bureau, campaign.starts_on, max(last, campaign.starts_on), campaign)
    value = compute_many([code], scope)[code].value
    return f"{value} / {target.value.normalize():f}"
