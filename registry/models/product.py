from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau
from core.codes import CodesField
from core.models import Record
from core.refs import Ref
from core.search import SearchField
from law.vocabularies import Domain, KeyVariety
from registry.models.party import Party
from registry.models.reading import OpenToReaders


class ProductQuerySet(OpenToReaders["Product"]):
    """Read by every officer who reads records."""


class Product(Record):
    """A drug, device or cosmetic, with the key varieties it belongs to."""

    ref_kind: ClassVar[str] = "product"

    name = models.CharField(_("Name"), max_length=200)
    domain = models.CharField(_("Domain"), max_length=10, choices=Domain)
    key_varieties = CodesField(_("Key varieties"), choices=KeyVariety.choices)
    approval_number = models.CharField(_("Approval number"), max_length=60, blank=True)
    specification = models.CharField(_("Specification"), max_length=200, blank=True)
    holder = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("Holder or filer"),
    )
    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    search = SearchField()

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval_number", "specification", "name"],
                condition=~Q(approval_number=""),
                name="registry_product_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.specification}".strip()

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class BatchQuerySet(OpenToReaders["Batch"]):
    """Read by every officer who reads records."""


class Batch(Record):
    """A batch of a product."""

    ref_kind: ClassVar[str] = "batch"

    product = models.ForeignKey(Product, models.PROTECT, related_name="batches")
    number = models.CharField(_("Batch number"), max_length=60)
    produced_on = models.DateField(_("Produced on"), null=True, blank=True)
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="registry_batch_once"),
            models.CheckConstraint(
                name="registry_batch_period",
                condition=Q(expires_on=None)
                | Q(produced_on=None)
                | Q(expires_on__gte=F("produced_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.number}"

    @property
    def audit_bureau_path(self) -> str:
        return self.product.bureau.path

    @property
    def root_ref(self) -> Ref:
        """What happens to a batch belongs to the history of its product."""
        return self.product.ref
