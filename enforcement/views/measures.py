"""Coercive measures: the list, and one of them with its goods."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from core.refs import Ref
from documents.services.documents import documents_of
from enforcement.filters.goods import MeasureFilter
from enforcement.models import Measure, MeasureStatus
from enforcement.models.base import with_limit
from enforcement.services.goods import may_write_on, record_of_root
from enforcement.transitions.measure_needs import MeasureAct
from enforcement.views.goods import READ, of_its_kind
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

S, A = MeasureStatus, MeasureAct
TONES: dict[str, str] = {
    S.DRAFT: "waiting",
    S.PROPOSED: "waiting",
    S.APPROVED: "active",
    S.IN_FORCE: "active",
    S.DISAPPROVED: "late",
    S.DECIDED: "soon",
    S.LIFTED: "soon",
    S.ENDED: "met",
    S.CANCELLED: "void",
}
BUTTONS: dict[str, Button] = {
    A.SUBMIT: Button("enforcement:measure-submit", "send", "main", True),
    A.IMPOSE: Button("enforcement:measure-carry-out", "lock", "main"),
    A.PRESERVE: Button("enforcement:measure-carry-out", "lock", "main"),
    A.CONCLUDE: Button("enforcement:measure-conclude", "gavel", "main", True),
    A.DISPOSE: Button("enforcement:measure-dispose", "package"),
    A.LIFT: Button("enforcement:measure-lift", "key", dialog=True),
    A.PROPOSE_EXTENSION: Button("enforcement:measure-extend", "calendar-event", dialog=True),
    A.RECORD_HANDLING: Button("enforcement:measure-handling", "checklist", dialog=True),
    A.BEGIN_TESTING: Button("enforcement:measure-testing", "vaccine", dialog=True),
    A.END_TESTING: Button("enforcement:measure-tested", "vaccine", "main", True),
    A.KEEP: Button("enforcement:measure-custody", "archive", dialog=True),
    A.CANCEL: Button("enforcement:measure-cancel", "ban", "danger", True),
}


class MeasureList(LimitedList):
    title = _("Coercive measures")
    perms = READ
    filterset_class = MeasureFilter
    primary_filters = ("status", "kind", "imposed")
    row_url_name = "enforcement:measure-detail"
    columns = (
        Column("number", _("Number"), sort="number", css="narrow"),
        Column("party", _("Party"), value="party.name", css="wide"),
        Column("kind", _("Kind")),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("imposed_on", _("Carried out on"), kind=Kind.DATE, sort="imposed_on"),
        Column("limit", _("Limit"), cell=due_cell, sort="limit_act_by"),
        Column("held", _("Lines still held"), value="held_lines", kind=Kind.NUMBER),
        Column("bureau", _("Bureau"), value="bureau.short_name", css="narrow"),
        Column("custodian", _("Custodian"), shown=False),
        Column("domain", _("Domain"), shown=False),
        Column("ended_on", _("Ended on"), kind=Kind.DATE, shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Mine"), "mine=1"),
        Preset(pgettext_lazy("measure", "In force"), "status=in_force"),
        Preset(_("Overdue"), "late=1"),
        Preset(_("Goods still held"), "held=1"),
    )
    empty_reason = _("No measure was taken in your jurisdiction yet.")
    empty_advice = _("A measure is taken from the page of an inspection or a case.")

    def get_queryset(self) -> QuerySet[Measure]:
        rows = Measure.objects.visible_to(self.user).select_related("party", "bureau")
        held = Count("items", filter=Q(items__held__gt=0))
        return with_limit(rows).annotate(held_lines=held)


class MeasureDetail(DetailPage):
    template_name = "enforcement/measure_detail.html"
    perms = READ
    record: Measure

    def get_queryset(self) -> QuerySet[Measure]:
        return Measure.objects.visible_to(self.user).select_related(
            "party", "bureau", "unit", "case", "inspection", "replaces"
        )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Coercive measures"), reverse("enforcement:measure-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def notice(self) -> Text:
        if self.record.status == S.DISAPPROVED:
            return _("The head did not approve this measure. Lift it at once.")
        return _("Made for demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        team = "、".join(one.name for one in self.record.responsible_officers())
        return [
            Fact(_("Kind"), self.record.get_kind_display()),
            Fact(_("Bureau"), self.record.bureau.name),
            Fact(_("Officers"), team),
        ]

    def limit(self) -> tuple[Text, DaysLeft] | None:
        return limit_of(self.record, timezone.localdate())

    def waiting_for(self) -> Text:
        return waits_for(self.record)

    def acts(self) -> Sequence[Act]:
        measure = self.record
        found = acts_of(measure, self.user, BUTTONS, of_its_kind)
        writes = may_write_on(record_of_root(measure), by=self.user)
        if writes and measure.is_preservation and measure.status == S.IN_FORCE:
            address = reverse("enforcement:measure-convert", args=[measure.uuid])
            found.insert(0, Act(_("Propose sealing or seizure instead"), address, "lock"))
        if writes and measure.case_id is None:
            address = reverse("enforcement:measure-join", args=[measure.uuid])
            found.append(Act(_("Attach to a case"), address, "link", dialog=True))
        return found

    def sections(self) -> Sequence[Section]:
        m = self.record
        party = m.party
        page = reverse("registry:party-detail", args=[party.uuid]) if party else ""
        taken = timezone.localtime(m.imposed_at) if m.imposed_at else None
        facts = [
            Fact(_("Party"), party.name if party else "", page),
            Fact(_("Place"), m.place),
            Fact(_("Carried out at"), taken.strftime("%Y-%m-%d %H:%M") if taken else ""),
            Fact(_("Party or person present"), m.party_present),
            Fact(_("Witness"), m.witness),
            Fact(_("Custodian"), m.custodian),
            Fact(_("Kept at"), m.custody_place),
            Fact(_("Approved afterwards on"), m.confirmed_on),
            Fact(_("Testing told until"), m.testing_until),
            Fact(_("Handling decided on"), m.handled_on),
            Fact(_("Lifted on"), m.lifted_on),
            Fact(_("Ground of lifting"), m.get_lift_ground_display()),
            Fact(_("Legal source"), m.basis, wide=True),
            Fact(_("Facts and reasons"), m.grounds, wide=True),
            Fact(_("Handling decision"), m.handling, wide=True),
        ]
        return [Section(_("Measure"), [fact for fact in facts if fact.value])]

    def related(self) -> Sequence[Fact]:
        m = self.record
        refs: list[tuple[Text, Ref]] = []
        if m.case is not None:
            refs.append((_("Case"), m.case.ref))
        if m.inspection is not None:
            refs.append((_("Inspection"), m.inspection.ref))
        if m.replaces is not None:
            refs.append((_("Takes over from"), m.replaces.ref))
        refs += [
            (pgettext_lazy("measure", "Taken over by"), one.ref) for one in m.replaced_by.all()
        ]
        refs += [(_("Document"), one.ref) for one in documents_of(m)]
        return related_of(refs, self.user)

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = self.record.items.prefetch_related("movements__by")
        return super().get_context_data(**kwargs, items=items)
