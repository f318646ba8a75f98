"""Filters of measures, regulatory measures, samples and plans."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from accounts.models import User
from core.pages.navigation import Slot
from core.pages.widgets import Combobox
from enforcement.filters.matter import (
    DateSpanFilter,
    MatterFilter,
    SeveralFilter,
    SwitchFilter,
)
from enforcement.models import (
    Measure,
    MeasureItem,
    MeasureKind,
    MeasureOfficer,
    MeasureStatus,
    RegulatoryMeasure,
    RegulatoryStatus,
    Sample,
    SampleOfficer,
    SampleResult,
    SampleStatus,
    SamplingPlan,
    SamplingPlanItem,
)
from enforcement.models.regulatory import OPEN_REGULATORY
from law.regulatory import RegulatoryKind
from law.vocabularies import Domain
from registry.api.filters import Words
from registry.filters import BureauFilter
from registry.models import Batch, Product


def plans_of(request: Any) -> QuerySet[SamplingPlan]:
    """The plans the reader knows."""
    if request is None or not isinstance(request.user, User):
        return SamplingPlan.objects.none()
    return SamplingPlan.objects.visible_to(request.user)


def lines_of(request: Any) -> QuerySet[SamplingPlanItem]:
    return SamplingPlanItem.objects.filter(plan__in=plans_of(request)).select_related("plan")


class MeasureFilter(MatterFilter):
    status = SeveralFilter(label=_("Status"), choices=MeasureStatus.choices)
    kind = SeveralFilter(label=_("Kind"), choices=MeasureKind.choices)
    imposed = DateSpanFilter("imposed_on", label=_("Carried out on"))
    held = SwitchFilter(_("Goods still held"), method="keep_held")
    mine = SwitchFilter(_("Mine"), method="keep_mine")

    class Meta:
        model = Measure
        fields: tuple[str, ...] = ()

    def keep_held(self, rows: QuerySet[Measure], _name: str, _on: str) -> QuerySet[Measure]:
        held = MeasureItem.objects.filter(measure=OuterRef("pk"), held__gt=0)
        return rows.filter(Exists(held))

    def keep_mine(self, rows: QuerySet[Measure], _name: str, _on: str) -> QuerySet[Measure]:
        team = MeasureOfficer.objects.filter(measure=OuterRef("pk"), officer=self.request.user)
        return rows.filter(Exists(team))


class MeasureApiFilter(MeasureFilter):
    q = Words()
    case = filters.UUIDFilter("case__uuid", label=_("Case"))
    inspection = filters.UUIDFilter("inspection__uuid", label=_("Inspection"))


class RegulatoryFilter(MatterFilter):
    status = SeveralFilter(label=_("Status"), choices=RegulatoryStatus.choices)
    kind = SeveralFilter(label=_("Kind"), choices=RegulatoryKind.choices)
    issued = DateSpanFilter("issued_on", label=pgettext_lazy("regulatory measure", "Issued on"))
    overdue = SwitchFilter(_("Last day passed"), method="keep_overdue")
    mine = SwitchFilter(_("Mine"), method="keep_mine")

    class Meta:
        model = RegulatoryMeasure
        fields: tuple[str, ...] = ()

    def keep_overdue(
        self, rows: QuerySet[RegulatoryMeasure], _name: str, _on: str
    ) -> QuerySet[RegulatoryMeasure]:
        return rows.filter(due_on__lt=timezone.localdate(), status__in=OPEN_REGULATORY)

    def keep_mine(
        self, rows: QuerySet[RegulatoryMeasure], _name: str, _on: str
    ) -> QuerySet[RegulatoryMeasure]:
        return rows.filter(officer=self.request.user)


class RegulatoryApiFilter(RegulatoryFilter):
    q = Words()
    case = filters.UUIDFilter("case__uuid", label=_("Case"))
    inspection = filters.UUIDFilter("inspection__uuid", label=_("Inspection"))


@extend_schema_field(OpenApiTypes.UUID)
class ProductChoice(filters.ModelChoiceFilter):
    def __init__(self) -> None:
        super().__init__(
            "product",
            label=_("Product"),
            queryset=Product.objects.all(),
            to_field_name="uuid",
            widget=Combobox(slot=Slot.PRODUCT_OPTIONS),
        )


@extend_schema_field(OpenApiTypes.UUID)
class BatchChoice(filters.ModelChoiceFilter):
    def __init__(self) -> None:
        super().__init__(
            "batch",
            label=_("Batch"),
            queryset=Batch.objects.select_related("product"),
            to_field_name="uuid",
            widget=Combobox(slot=Slot.BATCH_OPTIONS),
        )


class SampleFilter(MatterFilter):
    status = SeveralFilter(label=_("Status"), choices=SampleStatus.choices)
    result = filters.ChoiceFilter(label=_("Result"), choices=SampleResult.choices)
    taken = DateSpanFilter("taken_on", label=_("Sampled on"))
    reported = DateSpanFilter("reported_on", label=_("Report issued on"))
    plan = filters.ModelChoiceFilter(
        label=_("Sampling plan"), queryset=plans_of, to_field_name="uuid"
    )
    plan_item = filters.ModelChoiceFilter(
        label=_("Line of the plan"), queryset=lines_of, to_field_name="uuid"
    )
    product = ProductChoice()
    batch = BatchChoice()
    tested = SwitchFilter(_("Tested"), method="keep_tested")
    unhandled = SwitchFilter(_("Failed, without a clue"), method="keep_unhandled")
    mine = SwitchFilter(_("Mine"), method="keep_mine")

    class Meta:
        model = Sample
        fields: tuple[str, ...] = ()

    def keep_tested(self, rows: QuerySet[Sample], _name: str, _on: str) -> QuerySet[Sample]:
        return rows.exclude(result="")

    def keep_unhandled(self, rows: QuerySet[Sample], _name: str, _on: str) -> QuerySet[Sample]:
        return rows.filter(result=SampleResult.FAIL, clue=None)

    def keep_mine(self, rows: QuerySet[Sample], _name: str, _on: str) -> QuerySet[Sample]:
        team = SampleOfficer.objects.filter(sample=OuterRef("pk"), officer=self.request.user)
        return rows.filter(Exists(team))


class SampleApiFilter(SampleFilter):
    q = Words()


class SamplingPlanFilter(filters.FilterSet):
    year = filters.NumberFilter(label=_("Year"))
    domain = filters.ChoiceFilter(label=_("Domain"), choices=Domain.choices)
    bureau = BureauFilter(label=_("Organiser"))

    class Meta:
        model = SamplingPlan
        fields: tuple[str, ...] = ()
