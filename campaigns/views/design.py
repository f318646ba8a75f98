"""Forms of a campaign's plan, and its versions."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from campaigns import design_forms
from campaigns.forms import bureaus_to_set
from campaigns.models import Campaign
from campaigns.services import copies, design
from campaigns.services.campaigns import amend_campaign
from campaigns.services.target_intake import import_targets, spread_target
from campaigns.services.versions import differences, digest_of
from campaigns.views.acts import CampaignAct, EditCampaign, page_of
from core.errors import NotFound, PermissionRefused
from core.pages.base import Crumb, Page
from core.pages.forms import FormPage
from core.sheets import read_table

DESIGN = (Perm.DESIGN_CAMPAIGNS,)


class FromTemplate(FormPage):
    title = gettext_lazy("Draft from a template")
    submit = gettext_lazy("Make the draft")
    success = gettext_lazy("The draft is made. Look through it, set targets, then publish it.")
    perms = DESIGN
    form_class = design_forms.TemplateForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Campaigns"), reverse("campaigns:campaign-list"))]

    def initial(self) -> dict[str, Any]:
        return {"starts_on": self.on.replace(month=1, day=1)}

    def act(self, form: Any) -> str:
        return page_of(
            copies.draft_from_template(**form.cleaned_data, by=self.user, on=self.on)
        )


class CopyCampaign(CampaignAct):
    title = gettext_lazy("Draft a campaign like this one")
    submit = gettext_lazy("Make the draft")
    success = gettext_lazy("The draft is made. Look through it, set targets, then publish it.")
    form_class = design_forms.CopyForm

    def require(self, campaign: Campaign) -> None:
        """Whoever reads a campaign may draft one of their own like it."""

    def act(self, form: Any) -> str:
        draft = copies.copy_campaign(
            self.campaign, **form.cleaned_data, by=self.user, on=self.on
        )
        return page_of(draft)


class AmendCampaign(EditCampaign):
    title = gettext_lazy("Amend the published plan")
    submit = gettext_lazy("Make the new version")
    success = gettext_lazy("The plan has a new version; the earlier one stays.")
    form_class = design_forms.AmendForm

    def act(self, form: Any) -> str:
        values = dict(form.cleaned_data)
        campaign = amend_campaign(
            self.campaign,
            reason=values.pop("reason"),
            values=values,
            version=self.version,
            by=self.user,
            on=self.on,
        )
        return page_of(campaign)


class PlanPart(CampaignAct):
    """One more part of the plan."""

    submit = gettext_lazy("Add")

    def act(self, form: Any) -> str:
        self.add(form.cleaned_data)
        return page_of(self.campaign)

    def add(self, typed: dict[str, Any]) -> None:
        """One service call."""
        raise NotImplementedError


class ChooseIndicators(PlanPart):
    title = gettext_lazy("Choose indicators of the returns")
    success = gettext_lazy("The sheet of the returns has these figures now.")
    form_class = design_forms.IndicatorsForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"campaign": self.campaign}

    def add(self, typed: dict[str, Any]) -> None:
        design.choose_indicators(self.campaign, **typed, by=self.user, on=self.on)


class DefineIndicator(PlanPart):
    title = gettext_lazy("Define an indicator the bureaus enter")
    success = gettext_lazy("The indicator is defined and stands in the sheet.")
    form_class = design_forms.IndicatorForm

    def add(self, typed: dict[str, Any]) -> None:
        one = design.define_indicator(**typed, by=self.user, on=self.on)
        design.choose_indicators(self.campaign, indicators=[one], by=self.user, on=self.on)


class AddList(PlanPart):
    title = gettext_lazy("Add a key list or watch list")
    success = gettext_lazy("The campaign works by this list.")
    form_class = design_forms.ListForm

    def add(self, typed: dict[str, Any]) -> None:
        design.add_list(self.campaign, **typed, by=self.user, on=self.on)


class AddSchedule(PlanPart):
    title = gettext_lazy("Add a return schedule")
    success = gettext_lazy("The bureaus report on this schedule.")
    form_class = design_forms.ScheduleForm

    def add(self, typed: dict[str, Any]) -> None:
        design.add_schedule(self.campaign, **typed, by=self.user, on=self.on)


class AddAssessmentItem(PlanPart):
    title = gettext_lazy("Add an assessment item")
    success = gettext_lazy("The item was added.")
    form_class = design_forms.AssessmentItemForm

    def add(self, typed: dict[str, Any]) -> None:
        design.add_assessment_item(self.campaign, **typed, by=self.user, on=self.on)


class TargetsAct(CampaignAct):
    """Acts of whoever sets targets: the organiser, or a bureau that spreads its own."""

    def require(self, campaign: Campaign) -> None:
        if not bureaus_to_set(campaign, self.user):
            raise PermissionRefused


class ImportTargets(TargetsAct):
    title = gettext_lazy("Take targets from a table")
    submit = gettext_lazy("Take them over")
    success = gettext_lazy("The targets were set.")
    intro = gettext_lazy("All lines are taken, or none and every fault is named by its line.")
    form_class = design_forms.TargetFileForm

    def act(self, form: Any) -> str:
        file = form.cleaned_data["file"]
        table = read_table(file.name, file.read())
        import_targets(self.campaign, table=table, by=self.user, on=self.on)
        return page_of(self.campaign)


class SpreadTargets(TargetsAct):
    title = gettext_lazy("Spread a target by number of parties")
    submit = gettext_lazy("Spread")
    success = gettext_lazy("The targets were set.")
    form_class = design_forms.SpreadForm

    def act(self, form: Any) -> str:
        spread_target(self.campaign, **form.cleaned_data, by=self.user, on=self.on)
        return page_of(self.campaign)


class Versions(Page):
    """The plan as it was ordered, version by version, with what each one changed."""

    template_name = "campaigns/versions.html"
    title = gettext_lazy("Versions of the plan")
    perms = (Perm.READ_RECORDS,)

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Campaigns"), reverse("campaigns:campaign-list")),
            Crumb(self.campaign.name, page_of(self.campaign)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Campaign.objects.visible_to(self.user).filter(uuid=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        self.campaign = found
        rows = list(found.campaignversions.select_related("by"))
        earlier = [*(row.snapshot for row in rows[1:]), {}]
        versions = [
            {
                "row": row,
                "changes": differences(before, row.snapshot) if before else [],
                "sound": digest_of(row.snapshot) == row.sha256,
            }
            for row, before in zip(rows, earlier, strict=True)
        ]
        return super().get_context_data(**kwargs, versions=versions)
