"""Forms of the campaign pages: each one service call."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from campaigns.forms import (
    CampaignForm,
    ClosingForm,
    DraftForm,
    OutcomeForm,
    PhaseForm,
    TargetForm,
    TaskForm,
    bureaus_to_set,
)
from campaigns.models import Campaign, CampaignTask
from campaigns.policies import require_design, require_report_task
from campaigns.services.campaigns import (
    add_phase,
    change_campaign,
    close_campaign,
    create_campaign,
    publish_campaign,
)
from campaigns.services.indicators import set_targets
from campaigns.services.tasks import add_task, report_task_done
from core.errors import PermissionRefused
from core.pages.base import Crumb
from core.pages.details import RecordAddress
from core.pages.forms import FormPage


def page_of(campaign: Campaign) -> str:
    return reverse("campaigns:campaign-detail", args=[campaign.uuid])


class NewCampaign(FormPage):
    title = _("Draft a campaign")
    submit = _("Save the draft")
    success = _("The draft was saved. Add phases and tasks, then publish it.")
    perms = (Perm.DESIGN_CAMPAIGNS,)
    form_class = CampaignForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Campaigns"), reverse("campaigns:campaign-list"))]

    def act(self, form: Any) -> str:
        return page_of(create_campaign(**form.cleaned_data, by=self.user, on=self.on))


class CampaignAct(RecordAddress, FormPage):
    """An act on a campaign the reader sees. Who may not act is not shown the form either."""

    perms = (Perm.DESIGN_CAMPAIGNS,)

    def get_queryset(self) -> Any:
        rows = Campaign.objects.visible_to(self.user)
        return rows.select_related("bureau", "task_line")

    @cached_property
    def campaign(self) -> Campaign:
        found: Campaign = self.get_record()
        self.require(found)
        return found

    def require(self, campaign: Campaign) -> None:
        require_design(campaign.bureau, by=self.user)

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Campaigns"), reverse("campaigns:campaign-list")),
            Crumb(str(self.campaign), page_of(self.campaign)),
        ]


class EditCampaign(CampaignAct):
    title = _("Edit the draft")
    submit = _("Save")
    success = _("The draft was saved.")
    form_class = DraftForm

    def record(self) -> Any:
        return self.campaign

    def initial(self) -> dict[str, Any]:
        one = self.campaign
        return {
            "name": one.name,
            "task_line": one.task_line,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
            "goals": "\n".join(one.goals),
            "joint_authorities": "\n".join(one.joint_authorities),
        }

    def act(self, form: Any) -> str:
        return page_of(
            change_campaign(
                self.campaign,
                values=form.cleaned_data,
                version=self.version,
                by=self.user,
                on=self.on,
            )
        )


class PublishCampaign(CampaignAct):
    title = _("Publish the campaign")
    submit = _("Publish")
    success = _("The campaign is published. Every bureau below now sees it.")
    intro = _("Once published, phases can no longer be changed.")
    form_class = Form

    def act(self, form: Any) -> str:
        return page_of(publish_campaign(self.campaign, by=self.user, on=self.on))


class CloseCampaign(CampaignAct):
    title = _("Close the campaign")
    submit = _("Close the campaign")
    success = _("The campaign is closed.")
    confirm = _("A closed campaign cannot be opened again. Close it?")
    danger = True
    form_class = ClosingForm

    def act(self, form: Any) -> str:
        campaign = close_campaign(self.campaign, **form.cleaned_data, by=self.user, on=self.on)
        return page_of(campaign)


class AddPhase(CampaignAct):
    title = _("Add a phase")
    submit = _("Add")
    success = _("The phase was added.")
    form_class = PhaseForm

    def act(self, form: Any) -> str:
        add_phase(self.campaign, **form.cleaned_data, by=self.user, on=self.on)
        return page_of(self.campaign)


class AddTask(CampaignAct):
    title = _("Add a task")
    submit = _("Add")
    success = _("The task was added.")
    form_class = TaskForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"campaign": self.campaign}

    def act(self, form: Any) -> str:
        add_task(self.campaign, **form.cleaned_data, by=self.user, on=self.on)
        return page_of(self.campaign)


class SetTargets(CampaignAct):
    title = _("Set targets")
    submit = _("Set targets")
    success = _("The targets were set.")
    intro = _("Leave a bureau empty to keep what it has.")
    form_class = TargetForm

    def require(self, campaign: Campaign) -> None:
        if not bureaus_to_set(campaign, self.user):
            raise PermissionRefused

    def form_kwargs(self) -> dict[str, Any]:
        return {"campaign": self.campaign, "user": self.user}

    def act(self, form: Any) -> str:
        set_targets(
            self.campaign,
            indicator=form.cleaned_data["indicator"],
            values=form.values(),
            by=self.user,
            on=self.on,
        )
        return page_of(self.campaign)


class ReportTaskDone(RecordAddress, FormPage):
    title = _("Report the task done")
    submit = _("Report done")
    success = _("The task is done.")
    perms = (Perm.RUN_CAMPAIGNS,)
    form_class = OutcomeForm

    def get_queryset(self) -> Any:
        rows = CampaignTask.objects.visible_to(self.user)
        return rows.select_related("campaign__bureau", "owner")

    @cached_property
    def task(self) -> CampaignTask:
        found: CampaignTask = self.get_record()
        require_report_task(found, by=self.user)
        return found

    def crumbs(self) -> list[Crumb]:
        campaign = self.task.campaign
        return [
            Crumb(_("Campaigns"), reverse("campaigns:campaign-list")),
            Crumb(str(campaign), page_of(campaign)),
        ]

    def act(self, form: Any) -> str:
        task = report_task_done(self.task, **form.cleaned_data, by=self.user, on=self.on)
        return page_of(task.campaign)
