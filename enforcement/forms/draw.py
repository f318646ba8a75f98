"""What plans and draws are typed with."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from campaigns.models import Campaign, CampaignStatus
from enforcement.forms.common import (
    EMPTY,
    REASON,
    DayField,
    DomainField,
    LongText,
    PartyField,
)
from enforcement.models import Draw, DrawnParty, InspectionPlan, PairRule, PlanStatus
from law.vocabularies import AreaTag, Link
from registry.models import KeyList
from registry.models.party import RiskClass

NOT_GRADED = "none"


def _campaigns(user: User) -> Any:
    return Campaign.objects.visible_to(user).filter(status=CampaignStatus.RUNNING)


class CampaignField(forms.ModelChoiceField[Campaign]):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Campaign"),
            queryset=Campaign.objects.none(),
            to_field_name="uuid",
            required=False,
            **kwargs,
        )


class PlanForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2099)
    campaign = CampaignField()
    basis = LongText(label=_("Basis and what matters"), rows=3, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["campaign"]
        field.queryset = _campaigns(user)


class PlanLinesForm(forms.Form):
    """How often each class on one link of one domain is visited."""

    domain = DomainField()
    link = forms.ChoiceField(label=_("Link"), choices=[*EMPTY, *Link.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in (*RiskClass.choices, (NOT_GRADED, _("Not graded"))):
            self.fields[f"times_{code}"] = forms.IntegerField(
                label=_("Visits a year: %(name)s") % {"name": label},
                min_value=0,
                max_value=365,
                required=False,
            )

    def times(self) -> dict[str, int]:
        """Risk class → visits a year."""
        codes = [*RiskClass.values, NOT_GRADED]
        return {
            "" if code == NOT_GRADED else code: self.cleaned_data[f"times_{code}"] or 0
            for code in codes
        }


class DrawForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    domain = DomainField()
    planned_on = DayField(label=_("Inspections planned for"))
    recent_months = forms.IntegerField(
        label=_("Leave out who was inspected within (months)"),
        min_value=0,
        max_value=60,
        help_text=_("0: nobody is left out for that."),
    )
    pair_rule = forms.ChoiceField(label=_("Pairs of officers"), choices=PairRule.choices)
    plan = forms.ModelChoiceField(
        label=_("Inspection plan"),
        queryset=InspectionPlan.objects.none(),
        to_field_name="uuid",
        required=False,
    )
    campaign = CampaignField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["plan"].queryset = InspectionPlan.objects.visible_to(user).filter(
            status=PlanStatus.APPROVED
        )
        fields["campaign"].queryset = _campaigns(user)


class StratumForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    ratio = forms.DecimalField(
        label=_("Ratio in percent"),
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        help_text=_("Of the stratum's parties, rounded up."),
    )
    risk_class = forms.ChoiceField(
        label=_("Risk class"), choices=[*EMPTY, *RiskClass.choices], required=False
    )
    link = forms.ChoiceField(label=_("Link"), choices=[*EMPTY, *Link.choices], required=False)
    area = forms.ChoiceField(
        label=_("Area"), choices=[*EMPTY, *AreaTag.choices], required=False
    )
    key_list = forms.ModelChoiceField(
        label=_("Key list"),
        queryset=KeyList.objects.all(),
        to_field_name="uuid",
        required=False,
    )


class ExcludeForm(forms.Form):
    party = PartyField(required=False)
    officer = forms.ModelChoiceField(
        label=_("Officer"), queryset=User.objects.none(), to_field_name="uuid", required=False
    )
    reason = LongText(label=_("Reason"), rows=2, max_length=200)

    def __init__(self, *args: Any, draw: Draw, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["officer"]
        field.queryset = officers_of(draw)


class AnnounceForm(forms.Form):
    seed = forms.CharField(
        label=_("Seed"),
        max_length=200,
        help_text=_("Any text. It is public from now on and never changed."),
    )
    public_source = forms.CharField(
        label=_("Public value to come"),
        max_length=200,
        required=False,
        help_text=_(
            "A value nobody knows yet, such as the lottery numbers of a named day. It is "
            "entered at the draw and added to the seed."
        ),
    )


class RunForm(forms.Form):
    public_value = forms.CharField(label=_("Public value"), max_length=100)

    def __init__(self, *args: Any, draw: Draw, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if draw.public_source:
            self.fields["public_value"].help_text = draw.public_source
        else:
            del self.fields["public_value"]


class ReplacePartyForm(forms.Form):
    seq = forms.TypedChoiceField(label=_("Party"), coerce=int)
    reason = LongText(label=_("Reason"), rows=3, max_length=REASON)

    def __init__(self, *args: Any, rows: Iterable[DrawnParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seq"]
        field.choices = [(row.seq, str(row)) for row in rows]


class ReplaceOfficerForm(forms.Form):
    who = forms.ChoiceField(label=_("Officer"))
    reason = LongText(label=_("Reason"), rows=3, max_length=REASON)

    def __init__(self, *args: Any, rows: Iterable[DrawnParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {
            f"{row.seq}:{officer.uuid}": (row.seq, officer, f"{row} · {officer.name}")
            for row in rows
            for officer in (row.first, row.second)
        }
        field: Any = self.fields["who"]
        field.choices = [(key, told[2]) for key, told in self.known.items()]

    def chosen(self) -> tuple[int, User]:
        seq, officer, _label = self.known[self.cleaned_data["who"]]
        return seq, officer


class PublishForm(forms.Form):
    publication = forms.CharField(
        label=_("Where the results stand"),
        max_length=300,
        help_text=_("The address of the notice, or the board it hangs on."),
    )


def officers_of(draw: Draw) -> Any:
    """Who of the bureau may be drawn, or left out by hand."""
    return (
        User.objects.active()
        .people()
        .filter(
            bureau=draw.bureau,
            role_grants__role__in=[Role.INSPECTOR, Role.UNIT_HEAD],
            role_grants__revoked_on=None,
        )
        .distinct()
    )
