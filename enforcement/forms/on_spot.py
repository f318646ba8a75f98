"""The on-the-spot form: what an inspector types in a shop doorway."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.pages.widgets import Combobox
from enforcement.forms.common import (
    EMPTY,
    REASON,
    DayField,
    LongText,
    PartyField,
    colleagues_of,
)
from enforcement.forms.violation import YuanFormField, provision_words
from enforcement.models import Collection
from enforcement.services.on_spot import OnSpotFacts
from law.penalty_kinds import Activity, Level
from law.provisions import all_provisions

WARNING, FINE, BOTH = "warning", "fine", "both"
PENALTIES = (
    (WARNING, _("Warning")),
    (FINE, pgettext_lazy("penalty", "Fine")),
    (BOTH, _("Warning and fine")),
)


class OnSpotForm(forms.Form):
    """One page: who, what, which penalty, told and heard, with whom, how paid."""

    party = PartyField(help_text=_("Name or credit code."))
    provision = forms.ChoiceField(
        label=_("Violation"),
        help_text=_("Search by words, by the law or by the article."),
    )
    facts = LongText(label=_("Facts and evidence"), rows=3)
    penalty = forms.ChoiceField(
        label=_("Penalty"), choices=PENALTIES, widget=forms.RadioSelect, initial=WARNING
    )
    fine = YuanFormField(label=_("Fine"), required=False)
    rights_told = forms.BooleanField(
        label=_("The party was told facts, grounds, basis and its right to answer"),
        required=False,
    )
    defence = LongText(
        label=_("What the party answered"),
        rows=2,
        required=False,
        max_length=REASON,
        help_text=_("Left empty: it had nothing to say."),
    )
    with_officer = forms.ModelChoiceField(
        label=_("Second officer"),
        queryset=User.objects.none(),
        to_field_name="uuid",
    )
    collection = forms.ChoiceField(label=_("Payment"), choices=Collection.choices)
    receipt = forms.CharField(
        label=_("Receipt number"),
        max_length=60,
        required=False,
        help_text=_("Only where the money is taken on the spot."),
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=300,
        required=False,
        help_text=_("Left empty: the address of the party."),
    )
    level = forms.ChoiceField(label=_("Circumstance"), choices=Level.choices)
    activity = forms.ChoiceField(
        label=_("Activity"), choices=[*EMPTY, *Activity.choices], required=False
    )
    refused_signature = forms.BooleanField(label=_("The party refused to sign"), required=False)

    def __init__(self, *args: Any, user: User, on: date, source: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["with_officer"].queryset = colleagues_of(user, on)
        provision = fields["provision"]
        provision.widget = Combobox(source, attrs={"data-combobox-with": "party"})
        # Every provision may be sent; the page carries only the chosen one.
        chosen = self.data.get("provision") or self.initial.get("provision") or ""
        known = {row.id: row for row in all_provisions()}
        provision.choices = [*EMPTY, *((row, row) for row in known)]
        shown = known.get(chosen)
        provision.widget.choices = [
            *EMPTY,
            *([(shown.id, provision_words(shown))] if shown else []),
        ]

    def told(self) -> OnSpotFacts:
        """What the service is told."""
        cleaned = self.cleaned_data
        penalty = cleaned["penalty"]
        return OnSpotFacts(
            provision=cleaned["provision"],
            facts=cleaned["facts"],
            warning=penalty in (WARNING, BOTH),
            fine=(cleaned["fine"] or Decimal(0)) if penalty in (FINE, BOTH) else Decimal(0),
            level=cleaned["level"],
            activity=cleaned["activity"],
            rights_told=cleaned["rights_told"],
            defence=cleaned["defence"],
            place=cleaned["place"],
            collection=cleaned["collection"],
            receipt=cleaned["receipt"],
            refused_signature=cleaned["refused_signature"],
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        penalty = cleaned.get("penalty")
        if penalty in (FINE, BOTH) and not cleaned.get("fine") and "fine" not in self.errors:
            self.add_error("fine", _("Enter the amount of the fine."))
        if penalty == WARNING and cleaned.get("fine"):
            self.add_error("penalty", _("A fine is entered: choose “Fine” or both."))
        return cleaned


class OnDayForm(forms.Form):
    """The day of something that happened; today unless said otherwise."""

    day = DayField(label=_("On"))
