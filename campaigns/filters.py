from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, CampaignStatus


class CampaignFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=CampaignStatus.choices, empty_label=_("Every status")
    )
    year = django_filters.NumberFilter(label=_("Year"), field_name="starts_on__year")

    class Meta:
        model = Campaign
        fields: list[Any] = []
