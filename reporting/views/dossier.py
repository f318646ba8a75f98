"""The dossier of an enterprise over all apps, and the list of those that lack something."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.base import Crumb, SignedIn
from core.pages.columns import Column
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListPage, Preset
from core.pages.parts import Act, Fact, Section, bar, pill
from enforcement.addresses import case_address
from registry.dossiers import wanted_of
from registry.filters import PartyFilter
from registry.models import DossierItem, Party
from registry.policies import may_write_party, require_write_party
from registry.services.dossiers import (
    complete,
    incomplete,
    record_dossier_item,
    with_dossiers,
    withdraw_dossier_item,
)
from reporting.services.dossier import Dossier, dossier_of, papers_of

READ = (Perm.READ_RECORDS,)
WRITE = (Perm.WRITE_PARTIES,)


class DossierList(ListPage):
    """Every party that needs a dossier, with what is there of what it needs."""

    title = _("Dossiers")
    perms = READ
    filterset_class = PartyFilter
    primary_filters = ("kind", "region", "bureau")
    row_url_name = "reporting:dossier"
    columns = (
        Column("name", _("Party"), css="wide"),
        Column("kind", _("Kind")),
        Column("papers", _("Papers / needed"), cell=lambda row: papers_bar(row)),
        Column("region", _("Region"), value="region.name"),
        Column("bureau", _("Supervising bureau"), value="bureau.short_name"),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Incomplete"), "papers=incomplete"),
        Preset(_("Complete"), "papers=complete"),
    )
    empty_reason = _("No operating party needs a dossier here.")

    def get_queryset(self) -> QuerySet[Any]:
        rows = with_dossiers(timezone.localdate()).filter(
            bureau__path__startswith=self.user.bureau.path,
            pk__in=Party.objects.visible_to(self.user).values("pk"),
        )
        asked = self.query.get("papers", "")
        narrow = {"incomplete": incomplete, "complete": complete}.get(asked)
        found = narrow(rows) if narrow else rows
        return found.select_related("region", "bureau")


def papers_bar(party: Any) -> Any:
    wanted = len(wanted_of(party.kind))
    return bar(party.papers, wanted, "met" if party.papers == wanted else "active")


class PartyOf(RecordAddress):
    """The party of an address."""

    user: Any

    def get_queryset(self) -> QuerySet[Any]:
        rows = Party.objects.visible_to(self.user)
        return rows.select_related("region", "bureau")


class DossierPage(PartyOf, DetailPage):
    template_name = "reporting/dossier.html"
    perms = READ
    record: Party

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Dossiers"), reverse("reporting:dossier-list"))]

    def page_title(self) -> str:
        return self.record.name

    def number(self) -> str:
        return self.record.credit_code

    def status(self) -> Any:
        if self.dossier.is_complete:
            return pill(_("Dossier complete"), "met")
        return pill(_("Dossier incomplete"), "soon")

    @cached_property
    def dossier(self) -> Dossier:
        return dossier_of(self.record, user=self.user)

    def head(self) -> Sequence[Fact]:
        party = self.record
        page = reverse("registry:party-detail", args=[party.uuid])
        return [
            Fact(_("Party"), party.name, page),
            Fact(_("Kind"), party.get_kind_display()),
            Fact(_("Supervising bureau"), party.bureau.name),
            Fact(_("Risk class"), party.get_risk_class_display() or _("Not graded")),
        ]

    def acts(self) -> Sequence[Act]:
        if not self._writes() or self.dossier.is_complete:
            return []
        address = reverse("reporting:dossier-record", args=[self.record.uuid])
        return [Act(_("Put a paper into the dossier"), address, "plus", weight="main")]

    def _writes(self) -> bool:
        party = self.record
        return may_write_party(self.user, bureau=party.bureau, region=party.region)

    def sections(self) -> Sequence[Section]:
        return [
            Section(_("Papers"), [], template="reporting/_dossier_papers.html"),
            Section(_("Licences and products"), [], template="reporting/_dossier_held.html"),
            Section(_("Supervision"), [], template="reporting/_dossier_work.html"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dossier = self.dossier
        context = super().get_context_data(
            **kwargs,
            dossier=dossier,
            papers_bar=bar(dossier.present, len(dossier.papers)),
            cases=[(one, case_address(one)) for one in dossier.cases],
            licences=self.record.licences.all(),
            products=self.record.products.all()[:20],
            may_write=self._writes(),
        )
        # The page itself is what the panel of a party's page leads to.
        context["panels"] = [one for one in context["panels"] if one["name"] != "dossier"]
        return context


class DossierPanel(PartyOf, SignedIn):
    """The panel of a party's page: how complete its dossier is, and the way to it."""

    perms = READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        party = self.get_record()
        papers = papers_of(party)
        context = {
            "party": party,
            "missing": [one.wanted.title for one in papers if one.item is None],
            "papers_bar": bar(sum(one.item is not None for one in papers), len(papers)),
        }
        return render(request, "reporting/_dossier_panel.html", context)


class ItemForm(forms.Form):
    code = forms.ChoiceField(label=_("Paper"))
    reference = forms.CharField(
        label=_("Reference or place of filing"),
        max_length=300,
        help_text=_("The number of the document, or where the paper lies."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["code"]
        missing = [one.wanted for one in papers_of(party) if one.item is None]
        field.choices = [(one.code, one.title) for one in missing]


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class RecordItem(PartyOf, FormPage):
    title = _("Put a paper into the dossier")
    submit = _("Record")
    success = _("The paper is in the dossier.")
    perms = WRITE
    form_class = ItemForm

    @cached_property
    def party(self) -> Party:
        found: Party = self.get_record()
        require_write_party(self.user, bureau=found.bureau, region=found.region)
        return found

    def crumbs(self) -> list[Crumb]:
        address = reverse("reporting:dossier", args=[self.party.uuid])
        dossiers = Crumb(_("Dossiers"), reverse("reporting:dossier-list"))
        return [dossiers, Crumb(self.party.name, address)]

    def form_kwargs(self) -> dict[str, Any]:
        return {"party": self.party}

    def act(self, form: Any) -> str:
        record_dossier_item(self.party, **form.cleaned_data, by=self.user, on=self.on)
        return reverse("reporting:dossier", args=[self.party.uuid])


class WithdrawItem(RecordAddress, FormPage):
    title = _("Take a paper out of the dossier")
    submit = _("Take out")
    success = _("The paper was taken out.")
    confirm = _("The dossier may be incomplete afterwards. Take the paper out?")
    danger = True
    perms = WRITE
    form_class = WhyForm

    def get_queryset(self) -> QuerySet[Any]:
        rows = DossierItem.objects.visible_to(self.user)
        return rows.select_related("party__bureau", "party__region")

    @cached_property
    def item(self) -> DossierItem:
        found: DossierItem = self.get_record()
        party = found.party
        require_write_party(self.user, bureau=party.bureau, region=party.region)
        return found

    def crumbs(self) -> list[Crumb]:
        dossiers = Crumb(_("Dossiers"), reverse("reporting:dossier-list"))
        return [dossiers, Crumb(self.item.party.name, self._address())]

    def act(self, form: Any) -> str:
        withdraw_dossier_item(self.item, **form.cleaned_data, by=self.user, on=self.on)
        return self._address()

    def _address(self) -> str:
        return reverse("reporting:dossier", args=[self.item.party.uuid])
