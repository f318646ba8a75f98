from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Perm, Role, User
from campaigns.models import Campaign
from enforcement.forms.common import (
    EMPTY,
    REASON,
    BatchField,
    CampaignsField,
    DayField,
    DomainField,
    LinkField,
    LongText,
    PartyField,
    ProductField,
    given,
    offer_campaigns,
)
from enforcement.services.clues import Reporter
from law.vocabularies import AreaTag, ClueSource
from registry.forms.party import RegionChoice
from registry.policies import regions_of

REPORTER = ("reporter_name", "reporter_phone", "is_anonymous", "wants_answer")
# Who reported is never kept in a draft on the computer.
PROTECTED = {"data-draft-off": "", "autocomplete": "off"}


class ClueFacts(forms.Form):
    """What is said of a clue, whether it is registered or corrected."""

    source = forms.ChoiceField(label=_("Source"), choices=[*EMPTY, *ClueSource.choices])
    domain = DomainField()
    content = LongText(
        label=_("Content"), help_text=_("What is said to have happened, when and where.")
    )
    party = PartyField(
        required=False, help_text=_("If it is known and stands in the registry.")
    )
    party_label = forms.CharField(
        label=_("Party as named in the clue"), max_length=200, required=False
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    region = RegionChoice(required=False, help_text=_("Left empty: that of the party."))
    area = forms.ChoiceField(
        label=_("Area"), choices=[*EMPTY, *AreaTag.choices], required=False
    )
    link = LinkField()
    product = ProductField()
    batch = BatchField()
    campaigns = CampaignsField()

    def __init__(
        self,
        *args: Any,
        user: User,
        on: date,
        kept: Sequence[Campaign] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["region"].queryset = regions_of(user)
        offer_campaigns(self, user, on, kept)


class RegisterClueForm(ClueFacts):
    received_on = DayField(
        label=_("Received on"),
        help_text=_("The day it was found or received: the 15 working days count from it."),
    )
    bureau = forms.ModelChoiceField(
        label=_("Bureau that verifies it"),
        queryset=Bureau.objects.none(),
        to_field_name="code",
        required=False,
    )
    confidential = forms.BooleanField(
        label=_("Keep confidential"),
        required=False,
        help_text=_("Only its officers and their heads read it. Set for whistle-blowers."),
    )
    reporter_name = forms.CharField(
        label=_("Reporter's name"),
        max_length=50,
        required=False,
        widget=forms.TextInput(PROTECTED),
    )
    reporter_phone = forms.CharField(
        label=_("Reporter's phone"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"type": "tel", **PROTECTED}),
    )
    is_anonymous = forms.BooleanField(label=_("Anonymous"), required=False)
    wants_answer = forms.BooleanField(label=_("Wants an answer"), required=False)

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, on=on, **kwargs)
        fields: dict[str, Any] = self.fields
        below = Bureau.objects.filter(pk__in=user.scope_bureau_ids, may_penalise=True)
        fields["bureau"].queryset = below.order_by("path")
        if user.can(Perm.WRITE_INSPECTIONS) and user.bureau.may_penalise:
            del fields["bureau"]

    def facts(self) -> dict[str, Any]:
        """What ``register_clue`` is told."""
        cleaned = self.cleaned_data
        told = given(cleaned, *REPORTER, "confidential")
        reporter = Reporter(
            name=cleaned["reporter_name"],
            phone=cleaned["reporter_phone"],
            is_anonymous=cleaned["is_anonymous"],
            wants_answer=cleaned["wants_answer"],
        )
        told["reporter"] = reporter if reporter != Reporter(wants_answer=False) else None
        # Not ticked leaves it to the source: a whistle-blower's is confidential anyway.
        return {**told, "confidential": cleaned["confidential"] or None}


class ChangeClueForm(ClueFacts):
    title = forms.CharField(label=_("Title"), max_length=200)
    field_order = ("title",)


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Officer"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    note = LongText(label=_("Note"), max_length=REASON, required=False, rows=2)

    def __init__(self, *args: Any, bureau: Bureau, handler: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = User.objects.active().people().filter(bureau=bureau)
        handling = officers.filter(
            role_grants__role__in=[Role.INSPECTOR, Role.UNIT_HEAD],
            role_grants__revoked_on=None,
        )
        others = handling.exclude(pk=handler.pk) if handler else handling
        field: Any = self.fields["to"]
        field.queryset = others.select_related("unit").distinct().order_by("unit", "name")
        field.label_from_instance = _with_unit


class VerificationForm(forms.Form):
    verification = LongText(
        label=_("Result of verification"),
        rows=6,
        help_text=_("What was checked, what was found, and what speaks for or against filing."),
    )


class RevealForm(forms.Form):
    reason = forms.CharField(label=_("Why you look"), max_length=200, required=False)


def _with_unit(officer: User) -> str:
    return f"{officer.name}（{officer.unit}）" if officer.unit else officer.name
