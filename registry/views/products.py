"""Products and batches: the lists, one of each."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Perm
from accounts.policies import may
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, Fact, Section
from law.vocabularies import Domain, KeyVariety
from registry.filters import BatchFilter, ProductFilter
from registry.models import Batch, Product
from registry.views.badges import labels
from registry.views.records import READ, WRITE, RegistryDetail

BATCHES_SHOWN = 20


def product_list_crumb() -> Crumb:
    return Crumb(_("Products"), reverse("registry:product-list"))


def product_crumb(product: Product) -> Crumb:
    return Crumb(product.name, reverse("registry:product-detail", args=[product.uuid]))


class ProductList(ListPage):
    title = _("Products")
    perms = READ
    filterset_class = ProductFilter
    primary_filters = ("domain", "key_variety")
    row_url_name = "registry:product-detail"
    empty_reason = _("No product has been entered yet.")
    presets = (
        Preset(_("All"), ""),
        *(Preset(label, f"domain={code}") for code, label in Domain.choices),
    )
    acts = (ListAct(_("Enter a product"), "registry:product-new", perms=WRITE),)
    columns = (
        Column("name", _("Name"), css="wide", sort="name"),
        Column("domain", _("Domain")),
        Column("specification", _("Specification")),
        Column("approval_number", _("Approval number")),
        Column("holder", _("Holder or filer"), value="holder.name", css="wide"),
        Column(
            "key_varieties",
            _("Key varieties"),
            value=lambda row: labels(row.key_varieties, KeyVariety.choices),
        ),
        Column("bureau", _("Bureau"), value="bureau.short_name", shown=False),
    )

    def get_queryset(self) -> QuerySet[Any]:
        return Product.objects.visible_to(self.user).select_related("holder", "bureau")


class ProductDetail(RegistryDetail):
    record: Product

    def get_queryset(self) -> QuerySet[Any]:
        return Product.objects.visible_to(self.user).select_related("holder", "bureau")

    def crumbs(self) -> list[Crumb]:
        return [product_list_crumb()]

    def number(self) -> str:
        return self.record.approval_number

    def sections(self) -> Sequence[Section]:
        product, holder = self.record, self.record.holder
        page = reverse("registry:party-detail", args=[holder.uuid]) if holder else ""
        facts = [
            Fact(_("Domain"), product.get_domain_display()),
            Fact(_("Specification"), product.specification),
            Fact(_("Approval number"), product.approval_number),
            Fact(_("Holder or filer"), holder.name if holder else "", page),
            Fact(_("Key varieties"), labels(product.key_varieties, KeyVariety.choices)),
            Fact(_("Entered by"), product.bureau.name),
        ]
        return [
            Section(_("What the registry tells"), facts),
            Section(_("Batches"), [], template="registry/_batches.html"),
        ]

    def acts(self) -> Sequence[Act]:
        if not may(self.user, Perm.WRITE_PARTIES):
            return []
        own = may(self.user, Perm.WRITE_PARTIES, self.record.bureau)
        reason = "" if own else _("This product belongs to another bureau.")
        batch = reverse("registry:batch-new", args=[self.record.uuid])
        change = reverse("registry:product-edit", args=[self.record.uuid])
        return [
            Act(_("Add a batch"), batch, "plus", weight="main", dialog=True),
            Act(_("Change"), change, "pencil", reason),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batches = list(self.record.batches.order_by("-id")[: BATCHES_SHOWN + 1])
        return super().get_context_data(
            **kwargs,
            batches=batches[:BATCHES_SHOWN],
            more_batches=len(batches) > BATCHES_SHOWN,
        )


class BatchList(ListPage):
    title = _("Batches")
    perms = READ
    filterset_class = BatchFilter
    primary_filters = ("product", "domain")
    row_url_name = "registry:batch-detail"
    search_hint = _("Batch number or product")
    empty_reason = _("No batch has been entered yet.")
    empty_advice = _("Open a product and add its batch there.")
    columns = (
        Column("number", _("Batch number"), sort="number"),
        Column("product", _("Product"), value="product.name", css="wide"),
        Column("specification", _("Specification"), value="product.specification"),
        Column("holder", _("Holder or filer"), value="product.holder.name"),
        Column("produced_on", _("Produced on"), kind=Kind.DATE, sort="produced_on"),
        Column("expires_on", _("Expires on"), kind=Kind.DATE, sort="expires_on"),
    )

    def get_queryset(self) -> QuerySet[Any]:
        return Batch.objects.visible_to(self.user).select_related("product__holder")

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        products = Product.objects.filter(search__finds=words).values("pk")
        return rows.filter(Q(number__icontains=words) | Q(product__in=products))


class BatchDetail(RegistryDetail):
    record: Batch

    def get_queryset(self) -> QuerySet[Any]:
        return Batch.objects.visible_to(self.user).select_related("product__holder")

    def crumbs(self) -> list[Crumb]:
        return [product_list_crumb(), product_crumb(self.record.product)]

    def page_title(self) -> str:
        return self.record.number

    def sections(self) -> Sequence[Section]:
        batch, product = self.record, self.record.product
        facts = [
            Fact(_("Product"), str(product), product_crumb(product).address),
            Fact(_("Batch number"), batch.number),
            Fact(_("Produced on"), batch.produced_on),
            Fact(_("Expires on"), batch.expires_on),
        ]
        return [Section(_("What the registry tells"), facts)]
