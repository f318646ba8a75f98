"""The parts of a plan: what is reported and when, which lists, what is assessed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from campaigns.models import (
    AssessmentItem,
    BalanceRule,
    BalanceSeverity,
    Campaign,
    CampaignIndicator,
    CampaignList,
    CampaignStatus,
    Frequency,
    Indicator,
    IndicatorKind,
    ListPurpose,
    ReturnSchedule,
)
from campaigns.policies import require_design
from campaigns.services.balance import share_sides
from campaigns.services.entered import require_fits, require_text
from campaigns.services.versions import keep_version
from core.errors import Invalid
from registry.models import KeyList


def _open_plan(campaign: Campaign, by: User) -> None:
    require_design(campaign.bureau, by=by)
    if campaign.status == CampaignStatus.CLOSED:
        raise Invalid(_("The campaign is closed; its plan stands."))


def _added(part: Any, kind: str, *, by: User, on: date) -> Any:
    record(kind, subject=part, by=by, on=on, after={"name": str(part)})
    keep_version(part.campaign, by=by, on=on, reason=str(part))
    return part


@transaction.atomic
def choose_indicators(
    campaign: Campaign, *, indicators: Iterable[Indicator], by: User, on: date
) -> list[CampaignIndicator]:
    """Add figures to the sheet the bureaus return, after those that are there."""
    _open_plan(campaign, by)
    known = set(campaign.campaignindicators.values_list("indicator_id", flat=True))
    last = campaign.campaignindicators.aggregate(last=Max("seq"))["last"] or 0
    fresh = [one for one in indicators if one.pk not in known]
    rows = [
        CampaignIndicator(campaign=campaign, indicator=one, seq=last + at)
        for at, one in enumerate(fresh, 1)
    ]
    CampaignIndicator.objects.bulk_create(rows)
    after = {"indicators": [one.code for one in fresh]}
    record("campaign.indicators_chosen", subject=campaign, by=by, on=on, after=after)
    keep_version(campaign, by=by, on=on, reason="、".join(one.name for one in fresh))
    return rows


@transaction.atomic
def define_indicator(
    *,
    code: str,
    name: str,
    unit: str,
    definition: str,
    by: User,
    on: date,
    name_en: str = "",
    definition_en: str = "",
    decimals: int = 0,
) -> Indicator:
    """Define a figure that bureaus enter; of a known code, its next edition.

    Raises:
        Invalid: the code is that of a computed figure, or something is not said.
    """
    require_design(by.bureau, by=by)
    require_text(code=code, name=name, unit=unit, definition=definition)
    values = {"code": code, "name": name, "unit": unit, "definition": definition}
    require_fits(Indicator, **values, decimals=decimals)
    earlier = Indicator.objects.select_for_update().filter(code=code, is_current=True).first()
    if earlier is not None and earlier.kind == IndicatorKind.COMPUTED:
        text = _("This code is computed from the records. Choose another.")
        raise Invalid(fields={"code": text})
    if earlier is not None:
        earlier.is_current = False
        earlier.save()
    one: Indicator = Indicator.objects.create(
        **values,
        edition=earlier.edition + 1 if earlier else 1,
        name_en=name_en or name,
        definition_en=definition_en or definition,
        decimals=decimals,
        kind=IndicatorKind.ENTERED,
    )
    record("indicator.defined", subject=one, by=by, on=on, after={"edition": one.edition})
    return one


@transaction.atomic
def add_list(
    campaign: Campaign,
    *,
    key_list: KeyList,
    by: User,
    on: date,
    purpose: ListPurpose | str = ListPurpose.KEY,
    theme: str = "",
) -> CampaignList:
    """Work by a list of key enterprises or products, or watch one for a theme."""
    _open_plan(campaign, by)
    require_fits(CampaignList, purpose=purpose, theme=theme)
    if campaign.campaignlists.filter(key_list=key_list).exists():
        raise Invalid(fields={"key_list": _("The campaign works by this list already.")})
    row = CampaignList.objects.create(
        campaign=campaign, key_list=key_list, purpose=purpose, theme=theme.strip()
    )
    return _added(row, "campaign.list_added", by=by, on=on)  # type: ignore[no-any-return]


@transaction.atomic
def add_schedule(
    campaign: Campaign,
    *,
    name: str,
    frequency: Frequency | str,
    by: User,
    on: date,
    cut_off_day: int = 31,
    due_days: int = 5,
    with_counties: bool = True,
) -> ReturnSchedule:
    """Say how often bureaus report, on which day periods end, by when they are due.

    Args:
        cut_off_day: 1-31 of the month (31: its last day), 1-7 of the week.
        due_days: days after a period's end.

    Raises:
        Invalid: a day that does not exist, or a name that is taken.
    """
    _open_plan(campaign, by)
    require_text(name=name)
    require_fits(ReturnSchedule, name=name, frequency=frequency)
    most = 7 if frequency == Frequency.WEEKLY else 31
    if not 1 <= cut_off_day <= most:
        text = _("Choose a day from 1 to %(most)s.") % {"most": most}
        raise Invalid(fields={"cut_off_day": text})
    if not 0 <= due_days <= 90:
        raise Invalid(fields={"due_days": _("Choose 0 to 90 days.")})
    if campaign.returnschedules.filter(name=name).exists():
        raise Invalid(fields={"name": _("A schedule of this name is there already.")})
    row = ReturnSchedule.objects.create(
        campaign=campaign,
        name=name,
        frequency=frequency,
        cut_off_day=cut_off_day,
        due_days=due_days,
        with_counties=with_counties,
    )
    return _added(row, "campaign.schedule_added", by=by, on=on)  # type: ignore[no-any-return]


@transaction.atomic
def add_assessment_item(
    campaign: Campaign,
    *,
    name: str,
    weight: Decimal,
    by: User,
    on: date,
    standard: str = "",
    indicator: Indicator | None = None,
) -> AssessmentItem:
    """Say what bureaus are assessed by, and for how many points of a hundred.

    Raises:
        Invalid: no points, or together more than a hundred.
    """
    _open_plan(campaign, by)
    require_text(name=name)
    require_fits(AssessmentItem, name=name, weight=weight, standard=standard)
    given = sum((one.weight for one in campaign.assessmentitems.all()), Decimal(0))
    if weight <= 0 or given + weight > 100:
        text = _("%(given)s of 100 points are given; %(left)s are left.")
        said = {"given": given, "left": 100 - given}
        raise Invalid(fields={"weight": text % said})
    row = AssessmentItem.objects.create(
        campaign=campaign,
        seq=campaign.assessmentitems.count() + 1,
        name=name,
        weight=weight,
        standard=standard,
        indicator=indicator,
    )
    return _added(row, "campaign.assessment_item_added", by=by, on=on)  # type: ignore[no-any-return]


@transaction.atomic
def add_balance_rule(
    campaign: Campaign,
    *,
    name: str,
    left: Sequence[Mapping[str, Any]],
    op: str,
    right: Sequence[Mapping[str, Any]],
    by: User,
    on: date,
    tolerance: Decimal = Decimal(0),
    severity: BalanceSeverity | str = BalanceSeverity.REFUSE,
) -> BalanceRule:
    """Add a check of the campaign's own; the shipped ones need no adding.

    Args:
        left, right: terms ``{"code", "column", "times"}``; of a ``share``, left is part and
            whole (what is marked ``of``, else all but the first), right the percentage.
        op: ``eq``, ``le``, ``ge``, ``share``.
    """
    _open_plan(campaign, by)
    require_text(name=name)
    has_sides = all(share_sides(left)) if op == "share" else bool(left)
    if op not in ("eq", "le", "ge", "share") or not has_sides or not right:
        raise Invalid(fields={"op": _("A rule needs two sides and one of: eq, le, ge, share.")})
    row = BalanceRule.objects.create(
        campaign=campaign,
        name=name[:200],
        left=[dict(term) for term in left],
        op=op,
        right=[dict(term) for term in right],
        tolerance=tolerance,
        severity=severity,
    )
    record("campaign.balance_rule_added", subject=row, by=by, on=on, after={"name": name})
    return row
