"""Clues: the list, one of them, and what may be done now."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from deadlines.services.procedure import OpenAct
from enforcement.filters.clue import ClueFilter
from enforcement.models import Clue, ClueStatus
from enforcement.models.base import with_limit
from enforcement.policies import may_change, may_reveal, may_take
from enforcement.services.clues import OPEN_TO_CHANGE
from enforcement.transitions.clue import ClueAct
from enforcement.views.parts import (
    Button,
    LimitedList,
    acts_of,
    due_cell,
    limit_of,
    related_of,
    timeline_of,
    waits_for,
)

READ = (Perm.READ_RECORDS,)
TONES = {
    "received": "waiting",
    "verifying": "active",
    "filing": "waiting",
    "filed": "neutral",
    "not_filed": "void",
}
BUTTONS: dict[str, Button] = {
    ClueAct.TAKE: Button("enforcement:clue-take", "hand-stop", "main", dialog=True),
    ClueAct.ASSIGN: Button("enforcement:clue-assign", "user-check", dialog=True),
    ClueAct.RECORD_VERIFICATION: Button("enforcement:clue-verify", "clipboard-check"),
    ClueAct.SUBMIT_FILING: Button("enforcement:case-new", "gavel", "main", query="clue"),
    ClueAct.PROPOSE_NOT_FILING: Button("enforcement:clue-propose-not-filing", "ban"),
    ClueAct.NOT_FILE: Button("enforcement:clue-not-file", "ban", "danger", dialog=True),
    ClueAct.REASSIGN: Button("enforcement:clue-assign", "transfer", dialog=True),
    ClueAct.HAND_OVER: Button("enforcement:clue-hand-over", "arrow-right"),
    ClueAct.TELL_REPORTER: Button("enforcement:clue-tell-reporter", "message", dialog=True),
}


def party_cell(clue: Clue) -> str:
    return clue.party.name if clue.party else clue.party_label


class ClueList(LimitedList):
    title = _("Clues")
    perms = READ
    filterset_class = ClueFilter
    primary_filters = ("status", "received")
    default_sort = "-received_on"
    row_url_name = "enforcement:clue-detail"
    columns = (
        Column("number", _("Number"), sort="number", css="narrow"),
        Column("title", _("Title"), css="wide"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("received_on", _("Received on"), kind=Kind.DATE, sort="received_on"),
        Column("limit", _("Limit"), cell=due_cell, sort="limit_act_by"),
        Column("source", _("Source"), css="narrow"),
        Column("handler", _("Handling officer"), value="handler.name", css="narrow"),
        Column("bureau", _("Bureau"), value="bureau.short_name", css="narrow"),
        Column("party", _("Party"), value=party_cell, shown=False),
        Column("domain", _("Domain"), shown=False),
        Column("link", _("Link"), shown=False),
        Column("region", _("Region"), value="region.name", shown=False),
        Column("concluded_on", _("Concluded on"), kind=Kind.DATE, shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Mine"), "mine=1&open=1"),
        Preset(_("To be assigned"), "status=received"),
        Preset(_("Overdue"), "late=1"),
    )
    acts = (ListAct(_("Register a clue"), "enforcement:clue-new", perms=(Perm.WRITE_CLUES,)),)
    empty_reason = _("No clue was registered in your jurisdiction yet.")
    empty_advice = _("Register what was reported, found or handed over to you.")

    def get_queryset(self) -> QuerySet[Clue]:
        rows = Clue.objects.visible_to(self.user).select_related(
            "party", "handler", "bureau", "region"
        )
        return with_limit(rows)


class ClueDetail(DetailPage):
    perms = READ
    record: Clue

    def get_queryset(self) -> QuerySet[Clue]:
        return Clue.objects.visible_to(self.user).select_related(
            "party",
            "handler",
            "first_handler",
            "bureau",
            "unit",
            "region",
            "product",
            "batch__product",
            "inspection",
        )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Clues"), reverse("enforcement:clue-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def notice(self) -> Text:
        return _("Made for demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        clue = self.record
        found = [
            Fact(_("Bureau"), clue.bureau.name),
            Fact(_("Unit"), clue.unit or _("not assigned")),
            Fact(_("Handling officer"), clue.handler or _("nobody yet")),
        ]
        if clue.confidential:
            found.append(Fact(_("Kept confidential"), _("Yes")))
        return found

    def limit(self) -> tuple[Text, DaysLeft] | None:
        return limit_of(self.record, timezone.localdate())

    def acts(self) -> Sequence[Act]:
        found = acts_of(self.record, self.user, BUTTONS, self._may)
        return [*found, *self._edits()]

    def _may(self, one: OpenAct) -> bool:
        # Whoever may take a clue over handles it only afterwards.
        if one.rule.act == ClueAct.TAKE:
            return may_take(self.record, by=self.user)
        return one.allowed

    def _edits(self) -> Iterable[Act]:
        clue = self.record
        if clue.status in OPEN_TO_CHANGE and may_change(clue, by=self.user):
            address = reverse("enforcement:clue-edit", args=[clue.uuid])
            yield Act(_("Correct"), address, "pencil")
        if clue.has_reporter and may_reveal(clue, by=self.user):
            address = reverse("enforcement:clue-reporter", args=[clue.uuid])
            yield Act(_("Who reported"), address, "eye", dialog=True)

    def waiting_for(self) -> Text:
        clue = self.record
        if clue.status == ClueStatus.RECEIVED:
            return _("An officer who takes it over, or the head who assigns it.")
        return waits_for(clue)

    def sections(self) -> Sequence[Section]:
        clue = self.record
        party = clue.party
        about = [
            Fact(_("Source"), clue.get_source_display()),
            Fact(_("Received on"), clue.received_on.isoformat()),
            Fact(_("Content"), clue.content, wide=True),
        ]
        who = [
            Fact(
                _("Party"),
                party.name if party else clue.party_label,
                reverse("registry:party-detail", args=[party.uuid]) if party else "",
            ),
            Fact(_("Place"), clue.place),
            Fact(_("Region"), clue.region),
            Fact(_("Area"), clue.get_area_display()),
            Fact(_("Domain"), clue.get_domain_display()),
            Fact(_("Link"), clue.get_link_display()),
            Fact(_("Product"), clue.product),
            Fact(_("Batch"), clue.batch.number if clue.batch else ""),
            Fact(_("Key variety"), clue.get_key_variety_display()),
            Fact(_("Campaigns"), "、".join(map(str, clue.campaigns.all()))),
        ]
        first = [Section(_("Clue"), about), Section(_("Whom it concerns"), who)]
        return [*first, *self._verified()]

    def _verified(self) -> Iterable[Section]:
        clue = self.record
        if not clue.verification:
            return
        facts = [
            Fact(_("First handling officer"), clue.first_handler),
            Fact(_("Concluded on"), clue.concluded_on and clue.concluded_on.isoformat()),
            Fact(_("Reporter told on"), clue.reporter_told_on),
            Fact(_("Result of verification"), clue.verification, wide=True),
        ]
        yield Section(_("Verification"), facts)

    def related(self) -> Sequence[Fact]:
        clue = self.record
        refs = [(_("Inspection"), one.ref) for one in clue.inspections.all()]
        if clue.inspection is not None:
            refs.insert(0, (_("Found at inspection"), clue.inspection.ref))
        refs += [(_("Hand-over"), one.ref) for one in clue.hand_overs.all()]
        case = getattr(clue, "case", None)
        if case is not None:
            refs.append((_("Case"), case.ref))
        return related_of(refs, self.user)

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)
