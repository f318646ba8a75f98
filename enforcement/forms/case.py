from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from campaigns.models import Campaign
from enforcement.forms.common import (
    EMPTY,
    LONG,
    REASON,
    BatchField,
    CampaignsField,
    DayField,
    DaysField,
    DomainField,
    LinkField,
    LongText,
    OfficersField,
    PartyField,
    ProductField,
    campaigns_for,
)
from enforcement.models import Finding, Inspection
from enforcement.services.cases import LONGEST_VIOLATION
from law.vocabularies import AreaTag, KeyVariety


class OpenCaseForm(forms.Form):
    """What clue and inspection do not tell; what they tell stands there already."""

    violation = forms.CharField(
        label=_("Suspected violation"),
        max_length=LONGEST_VIOLATION,
        help_text=_("In a few words, like 销售劣药: it becomes part of the case's name."),
    )
    party = PartyField(help_text=_("The offender, from the registry."))
    findings = forms.ModelMultipleChoiceField(
        label=_("Findings taken into the case"),
        queryset=Finding.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    facts = LongText(label=_("Facts of the case"), rows=5, required=False)
    is_major = forms.BooleanField(label=_("Major case"), required=False)
    lead = forms.ModelChoiceField(
        label=_("Lead officer"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        help_text=_("Officers with an enforcement certificate valid today."),
    )
    others = OfficersField(
        label=_("Further officers"),
        required=False,
        help_text=_("The law asks for two officers or more."),
    )
    campaigns = CampaignsField()

    def __init__(
        self,
        *args: Any,
        user: User,
        on: date,
        inspection: Inspection | None,
        kept: Sequence[Campaign],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        certified = certified_of(user.bureau, on)
        fields["lead"].queryset = fields["others"].queryset = certified
        fields["campaigns"].queryset = running = campaigns_for(user, on, kept)
        if not running.exists():
            del fields["campaigns"]
        if inspection is None:
            del fields["findings"]
        else:
            fields["findings"].queryset = inspection.findings.all()

    def told(self) -> dict[str, Any]:
        """What ``open_case`` is told; the lead stands first."""
        told = dict(self.cleaned_data)
        lead, others = told.pop("lead"), told.pop("others")
        officers = [lead, *(one for one in others if one.pk != lead.pk)]
        return {"findings": [], **told, "officers": officers}


class ChangeCaseForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    facts = LongText(label=_("Facts of the case"), rows=6, required=False)
    discovered_on = DayField(label=_("Discovered on"), required=False)
    is_major = forms.BooleanField(label=_("Major case"), required=False)
    domain = DomainField()
    link = LinkField(help_text="")
    area = forms.ChoiceField(
        label=_("Area"), choices=[*EMPTY, *AreaTag.choices], required=False
    )
    key_variety = forms.ChoiceField(
        label=_("Key variety"), choices=[*EMPTY, *KeyVariety.choices], required=False
    )
    product = ProductField()
    batch = BatchField()


class CaseOfficersForm(forms.Form):
    lead = forms.ModelChoiceField(
        label=_("Lead officer"), queryset=User.objects.none(), to_field_name="uuid"
    )
    others = OfficersField(label=_("Further officers"), required=False)

    def __init__(self, *args: Any, bureau: Bureau, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["lead"].queryset = fields["others"].queryset = certified_of(bureau, on)

    def officers(self) -> list[User]:
        """The team, the lead first."""
        lead: User = self.cleaned_data["lead"]
        others = self.cleaned_data["others"]
        return [lead, *(one for one in others if one.pk != lead.pk)]


class ResubmitForm(forms.Form):
    note = LongText(label=_("What was corrected"), max_length=REASON, required=False, rows=3)


class ClosingForm(forms.Form):
    report = LongText(
        label=_("Closing report"),
        rows=6,
        max_length=LONG,
        help_text=_("What was decided, how it was performed, what became of the goods."),
    )


class SuperviseForm(forms.Form):
    reason = LongText(label=_("Reason"), max_length=REASON, rows=3)
    report_days = DaysField(required=False)


def certified_of(bureau: Bureau, on: date) -> Any:
    """Officers of a bureau with an enforcement certificate valid on the day."""
    rows = User.objects.certified(on).people().filter(bureau=bureau)
    return rows.order_by("unit", "name")
