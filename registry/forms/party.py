from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Region, User
from law.vocabularies import AreaTag, Domain, PartyKind
from registry.models.party import PartyStatus
from registry.policies import bureaus_for, regions_of

EMPTY = [("", "")]


class RegionChoice(forms.ModelChoiceField[Region]):
    """Regions by code, each with its city."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Region"))
        super().__init__(queryset=Region.objects.none(), to_field_name="code", **kwargs)

    def label_from_instance(self, obj: Region) -> str:
        city = obj.parent.name if obj.parent and obj.level == "county" else ""
        return f"{city} {obj.name}".strip()


class QuickPartyForm(forms.Form):
    """The least an inspector must type at the door of a shop."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As on the business licence.")
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"),
        max_length=60,
        required=False,
        help_text=_("18 characters; spaces and small letters do not matter."),
        widget=forms.TextInput({"autocapitalize": "characters", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[*EMPTY, *PartyKind.choices])
    domains = forms.MultipleChoiceField(
        label=_("Domains"), choices=Domain.choices, widget=forms.CheckboxSelectMultiple
    )
    region = RegionChoice()
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"type": "tel"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["region"]
        choice.queryset = regions_of(user)
        own = list(choice.queryset[:2])
        if len(own) == 1:
            choice.initial = own[0]


class PartyForm(QuickPartyForm):
    """Everything the registry tells of a party."""

    bureau = forms.ModelChoiceField(
        label=_("Supervising bureau"),
        queryset=Bureau.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("Left empty: the bureau of the region."),
    )
    area = forms.ChoiceField(
        label=_("Area"), choices=[*EMPTY, *AreaTag.choices], required=False
    )
    legal_representative = forms.CharField(
        label=_("Legal representative"), max_length=50, required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        bureau: Any = self.fields["bureau"]
        bureau.queryset = bureaus_for(user)


class NewPartyForm(PartyForm):
    is_key = forms.BooleanField(label=_("Key enterprise"), required=False)
    key_reason = forms.CharField(label=_("Why key"), max_length=200, required=False)


class ChangePartyForm(PartyForm):
    status = forms.ChoiceField(
        label=_("Status"),
        choices=PartyStatus.choices,
        help_text=_("To close a party, use “Close” on its page and say why."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["bureau"].required = True
        self.fields["bureau"].help_text = ""
        for name in ("region", "bureau"):
            _keep_present(self.fields[name], self.initial.get(name))


def _keep_present(field: forms.Field, present: Any) -> None:
    """What the record has now stays a choice, also where one could not choose it anew."""
    if present is None or not isinstance(field, forms.ModelChoiceField):
        return
    offered: Any = field.queryset
    wanted = Q(pk__in=offered.values("pk")) | Q(pk=present.pk)
    field.queryset = offered.model.objects.filter(wanted).select_related("parent")


class ReasonForm(forms.Form):
    """An act that only needs its reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea({"rows": 2})
    )
