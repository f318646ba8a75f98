from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from campaigns.errors import CampaignIncomplete, CampaignNotDraft
from campaigns.models import Campaign, CampaignStatus, Phase, PhaseKind, TaskLine
from campaigns.policies import require_design
from campaigns.services.entered import require_text
from campaigns.services.versions import keep_version
from core.api.versions import require_version
from core.errors import Invalid

CHANGEABLE = (
    "name",
    "task_line",
    "starts_on",
    "ends_on",
    "summary",
    "goals",
    "scope",
    "joint_authorities",
)


@transaction.atomic
def create_campaign(
    *,
    code: str,
    name: str,
    starts_on: date,
    ends_on: date,
    by: User,
    on: date,
    task_line: TaskLine | None = None,
    summary: str = "",
    goals: Sequence[str] = (),
    scope: Mapping[str, Any] | None = None,
    joint_authorities: Sequence[str] = (),
) -> Campaign:
    """Draft a campaign of the actor's bureau.

    Raises:
        Invalid: the code is taken, or the end lies before the start.
        PermissionRefused: not a campaign officer.
    """
    require_design(by.bureau, by=by)
    _require_period(starts_on, ends_on)
    if Campaign.objects.filter(code=code).exists():
        raise Invalid(fields={"code": _("This code is taken. Choose another.")})
    campaign = Campaign.objects.create(
        code=code,
        name=name,
        bureau=by.bureau,
        task_line=task_line,
        starts_on=starts_on,
        ends_on=ends_on,
        summary=summary,
        goals=list(goals),
        scope=dict(scope or {}),
        joint_authorities=list(joint_authorities),
    )
    record("campaign.drafted", subject=campaign, by=by, on=on, after={"name": name})
    return campaign


@transaction.atomic
def change_campaign(
    campaign: Campaign, *, values: Mapping[str, Any], version: int | None, by: User, on: date
) -> Campaign:
    """Change a draft.

    Raises:
        CampaignNotDraft: it is published.
        StaleVersion: somebody else changed it since it was read.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require_design(campaign.bureau, by=by)
    changes = {name: value for name, value in values.items() if name in CHANGEABLE}
    require_version(campaign, version, changes)
    if campaign.status != CampaignStatus.DRAFT:
        raise CampaignNotDraft
    before = {name: getattr(campaign, name) for name in changes}
    for name, value in changes.items():
        setattr(campaign, name, value)
    _require_period(campaign.starts_on, campaign.ends_on)
    campaign.version += 1
    campaign.save()
    record("campaign.changed", subject=campaign, by=by, on=on, before=before, after=changes)
    return campaign


@transaction.atomic
def add_phase(
    campaign: Campaign,
    *,
    name: str,
    kind: PhaseKind,
    starts_on: date,
    ends_on: date,
    by: User,
    on: date,
) -> Phase:
    """Add the next phase of a draft; phases may overlap but stay inside the campaign."""
    require_design(campaign.bureau, by=by)
    if campaign.status != CampaignStatus.DRAFT:
        raise CampaignNotDraft
    _require_period(starts_on, ends_on)
    if starts_on < campaign.starts_on or ends_on > campaign.ends_on:
        raise Invalid(fields={"starts_on": _("The phase must lie inside the campaign.")})
    last = campaign.phases.order_by("-seq").values_list("seq", flat=True).first() or 0
    phase = Phase.objects.create(
        campaign=campaign,
        seq=last + 1,
        name=name,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record("phase.added", subject=phase, by=by, on=on, after={"name": name})
    return phase


@transaction.atomic
def publish_campaign(campaign: Campaign, *, by: User, on: date) -> Campaign:
    """Order the campaign: from now on every bureau below sees it and counts for it.

    Raises:
        CampaignIncomplete: no phase or no task yet.
        CampaignNotDraft: it was published before.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require_design(campaign.bureau, by=by)
    if campaign.status != CampaignStatus.DRAFT:
        raise CampaignNotDraft(_("The campaign was published already."))
    if not campaign.phases.exists():
        raise CampaignIncomplete(_("Add at least one phase, then publish."))
    if not campaign.tasks.exists():
        raise CampaignIncomplete(_("Add at least one task, then publish."))
    campaign = _move(campaign, CampaignStatus.RUNNING, "campaign.published", by=by, on=on)
    keep_version(campaign, by=by, on=on, reason=_("Published"))
    return campaign


@transaction.atomic
def amend_campaign(
    campaign: Campaign,
    *,
    values: Mapping[str, Any],
    reason: str,
    version: int | None,
    by: User,
    on: date,
) -> Campaign:
    """Change a published plan: the earlier version stays, the new one says what changed.

    Args:
        values: any of ``CHANGEABLE``.
        reason: why, for whoever reads the versions.

    Raises:
        CampaignIncomplete: it is not running.
        StaleVersion: somebody else changed it since it was read.
        Invalid: no reason, or the end lies before the start.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require_design(campaign.bureau, by=by)
    changes = {name: value for name, value in values.items() if name in CHANGEABLE}
    require_version(campaign, version, changes)
    if campaign.status != CampaignStatus.RUNNING:
        raise CampaignIncomplete(_("Only a published plan that is running is amended."))
    require_text(reason=reason)
    before = {name: getattr(campaign, name) for name in changes}
    for name, value in changes.items():
        setattr(campaign, name, value)
    _require_period(campaign.starts_on, campaign.ends_on)
    campaign.version += 1
    campaign.save()
    record(
        "campaign.amended",
        subject=campaign,
        by=by,
        on=on,
        before=before,
        after=changes,
        note=reason,
    )
    keep_version(campaign, by=by, on=on, reason=reason)
    return campaign


@transaction.atomic
def close_campaign(campaign: Campaign, *, summary: str, by: User, on: date) -> Campaign:
    """End a running campaign with its closing report.

    Raises:
        Invalid: no closing report was written.
        CampaignIncomplete: it is not running.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    require_design(campaign.bureau, by=by)
    if campaign.status != CampaignStatus.RUNNING:
        raise CampaignIncomplete(_("Only a running campaign can be closed."))
    if not summary.strip():
        raise Invalid(fields={"summary": _("Write the closing report first.")})
    campaign.summary = summary
    return _move(campaign, CampaignStatus.CLOSED, "campaign.closed", by=by, on=on)


def _move(
    campaign: Campaign, status: CampaignStatus, kind: str, *, by: User, on: date
) -> Campaign:
    before = {"status": campaign.status}
    campaign.status = status
    campaign.version = campaign.version + 1
    campaign.save()
    record(kind, subject=campaign, by=by, on=on, before=before, after={"status": status.value})
    return campaign


def _require_period(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid(fields={"ends_on": _("The end lies before the start.")})
