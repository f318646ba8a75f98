from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from accounts.models import User
from core.pages.navigation import Slot
from core.pages.widgets import Combobox
from enforcement.filters.matter import (
    DateSpanFilter,
    MatterFilter,
    SeveralFilter,
    SwitchFilter,
)
from enforcement.models import ArchiveEntry, Case, CaseOfficer, CaseStatus, Violation
from law.provisions import all_provisions
from law.vocabularies import ClueSource, PartyKind
from registry.api.filters import Words

PAST_CHOICES = (("1", _("Past cases only")), ("0", _("Without past cases")))
ENDED = ("closed", "filing_refused", "transferred", "merged")
UNDER_WAY = tuple(status.value for status in CaseStatus if status not in ENDED)


class ProvisionBox(Combobox):
    """Found while typing: the page carries the chosen provision, not the catalogue."""

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        self.source = reverse("law:provision-options")
        return super().get_context(name, value, attrs)

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        everything = self.choices
        self.choices = [one for one in everything if one[0] == "" or one[0] in value]
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = everything


def provision_choices() -> list[tuple[str, str]]:
    return [(one.id, f"{one.violation}（{one.citation}）") for one in all_provisions()]


@extend_schema_field(str)
class ProvisionFilter(filters.ChoiceFilter):
    """Cases with a violation of one provision, by its id."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Provision"),
            choices=provision_choices,
            widget=ProvisionBox(),
        )

    def filter(self, qs: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        if not value:
            return qs
        found = Violation.objects.filter(case=OuterRef("pk"), provision=value)
        return qs.filter(Exists(found))


class CaseFilter(MatterFilter):
    status = SeveralFilter(label=_("Status"), choices=CaseStatus.choices)
    source = SeveralFilter(label=_("Source"), choices=ClueSource.choices)
    party_kind = SeveralFilter(label=_("Kind of party"), choices=PartyKind.choices)
    filed = DateSpanFilter("filed_on", label=_("Filed on"))
    decided = DateSpanFilter("decided_on", label=_("Decided on"))
    counted = DateSpanFilter("counted_on", label=_("Counted on"))
    closed = DateSpanFilter("closed_on", label=_("Closed on"))
    goods_value = filters.RangeFilter("goods_value", label=_("Goods value (yuan)"))
    fine = filters.RangeFilter("decision__fine", label=_("Fine (yuan)"))
    provision = ProvisionFilter()
    officer = filters.ModelChoiceFilter(
        label=_("Officer"),
        queryset=User.objects.people(),
        to_field_name="uuid",
        widget=Combobox(slot=Slot.OFFICER_OPTIONS),
        method="with_officer",
    )
    past = filters.ChoiceFilter(label=_("Past cases"), choices=PAST_CHOICES, method="keep_past")
    major = SwitchFilter(_("Major cases"), method="keep_major")
    supervised = SwitchFilter(_("Under supervision"), method="keep_supervised")
    transferred = SwitchFilter(_("Transferred to the police"), method="keep_transferred")
    under_way = SwitchFilter(_("In progress"), method="keep_under_way")
    mine = SwitchFilter(_("Mine"), method="keep_mine")
    unarchived = SwitchFilter(_("To be archived"), method="keep_unarchived")

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()

    def with_officer(self, rows: QuerySet[Case], _name: str, value: User) -> QuerySet[Case]:
        team = CaseOfficer.objects.filter(case=OuterRef("pk"), officer=value)
        return rows.filter(Exists(team))

    def keep_past(self, rows: QuerySet[Case], _name: str, value: str) -> QuerySet[Case]:
        return rows.filter(is_past=value == "1")

    def keep_major(self, rows: QuerySet[Case], _name: str, _on: str) -> QuerySet[Case]:
        return rows.filter(is_major=True)

    def keep_supervised(self, rows: QuerySet[Case], _name: str, _on: str) -> QuerySet[Case]:
        return rows.filter(supervised_on__isnull=False)

    def keep_transferred(self, rows: QuerySet[Case], _name: str, _on: str) -> QuerySet[Case]:
        return rows.filter(transferred_to_police_on__isnull=False)

    def keep_under_way(self, rows: QuerySet[Case], _name: str, _on: str) -> QuerySet[Case]:
        return rows.filter(status__in=UNDER_WAY)

    def keep_mine(self, rows: QuerySet[Case], name: str, _on: str) -> QuerySet[Case]:
        return self.with_officer(rows, name, self.request.user)

    def keep_unarchived(self, rows: QuerySet[Case], _name: str, _on: str) -> QuerySet[Case]:
        filed = ArchiveEntry.objects.standing().filter(case=OuterRef("pk"))
        closed = rows.filter(status=CaseStatus.CLOSED, is_past=False)
        return closed.exclude(Exists(filed))


class CaseApiFilter(CaseFilter):
    q = Words()
