from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.forms.common import REASON, DayField, LongText
from enforcement.models import ServiceMethod
from enforcement.services.ways import Proof

SERVED_BY_HAND = [one for one in ServiceMethod.choices if one[0] != ServiceMethod.ANNOUNCED]
PROOFS = (
    "recipient",
    "place",
    "witnesses",
    "reason",
    "tracking",
    "organ",
    "address",
    "consent",
)
FIELDSETS = (
    (_("Service"), ("method", "served_on", "recipient")),
    (_("What proves it, where it was not handed over"), PROOFS[1:]),
)


class ServedForm(forms.Form):
    """How a document reached the party, and what proves it."""

    method = forms.ChoiceField(
        label=_("Way of service"),
        choices=ServiceMethod.choices,
        initial=ServiceMethod.DIRECT.value,
        required=False,
    )
    served_on = DayField(
        label=_("Received by the party on"),
        required=False,
        help_text=_("By post, the day of the receipt. By announcement it is computed."),
    )
    recipient = forms.CharField(
        label=_("Received by"),
        max_length=100,
        required=False,
        help_text=_("Left empty: the legal representative or the party itself."),
    )
    place = forms.CharField(label=_("Left where"), max_length=300, required=False)
    witnesses = forms.CharField(
        label=_("Witnesses, or photograph and recording"), max_length=200, required=False
    )
    reason = LongText(
        label=_("Why it was left there"), rows=2, max_length=REASON, required=False
    )
    tracking = forms.CharField(label=_("Postal number"), max_length=60, required=False)
    organ = forms.CharField(label=_("Entrusted organ"), max_length=100, required=False)
    address = forms.CharField(label=_("Electronic address"), max_length=200, required=False)
    consent = forms.CharField(
        label=_("Paper by which the party agreed"), max_length=100, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Only a service by announcement has no day of its own: it is computed."""
        values = super().clean() or {}
        announced = values.get("method") == ServiceMethod.ANNOUNCED
        if not announced and "served_on" not in self.errors and not values["served_on"]:
            self.add_error("served_on", self.fields["served_on"].error_messages["required"])
        return values

    def told(self) -> dict[str, Any]:
        """What an act of service is told."""
        values = self.cleaned_data
        proof = {name: values[name] for name in PROOFS}
        method = values["method"] or ServiceMethod.DIRECT.value
        return {"served_on": values["served_on"], "proof": Proof(method=method, **proof)}


class ServedByHandForm(ServedForm):
    """For a document that is not served by announcement."""

    method = forms.ChoiceField(
        label=_("Way of service"),
        choices=SERVED_BY_HAND,
        initial=ServiceMethod.DIRECT.value,
        required=False,
    )


class AnnounceForm(forms.Form):
    published_on = DayField(label=_("Announced on"))
    place = forms.CharField(
        label=_("Where it was announced"),
        max_length=300,
        help_text=_("Notice board, newspaper or website, with its issue or address."),
    )
    reason = LongText(label=_("Why no other way was possible"), rows=3, max_length=REASON)
