"""The ledger: the list with its bulk acts, one item with its time line."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Perm
from campaigns.ledger_filters import LedgerFilter
from campaigns.models import EntryKind, LedgerItem
from campaigns.transitions.ledger import LedgerAct
from campaigns.views.procedure import Button, acts_of, timeline_of
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import BulkAct, ListAct, ListPage, Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, days_left, pill
from core.refs import resolve
from core.templatetags.yaoan import days_left as days_badge

READ = (Perm.READ_RECORDS,)
WORKS = (Perm.WRITE_INSPECTIONS, Perm.RUN_CAMPAIGNS, Perm.ASSIGN_WORK)
TONES = {
    "registered": "neutral",
    "dispatched": "waiting",
    "rectifying": "active",
    "recheck": "active",
    "closing": "waiting",
    "closed": "met",
    "transferred": "void",
}
BUTTONS = {
    LedgerAct.DISPATCH: Button("campaigns:ledger-dispatch", "send", "main"),
    LedgerAct.ACCEPT: Button("campaigns:ledger-accept", "hand-stop", "main"),
    LedgerAct.NOTE_PROGRESS: Button("campaigns:ledger-progress", "pencil"),
    LedgerAct.ADD_EVIDENCE: Button("campaigns:ledger-evidence", "paperclip"),
    LedgerAct.RECORD_REPORT: Button("campaigns:ledger-report", "file-text"),
    LedgerAct.REPORT_RECTIFIED: Button("campaigns:ledger-rectified", "check", "main"),
    LedgerAct.RECHECK: Button("campaigns:ledger-recheck", "clipboard-check"),
    LedgerAct.PROPOSE_CLOSE: Button("campaigns:ledger-propose-close", "send", "main"),
    LedgerAct.CLOSE: Button("campaigns:ledger-close", "circle-check", "main"),
    LedgerAct.RETURN_CLOSING: Button("campaigns:ledger-return-closing", "arrow-left"),
    LedgerAct.EXTEND: Button("campaigns:ledger-extend", "calendar"),
    LedgerAct.MOVE: Button("campaigns:ledger-move", "transfer"),
    LedgerAct.TRANSFER_TO_CASE: Button(
        "enforcement:ledger-clue", "gavel", "danger", dialog=False
    ),
    LedgerAct.REOPEN: Button("campaigns:ledger-reopen", "history"),
}


def ledger_crumb() -> Crumb:
    return Crumb(_("Rectification ledger"), reverse("campaigns:ledger-list"))


def due_cell(item: LedgerItem) -> str | SafeString:
    """The day of an item that has not ended, with the days left."""
    if item.due_on is None or item.is_ended:
        return item.due_on.isoformat() if item.due_on else ""
    left = (item.due_on - timezone.localdate()).days
    badge: str | SafeString = days_badge(left, working=False, due_on=item.due_on)
    return badge


class LedgerList(ListPage):
    title = _("Rectification ledger")
    perms = READ
    filterset_class = LedgerFilter
    primary_filters = ("status", "campaign")
    default_sort = "-found_on"
    row_url_name = "campaigns:ledger-detail"
    columns = (
        Column("number", _("Number"), sort="number", css="narrow"),
        Column("title", _("Hazard or problem"), css="wide"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("grade", _("Grade"), sort="grade", css="narrow"),
        Column("due", _("To be rectified by"), cell=due_cell, sort="due_on"),
        Column("bureau", _("Responsible bureau"), value="bureau.short_name", css="narrow"),
        Column("owner", _("Responsible officer"), value="owner.name", css="narrow"),
        Column("source", _("Source"), css="narrow"),
        Column("found_on", _("Found on"), kind=Kind.DATE, sort="found_on"),
        Column("link", _("Link"), shown=False),
        Column("domain", _("Domain"), shown=False),
        Column("category", _("Category"), shown=False),
        Column("found_by", _("Found by"), value="found_by_bureau.short_name", shown=False),
        Column("closed_on", _("Closed on"), kind=Kind.DATE, sort="closed_on", shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Mine"), "mine=1&open=1"),
        Preset(_("Overdue"), "late=1"),
        Preset(_("To be handed over"), "status=registered"),
        Preset(_("To be decided"), "status=closing"),
    )
    acts = (ListAct(_("Enter a hazard"), "campaigns:ledger-new", perms=WORKS),)
    bulk_acts = (
        BulkAct(
            _("Hand over"),
            "campaigns:ledger-bulk-dispatch",
            "send",
            (Perm.RUN_CAMPAIGNS, Perm.ASSIGN_WORK),
        ),
        BulkAct(_("Propose closing"), "campaigns:ledger-bulk-propose", "check", WORKS),
        BulkAct(
            _("Close the items"),
            "campaigns:ledger-bulk-close",
            "circle-check",
            (Perm.RUN_CAMPAIGNS, Perm.DECIDE_CASES),
        ),
    )
    empty_reason = _("No hazard was entered in your jurisdiction yet.")
    empty_advice = _("Enter what inspections, samples, clues or self-checks brought to light.")

    def get_queryset(self) -> QuerySet[LedgerItem]:
        return LedgerItem.objects.visible_to(self.user).select_related(
            "party", "bureau", "owner", "found_by_bureau"
        )

    def row_css(self, row: LedgerItem) -> str:
        return "row-late" if row.is_overdue(timezone.localdate()) else ""


class LedgerDetail(DetailPage):
    perms = READ
    record: LedgerItem

    def get_queryset(self) -> QuerySet[LedgerItem]:
        return LedgerItem.objects.visible_to(self.user).select_related(
            "party",
            "bureau",
            "unit",
            "owner",
            "campaign",
            "task",
            "found_by_bureau",
            "proposed_by",
            "closed_by",
            "relapse_of",
        )

    def crumbs(self) -> list[Crumb]:
        return [ledger_crumb()]

    def page_title(self) -> Text:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def notice(self) -> Text:
        return _("Made for demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        item = self.record
        return [
            Fact(_("Responsible bureau"), item.bureau.name),
            Fact(_("Responsible officer"), item.owner or _("nobody yet")),
            Fact(_("Found by"), item.found_by_bureau.name),
        ]

    def limit(self) -> tuple[Text, DaysLeft] | None:
        item = self.record
        if item.due_on is None or item.is_ended:
            return None
        left = days_left((item.due_on - timezone.localdate()).days, working=False)
        return _("To be rectified by"), DaysLeft(left.words, left.tone, item.due_on)

    def acts(self) -> Sequence[Act]:
        return acts_of(self.record, self.user, BUTTONS)

    def waiting_for(self) -> Text:
        waits = {
            "registered": _("The office that hands it over."),
            "dispatched": _("The responsible bureau, to accept it."),
            "closing": _("Somebody other than the proposer, to decide."),
        }
        return waits.get(self.record.status, "")

    def sections(self) -> Sequence[Section]:
        item = self.record
        party = item.party
        address = reverse("registry:party-detail", args=[party.uuid]) if party else ""
        extended = item.first_due_on if item.first_due_on != item.due_on else None
        what = [
            Fact(_("Hazard or problem"), item.description, wide=True),
            Fact(_("Source"), item.get_source_display()),
            Fact(_("Found on"), item.found_on.isoformat()),
            Fact(_("Party"), party.name if party else "", address),
            Fact(_("Place"), item.place),
            Fact(_("Grade"), item.get_grade_display()),
            Fact(_("Category"), item.category),
            Fact(_("Domain"), item.get_domain_display()),
            Fact(_("Link"), item.get_link_display()),
        ]
        measure = [
            Fact(_("Measure of rectification"), item.measure, wide=True),
            Fact(_("First day given"), extended and extended.isoformat()),
            Fact(_("Rechecked on"), item.recheck_on and item.recheck_on.isoformat()),
            Fact(_("Closing proposed by"), item.proposed_by and item.proposed_by.name),
            Fact(_("Closed by"), item.closed_by and item.closed_by.name),
        ]
        return [
            Section(_("Hazard"), what),
            Section(pgettext_lazy("ledger item", "Rectification"), measure),
            Section(_("Progress and evidence"), [], template="campaigns/_entries.html"),
        ]

    def related(self) -> Sequence[Fact]:
        item = self.record
        found = []
        if item.campaign is not None:
            address = reverse("campaigns:campaign-detail", args=[item.campaign.uuid])
            found.append(Fact(_("Campaign"), item.campaign.name, address))
        refs = [(_("Came from"), item.source_ref), (_("Pursued in"), item.led_to)]
        named = [(label, ref) for label, ref in refs if ref is not None]
        seen = resolve([ref for _label, ref in named], self.user)
        found += [
            Fact(label, seen[ref].title, seen[ref].address)
            for label, ref in named
            if seen[ref].title
        ]
        if item.relapse_of is not None:
            address = reverse("campaigns:ledger-detail", args=[item.relapse_of.uuid])
            found.append(Fact(_("Relapse of"), item.relapse_of.number, address))
        for again in item.relapses.all():
            address = reverse("campaigns:ledger-detail", args=[again.uuid])
            found.append(Fact(_("Came back as"), again.number, address))
        return found

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.record.entries.exclude(kind=EntryKind.EXTENSION).select_related("by")
        return super().get_context_data(**kwargs, entries=rows)
