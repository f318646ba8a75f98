"""Parties: the list and one party."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, Fact, Section
from law.vocabularies import Domain
from registry.filters import PartyFilter
from registry.models import Party
from registry.models.party import PartyStatus
from registry.policies import may_write_party
from registry.views.badges import STATUS_TONES, labels, status_badge, term_badge
from registry.views.records import READ, WRITE, RegistryDetail

PRODUCTS_SHOWN = 10


def list_crumb() -> Crumb:
    return Crumb(_("Parties"), reverse("registry:party-list"))


def party_crumb(party: Party) -> Crumb:
    return Crumb(party.name, reverse("registry:party-detail", args=[party.uuid]))


class PartyList(ListPage):
    title = _("Parties")
    perms = READ
    filterset_class = PartyFilter
    primary_filters = ("kind", "region", "domain")
    row_url_name = "registry:party-detail"
    search_hint = _("Name, credit code, address … two characters are enough")
    empty_reason = _("No party has been entered yet.")
    empty_advice = _("Enter a party here, or while logging an inspection.")
    presets = (
        Preset(_("All"), ""),
        Preset(_("Key enterprises"), "is_key=true"),
        Preset(_("Risk class D"), "risk_class=D"),
    )
    acts = (ListAct(_("Enter a party"), "registry:party-new", perms=WRITE),)
    columns = (
        Column("name", _("Name"), css="wide", sort="name"),
        Column("kind", _("Kind")),
        Column(
            "domains",
            _("Domains"),
            value=lambda row: labels(row.domains, Domain.choices),
        ),
        Column("region", _("Region"), value="region.name", sort="region_id"),
        Column("credit_code", _("Credit code"), heading=_("Unified social credit code")),
        Column("bureau", _("Supervising bureau"), value="bureau.short_name"),
        Column("risk_class", _("Risk"), value="risk_class", cell=lambda row: row.risk_class),
        Column("is_key", _("Key enterprise"), cell=lambda row: key_mark(row)),
        Column("status", _("Status"), kind=Kind.STATUS, tones=STATUS_TONES),
        Column("key_reason", _("Why key"), shown=False),
        Column("area", _("Area"), shown=False),
        Column("address", _("Address"), shown=False, css="wide"),
        Column("phone", _("Phone"), shown=False, personal=True),
        Column("legal_representative", _("Legal representative"), shown=False, personal=True),
        Column(
            "created_at",
            _("Entered on"),
            kind=Kind.DATE,
            value=lambda row: row.created_at.date(),
            shown=False,
        ),
    )

    def get_queryset(self) -> QuerySet[Any]:
        return Party.objects.visible_to(self.user).select_related("region", "bureau")


def key_mark(party: Party) -> str:
    return str(_("Key enterprise")) if party.is_key else ""


class PartyDetail(RegistryDetail):
    record: Party

    def get_queryset(self) -> QuerySet[Any]:
        rows = Party.objects.visible_to(self.user)
        return rows.select_related("region__parent", "bureau")

    def crumbs(self) -> list[Crumb]:
        return [list_crumb()]

    def number(self) -> str:
        return self.record.credit_code

    def status(self) -> SafeString:
        return status_badge(self.record)

    def notice(self) -> str | Promise:
        return _("A made-up party of the demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        party = self.record
        facts = [
            Fact(_("Kind"), party.get_kind_display()),
            Fact(_("Region"), party.region.name),
            Fact(_("Supervising bureau"), party.bureau.name),
        ]
        if party.is_key:
            facts.append(Fact(_("Key enterprise"), party.key_reason))
        return facts

    def sections(self) -> Sequence[Section]:
        party = self.record
        city = party.region.parent.name if party.region.parent else ""
        facts = [
            Fact(_("Domains"), labels(party.domains, Domain.choices)),
            Fact(_("Unified social credit code"), party.credit_code),
            Fact(_("Legal representative"), party.legal_representative),
            Fact(_("Phone"), party.phone),
            Fact(_("Region"), f"{city} {party.region.name}".strip()),
            Fact(_("Area"), party.get_area_display()),
            Fact(_("Risk class"), party.get_risk_class_display()),
            Fact(_("Why key"), party.key_reason),
            Fact(_("Address"), party.address, wide=True),
        ]
        return [
            Section(_("What the registry tells"), facts),
            Section(_("Licences"), [], template="registry/_licences.html"),
            Section(_("Products"), [], template="registry/_products.html"),
        ]

    def acts(self) -> Sequence[Act]:
        party = self.record
        if not any(self.user.can(perm) for perm in WRITE):
            return []
        reason = "" if self._may_write() else self._foreign()
        closed = party.status == PartyStatus.CLOSED
        shut = reason or (_("The party is closed.") if closed else "")
        key = _("Take the key mark away") if party.is_key else _("Mark as key enterprise")
        return [
            Act(_("Change"), self._at("party-edit"), "pencil", reason, weight="main"),
            Act(_("Add a licence"), self._at("licence-new"), "certificate", shut, dialog=True),
            Act(key, self._at("party-key"), "star", reason, dialog=True),
            Act(_("Close"), self._at("party-close"), "archive", shut, "danger", dialog=True),
        ]

    def _may_write(self) -> bool:
        party = self.record
        return may_write_party(self.user, bureau=party.bureau, region=party.region)

    def _foreign(self) -> Promise:
        return _("This party belongs to another bureau.")

    def _at(self, name: str) -> str:
        return reverse(f"registry:{name}", args=[self.record.uuid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        licences = self.record.licences.order_by("kind", "-issued_on")
        products = list(self.record.products.order_by("-id")[: PRODUCTS_SHOWN + 1])
        return super().get_context_data(
            **kwargs,
            licences=[(licence, term_badge(licence, self.today)) for licence in licences],
            products=products[:PRODUCTS_SHOWN],
            more_products=len(products) > PRODUCTS_SHOWN,
        )
