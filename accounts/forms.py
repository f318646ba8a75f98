import json
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import (
    Bureau,
    BureauKind,
    CertificateKind,
    Region,
    Role,
    Unit,
    UnitKind,
    User,
)
from accounts.services.policies import known_policies
from accounts.services.routes import APPROVERS, MAX_STEPS
from core.pages.widgets import Combobox, DateInput, MultiCombobox


def _address(url_name: str) -> Any:
    """The address, found when the form is shown."""
    return reverse_lazy(url_name)


class UnitChoice(forms.ModelChoiceField[Unit]):
    """A unit with its bureau, found while typing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Unit.objects.none(),
            to_field_name="uuid",
            required=False,
            label=_("Unit"),
            widget=Combobox(source=_address("accounts:unit-options")),
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.bureau.name} {obj.name}"


class BureauChoice(forms.ModelChoiceField[Bureau]):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Bureau"))
        super().__init__(queryset=Bureau.objects.none(), to_field_name="uuid", **kwargs)


class ByManager(forms.Form):
    """Offers the bureaus and units of the tree that ``user`` manages."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Bureau.objects.within(user.bureau.path).active(timezone.localdate())
        for field in self.fields.values():
            if isinstance(field, BureauChoice):
                field.queryset = mine
            if isinstance(field, UnitChoice):
                units = Unit.objects.open().filter(bureau__in=mine)
                field.queryset = units.select_related("bureau").order_by("bureau__path", "name")


class PersonForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=50)
    position = forms.CharField(label=_("Position"), max_length=50, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)


class NewPersonForm(ByManager, PersonForm):
    username = forms.CharField(
        label=_("User name"), max_length=64, help_text=_("For signing in: letters and digits.")
    )
    bureau = BureauChoice()
    unit = UnitChoice()
    field_order = ("username", "name", "bureau", "unit", "position", "phone", "email")


class ChangePersonForm(ByManager, PersonForm):
    unit = UnitChoice()
    field_order = ("name", "unit", "position", "phone", "email")


class TransferForm(ByManager):
    bureau = BureauChoice(label=_("New bureau"))
    unit = UnitChoice()


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class EmptyForm(forms.Form):
    """Only asks."""


class GrantRoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Duty"), choices=Role.choices)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class CertificateForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=CertificateKind.choices)
    number = forms.CharField(label=_("Number"), max_length=40)
    issued_on = forms.DateField(label=_("Issued on"), widget=DateInput)
    expires_on = forms.DateField(
        label=_("Expires on"),
        widget=DateInput,
        required=False,
        help_text=_("The last day it is valid. A legal qualification has none."),
    )

    def clean_kind(self) -> CertificateKind:
        return CertificateKind(self.cleaned_data["kind"])


class RenewForm(forms.Form):
    expires_on = forms.DateField(label=_("New last day"), widget=DateInput)


class TrainingForm(forms.Form):
    title = forms.CharField(label=_("Course"), max_length=200)
    provider = forms.CharField(label=_("Provider"), max_length=100, required=False)
    held_on = forms.DateField(label=_("Held on"), widget=DateInput)
    hours = forms.DecimalField(label=_("Class hours"), max_digits=5, decimal_places=1)
    passed = forms.BooleanField(label=_("Passed"), required=False, initial=True)


class BureauForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    short_name = forms.CharField(label=_("Short name"), max_length=30)
    document_word = forms.CharField(
        label=_("Word in document numbers"), max_length=20, help_text=_("For example 陕药监")
    )
    regions = forms.ModelMultipleChoiceField(
        label=_("Regions"),
        queryset=Region.objects.all(),
        widget=MultiCombobox(source=_address("accounts:region-options")),
        required=False,
    )


class NewBureauForm(ByManager, BureauForm):
    code = forms.CharField(label=_("Code"), max_length=12)
    kind = forms.ChoiceField(label=_("Kind"), choices=BureauKind.choices)
    parent = BureauChoice(label=_("Bureau above"))
    field_order = (
        "parent",
        "kind",
        "code",
        "name",
        "short_name",
        "document_word",
        "regions",
    )

    def clean_kind(self) -> BureauKind:
        return BureauKind(self.cleaned_data["kind"])


class CloseBureauForm(ByManager):
    successor = BureauChoice(
        label=_("Taken over by"),
        required=False,
        help_text=_("It also takes over the regions. Leave empty where nobody does."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class UnitForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)

    def clean_kind(self) -> UnitKind:
        return UnitKind(self.cleaned_data["kind"])


class ChangeUnitForm(UnitForm):
    is_active = forms.BooleanField(label=_("Active"), required=False)


class ServiceAccountForm(ByManager):
    username = forms.CharField(label=_("Account"), max_length=64)
    name = forms.CharField(label=_("What it is for"), max_length=50)
    bureau = BureauChoice()


class TokenForm(forms.Form):
    name = forms.CharField(label=_("What it is for"), max_length=100)
    days = forms.IntegerField(label=_("Days it is valid"), initial=90, min_value=1)
    may_write = forms.BooleanField(label=_("May write"), required=False)


class PolicyValue(forms.CharField):
    """A number, yes or no, or words; words need no quotes."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value) or ""
        if typed in (gettext("Yes"), gettext("No")):
            return typed == gettext("Yes")
        try:
            return json.loads(typed)
        except ValueError:
            return typed


class PolicyForm(ByManager):
    key = forms.ChoiceField(label=_("Rule"))
    value = PolicyValue(label=_("Value"), help_text=_("A number, yes or no, or words."))
    bureau = BureauChoice(required=False, help_text=_("Empty: the whole province."))
    effective_from = forms.DateField(label=_("Effective from"), widget=DateInput)
    basis = forms.CharField(label=_("Basis"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = [(one.key, one.title) for one in known_policies()]
        self.fields["key"].choices = choices  # type: ignore[attr-defined]


class RouteForm(ByManager):
    act = forms.CharField(label=_("Act"), disabled=True, required=False)
    bureau = BureauChoice(required=False, help_text=_("Empty: the whole province."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        duties = [("", "")] + [(one.value, one.label) for one in Role if one in APPROVERS]
        for step in range(1, MAX_STEPS + 1):
            self.fields[f"step{step}"] = forms.ChoiceField(
                label=_("Step %(number)s") % {"number": step},
                choices=duties,
                required=step == 1,
            )

    @property
    def roles(self) -> list[Role]:
        chosen = (self.cleaned_data[f"step{step}"] for step in range(1, MAX_STEPS + 1))
        return [Role(one) for one in chosen if one]
