from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau
from core.models import Record
from registry.models.party import Party
from registry.models.product import Product
from registry.models.reading import OpenToReaders


class KeyListQuerySet(OpenToReaders["KeyList"]):
    """Read by every officer who reads records."""


class KeyList(Record):
    """Key enterprises or key products: what inspection coverage is measured against."""

    ref_kind: ClassVar[str] = "key_list"

    name = models.CharField(_("Name"), max_length=100)
    year = models.PositiveSmallIntegerField(_("Year"))
    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    purpose = models.CharField(_("Purpose"), max_length=300, blank=True)

    objects = KeyListQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year", "name"], name="registry_key_list_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class KeyListItem(models.Model):
    key_list = models.ForeignKey(KeyList, models.CASCADE, related_name="items")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="registry_key_list_item_party_or_product",
                condition=Q(party__isnull=False, product=None)
                | Q(party=None, product__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["key_list", "party"],
                condition=Q(party__isnull=False),
                name="registry_key_list_party_once",
            ),
            models.UniqueConstraint(
                fields=["key_list", "product"],
                condition=Q(product__isnull=False),
                name="registry_key_list_product_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.party or self.product)
