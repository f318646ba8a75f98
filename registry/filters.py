"""What lists of the registry are filtered by, on pages and in the API alike."""

from datetime import timedelta
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from drf_spectacular.utils import extend_schema_field

from accounts.models import Bureau, Region
from core.pages.navigation import Slot
from core.pages.widgets import Combobox
from law.vocabularies import AreaTag, Domain, KeyVariety, PartyKind
from registry.models import Batch, KeyList, Licence, Party, Product
from registry.models.party import LicenceKind, PartyStatus, RiskClass

SOON = timedelta(days=90)

TERM_CHOICES = (
    ("expired", _("Expired")),
    ("soon", _("Expires within 90 days")),
    ("valid", _("Valid")),
    ("revoked", pgettext_lazy("licence", "Revoked")),
)


@extend_schema_field(str)
class RegionFilter(filters.ModelChoiceFilter):
    """A county, a whole city with its counties, or the province."""

    def __init__(self, path: str = "region", **kwargs: Any) -> None:
        self.path = path
        kwargs.setdefault("label", _("Region"))
        super().__init__(queryset=Region.objects.all(), to_field_name="code", **kwargs)

    def filter(self, qs: QuerySet[Any], value: Region | None) -> QuerySet[Any]:
        if value is None:
            return qs
        code = value.code.removesuffix("00").removesuffix("00")
        if len(code) == len(value.code):
            return qs.filter(**{self.path: value})
        return qs.filter(**{f"{self.path}__code__startswith": code})


@extend_schema_field(str)
class BureauFilter(filters.ModelChoiceFilter):
    """A bureau and those under it."""

    def __init__(self, path: str = "bureau", **kwargs: Any) -> None:
        self.path = path
        kwargs.setdefault("label", _("Bureau"))
        super().__init__(queryset=Bureau.objects.all(), to_field_name="code", **kwargs)

    def filter(self, qs: QuerySet[Any], value: Bureau | None) -> QuerySet[Any]:
        return (
            qs if value is None else qs.filter(**{f"{self.path}__path__startswith": value.path})
        )


class PartyChoiceFilter(filters.ModelChoiceFilter):
    """One party, found while typing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Party"))
        kwargs.setdefault("widget", Combobox(slot=Slot.PARTY_OPTIONS))
        super().__init__(queryset=Party.objects.all(), to_field_name="uuid", **kwargs)


class PartyFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=PartyKind.choices)
    domain = filters.ChoiceFilter(
        "domains", label=_("Domain"), lookup_expr="has", choices=Domain.choices
    )
    region = RegionFilter()
    bureau = BureauFilter(label=_("Supervising bureau"))
    area = filters.ChoiceFilter(label=_("Area"), choices=AreaTag.choices)
    is_key = filters.BooleanFilter(label=_("Key enterprise"))
    risk_class = filters.ChoiceFilter(label=_("Risk class"), choices=RiskClass.choices)
    status = filters.ChoiceFilter(label=_("Status"), choices=PartyStatus.choices)
    key_list = filters.ModelChoiceFilter(
        label=_("Key list"),
        field_name="keylistitem__key_list",
        queryset=KeyList.objects.all(),
        to_field_name="uuid",
    )

    class Meta:
        model = Party
        fields: tuple[str, ...] = ()


class LicenceFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=LicenceKind.choices)
    term = filters.ChoiceFilter(label=_("Term"), choices=TERM_CHOICES, method="by_term")
    region = RegionFilter("party__region")
    bureau = BureauFilter("party__bureau", label=_("Supervising bureau"))
    party = PartyChoiceFilter(label=_("Licence holder"))

    class Meta:
        model = Licence
        fields: tuple[str, ...] = ()

    def by_term(self, rows: QuerySet[Licence], _name: str, value: str) -> QuerySet[Licence]:
        today = timezone.localdate()
        terms = {
            "revoked": Q(revoked_on__isnull=False),
            "expired": Q(revoked_on=None, expires_on__lt=today),
            "soon": Q(revoked_on=None, expires_on__range=(today, today + SOON)),
            "valid": Q(revoked_on=None) & (Q(expires_on=None) | Q(expires_on__gte=today)),
        }
        return rows.filter(terms[value])


class ProductFilter(filters.FilterSet):
    domain = filters.ChoiceFilter(label=_("Domain"), choices=Domain.choices)
    key_variety = filters.ChoiceFilter(
        "key_varieties", label=_("Key variety"), lookup_expr="has", choices=KeyVariety.choices
    )
    holder = PartyChoiceFilter(label=_("Holder or filer"))
    bureau = BureauFilter()

    class Meta:
        model = Product
        fields: tuple[str, ...] = ()


class BatchFilter(filters.FilterSet):
    product = filters.ModelChoiceFilter(
        label=_("Product"),
        queryset=Product.objects.all(),
        to_field_name="uuid",
        widget=Combobox(slot=Slot.PRODUCT_OPTIONS),
    )
    domain = filters.ChoiceFilter("product__domain", label=_("Domain"), choices=Domain.choices)
    expires = filters.DateFromToRangeFilter("expires_on", label=_("Expires"))

    class Meta:
        model = Batch
        fields: tuple[str, ...] = ()


class KeyListFilter(filters.FilterSet):
    year = filters.NumberFilter(label=_("Year"))
    bureau = BureauFilter()

    class Meta:
        model = KeyList
        fields: tuple[str, ...] = ()
