from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.forms.common import DayField, LongText
from law.vocabularies import DefectGrade


class FindingForm(forms.Form):
    """A defect found on site; typed with one hand."""

    grade = forms.ChoiceField(
        label=_("Grade"), choices=DefectGrade.choices, widget=forms.RadioSelect
    )
    description = LongText(label=_("What was found"), rows=3)
    demand = LongText(label=_("What was ordered"), rows=2, required=False)
    due_on = DayField(
        label=_("To be rectified by"),
        required=False,
        help_text=_("Left empty: the statutory last day of the rectification report, if any."),
    )


class RectifiedForm(forms.Form):
    rectified_on = DayField(label=_("Rectified on"))
    rectification = LongText(
        label=_("How it was rectified"),
        rows=3,
        help_text=_("What was done, and how it was checked."),
    )
