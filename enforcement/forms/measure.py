from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.pages.widgets import DateTimeInput, YuanInput
from enforcement.forms.common import (
    EMPTY,
    DayField,
    LongText,
    ReasonForm,
    given,
)
from enforcement.forms.goods import ItemsField, QuantityField
from enforcement.forms.inspection import TEAM, TeamFields
from enforcement.models import Case, LiftGround, Measure, MeasureItem, MeasureKind
from enforcement.services.measure_goods import open_kinds
from enforcement.services.measure_items import Part

ON_SITE = ("party_present", "witness", "custodian", "custody_place")


class OnSiteFields(forms.Form):
    """When it is carried out, who is present, and who keeps the goods."""

    imposed_at = forms.DateTimeField(label=_("Carried out at"), widget=DateTimeInput())
    party_present = forms.CharField(
        label=_("Party or person present"), max_length=100, required=False
    )
    witness = forms.CharField(
        label=_("Witness"),
        max_length=100,
        required=False,
        help_text=_("Needed where the party is not there."),
    )
    custodian = forms.CharField(label=_("Custodian"), max_length=100, required=False)
    custody_place = forms.CharField(label=_("Kept at"), max_length=200, required=False)

    def told(self) -> dict[str, Any]:
        """What the service is told, the circumstances in one."""
        cleaned = self.cleaned_data
        on_site = {name: cleaned[name] for name in ON_SITE}
        return {**given(cleaned, *ON_SITE), "on_site": on_site}


class ProposeMeasureForm(TeamFields):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=MeasureKind.choices, widget=forms.RadioSelect
    )
    grounds = LongText(label=_("Facts and reasons"), rows=3)
    basis = forms.CharField(
        label=_("Legal source"),
        max_length=300,
        help_text=_("The article that allows the measure."),
    )
    items = ItemsField()
    place = forms.CharField(
        label=_("Place"),
        max_length=300,
        required=False,
        help_text=_("Left empty: the address of the party."),
    )

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_team(user, on)

    def told(self) -> dict[str, Any]:
        return {**given(self.cleaned_data, *TEAM), "officers": self.team()}


class TakeAtOnceForm(OnSiteFields, ProposeMeasureForm):
    def told(self) -> dict[str, Any]:
        return {**given(OnSiteFields.told(self), *TEAM), "officers": self.team()}


class ConvertForm(ProposeMeasureForm):
    """Sealing or seizure in place of preserved evidence."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=MeasureKind.choices[1:], widget=forms.RadioSelect
    )


class CarryOutForm(OnSiteFields):
    items = ItemsField(label=_("List as it was on the spot"))

    field_order = ("imposed_at", "items", *ON_SITE)


class ExtensionForm(ReasonForm):
    """Why the case is complicated."""


class BeginTestingForm(forms.Form):
    told_on = DayField(label=_("Party told on"))
    told_until = DayField(label=_("Testing told until"))
    paper = forms.CharField(label=_("Number of the notice"), max_length=100)


class EndTestingForm(forms.Form):
    ended_on = DayField(label=_("Report issued on"))
    paper = forms.CharField(label=_("Report number"), max_length=100)
    result = LongText(label=_("Result"), rows=2, max_length=2000)


class HandlingForm(forms.Form):
    handled_on = DayField(label=_("Handling decided on"))
    handling = LongText(
        label=_("Handling decision"),
        rows=3,
        help_text=_("To file a case, to go on investigating, or to lift the measure."),
    )


class LiftForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Ground of lifting"), choices=LiftGround.choices, widget=forms.RadioSelect
    )
    note = LongText(label=_("Note"), rows=2, max_length=2000, required=False)


class CustodyForm(forms.Form):
    custodian = forms.CharField(label=_("Custodian"), max_length=100)
    custody_place = forms.CharField(label=_("Kept at"), max_length=200)
    paper = forms.CharField(label=_("Receipt or document"), max_length=100)


class JoinCaseForm(forms.Form):
    case = forms.ModelChoiceField(
        label=_("Case"), queryset=Case.objects.none(), to_field_name="uuid"
    )

    def __init__(self, *args: Any, measure: Measure, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["case"]
        rows = Case.objects.visible_to(user).own()
        field.queryset = rows.filter(Q(party=measure.party_id), bureau_id=measure.bureau_id)


class DisposeForm(forms.Form):
    """What became of which goods: whole lines, or a part of one."""

    kind = forms.ChoiceField(label=_("What became of it"), choices=EMPTY)
    items = forms.ModelMultipleChoiceField(
        label=_("Goods"),
        queryset=MeasureItem.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
    )
    quantity = QuantityField(
        label=_("Quantity"),
        required=False,
        help_text=_("Left empty: all that is held. Only for one line at a time."),
    )
    moved_on = DayField(label=_("Date"))
    receiver = forms.CharField(label=_("Received by"), max_length=200)
    paper = forms.CharField(label=_("Receipt or document"), max_length=100)
    proceeds = forms.DecimalField(
        label=_("Proceeds (yuan)"),
        required=False,
        max_digits=16,
        decimal_places=2,
        min_value=0,
        widget=YuanInput(),
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["items"].queryset = measure.held_items()
        fields["items"].label_from_instance = _item_label
        fields["kind"].choices = [(one.value, one.label) for one in open_kinds(measure)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("items")
        if cleaned.get("quantity") is not None and chosen is not None and len(chosen) != 1:
            self.add_error("quantity", _("Choose one line to move a part of it."))
        return cleaned

    def told(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        parts = [Part(item, cleaned["quantity"]) for item in cleaned["items"]]
        return {**given(cleaned, "items", "quantity"), "parts": parts}


def _item_label(item: MeasureItem) -> str:
    return f"{item} · {item.held.normalize():f}{item.unit}"
