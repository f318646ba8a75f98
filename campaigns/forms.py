from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from campaigns.models import Campaign, CampaignTask, Indicator, Phase, Programme, TaskLine
from campaigns.policies import may_set_target
from core.pages.widgets import DateInput


def _typed(model: type[Model], name: str, **options: Any) -> Any:
    """A field as the model describes it; what the rules refuse, the service says."""
    field: Any = model._meta.get_field(name)
    return field.formfield(**options)


def _day(model: type[Model], name: str) -> Any:
    return _typed(model, name, widget=DateInput)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class ProgrammeForm(forms.Form):
    code = _typed(Programme, "code")
    name = _typed(Programme, "name")
    starts_on = _day(Programme, "starts_on")
    ends_on = _day(Programme, "ends_on")
    is_long_running = _typed(Programme, "is_long_running")
    summary = _typed(Programme, "summary", max_length=20_000)


class TaskLineForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    content = forms.CharField(
        label=_("Content"), required=False, max_length=2000, widget=forms.Textarea
    )
    linked = forms.ModelChoiceField(
        label=_("Long-running programme tied to it"),
        queryset=Programme.objects.filter(is_long_running=True),
        required=False,
    )


class DraftForm(forms.Form):
    """What may be changed of a draft: it keeps the code it was given."""

    name = _typed(Campaign, "name")
    task_line = forms.ModelChoiceField(
        label=_("Task line"),
        queryset=TaskLine.objects.select_related("programme").order_by(
            "-programme__starts_on", "seq"
        ),
        required=False,
    )
    starts_on = _day(Campaign, "starts_on")
    ends_on = _day(Campaign, "ends_on")
    goals = forms.CharField(
        label=_("Goals"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("One a line."),
    )
    joint_authorities = forms.CharField(
        label=_("Joint authorities"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("One a line."),
    )

    def clean_goals(self) -> list[str]:
        return _lines(self.cleaned_data["goals"])

    def clean_joint_authorities(self) -> list[str]:
        return _lines(self.cleaned_data["joint_authorities"])


class CampaignForm(DraftForm):
    code = _typed(Campaign, "code")

    field_order = ("code",)


class PhaseForm(forms.Form):
    name = _typed(Phase, "name")
    kind = _typed(Phase, "kind")
    starts_on = _day(Phase, "starts_on")
    ends_on = _day(Phase, "ends_on")


class TaskForm(forms.Form):
    name = _typed(CampaignTask, "name")
    content = _typed(CampaignTask, "content", max_length=2000)
    owner = _typed(CampaignTask, "owner")
    due_on = _day(CampaignTask, "due_on")

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = Bureau.objects.within(campaign.bureau.path)
        owner.empty_label = _("Every bureau of the campaign")


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("Outcome"), max_length=2000, widget=forms.Textarea)


class ClosingForm(forms.Form):
    summary = forms.CharField(
        label=_("Closing report"), max_length=20_000, widget=forms.Textarea
    )


class TargetForm(forms.Form):
    """One indicator, and a target for each bureau of the level below."""

    indicator = forms.ModelChoiceField(
        label=_("Indicator"), queryset=Indicator.objects.current().order_by("pk")
    )

    def __init__(self, *args: Any, campaign: Campaign, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bureaus = {f"bureau_{one.code}": one for one in bureaus_to_set(campaign, user)}
        for name, bureau in self.bureaus.items():
            self.fields[name] = forms.DecimalField(
                label=bureau.name,
                required=False,
                min_value=0,
                max_digits=16,
                decimal_places=2,
            )

    def values(self) -> list[tuple[Bureau, Any]]:
        return [
            (bureau, self.cleaned_data[name])
            for name, bureau in self.bureaus.items()
            if self.cleaned_data.get(name) is not None
        ]


def bureaus_to_set(campaign: Campaign, user: User) -> list[Bureau]:
    """Of one's own bureau and those directly below, the ones whose targets one may set."""
    near = [user.bureau, *user.bureau.children.order_by("code")]
    return [one for one in near if may_set_target(campaign, one, by=user)]
