"""The filters of the pages, with the search words that pages have in their frame."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from law.vocabularies import AreaTag, PartyKind
from registry.filters import (
    BatchFilter,
    KeyListFilter,
    LicenceFilter,
    PartyFilter,
    ProductFilter,
)
from registry.models.party import LicenceKind, RiskClass


class Words(filters.CharFilter):
    """``q``: every word occurs, two characters are enough."""

    def __init__(self, field_name: str = "search", lookup_expr: str = "finds") -> None:
        super().__init__(field_name, lookup_expr, label=_("Search"), max_length=100)

    def filter(self, qs: QuerySet[Any], value: str | None) -> QuerySet[Any]:
        words = (value or "").strip()
        return super().filter(qs, words) if words else qs


class PartyApiFilter(PartyFilter):
    """Where a page offers one value, a request may name several."""

    q = Words()
    kind = filters.MultipleChoiceFilter(label=_("Kind"), choices=PartyKind.choices)
    area = filters.MultipleChoiceFilter(label=_("Area"), choices=AreaTag.choices)
    risk_class = filters.MultipleChoiceFilter(label=_("Risk class"), choices=RiskClass.choices)
    credit_code = filters.CharFilter(label=_("Unified social credit code"), max_length=18)


class LicenceApiFilter(LicenceFilter):
    q = Words("number", "icontains")
    kind = filters.MultipleChoiceFilter(label=_("Kind"), choices=LicenceKind.choices)


class ProductApiFilter(ProductFilter):
    q = Words()


class BatchApiFilter(BatchFilter):
    q = Words("number", "icontains")


class KeyListApiFilter(KeyListFilter):
    q = Words("name", "icontains")
