"""Cases: the list, and the guided page of one."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import NotFound
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from core.refs import Ref
from deadlines.services.procedure import OpenAct, open_acts
from documents.models import Document
from enforcement.addresses import case_address
from enforcement.dues import decision_of, show
from enforcement.filters.case import CaseFilter
from enforcement.models import Case
from enforcement.models.base import with_limit
from enforcement.services.course import course_of
from enforcement.views.case_around import around_of
from enforcement.views.case_page import (
    TONES,
    acts_now,
    amount,
    is_editable,
    penalty_facts,
    procedure_facts,
    title_cell,
    violation_lines,
    waiting_for,
)
from enforcement.views.course_page import (
    approval_lines,
    guide_of,
    payment_lines,
    stages_of,
)
from enforcement.views.fine_range import picture_of
from enforcement.views.parts import (
    LimitedList,
    due_cell,
    limit_of,
    related_of,
    timeline_of,
)
from enforcement.views.performance_page import performance_context
from workbench.models import Approval

READ = (Perm.READ_RECORDS,)


def party_cell(case: Case) -> str:
    return case.party.name if case.party else case.party_label


def lead_cell(case: Case) -> str:
    team = list(case.team.all())
    return team[0].officer.name if team else ""


def fine_cell(case: Case) -> Decimal | None:
    decision = getattr(case, "decision", None)
    return decision.fine if decision is not None else None


class CaseList(LimitedList):
    title = _("Cases")
    perms = READ
    filterset_class = CaseFilter
    primary_filters = ("status", "domain", "filed")
    default_sort = "-pk"
    row_url_name = "enforcement:case-detail"
    columns = (
        Column("title", _("Title"), cell=title_cell, css="wide"),
        Column("number", _("Case number"), sort="number", css="narrow"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("filed_on", _("Filed on"), kind=Kind.DATE, sort="filed_on"),
        Column("limit", _("Limit"), cell=due_cell, sort="limit_act_by"),
        Column("lead", _("Lead officer"), value=lead_cell),
        Column("fine", _("Fine (ten thousand yuan)"), fine_cell, Kind.WAN),
        Column("bureau", _("Bureau"), value="bureau.short_name", css="narrow"),
        Column("party", _("Party"), value=party_cell, shown=False),
        Column(
            "goods",
            _("Goods value (ten thousand yuan)"),
            "goods_value",
            Kind.WAN,
            sort="goods_value",
            shown=False,
        ),
        Column("domain", _("Domain"), shown=False),
        Column("link", _("Link"), shown=False),
        Column("source", _("Source"), shown=False),
        Column("region", _("Region"), value="region.name", shown=False),
        Column("decided_on", _("Decided on"), kind=Kind.DATE, sort="decided_on", shown=False),
        Column("closed_on", _("Closed on"), kind=Kind.DATE, shown=False),
        Column("is_past", _("Past case"), kind=Kind.FLAG, shown=False),
    )
    presets = (
        Preset(_("All"), ""),
        Preset(_("Mine"), "mine=1&under_way=1"),
        Preset(_("In progress"), "under_way=1"),
        Preset(_("Overdue"), "late=1"),
        Preset(_("Under supervision"), "supervised=1"),
        Preset(_("To be archived"), "unarchived=1"),
        Preset(_("Past cases"), "past=1"),
    )
    acts = (
        ListAct(_("File a case"), "enforcement:case-new", perms=(Perm.WRITE_CASES,)),
        ListAct(
            _("Enter a past case"),
            "enforcement:past-case-new",
            icon="history",
            perms=(Perm.RECORD_PAST_CASES,),
            main=False,
        ),
    )
    empty_reason = _("No case has been filed in your jurisdiction yet.")
    empty_advice = _("A case begins with a verified clue, or with an inspection.")

    def get_queryset(self) -> QuerySet[Case]:
        rows = Case.objects.visible_to(self.user).own()
        joined = rows.select_related("party", "bureau", "region", "decision")
        return with_limit(joined).prefetch_related("team__officer")


class CaseDetail(DetailPage):
    perms = READ
    template_name = "enforcement/case_detail.html"
    record: Case

    def get_queryset(self) -> QuerySet[Case]:
        rows = Case.objects.visible_to(self.user).own()
        return rows.select_related(
            "party",
            "bureau",
            "unit",
            "region",
            "product",
            "batch__product",
            "clue",
            "inspection",
            "supervised_by",
            "merged_into",
            "split_from",
        )

    def get_record(self) -> Any:
        return show(super().get_record())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except NotFound:
            # Whoever came here with another authority's published decision is led on.
            published = Case.objects.published_to(self.user).filter(uuid=kwargs["id"])
            if found := published.first():
                return redirect(case_address(found))
            raise

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Cases"), reverse("enforcement:case-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def notice(self) -> Text:
        if self.record.is_past:
            return _("Past case (补录): entered later, with what is known of it.")
        return _("Made for demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        case = self.record
        officers = "、".join(one.name for one in case.responsible_officers())
        found = [
            Fact(_("Bureau"), case.bureau.name),
            Fact(_("Unit"), case.unit or ""),
            Fact(_("Officers"), officers),
        ]
        if case.supervised_by is not None:
            found.append(Fact(_("Supervised by"), case.supervised_by.name))
        if case.is_simple:
            found.append(Fact(_("Procedure of the case"), case.get_procedure_display()))
        if case.is_major:
            found.append(Fact(_("Major case"), _("Yes")))
        if case.confidential:
            found.append(Fact(_("Confidential"), _("Yes")))
        return found

    def limit(self) -> tuple[Text, DaysLeft] | None:
        return limit_of(self.record, timezone.localdate())

    def acts(self) -> Sequence[Act]:
        return acts_now(self.record, self.user, self.opened)

    @cached_property
    def opened(self) -> list[OpenAct]:
        """What the table opens today, looked up once for the whole page."""
        return open_acts(self.record, by=self.user, on=timezone.localdate())

    def waiting_for(self) -> Text:
        return waiting_for(self.record, self.user)

    def sections(self) -> Sequence[Section]:
        case = self.record
        party = case.party
        who = [
            Fact(
                _("Party"),
                party_cell(case),
                reverse("registry:party-detail", args=[party.uuid]) if party else "",
            ),
            Fact(_("Source"), case.get_source_display()),
            Fact(_("Domain"), case.get_domain_display()),
            Fact(_("Link"), case.get_link_display()),
            Fact(_("Region"), case.region),
            Fact(_("Area"), case.get_area_display()),
            Fact(_("Product"), case.product),
            Fact(_("Batch"), case.batch.number if case.batch else ""),
            Fact(_("Discovered on"), _day(case.discovered_on)),
            Fact(_("Goods value (yuan)"), _sum(case, case.goods_value)),
            Fact(_("Illegal income (yuan)"), _sum(case, case.illegal_income)),
            Fact(_("Campaigns"), "、".join(map(str, case.campaigns.all()))),
            Fact(_("Facts of the case"), case.facts, wide=True),
        ]
        return [Section(_("Facts"), who)]

    def related(self) -> Sequence[Fact]:
        case = self.record
        refs: list[tuple[Text, Ref]] = []
        if case.clue is not None:
            refs.append((_("Clue"), case.clue.ref))
        if case.inspection is not None:
            refs.append((_("Inspection"), case.inspection.ref))
        refs += [(one.get_kind_display(), one.ref) for one in documents_of(case)]
        rows = Approval.objects.filter(about_uuid=case.uuid).order_by("pk")
        refs += [(_("Approval"), one.ref) for one in rows]
        return related_of(refs, self.user)

    def timeline(self) -> Iterable[Entry]:
        more = [*approval_lines(self.record), *payment_lines(self.record)]
        return timeline_of(self.record, more)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.record
        decision = decision_of(case)
        editable = is_editable(self.opened)
        course = course_of(case, on=timezone.localdate())
        return super().get_context_data(
            **kwargs,
            stages=[] if case.is_past or case.is_simple else stages_of(case, decision, course),
            guide=[] if case.is_past else guide_of(case, self.opened),
            course=course,
            violations=violation_lines(case, editable=editable),
            decision=decision,
            penalty=penalty_facts(decision) if decision else [],
            picture=picture_of(case.fine_range(), decision.fine if decision else None),
            persons=decision.persons.all() if decision else [],
            **performance_context(case, self.opened, timezone.localdate()),
            procedure=procedure_facts(case),
            closing_note=case.closing_note,
            around=around_of(case, self.user),
            can_ask_prior=self.user.can(Perm.WRITE_CASES) or self.user.can(Perm.REVIEW_LAW),
        )


def documents_of(case: Case) -> QuerySet[Document]:
    """The instruments of a case, oldest first."""
    rows = Document.objects.filter(about_kind=case.ref_kind, about_uuid=case.uuid)
    return rows.order_by("pk")


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _sum(case: Case, value: Any) -> str:
    if value is None and not case.is_past:
        return ""
    return amount(value)
