"""Inspection plans: the list, one with its progress, and the rows behind each number."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Form
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.errors import NotFound
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, Entry, Fact, Section, bar, pill
from deadlines.views.acts import NothingForm
from enforcement.filters.draw import PlanFilter
from enforcement.forms.common import ReasonForm
from enforcement.forms.draw import PlanForm, PlanLinesForm
from enforcement.models import InspectionPlan, PlanLine
from enforcement.policies import require_draft_draw, require_office
from enforcement.services.inspection_plans import (
    approve_plan,
    create_plan,
    inspections_of,
    parties_of,
    progress_of,
    return_plan,
    set_plan_lines,
    submit_plan,
)
from enforcement.transitions.draw import PlanAct
from enforcement.views.acts import ActPage
from enforcement.views.inspections import InspectionList
from enforcement.views.parts import Button, acts_of, timeline_of
from registry.models import Party

READ = (Perm.READ_RECORDS,)
DRAFT = (Perm.ASSIGN_WORK, Perm.RUN_CAMPAIGNS)
TONES = {"draft": "neutral", "submitted": "waiting", "approved": "active"}
BUTTONS: dict[str, Button] = {
    PlanAct.SUBMIT: Button("enforcement:plan-submit", "send", "main", True),
    PlanAct.APPROVE: Button("enforcement:plan-approve", "check", "main", True),
    PlanAct.RETURN: Button("enforcement:plan-return", "arrow-left", dialog=True),
}


class PlanList(ListPage):
    title = _("Inspection plans")
    perms = READ
    filterset_class = PlanFilter
    primary_filters = ("status", "year")
    default_sort = "-year"
    row_url_name = "enforcement:plan-detail"
    columns = (
        Column("title", _("Title"), css="wide"),
        Column("year", _("Year"), value=lambda row: str(row.year), sort="year"),
        Column("status", _("Status"), kind=Kind.STATUS, tones=TONES),
        Column("bureau", _("Bureau"), value="bureau.short_name"),
        Column("campaign", _("Campaign"), value="campaign.name"),
        Column("approved_on", _("Approved on"), kind=Kind.DATE, sort="approved_on"),
    )
    presets = (Preset(_("All"), ""), Preset(_("Approved"), "status=approved"))
    acts = (ListAct(_("Draft a plan"), "enforcement:plan-new", perms=DRAFT),)
    empty_reason = _("No inspection plan was drafted in your jurisdiction yet.")
    empty_advice = _("The unit head or the campaign officer drafts one for the year.")

    def get_queryset(self) -> QuerySet[Any]:
        rows = InspectionPlan.objects.visible_to(self.user)
        return rows.select_related("bureau", "campaign")


class PlanDetail(DetailPage):
    perms = READ
    record: InspectionPlan

    def get_queryset(self) -> QuerySet[Any]:
        rows = InspectionPlan.objects.visible_to(self.user)
        return rows.select_related("bureau", "campaign", "approved_by")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Inspection plans"), reverse("enforcement:plan-list"))]

    def status(self) -> SafeString:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        plan = self.record
        return [
            Fact(_("Bureau"), plan.bureau.name),
            Fact(_("Year"), str(plan.year)),
            Fact(_("Campaign"), plan.campaign or ""),
            Fact(_("Approved by"), plan.approved_by or ""),
        ]

    def acts(self) -> Sequence[Act]:
        plan = self.record
        found = acts_of(plan, self.user, BUTTONS)
        if any(act.address.endswith("/submit/") for act in found):
            address = reverse("enforcement:plan-lines", args=[plan.uuid])
            found.insert(0, Act(_("Set the lines of a link"), address, "plus"))
        return found

    def sections(self) -> Sequence[Section]:
        facts = [Fact(_("Basis and what matters"), self.record.basis, wide=True)]
        return [
            Section(_("Planned and done"), [], template="enforcement/_plan_lines.html"),
            Section(_("Draws for this plan"), [], template="enforcement/_plan_draws.html"),
            Section(_("Plan"), facts),
        ]

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = progress_of(self.record)
        done, planned = sum(one.done for one in lines), sum(one.line.planned for one in lines)
        return super().get_context_data(
            **kwargs,
            lines=lines,
            done=done,
            planned=planned,
            plan_bar=bar(done, planned),
            draws=self.record.draws.visible_to(self.user),
        )


class LineRows:
    """The line of an address, if the reader sees its plan."""

    user: Any
    kwargs: dict[str, Any]

    @cached_property
    def line(self) -> PlanLine:
        rows = PlanLine.objects.filter(
            plan__in=InspectionPlan.objects.visible_to(self.user), seq=self.kwargs["seq"]
        )
        found = rows.select_related("plan__bureau").filter(plan__uuid=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        return found

    def crumbs(self) -> list[Crumb]:
        plan = self.line.plan
        return [
            Crumb(_("Inspection plans"), reverse("enforcement:plan-list")),
            Crumb(plan.title, reverse("enforcement:plan-detail", args=[plan.uuid])),
        ]


class LineInspections(LineRows, InspectionList):
    """Exactly the visits that count for a line."""

    title = _("Visits that count for this line")
    acts: ClassVar[tuple[ListAct, ...]] = ()  # type: ignore[assignment]
    presets: ClassVar[tuple[Preset, ...]] = ()  # type: ignore[assignment]

    def get_queryset(self) -> QuerySet[Any]:
        rows = inspections_of(self.line)
        seen = rows.filter(pk__in=super().get_queryset().values("pk"))
        return seen.select_related("party", "bureau", "region").prefetch_related(
            "team__officer"
        )


class LineParties(LineRows, ListPage):
    """The parties a line speaks of, by their class today."""

    title = _("Parties of this line")
    perms = READ
    row_url_name = "registry:party-detail"
    columns = (
        Column("name", _("Party"), css="wide"),
        Column("kind", _("Kind")),
        Column("region", _("Region"), value="region.name"),
        Column("risk_class", _("Risk class")),
        Column("bureau", _("Supervising bureau"), value="bureau.short_name"),
    )
    empty_reason = _("No operating party is of this class now.")

    def get_queryset(self) -> QuerySet[Any]:
        seen = Party.objects.visible_to(self.user)
        rows = parties_of(self.line).filter(pk__in=seen)
        return rows.select_related("region", "bureau")


class NewPlan(FormPage):
    title = _("Draft a plan")
    submit = _("Save the draft")
    success = _("The draft was saved. Set its lines, then submit it.")
    perms = DRAFT
    form_class = PlanForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Inspection plans"), reverse("enforcement:plan-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        require_draft_draw(by=self.user)
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"year": self.on.year}

    def act(self, form: Any) -> str:
        plan = create_plan(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("enforcement:plan-detail", args=[plan.uuid])


class PlanActPage(ActPage):
    detail_url_name = "enforcement:plan-detail"
    form_class: ClassVar[type[Form]] = NothingForm

    def get_queryset(self) -> QuerySet[Any]:
        return InspectionPlan.objects.visible_to(self.user).select_related("bureau", "campaign")

    def crumbs(self) -> list[Crumb]:
        plans = Crumb(_("Inspection plans"), reverse("enforcement:plan-list"))
        return [plans, Crumb(self.found.title, self.detail_address())]


class SetPlanLines(PlanActPage):
    title = _("Set the lines of a link")
    submit = _("Set")
    success = _("The lines were set.")
    intro = _("What was said of the same domain and link before is replaced.")
    form_class = PlanLinesForm

    def require(self, record: Any) -> None:
        require_office(record, by=self.user, act=PlanAct.SUBMIT)

    def act(self, form: Any) -> str:
        set_plan_lines(
            self.found,
            domain=form.cleaned_data["domain"],
            link=form.cleaned_data["link"],
            times=form.times(),
            by=self.user,
            on=self.on,
        )
        return self.detail_address()


class SubmitPlan(PlanActPage):
    title = _("Submit the plan")
    submit = _("Submit")
    success = _("The plan waits for the head.")
    act_name = PlanAct.SUBMIT

    def act(self, form: Any) -> str:
        submit_plan(self.found, by=self.user, on=self.on)
        return self.detail_address()


class ApprovePlan(PlanActPage):
    title = _("Approve the plan")
    submit = _("Approve")
    success = _("The plan is approved.")
    confirm = _("An approved plan is not changed any more. Approve it?")
    act_name = PlanAct.APPROVE

    def act(self, form: Any) -> str:
        approve_plan(self.found, by=self.user, on=self.on)
        return self.detail_address()


class ReturnPlan(PlanActPage):
    title = _("Return the plan")
    submit = _("Return")
    success = _("The plan is a draft again.")
    act_name = PlanAct.RETURN
    form_class = ReasonForm

    def act(self, form: Any) -> str:
        return_plan(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.detail_address()
