from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.lists import ListPage, Preset
from core.pages.parts import Act, Fact, Section
from registry.filters import LicenceFilter
from registry.forms.licence import LicenceForm, RevocationForm, TermForm
from registry.models import Licence
from registry.policies import may_write_party, require_write_party
from registry.services.licences import add_licence, renew_licence, revoke_licence
from registry.views.badges import term_badge
from registry.views.parties import list_crumb, party_crumb
from registry.views.party_acts import PartyAct
from registry.views.records import READ, WRITE, RegistryAct, RegistryDetail

REVOKE = pgettext_lazy("licence", "Revoke")


class LicenceList(ListPage):
    title = _("Licences")
    perms = READ
    filterset_class = LicenceFilter
    primary_filters = ("kind", "term", "region")
    row_url_name = "registry:licence-detail"
    default_sort = "-id"
    search_hint = _("Licence number or its holder")
    empty_reason = _("No licence has been entered yet.")
    empty_advice = _("Open a party and add its licence there.")
    presets = (
        Preset(_("All"), ""),
        Preset(_("Expires within 90 days"), "term=soon"),
        Preset(_("Expired"), "term=expired"),
    )
    columns = (
        Column("number", _("Number"), sort="number"),
        Column("kind", _("Kind")),
        Column(
            "party", _("Licence holder"), value="party.name", css="wide", heading=_("Party")
        ),
        Column("region", _("Region"), value="party.region.name"),
        Column("issued_on", _("Issued on"), kind=Kind.DATE, sort="issued_on"),
        Column("expires_on", _("Expires on"), kind=Kind.DATE, sort="expires_on"),
        Column("term", _("Term"), kind=Kind.STATUS, cell=term_badge),
        Column("scope", _("Scope"), shown=False, css="wide"),
    )

    def get_queryset(self) -> QuerySet[Any]:
        return Licence.objects.visible_to(self.user).select_related("party__region")

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        by_party = rows.model.objects.filter(party__search__finds=words)
        return rows.filter(number__icontains=words) | rows.filter(pk__in=by_party.values("pk"))


class LicenceDetail(RegistryDetail):
    record: Licence

    def get_queryset(self) -> QuerySet[Any]:
        rows = Licence.objects.visible_to(self.user)
        return rows.select_related("party__region", "party__bureau")

    def crumbs(self) -> list[Crumb]:
        return [list_crumb(), party_crumb(self.record.party)]

    def page_title(self) -> str:
        return self.record.get_kind_display()

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString:
        return term_badge(self.record, self.today)

    def sections(self) -> Sequence[Section]:
        licence = self.record
        facts = [
            Fact(_("Licence holder"), licence.party.name, party_crumb(licence.party).address),
            Fact(_("Number"), licence.number),
            Fact(_("Issued on"), licence.issued_on),
            Fact(_("Expires on"), licence.expires_on),
            Fact(_("Ended on"), licence.revoked_on),
            Fact(_("Scope"), licence.scope, wide=True),
        ]
        return [Section(_("What the licence says"), facts)]

    def acts(self) -> Sequence[Act]:
        licence, party = self.record, self.record.party
        if not any(self.user.can(perm) for perm in WRITE):
            return []
        foreign = not may_write_party(self.user, bureau=party.bureau, region=party.region)
        reason = _("The party belongs to another bureau.") if foreign else ""
        if not reason and licence.revoked_on is not None:
            reason = _("The licence was revoked.")
        renew = reverse("registry:licence-renew", args=[licence.uuid])
        revoke = reverse("registry:licence-revoke", args=[licence.uuid])
        return [
            Act(_("Renew"), renew, "refresh", reason, weight="main", dialog=True),
            Act(
                REVOKE,
                revoke,
                "ban",
                reason,
                weight="danger",
                dialog=True,
            ),
        ]


class LicenceNew(PartyAct):
    title = _("Add a licence")
    submit = _("Add")
    success = _("The licence was added.")
    form_class = LicenceForm

    def act(self, form: Any) -> str:
        add_licence(party=self.record(), **form.cleaned_data, by=self.user, on=self.on)
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # A new licence has no version; the party's must not stand for it.
        return {**super().get_context_data(**kwargs), "version": None}


class LicenceAct(RegistryAct):
    """An act on one licence."""

    def get_queryset(self) -> QuerySet[Any]:
        rows = Licence.objects.visible_to(self.user)
        return rows.select_related("party__region", "party__bureau")

    def require(self, record: Any) -> None:
        party = record.party
        require_write_party(self.user, bureau=party.bureau, region=party.region)

    def crumbs(self) -> list[Crumb]:
        licence = self.record()
        return [list_crumb(), party_crumb(licence.party), Crumb(licence.number, self.address())]

    def address(self) -> str:
        return reverse("registry:licence-detail", args=[self.record().uuid])


class LicenceRenew(LicenceAct):
    title = _("Renew a licence")
    submit = _("Renew")
    success = _("The licence was renewed.")
    form_class = TermForm

    def act(self, form: Any) -> str:
        licence = self.record()
        term = form.cleaned_data
        renew_licence(licence, **term, version=self.version, by=self.user, on=self.on)
        return self.address()


class LicenceRevoke(LicenceAct):
    title = _("Revoke a licence")
    submit = REVOKE
    success = _("The licence was revoked.")
    intro = _("Revoked, withdrawn, cancelled or given back: it no longer allows anything.")
    danger = True
    form_class = RevocationForm

    def initial(self) -> dict[str, Any]:
        return {"revoked_on": self.on}

    def act(self, form: Any) -> str:
        licence = self.record()
        told = form.cleaned_data
        revoke_licence(licence, **told, version=self.version, by=self.user, on=self.on)
        return self.address()
