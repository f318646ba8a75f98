from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.forms.common import DayField, DomainField, LongText, PartyField
from law.regulatory import RegulatoryKind


class RegulatoryForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=RegulatoryKind.choices, widget=forms.RadioSelect
    )
    party = PartyField()
    domain = DomainField()
    facts = LongText(label=_("Facts and reasons"), rows=3)
    demand = LongText(label=_("What is asked"), rows=3)
    due_on = DayField(
        label=_("To be done by"),
        required=False,
        help_text=_("Needed for an order to correct; set by the office."),
    )
    basis = forms.CharField(
        label=_("Legal source"),
        max_length=300,
        required=False,
        help_text=_("Left empty: the article of the catalogue, where it was read."),
    )
    is_public = forms.BooleanField(label=_("Published"), required=False)


class ServedOnForm(forms.Form):
    served_on = DayField(label=_("Served on"))


class ResponseForm(forms.Form):
    responded_on = DayField(label=_("Reported on"))
    response = LongText(label=_("What the party reported or said"), rows=4)


class RecheckForm(forms.Form):
    rechecked_on = DayField(label=_("Rechecked on"))
    recheck = LongText(label=_("Result of the recheck"), rows=3)


class EndForm(forms.Form):
    note = LongText(label=_("Note"), rows=2, max_length=2000, required=False)


def known_domain(party: Any) -> str:
    """The party's domain, if it has exactly one."""
    return party.domains[0] if party is not None and len(party.domains) == 1 else ""
