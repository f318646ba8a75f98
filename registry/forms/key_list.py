from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from core.pages.navigation import Slot
from core.pages.widgets import MultiCombobox
from registry.forms.party import ReasonForm
from registry.models import KeyListItem, Party, Product


class KeyListForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2099)
    bureau = forms.ModelChoiceField(
        label=_("Bureau"), queryset=Bureau.objects.none(), to_field_name="code"
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=300,
        required=False,
        help_text=_("What the list is for: a campaign, a plan, a product group."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bureau: Any = self.fields["bureau"]
        bureau.queryset = Bureau.objects.within(user.bureau.path).filter(active_to=None)
        bureau.initial = user.bureau


class KeyListChangeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    purpose = forms.CharField(label=_("Purpose"), max_length=300, required=False)


class ItemsForm(forms.Form):
    parties = forms.ModelMultipleChoiceField(
        label=_("Parties"),
        queryset=Party.objects.all(),
        to_field_name="uuid",
        required=False,
        widget=MultiCombobox(slot=Slot.PARTY_OPTIONS),
    )
    products = forms.ModelMultipleChoiceField(
        label=_("Products"),
        queryset=Product.objects.all(),
        to_field_name="uuid",
        required=False,
        widget=MultiCombobox(slot=Slot.PRODUCT_OPTIONS),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["parties"] or cleaned["products"]):
            self.add_error("parties", _("Choose at least one party or product."))
        return cleaned


class RemovalForm(ReasonForm):
    """Takes the chosen items off the list."""

    items = forms.ModelMultipleChoiceField(
        label=_("Items to remove"),
        queryset=KeyListItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("items", "reason")

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["items"]
        choice.queryset = items
