"""Sampling plans: the list, one with its progress, the forms."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, Fact, Section, pill
from deadlines.views.acts import NothingForm
from enforcement.filters.goods import SamplingPlanFilter
from enforcement.forms.sample import PlanForm
from enforcement.models import SamplingPlan
from enforcement.services.sampling_plans import (
    PLANNERS,
    close_sampling_plan,
    create_sampling_plan,
    may_plan,
    progress_of,
    require_close,
    total_of,
)
from enforcement.views.goods import READ


class SamplingPlanList(ListPage):
    title = _("Sampling plans")
    perms = READ
    filterset_class = SamplingPlanFilter
    primary_filters = ("year", "domain")
    row_url_name = "enforcement:sampling-plan-detail"
    columns = (
        Column("title", _("Title"), css="wide"),
        Column("year", _("Year"), sort="year"),
        Column("domain", _("Domain")),
        Column("bureau", _("Organiser"), value="bureau.short_name"),
        Column("planned", _("Batches planned"), kind=Kind.NUMBER),
        Column("closed_on", pgettext_lazy("sampling plan", "Closed on"), kind=Kind.DATE),
    )
    presets = (Preset(_("All"), ""),)
    acts = (ListAct(_("Make a plan"), "enforcement:sampling-plan-new", perms=PLANNERS),)
    empty_reason = _("No sampling plan was made yet.")
    empty_advice = _("A head or a campaign officer makes one; samples are counted for it.")

    def get_queryset(self) -> QuerySet[SamplingPlan]:
        rows = SamplingPlan.objects.visible_to(self.user).select_related("bureau")
        return rows.annotate(planned=Coalesce(Sum("items__target"), 0), lines=Count("items"))

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(title__icontains=words)


class SamplingPlanDetail(DetailPage):
    template_name = "enforcement/sampling_plan.html"
    perms = READ
    record: SamplingPlan

    def get_queryset(self) -> QuerySet[SamplingPlan]:
        return SamplingPlan.objects.visible_to(self.user).select_related("bureau")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Sampling plans"), reverse("enforcement:sampling-plan-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def status(self) -> str:
        if self.record.closed_on is not None:
            return pill(pgettext_lazy("sampling plan", "Closed"), "met")
        return pill(pgettext_lazy("sampling plan", "Under way"), "active")

    def notice(self) -> Text:
        return _("Made for demonstration.") if self.record.is_demo else ""

    def head(self) -> Sequence[Fact]:
        plan = self.record
        return [
            Fact(_("Organiser"), plan.bureau.name),
            Fact(_("Year"), plan.year),
            Fact(_("Domain"), plan.get_domain_display()),
        ]

    def acts(self) -> Sequence[Act]:
        plan = self.record
        own = may_plan(self.user) and self.user.bureau_id == plan.bureau_id
        if plan.closed_on is not None or not own:
            return []
        address = reverse("enforcement:sampling-plan-close", args=[plan.uuid])
        return [Act(_("Close the plan"), address, "archive", weight="danger", dialog=True)]

    def sections(self) -> Sequence[Section]:
        if not self.record.description:
            return []
        asked = Fact(_("What the plan asks"), self.record.description, wide=True)
        return [Section(_("Sampling plan"), [asked])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = progress_of(self.record, self.user)
        samples = reverse("enforcement:sample-list")
        return super().get_context_data(
            **kwargs,
            lines=lines,
            total=total_of(lines),
            of_plan=f"{samples}?plan={self.record.uuid}",
        )


class NewSamplingPlan(FormPage):
    title = _("Make a sampling plan")
    success = _("The plan was made; samples can be counted for it.")
    perms = PLANNERS
    form_class = PlanForm

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Sampling plans"), reverse("enforcement:sampling-plan-list"))]

    def initial(self) -> dict[str, Any]:
        return {"year": self.on.year, "domain": "drug"}

    def act(self, form: Any) -> str:
        plan = create_sampling_plan(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("enforcement:sampling-plan-detail", args=[plan.uuid])


class CloseSamplingPlan(RecordAddress, FormPage):
    title = _("Close the plan")
    submit = _("Close")
    confirm = _("No more samples count for a closed plan.")
    danger = True
    perms = READ
    form_class = NothingForm
    _found: SamplingPlan | None = None

    def get_queryset(self) -> QuerySet[SamplingPlan]:
        return SamplingPlan.objects.visible_to(self.user).select_related("bureau")

    def record(self) -> SamplingPlan:
        if self._found is None:
            plan: SamplingPlan = self.get_record()
            require_close(plan, by=self.user)
            self._found = plan
        return self._found

    def crumbs(self) -> list[Crumb]:
        plan = self.record()
        address = reverse("enforcement:sampling-plan-detail", args=[plan.uuid])
        return [Crumb(plan.title, address)]

    def act(self, form: Any) -> str:
        close_sampling_plan(self.record(), by=self.user, on=self.on)
        return reverse("enforcement:sampling-plan-detail", args=[self.record().uuid])
