"""Forms of returns and notices."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, User
from campaigns.ledger_forms import EMPTY, ReasonForm, day, words
from campaigns.models import Campaign, CampaignStatus, NoticeKind, ReturnCell, ReturnSchedule
from campaigns.services.returns import WORDS, Entered

__all__ = [
    "AnswerForm",
    "CorrectionForm",
    "NoticeForm",
    "PeriodForm",
    "ReasonForm",
    "SheetForm",
]


def figure(label: Any, *, required: bool = False) -> Any:
    widget = forms.NumberInput({"inputmode": "decimal", "step": "any", "class": "k-number"})
    return forms.DecimalField(
        label=label, required=required, max_digits=18, decimal_places=4, widget=widget
    )


class SheetForm(forms.Form):
    """The sheet of a return: three fields for each figure, and the words."""

    def __init__(self, *args: Any, cells: Sequence[ReturnCell], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = cells
        for cell in cells:
            name = cell.indicator.title
            self.fields[f"value_{cell.pk}"] = figure(name)
            self.fields[f"cumulative_{cell.pk}"] = figure(name)
            self.fields[f"why_{cell.pk}"] = forms.CharField(
                label=_("Explanation"), max_length=500, required=False
            )
        self.fields["work"] = words(
            pgettext_lazy("return", "What was done"), required=False, rows=4
        )
        self.fields["problems"] = words(_("Problems"), required=False)
        self.fields["next_steps"] = words(_("Next steps"), required=False)
        self.fields["typical_cases"] = words(_("Typical cases"), required=False)

    def lines(self) -> list[tuple[ReturnCell, Any, Any, Any]]:
        """Each figure with its three fields, in the order of the sheet."""
        return [
            (
                cell,
                self[f"value_{cell.pk}"],
                self[f"cumulative_{cell.pk}"],
                self[f"why_{cell.pk}"],
            )
            for cell in self.cells
        ]

    def told(self) -> list[Any]:
        return [self[name] for name in WORDS]

    def entered(self) -> dict[str, Entered]:
        typed: dict[str, Any] = self.cleaned_data
        return {
            cell.indicator.code: Entered(
                typed[f"value_{cell.pk}"],
                typed[f"cumulative_{cell.pk}"],
                typed[f"why_{cell.pk}"],
            )
            for cell in self.cells
        }


class CorrectionForm(forms.Form):
    code = forms.ChoiceField(label=_("Figure"))
    value = figure(_("Corrected figure"), required=True)
    reason = words(_("Reason"), most=500)

    def __init__(self, *args: Any, cells: Sequence[ReturnCell], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["code"]
        field.choices = [*EMPTY, *((one.indicator.code, one.indicator.title) for one in cells)]

    def clean_value(self) -> Decimal:
        value: Decimal = self.cleaned_data["value"]
        return value


class PeriodForm(forms.Form):
    """Which period of which schedule; only those that have begun."""

    period = forms.ChoiceField(label=_("Period"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["period"]
        field.choices = choices


class NoticeForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=NoticeKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    content = words(_("Content"), rows=8)
    to = forms.ModelMultipleChoiceField(
        label=_("Sent to"),
        queryset=Bureau.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    read_by = day(_("To be read by"))
    reply_by = day(_("To be answered by"), required=False)
    campaign = forms.ModelChoiceField(
        label=_("Campaign"),
        queryset=Campaign.objects.none(),
        to_field_name="uuid",
        required=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        below = Bureau.objects.within(user.bureau.path).exclude(pk=user.bureau_id)
        fields["to"].queryset = below.filter(active_to=None)
        running = Campaign.objects.visible_to(user).filter(status=CampaignStatus.RUNNING)
        fields["campaign"].queryset = running


class AnswerForm(forms.Form):
    text = words(_("Answer"), rows=5)


def schedule_choices(user: User) -> Any:
    """The schedules of the campaigns that concern one's bureau."""
    seen = Campaign.objects.visible_to(user).exclude(status=CampaignStatus.DRAFT)
    return ReturnSchedule.objects.filter(campaign__in=seen).select_related("campaign__bureau")
