"""The filters of what is to be collected."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from enforcement.collecting import CollectionState
from enforcement.filters.matter import DateSpanFilter, SeveralFilter
from enforcement.models import Case
from law.vocabularies import Domain
from registry.filters import BureauFilter, PartyChoiceFilter


class CollectionFilter(filters.FilterSet):
    collection = SeveralFilter(label=_("Collection"), choices=CollectionState.choices)
    pay_by = DateSpanFilter("pay_by", label=_("Pay by"))
    left_min = filters.NumberFilter("left", "gte", label=_("Left, at least (yuan)"))
    left_max = filters.NumberFilter("left", "lte", label=_("Left, at most (yuan)"))
    domain = SeveralFilter(label=_("Domain"), choices=Domain.choices)
    bureau = BureauFilter()
    party = PartyChoiceFilter()

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()
