"""Inspections: the list, one of them with its findings, and what may be done now."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.once import new_token
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from core.refs import Ref
from deadlines.policies import may_act
from enforcement.filters.inspection import InspectionFilter
from enforcement.forms.finding import FindingForm
from enforcement.models import (
    Finding,
    FindingStatus,
    Inspection,
    InspectionStatus,
    SiteConclusion,
)
from enforcement.policies import may_change
from enforcement.services.findings import rectification_due_on
from enforcement.services.inspection_changes import OPEN_TO_CHANGE
from enforcement.transitions.inspection import InspectionAct
from enforcement.views.parts import Button, acts_of, limit_of, related_of, timeline_of

READ = (Perm.READ_RECORDS,)
TONES = {
    "planned": "waiting",
    "under_way": "active",
    "completed": "neutral",
    "cancelled": "void",
}
CONCLUSION_TONES = {
    SiteConclusion.CONFORMS.value: "met",
    SiteConclusion.AFTER_RECTIFICATION.value: "soon",
    SiteConclusion.FAILS.value: "late",
}
BUTTONS: dict[str, Button] = {
    InspectionAct.BEGIN: Button("enforcement:inspection-begin", "map-pin", "main", True),
    InspectionAct.COMPLETE: Button("enforcement:inspection-complete", "checklist", "main"),
    InspectionAct.OPEN_CLUE: Button("enforcement:inspection-open-clue", "zoom-question"),
    InspectionAct.CANCEL: Button("enforcement:inspection-cancel", "ban", "danger", True),
}


def officers_cell(inspection: Inspection) -> str:
    return "、".join(row.officer.name for row in inspection.team.all())


def findings_cell(inspection: Any) -> str:
    """How many are still to be rectified, of how many."""
    if not inspection.found:
        return ""
    return f"{inspection.still_open} / {inspection.found}"


class InspectionList(ListPage):
    title = _("Inspections")
    perms = READ
    filterset_class = InspectionFilter
    primary_filters = ("status", "inspected")
    default_sort = "-inspected_on"
    row_url_name = "enforcement:inspection-detail"
    columns = (
        Column("number", _("Number"), sort="number", css="narrow"),
        Column("party", _("Party"), value="party.name", css="wide"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("inspected_on", _("Inspected on"), kind=Kind.DATE, sort="inspected_on"),
        Column("officers", _("Officers"), value=officers_cell),
        Column(
            "site_conclusion",
            _("Conclusion on site"),
            cell=lambda row: conclusion_pill(row),
        ),
        Column("findings", _("Findings open / all"), value=findings_cell, css="text-end"),
        Column("bureau", _("Bureau"), value="bureau.short_name", css="narrow"),
        Column("planned_on", _("Planned for"), kind=Kind.DATE, sort="planned_on", shown=False),
        Column("kind", _("Kind"), shown=False),
        Column("domain", _("Domain"), shown=False),
        Column("link", _("Link"), shown=False),
        Column("region", _("Region"), value="region.name", shown=False),
        Column("place", _("Place"), shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Mine"), "mine=1"),
        Preset(_("Planned"), "status=planned"),
        Preset(_("Findings to be rectified"), "unrectified=1"),
    )
    acts = (
        ListAct(
            _("Log an inspection"),
            "enforcement:inspection-new",
            perms=(Perm.WRITE_INSPECTIONS,),
        ),
        ListAct(
            _("Plan an inspection"),
            "enforcement:inspection-plan",
            icon="calendar-event",
            perms=(Perm.WRITE_INSPECTIONS,),
            main=False,
        ),
    )
    empty_reason = _("No inspection was logged in your jurisdiction yet.")
    empty_advice = _("Log one on site: the party, who is with you, and what you find.")

    def get_queryset(self) -> QuerySet[Inspection]:
        rows = Inspection.objects.visible_to(self.user).select_related(
            "party", "bureau", "region"
        )
        return rows.prefetch_related("team__officer")

    def prepare(self, rows: list[Any]) -> None:
        """Counts findings for the rows of the page alone: grouping all rows would not scale."""
        still = Count("pk", filter=Q(status=FindingStatus.OPEN))
        counted = (
            Finding.objects.filter(inspection__in=[row.pk for row in rows])
            .order_by()
            .values_list("inspection_id")
            .annotate(found=Count("pk"), still_open=still)
        )
        by_inspection = {pk: (found, still_open) for pk, found, still_open in counted}
        for row in rows:
            row.found, row.still_open = by_inspection.get(row.pk, (0, 0))


def conclusion_pill(inspection: Inspection) -> SafeString | str:
    if not inspection.site_conclusion:
        return ""
    label = inspection.get_site_conclusion_display()
    return pill(label, CONCLUSION_TONES[inspection.site_conclusion])


class InspectionDetail(DetailPage):
    template_name = "enforcement/inspection_detail.html"
    perms = READ
    record: Inspection

    def get_queryset(self) -> QuerySet[Inspection]:
        return Inspection.objects.visible_to(self.user).select_related(
            "party",
            "bureau",
            "unit",
            "region",
            "product",
            "batch__product",
            "for_clue",
            "rechecks",
        )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Inspections"), reverse("enforcement:inspection-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def notice(self) -> Text:
        return _("Made for demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        inspection = self.record
        team = "、".join(row.officer.name for row in self.team())
        return [
            Fact(_("Bureau"), inspection.bureau.name),
            Fact(_("Officers"), team),
            Fact(_("Kind"), inspection.get_kind_display()),
        ]

    def team(self) -> list[Any]:
        if not hasattr(self, "_team"):
            self._team = list(self.record.team.select_related("officer"))
        return self._team

    def limit(self) -> tuple[Text, DaysLeft] | None:
        return limit_of(self.record, timezone.localdate())

    def acts(self) -> Sequence[Act]:
        inspection = self.record
        found = acts_of(inspection, self.user, BUTTONS)
        if inspection.status == InspectionStatus.COMPLETED and self._may_file():
            address = f"{reverse('enforcement:case-new')}?inspection={inspection.uuid}"
            found.insert(0, Act(_("File a case"), address, "gavel", weight="main"))
        if inspection.status == InspectionStatus.COMPLETED and self._writes():
            address = reverse("enforcement:inspection-new")
            query = f"?party={inspection.party.uuid}&rechecks={inspection.uuid}"  # type: ignore[union-attr]
            found.append(Act(_("Recheck"), f"{address}{query}", "refresh"))
        if inspection.status in OPEN_TO_CHANGE and may_change(inspection, by=self.user):
            address = reverse("enforcement:inspection-edit", args=[inspection.uuid])
            found.append(Act(_("Correct"), address, "pencil"))
        return found

    def _writes(self) -> bool:
        return may_act(self.record, by=self.user, perm=Perm.WRITE_INSPECTIONS)

    def _may_file(self) -> bool:
        bureau = self.user.bureau
        return (
            self.user.can(Perm.WRITE_CASES)
            and bureau.may_penalise
            and bureau.pk == self.record.bureau_id
            and self.record.findings.filter(cases=None).exists()
        )

    def sections(self) -> Sequence[Section]:
        inspection = self.record
        party = inspection.party
        times = " – ".join(
            f"{at:%H:%M}" for at in (inspection.started_at, inspection.ended_at) if at
        )
        facts = [
            Fact(
                _("Party"),
                party.name if party else "",
                reverse("registry:party-detail", args=[party.uuid]) if party else "",
            ),
            Fact(_("Place"), inspection.place),
            Fact(_("Planned for"), inspection.planned_on and inspection.planned_on.isoformat()),
            Fact(
                _("Inspected on"),
                inspection.inspected_on and f"{inspection.inspected_on.isoformat()} {times}",
            ),
            Fact(_("Domain"), inspection.get_domain_display()),
            Fact(_("Link"), inspection.get_link_display()),
            Fact(_("Region"), inspection.region),
            Fact(_("Product"), inspection.product),
            Fact(_("Batch"), inspection.batch.number if inspection.batch else ""),
            Fact(_("Campaigns"), "、".join(map(str, inspection.campaigns.all()))),
            Fact(_("Conclusion on site"), conclusion_pill(inspection)),
            Fact(_("What was inspected"), inspection.summary, wide=True),
        ]
        return [Section(_("Inspection"), facts)]

    def related(self) -> Sequence[Fact]:
        inspection = self.record
        refs: list[tuple[Text, Ref]] = []
        if inspection.for_clue is not None:
            refs.append((_("For clue"), inspection.for_clue.ref))
        if inspection.rechecks is not None:
            refs.append((_("Recheck of"), inspection.rechecks.ref))
        refs += [(_("Rechecked by"), one.ref) for one in inspection.rechecked_by.all()]
        refs += [(_("Clue"), one.ref) for one in inspection.clues.all()]
        refs += [(_("Case"), one.ref) for one in inspection.cases.all()]
        return related_of(refs, self.user)

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)

    def findings(self) -> list[Finding]:
        if not hasattr(self, "_findings"):
            self._findings = list(self.record.findings.prefetch_related("cases"))
        return self._findings

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        writes = self._writes()
        under_way = self.record.status == InspectionStatus.UNDER_WAY
        initial = {"grade": "general", "due_on": rectification_due_on(self.record)}
        return super().get_context_data(
            **kwargs,
            team=self.team(),
            findings=self.findings(),
            finding_form=FindingForm(initial=initial) if writes and under_way else None,
            once=new_token(),
            may_change_findings=writes and under_way,
            may_rectify=writes,
            today=timezone.localdate(),
        )
