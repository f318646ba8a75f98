"""Forms of the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, BureauKind, User
from campaigns.models import Campaign, CampaignStatus, EntryKind, LedgerItem, LedgerSource
from core.pages.navigation import Slot
from core.pages.widgets import Combobox, DateInput
from law.vocabularies import DefectGrade, Domain, Link
from registry.models import Party

EMPTY = [("", "---------")]
LONG = 20_000


def words(label: Any, *, required: bool = True, most: int = LONG, rows: int = 3) -> Any:
    """A field for several lines of text."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, required=required)


def day(label: Any, **more: Any) -> Any:
    return forms.DateField(label=label, widget=DateInput(), **more)


def officers_of(bureau: Bureau) -> Any:
    """Who may answer for an item: active people of its bureau."""
    return User.objects.active().people().filter(bureau=bureau).order_by("name")


class RegisterForm(forms.Form):
    source = forms.ChoiceField(label=_("Source"), choices=[*EMPTY, *LedgerSource.choices])
    found_on = day(_("Found on"))
    description = words(_("Hazard or problem"), rows=4)
    domain = forms.ChoiceField(label=_("Domain"), choices=[*EMPTY, *Domain.choices])
    party = forms.ModelChoiceField(
        label=_("Party"),
        queryset=Party.objects.select_related("region", "bureau"),
        to_field_name="uuid",
        required=False,
        widget=Combobox(slot=Slot.PARTY_OPTIONS),
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    link = forms.ChoiceField(label=_("Link"), choices=[*EMPTY, *Link.choices], required=False)
    grade = forms.ChoiceField(label=_("Grade"), choices=DefectGrade.choices)
    category = forms.CharField(label=_("Category"), max_length=50, required=False)
    measure = words(_("Measure of rectification"), required=False)
    bureau = forms.ModelChoiceField(
        label=_("Responsible bureau"),
        queryset=Bureau.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("Left empty: the bureau that supervises the party."),
    )
    campaign = forms.ModelChoiceField(
        label=_("Campaign"),
        queryset=Campaign.objects.none(),
        to_field_name="uuid",
        required=False,
    )
    relapse_of = forms.ModelChoiceField(
        label=_("Relapse of"),
        queryset=LedgerItem.objects.none(),
        to_field_name="number",
        required=False,
        widget=forms.TextInput,
        help_text=_("Number of the closed item that came back, if any."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["bureau"].queryset = bureaus_for(user)
        running = Campaign.objects.visible_to(user).filter(status=CampaignStatus.RUNNING)
        fields["campaign"].queryset = running
        fields["relapse_of"].queryset = LedgerItem.objects.visible_to(user)


def bureaus_for(user: User) -> Any:
    """One's own bureau and those under it; for a sub-centre, those of its province."""
    top = user.bureau
    if top.kind == BureauKind.SUBCENTRE and top.parent is not None:
        top = top.parent
    return Bureau.objects.within(top.path).filter(active_to=None)


class DispatchForm(forms.Form):
    due_on = day(_("To be rectified by"))
    measure = words(_("Measure of rectification"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Responsible officer"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        required=False,
    )

    def __init__(self, *args: Any, bureau: Bureau, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = officers_of(bureau)


class AcceptForm(forms.Form):
    owner = forms.ModelChoiceField(
        label=_("Responsible officer"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        required=False,
        help_text=_("Left empty: yourself, unless one was named."),
    )

    def __init__(self, *args: Any, bureau: Bureau, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = officers_of(bureau)


class MoveForm(forms.Form):
    bureau = forms.ModelChoiceField(
        label=_("Responsible bureau"), queryset=Bureau.objects.none(), to_field_name="code"
    )
    reason = words(_("Reason"), most=2000)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bureau"]
        field.queryset = bureaus_for(user)


class TextForm(forms.Form):
    text = words(pgettext_lazy("what happened", "Text"))


class OptionalTextForm(forms.Form):
    text = words(_("Opinion"), required=False)


class ReasonForm(forms.Form):
    reason = words(_("Reason"), most=2000)


class EvidenceForm(forms.Form):
    text = words(_("What it shows"))
    paper = forms.CharField(
        label=_("Number or place of the paper"), max_length=200, required=False
    )


class PartyReportForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (one.value, one.label) for one in (EntryKind.SELF_CHECK, EntryKind.RECTIFICATION)
        ],
    )
    reported_on = day(_("Day of the report"))
    text = words(_("What the party reports"))
    paper = forms.CharField(
        label=_("Number or place of the paper"), max_length=200, required=False
    )


class RecheckForm(forms.Form):
    rechecked_on = day(_("Rechecked on"))
    passed = forms.TypedChoiceField(
        label=_("Result"),
        choices=[("1", _("Rectified")), ("0", _("Not rectified"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    text = words(_("What was found"))


class DueForm(forms.Form):
    due_on = day(_("To be rectified by"))
    reason = words(_("Reason"), most=2000)


class ChosenForm(forms.Form):
    """Which rows a bulk act was asked for: ticked, or all that the list found."""

    ids = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200_000)
    all = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1)
    query = forms.CharField(required=False, widget=forms.HiddenInput, max_length=4000)


class BulkDispatchForm(ChosenForm):
    due_on = day(_("To be rectified by"))
    measure = words(_("Measure of rectification"), required=False)


class BulkTextForm(ChosenForm):
    text = words(_("Opinion"))
