"""What is typed for the acts on an edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from reporting.models import Approx
from reporting.report_forms.loader import periods


class BeginForm(forms.Form):
    period = forms.ChoiceField(label=_("Reporting period"))
    campaign = forms.ModelChoiceField(
        label=_("Campaign"),
        queryset=Campaign.objects.none(),
        required=False,
        help_text=_("Only for the form of one campaign; empty for all other forms."),
    )

    def __init__(self, *args: Any, user: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = [one for one in periods().values() if one.starts_on <= on]
        choices = [(one.code, str(one.title)) for one in reversed(begun)]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]
        campaign: Any = self.fields["campaign"]
        campaign.queryset = Campaign.objects.visible_to(user)


class ReportedForm(forms.Form):
    cell = forms.CharField(widget=forms.HiddenInput)
    value = forms.DecimalField(
        label=_("Reported"),
        required=False,
        max_digits=18,
        decimal_places=2,
        min_value=0,
        help_text=_("Amounts in yuan. Empty takes the reported value back."),
    )
    approx = forms.ChoiceField(label=_("Precision"), choices=Approx.choices)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the reported value differs from the computed one."),
    )


class WordsForm(forms.Form):
    text = forms.CharField(
        label=_("Sentences"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("One paragraph a line."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
