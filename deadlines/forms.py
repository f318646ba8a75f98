"""The forms of the acts that change a limit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.pages.widgets import DateInput
from deadlines.models import ClockExtension, ClockSuspension
from law.periods import Extension, Period, suspension_label


def _longest(model: type[Any], name: str) -> int:
    longest: int = model._meta.get_field(name).max_length
    return longest


class SuspendForm(forms.Form):
    """Days that do not count, with the cause the law names and the paper that shows it."""

    reason = forms.ChoiceField(label=_("Cause"))
    first_on = forms.DateField(label=_("First day not counted"), widget=DateInput)
    last_on = forms.DateField(
        label=_("Last day not counted"),
        widget=DateInput,
        required=False,
        help_text=_("Leave it empty while it lasts; the limit then stands still."),
    )
    paper = forms.CharField(
        label=_("Document"),
        max_length=_longest(ClockSuspension, "paper"),
        help_text=_("Number of the document that shows it."),
    )
    words = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=_longest(ClockSuspension, "words"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, rule: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        causes: Any = self.fields["reason"]
        causes.choices = [(code, suspension_label(code)) for code in rule.suspensions]


class ResumeForm(forms.Form):
    """The last day that does not count."""

    last_on = forms.DateField(
        label=_("Last day not counted"),
        widget=DateInput,
        help_text=_("That day is included; time counts from the day after."),
    )
    paper = forms.CharField(
        label=_("Document of the end"),
        required=False,
        max_length=_longest(ClockSuspension, "end_paper"),
    )


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=_("Why withdrawn"),
        max_length=_longest(ClockSuspension, "withdrawn_why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The entry stays to be read but no longer counts."),
    )


class ExtendForm(forms.Form):
    """Why more time is needed; the day only where the approval names it."""

    until_on = forms.DateField(
        label=_("Extended to"),
        widget=DateInput,
        help_text=_("The last day that the approval names."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=_longest(ClockExtension, "reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    paper = forms.CharField(
        label=_("Document"),
        max_length=_longest(ClockExtension, "paper"),
        help_text=_("Number of the approval or of the minutes."),
    )
    # The last day that was shown before it is granted.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, extension: Extension | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if extension is not None and extension.length is not None:
            del self.fields["until_on"]
            self.fields["paper"].required = False
