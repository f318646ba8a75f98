"""Indicators as data, and the targets bureaus must reach."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record, record_many
from campaigns.models import Campaign, CampaignStatus, Indicator, IndicatorKind, Phase, Target
from campaigns.policies import may_set_target
from campaigns.services.versions import keep_version
from core.errors import Invalid, PermissionRefused
from core.protocols import Actor

DATA = Path(__file__).parent.parent / "data" / "indicators.json"


class Shipped(TypedDict):
    code: str
    name: str
    name_en: str
    unit: str
    decimals: int
    definition: str
    definition_en: str


@cache
def shipped_indicators() -> tuple[Shipped, ...]:
    """The computed indicators the product ships, with their printed definitions."""
    rows: list[Shipped] = json.loads(DATA.read_text(encoding="utf-8"))
    return tuple(rows)


@transaction.atomic
def load_indicators(*, by: Actor, on: date) -> int:
    """Enter the shipped indicators that are not there yet. Returns how many were."""
    known = set(Indicator.objects.values_list("code", flat=True))
    rows = [
        Indicator(**row, kind=IndicatorKind.COMPUTED)
        for row in shipped_indicators()
        if row["code"] not in known
    ]
    Indicator.objects.bulk_create(rows)
    record_many("indicator.loaded", subjects=rows, by=by, on=on)
    return len(rows)


@transaction.atomic
def set_target(
    campaign: Campaign,
    *,
    indicator: Indicator,
    bureau: Bureau,
    value: Decimal,
    by: User,
    on: date,
    phase: Phase | None = None,
) -> Target:
    """Set or change what a bureau must reach; a change keeps the old value in the audit.

    Raises:
        Invalid: negative, the campaign is closed, or the phase is another campaign's.
        PermissionRefused: neither the organiser nor the bureau above.
    """
    target = _put_target(campaign, indicator, bureau, value, phase, by, on)
    keep_version(campaign, by=by, on=on, reason=indicator.name)
    return target


def _put_target(
    campaign: Campaign,
    indicator: Indicator,
    bureau: Bureau,
    value: Decimal,
    phase: Phase | None,
    by: User,
    on: date,
) -> Target:
    if not may_set_target(campaign, bureau, by=by):
        raise PermissionRefused(
            _("Targets are set by the organiser, or by the bureau above the one they bind.")
        )
    if campaign.status == CampaignStatus.CLOSED:
        raise Invalid(_("The campaign is closed; its targets stand."))
    if value < 0:
        raise Invalid(fields={"value": _("A target cannot be negative.")})
    if phase is not None and phase.campaign_id != campaign.pk:
        raise Invalid(fields={"phase": _("The phase belongs to another campaign.")})
    target, created = Target.objects.select_for_update().get_or_create(
        campaign=campaign,
        indicator=indicator,
        bureau=bureau,
        phase=phase,
        defaults={"value": value},
    )
    before = {} if created else {"value": target.value}
    if not created:
        target.value = value
        target.version += 1
        target.save()
    record("target.set", subject=target, by=by, on=on, before=before, after={"value": value})
    return target


@transaction.atomic
def remove_target(target: Target, *, by: User, on: date) -> None:
    """Take a target back that should not have been set; the audit trail keeps it.

    Raises:
        PermissionRefused: neither the organiser nor the bureau above.
        Invalid: the campaign is closed.
    """
    row = Target.objects.select_for_update(of=("self",)).select_related("campaign", "bureau")
    found = row.get(pk=target.pk)
    if not may_set_target(found.campaign, found.bureau, by=by):
        raise PermissionRefused
    if found.campaign.status == CampaignStatus.CLOSED:
        raise Invalid(_("The campaign is closed; its targets stand."))
    before = {"value": found.value}
    record("target.removed", subject=found, by=by, on=on, before=before)
    found.delete()


@transaction.atomic
def set_targets(
    campaign: Campaign,
    *,
    indicator: Indicator,
    values: Iterable[tuple[Bureau, Decimal]],
    by: User,
    on: date,
    phase: Phase | None = None,
) -> list[Target]:
    """Set the targets of many bureaus, for the campaign or one phase; all or none."""
    rows = [
        _put_target(campaign, indicator, bureau, value, phase, by, on)
        for bureau, value in values
    ]
    keep_version(campaign, by=by, on=on, reason=indicator.name)
    return rows
