from django import forms
from django.utils.translation import gettext_lazy as _

from core.pages.widgets import DateInput
from registry.forms.party import EMPTY, ReasonForm
from registry.models.party import LicenceKind


class TermForm(forms.Form):
    issued_on = forms.DateField(label=_("Issued on"), widget=DateInput())
    expires_on = forms.DateField(label=_("Expires on"), widget=DateInput())


class LicenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[*EMPTY, *LicenceKind.choices])
    number = forms.CharField(label=_("Number"), max_length=60)
    issued_on = forms.DateField(label=_("Issued on"), widget=DateInput())
    expires_on = forms.DateField(
        label=_("Expires on"),
        widget=DateInput(),
        required=False,
        help_text=_("Its last day; empty for a filing without an end."),
    )
    scope = forms.CharField(
        label=_("Scope"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )


class RevocationForm(ReasonForm):
    revoked_on = forms.DateField(label=_("Ended on"), widget=DateInput())
    field_order = ("revoked_on", "reason")
