"""Forms of a campaign's plan beside phases, tasks and targets."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau
from campaigns.forms import DraftForm
from campaigns.ledger_forms import day, words
from campaigns.models import (
    AssessmentItem,
    AssessmentScore,
    Campaign,
    CampaignList,
    Indicator,
    ReturnSchedule,
    TaskLine,
)
from campaigns.services.copies import template_names
from registry.models import KeyList


def _lines() -> Any:
    rows = TaskLine.objects.select_related("programme").order_by("-programme__starts_on", "seq")
    return forms.ModelChoiceField(label=_("Task line"), queryset=rows, required=False)


def _typed(model: Any, name: str) -> Any:
    return model._meta.get_field(name).formfield()


class TemplateForm(forms.Form):
    template = forms.ChoiceField(label=_("Template"), choices=lambda: template_names())
    code = _typed(Campaign, "code")
    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        required=False,
        help_text=_("Left empty: the template's with the year."),
    )
    starts_on = day(_("Starts on"))
    task_line = _lines()


class CopyForm(forms.Form):
    code = _typed(Campaign, "code")
    name = _typed(Campaign, "name")
    starts_on = day(_("Starts on"))
    task_line = _lines()


class AmendForm(DraftForm):
    """What may be changed of a published plan, and why."""

    reason = words(_("Reason of the change"), most=300)


class IndicatorsForm(forms.Form):
    indicators = forms.ModelMultipleChoiceField(
        label=_("Indicators of the returns"),
        queryset=Indicator.objects.current().order_by("pk"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicators"]
        known = campaign.campaignindicators.values("indicator")
        field.queryset = field.queryset.exclude(pk__in=known)


class IndicatorForm(forms.Form):
    """A figure the bureaus enter."""

    code = forms.SlugField(label=_("Code"), max_length=40)
    name = _typed(Indicator, "name")
    unit = _typed(Indicator, "unit")
    definition = words(_("Definition"), most=2000)
    decimals = forms.IntegerField(
        label=_("Decimal places"), min_value=0, max_value=4, initial=0
    )


class ListForm(forms.Form):
    key_list = forms.ModelChoiceField(
        label=_("Key list"), queryset=KeyList.objects.all(), to_field_name="uuid"
    )
    purpose = _typed(CampaignList, "purpose")
    theme = _typed(CampaignList, "theme")


class ScheduleForm(forms.Form):
    name = _typed(ReturnSchedule, "name")
    frequency = _typed(ReturnSchedule, "frequency")
    cut_off_day = forms.IntegerField(
        label=_("Period ends on day"),
        min_value=1,
        max_value=31,
        initial=31,
        help_text=_("Day of the month (31: the last); of the week, 1 for Monday."),
    )
    due_days = forms.IntegerField(
        label=_("Due days after the period's end"), min_value=0, max_value=90, initial=5
    )
    with_counties = forms.BooleanField(
        label=_("Counties report too"), required=False, initial=True
    )


class AssessmentItemForm(forms.Form):
    name = _typed(AssessmentItem, "name")
    weight = forms.DecimalField(
        label=_("Points"), max_digits=6, decimal_places=2, min_value=Decimal("0.01")
    )
    standard = words(_("Standard of scoring"), required=False)
    indicator = forms.ModelChoiceField(
        label=_("Measured by the target of"),
        queryset=Indicator.objects.current().order_by("pk"),
        to_field_name="code",
        required=False,
    )


class TargetFileForm(forms.Form):
    file = forms.FileField(
        label=_("Table"),
        help_text=_("CSV or XLSX: bureau, indicator, target and, if wanted, phase."),
    )


class SpreadForm(forms.Form):
    indicator = forms.ModelChoiceField(
        label=_("Indicator"),
        queryset=Indicator.objects.current().order_by("pk"),
        to_field_name="code",
    )
    total = forms.DecimalField(
        label=_("Total to spread"), min_value=0, max_digits=14, decimal_places=0
    )


class ScoreForm(forms.Form):
    """One bureau, one item."""

    bureau = forms.ModelChoiceField(
        label=_("Bureau"), queryset=Bureau.objects.none(), to_field_name="code"
    )
    item = forms.ModelChoiceField(
        label=_("Assessment item"), queryset=AssessmentItem.objects.none(), to_field_name="uuid"
    )
    score = forms.DecimalField(label=_("Score"), max_digits=6, decimal_places=2, min_value=0)
    evidence = words(pgettext_lazy("ledger item", "Evidence"))

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        below = Bureau.objects.within(campaign.bureau.path).exclude(pk=campaign.bureau_id)
        fields["bureau"].queryset = below
        fields["item"].queryset = campaign.assessmentitems.all()


class SettleForm(forms.Form):
    value = forms.DecimalField(
        label=_("Score"),
        max_digits=6,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("Left empty or the same: the score is upheld."),
    )
    reason = _typed(AssessmentScore, "adjustment_reason")
