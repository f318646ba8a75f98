from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record
from campaigns.errors import TaskAlreadyDone
from campaigns.models import Campaign, CampaignStatus, CampaignTask, CampaignTaskStatus
from campaigns.policies import require_design, require_report_task
from campaigns.services.versions import keep_version
from core.errors import Invalid


@transaction.atomic
def add_task(
    campaign: Campaign,
    *,
    name: str,
    by: User,
    on: date,
    content: str = "",
    owner: Bureau | None = None,
    due_on: date | None = None,
) -> CampaignTask:
    """Add the next task; without an owner it is every bureau's.

    Raises:
        Invalid: the campaign is closed, the owner is not under the organiser, or the
            due day lies outside the campaign.
    """
    require_design(campaign.bureau, by=by)
    if campaign.status == CampaignStatus.CLOSED:
        raise Invalid(_("The campaign is closed; no task can be added."))
    if owner is not None and not campaign.bureau.is_above(owner):
        raise Invalid(fields={"owner": _("The bureau is not under the organiser.")})
    if due_on is not None and not campaign.starts_on <= due_on <= campaign.ends_on:
        raise Invalid(fields={"due_on": _("The day must lie inside the campaign.")})
    last = campaign.tasks.order_by("-seq").values_list("seq", flat=True).first() or 0
    task = CampaignTask.objects.create(
        campaign=campaign,
        seq=last + 1,
        name=name,
        content=content,
        owner=owner,
        due_on=due_on,
    )
    record("campaign_task.added", subject=task, by=by, on=on, after={"name": name})
    keep_version(campaign, by=by, on=on, reason=name)
    return task


@transaction.atomic
def report_task_done(task: CampaignTask, *, outcome: str, by: User, on: date) -> CampaignTask:
    """Report a task done, with what came of it.

    Raises:
        TaskAlreadyDone: it was reported before.
        Invalid: nothing is said of the outcome.
    """
    task = CampaignTask.objects.select_for_update().get(pk=task.pk)
    require_report_task(task, by=by)
    if task.status == CampaignTaskStatus.DONE:
        raise TaskAlreadyDone
    if not outcome.strip():
        raise Invalid(fields={"outcome": _("Say what was done and with what result.")})
    task.status = CampaignTaskStatus.DONE
    task.done_on = on
    task.outcome = outcome
    task.version += 1
    task.save()
    after = {"status": task.status, "outcome": outcome}
    record("campaign_task.done", subject=task, by=by, on=on, after=after)
    return task
