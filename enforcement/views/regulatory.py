"""Regulatory measures: the list, one of them, and the forms of their acts."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, Entry, Fact, Section, pill
from core.refs import Ref
from enforcement.filters.goods import RegulatoryFilter
from enforcement.models import (
    RegulatoryMeasure,
    RegulatoryStatus,
)
from enforcement.models.regulatory import OPEN_REGULATORY
from enforcement.transitions.regulatory import RegulatoryAct
from enforcement.views.goods import READ, of_its_kind
from enforcement.views.parts import Button, acts_of, related_of, timeline_of

S, A = RegulatoryStatus, RegulatoryAct
TONES: dict[str, str] = {
    S.ISSUED: "waiting",
    S.SERVED: "active",
    S.RESPONDED: "active",
    S.LIFTED: "met",
    S.ENDED: "met",
    S.REVOKED: "void",
}
BUTTONS: dict[str, Button] = {
    A.SERVE: Button("enforcement:regulatory-serve", "send", "main", True),
    A.RECORD_RESPONSE: Button("enforcement:regulatory-response", "message", "main", True),
    A.RECHECK: Button("enforcement:regulatory-recheck", "checklist", dialog=True),
    A.LIFT: Button("enforcement:regulatory-end", "key", dialog=True),
    A.END: Button("enforcement:regulatory-end", "circle-check", dialog=True),
    A.REVOKE: Button("enforcement:regulatory-revoke", "ban", "danger", True),
}


def due_pill(measure: RegulatoryMeasure) -> str | SafeString:
    """The last day; marked where it has passed and the measure is open."""
    if measure.due_on is None:
        return ""
    day = measure.due_on.isoformat()
    late = measure.due_on < timezone.localdate() and measure.status in OPEN_REGULATORY
    return format_html("{} {}", day, pill(_t("Overdue"), "late")) if late else day


class RegulatoryList(ListPage):
    title = _("Regulatory measures")
    perms = READ
    filterset_class = RegulatoryFilter
    primary_filters = ("status", "kind", "issued")
    row_url_name = "enforcement:regulatory-detail"
    columns = (
        Column("number", _("Number"), sort="number", css="narrow"),
        Column("party", _("Party"), value="party.name", css="wide"),
        Column("kind", _("Kind")),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column(
            "issued_on",
            pgettext_lazy("regulatory measure", "Issued on"),
            kind=Kind.DATE,
            sort="issued_on",
        ),
        Column("due_on", _("To be done by"), cell=due_pill, sort="due_on"),
        Column("officer", _("Officer"), value="officer.name"),
        Column("bureau", _("Bureau"), value="bureau.short_name", css="narrow"),
        Column("domain", _("Domain"), shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Mine"), "mine=1"),
        Preset(_("Last day passed"), "overdue=1"),
        Preset(_("Suspensions"), "kind=suspension"),
    )
    acts = (
        ListAct(
            _("Issue a regulatory measure"),
            "enforcement:regulatory-new",
            perms=(Perm.WRITE_INSPECTIONS,),
        ),
    )
    empty_reason = _("No regulatory measure was issued in your jurisdiction yet.")
    empty_advice = _("Issue one here, or from the page of an inspection, case or party.")

    def get_queryset(self) -> QuerySet[RegulatoryMeasure]:
        rows = RegulatoryMeasure.objects.visible_to(self.user)
        return rows.select_related("party", "bureau", "officer")


class RegulatoryDetail(DetailPage):
    perms = READ
    record: RegulatoryMeasure

    def get_queryset(self) -> QuerySet[RegulatoryMeasure]:
        return RegulatoryMeasure.objects.visible_to(self.user).select_related(
            "party", "bureau", "unit", "officer", "case", "inspection", "finding"
        )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Regulatory measures"), reverse("enforcement:regulatory-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def notice(self) -> Text:
        return _("Made for demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        return [
            Fact(_("Kind"), self.record.get_kind_display()),
            Fact(_("Bureau"), self.record.bureau.name),
            Fact(_("Officer"), self.record.officer.name),
        ]

    def acts(self) -> Sequence[Act]:
        return acts_of(self.record, self.user, BUTTONS, of_its_kind)

    def sections(self) -> Sequence[Section]:
        m = self.record
        page = reverse("registry:party-detail", args=[m.party.uuid]) if m.party else ""
        facts = [
            Fact(_("Party"), m.party.name if m.party else "", page),
            Fact(pgettext_lazy("regulatory measure", "Issued on"), m.issued_on),
            Fact(_("Served on"), m.served_on),
            Fact(_("To be done by"), due_pill(m)),
            Fact(_("Reported on"), m.responded_on),
            Fact(_("Rechecked on"), m.rechecked_on),
            Fact(_("Ended on"), m.ended_on),
            Fact(_("Published"), _("Yes") if m.is_public else ""),
            Fact(_("Legal source"), m.basis, wide=True),
            Fact(_("Facts and reasons"), m.facts, wide=True),
            Fact(_("What is asked"), m.demand, wide=True),
            Fact(_("What the party reported or said"), m.response, wide=True),
            Fact(_("Result of the recheck"), m.recheck, wide=True),
        ]
        return [Section(_("Regulatory measure"), [fact for fact in facts if fact.value])]

    def related(self) -> Sequence[Fact]:
        m = self.record
        found = (
            (_("Case"), m.case),
            (_("Inspection"), m.inspection),
            (_("Finding"), m.finding),
        )
        refs: list[tuple[Text, Ref]] = [(label, one.ref) for label, one in found if one]
        return related_of(refs, self.user)

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)
