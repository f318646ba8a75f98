from django import forms
from django.utils.translation import gettext_lazy as _

from core.pages.navigation import Slot
from core.pages.widgets import Combobox, DateInput
from law.vocabularies import Domain, KeyVariety
from registry.forms.party import EMPTY
from registry.models import Party


class ProductForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    domain = forms.ChoiceField(label=_("Domain"), choices=[*EMPTY, *Domain.choices])
    approval_number = forms.CharField(
        label=_("Approval number"),
        max_length=60,
        required=False,
        help_text=_("Approval, registration or filing number, as on the package."),
    )
    specification = forms.CharField(label=_("Specification"), max_length=200, required=False)
    holder = forms.ModelChoiceField(
        label=_("Holder or filer"),
        queryset=Party.objects.all(),
        to_field_name="uuid",
        required=False,
        widget=Combobox(slot=Slot.PARTY_OPTIONS),
        help_text=_("Where it is in the registry."),
    )
    key_varieties = forms.MultipleChoiceField(
        label=_("Key varieties"),
        choices=KeyVariety.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class BatchForm(forms.Form):
    number = forms.CharField(label=_("Batch number"), max_length=60)
    produced_on = forms.DateField(label=_("Produced on"), required=False, widget=DateInput())
    expires_on = forms.DateField(label=_("Expires on"), required=False, widget=DateInput())
