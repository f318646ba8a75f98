from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django_filters.widgets import DateRangeWidget

from campaigns.models import AssistanceVisit, Campaign, CampaignStatus, VisitStatus
from registry.filters import BureauFilter, PartyChoiceFilter


class CampaignFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=CampaignStatus.choices, empty_label=_("Every status")
    )
    year = django_filters.NumberFilter(label=_("Year"), field_name="starts_on__year")

    class Meta:
        model = Campaign
        fields: list[Any] = []


class VisitFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=VisitStatus.choices)
    visited = django_filters.DateFromToRangeFilter(
        "visited_on",
        label=_("Visited on"),
        widget=DateRangeWidget(attrs={"type": "date"}),
    )
    bureau = BureauFilter()
    party = PartyChoiceFilter()

    class Meta:
        model = AssistanceVisit
        fields: tuple[str, ...] = ()
