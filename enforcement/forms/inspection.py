from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Role, User
from campaigns.models import Campaign
from enforcement.forms.common import (
    MOST_COLLEAGUES,
    BatchField,
    CampaignsField,
    DayField,
    DomainField,
    LinkField,
    LongText,
    OfficersField,
    OtherOfficersField,
    PartyField,
    ProductField,
    TimeField,
    colleagues_of,
    given,
    offer_campaigns,
    officers_in_line,
)
from enforcement.models import (
    Clue,
    ClueStatus,
    Finding,
    Inspection,
    InspectionKind,
    SiteConclusion,
)
from enforcement.services.axes import domain_of

TEAM = ("was_there", "colleagues", "others")


class TeamFields(forms.Form):
    """Who is there: oneself, colleagues to tick, and others found while typing."""

    was_there = forms.BooleanField(label=_("I am one of the officers"), required=False)
    colleagues = OfficersField(
        label=_("Colleagues with you"),
        required=False,
        help_text=_("Colleagues with a valid certificate."),
    )
    others = OtherOfficersField(
        label=_("Other officers"), help_text=_("Of this bureau or of one above or below it.")
    )

    def offer_team(self, user: User, on: date) -> None:
        self.user = user
        fields: dict[str, Any] = self.fields
        certified = colleagues_of(user, on)
        shown = list(certified.values_list("pk", flat=True)[:MOST_COLLEAGUES])
        fields["colleagues"].queryset = certified.filter(pk__in=shown)
        fields["others"].queryset = officers_in_line(user)
        if Role.UNIT_HEAD not in user.roles:
            del fields["was_there"]

    def team(self) -> list[User]:
        """The officers, oneself first where one was there."""
        cleaned = self.cleaned_data
        first = [self.user] if cleaned.get("was_there", True) else []
        return list(dict.fromkeys([*first, *cleaned["colleagues"], *cleaned["others"]]))


class InspectionForm(TeamFields):
    """What an inspection is logged or planned with: as little typing as can be."""

    party = PartyField()
    domain = DomainField(
        required=False, help_text=_("Left empty: the party's own, if it has only one.")
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=300,
        required=False,
        help_text=_("Left empty: the address of the party."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=InspectionKind.choices)
    link = LinkField()
    campaigns = CampaignsField()
    for_clue = forms.ModelChoiceField(
        label=_("For clue"), queryset=Clue.objects.none(), to_field_name="uuid", required=False
    )
    rechecks = forms.ModelChoiceField(
        label=_("Recheck of"),
        queryset=Inspection.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.HiddenInput,
    )
    product = ProductField()
    batch = BatchField()

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_team(user, on)
        fields: dict[str, Any] = self.fields
        offer_campaigns(self, user, on)
        fields["for_clue"].queryset = clues_in_hand(user)
        fields["rechecks"].queryset = Inspection.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        party = cleaned.get("party")
        if party is not None and not cleaned.get("domain"):
            cleaned["domain"] = domain_of(party)
            if not cleaned["domain"]:
                self.add_error("domain", _("The party works in several domains. Choose one."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the service is told."""
        return {**given(self.cleaned_data, *TEAM), "officers": self.team()}


class LogInspectionForm(InspectionForm):
    inspected_on = DayField(label=_("Inspected on"))
    started_at = TimeField(label=_("Start time"), required=False)
    summary = LongText(label=_("What was inspected"), rows=3, required=False)


class PlanInspectionForm(InspectionForm):
    planned_on = DayField(label=_("Planned for"))


class ChangeInspectionForm(forms.Form):
    """What is corrected while an inspection is planned or under way."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=InspectionKind.choices)
    domain = DomainField()
    link = LinkField(help_text="")
    planned_on = DayField(label=_("Planned for"))
    inspected_on = DayField(label=_("Inspected on"))
    started_at = TimeField(label=_("Start time"), required=False)
    ended_at = TimeField(label=_("End time"), required=False)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    summary = LongText(label=_("What was inspected"), rows=3, required=False)
    officers = OtherOfficersField(label=_("Officers"), help_text=_("The first one leads."))
    campaigns = CampaignsField()
    product = ProductField()
    batch = BatchField()

    def __init__(
        self,
        *args: Any,
        user: User,
        on: date,
        planned: bool,
        kept: Sequence[Campaign],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["officers"].queryset = officers_in_line(user)
        offer_campaigns(self, user, on, kept)
        del fields["inspected_on" if planned else "planned_on"]

    def team(self) -> list[User]:
        """The officers in the order they were chosen."""
        sent: Any = self.data
        chosen = sent.getlist(self.add_prefix("officers"))
        return sorted(
            self.cleaned_data["officers"], key=lambda one: chosen.index(str(one.uuid))
        )


class BeginInspectionForm(forms.Form):
    inspected_on = DayField(label=_("Inspected on"))
    started_at = TimeField(label=_("Start time"), required=False)


class CompleteInspectionForm(forms.Form):
    site_conclusion = forms.ChoiceField(
        label=_("Conclusion on site"),
        choices=SiteConclusion.choices,
        widget=forms.RadioSelect,
    )
    ended_at = TimeField(label=_("End time"), required=False)
    summary = LongText(label=_("What was inspected"), rows=3, required=False)


class OpenClueForm(forms.Form):
    """Which findings become a clue, and whose."""

    findings = forms.ModelMultipleChoiceField(
        label=_("Findings"),
        queryset=Finding.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
    )
    content = LongText(
        label=_("Content"), required=False, help_text=_("Left empty: the findings themselves.")
    )
    bureau = forms.ModelChoiceField(
        label=_("Bureau that verifies it"),
        queryset=Bureau.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("This bureau does not file cases: the clue is handed over."),
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["findings"].queryset = inspection.findings.all()
        if inspection.bureau.may_penalise or inspection.party is None:
            del fields["bureau"]
            return
        local = inspection.party.bureau
        fields["bureau"].queryset = Bureau.objects.above(local).filter(may_penalise=True)
        fields["bureau"].initial = local.code


def clues_in_hand(user: User) -> QuerySet[Clue]:
    """The clues somebody verifies: what an inspection for cause is made for."""
    rows = Clue.objects.visible_to(user).filter(status=ClueStatus.VERIFYING)
    found: QuerySet[Clue] = rows.filter(handler=user)
    return found
