from django import forms
from django.utils.translation import gettext_lazy as _

from registry.models.party import RiskClass


class GradeForm(forms.Form):
    year = forms.IntegerField(label=_("Year"))
    risk_class = forms.ChoiceField(
        label=_("Risk class"), choices=RiskClass.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
