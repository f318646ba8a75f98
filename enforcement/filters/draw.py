import django_filters as filters
from django.utils.translation import gettext_lazy as _

from enforcement.filters.matter import DateSpanFilter, SeveralFilter, campaigns_of
from enforcement.models import Draw, DrawStatus, InspectionPlan, PlanStatus
from law.vocabularies import Domain
from registry.filters import BureauFilter


class PlanFilter(filters.FilterSet):
    status = SeveralFilter(label=_("Status"), choices=PlanStatus.choices)
    year = filters.NumberFilter(label=_("Year"))
    bureau = BureauFilter()
    campaign = filters.ModelChoiceFilter(
        label=_("Campaign"), queryset=campaigns_of, to_field_name="uuid"
    )

    class Meta:
        model = InspectionPlan
        fields: tuple[str, ...] = ()


class DrawFilter(filters.FilterSet):
    status = SeveralFilter(label=_("Status"), choices=DrawStatus.choices)
    domain = SeveralFilter(label=_("Domain"), choices=Domain.choices)
    planned = DateSpanFilter("planned_on", label=_("Inspections planned for"))
    bureau = BureauFilter()
    campaign = filters.ModelChoiceFilter(
        label=_("Campaign"), queryset=campaigns_of, to_field_name="uuid"
    )

    class Meta:
        model = Draw
        fields: tuple[str, ...] = ()
