from typing import Any, TypeVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, Scoped
from campaigns.models import Campaign
from core.search import SearchField
from deadlines.models import Clock
from law.vocabularies import AreaTag, Domain, KeyVariety, Link
from registry.models import Batch, Party, Product

Rows = TypeVar("Rows", bound=models.QuerySet[Any])


def with_limit(rows: Rows) -> Rows:
    """Each row with the limit that ends first: ``limit_due_on``, ``_act_by``, ``_uuid``."""
    running = Clock.objects.binding().filter(about_uuid=OuterRef("uuid"))
    first = running.order_by("act_by", "pk")
    return rows.annotate(
        limit_due_on=Subquery(first.values("due_on")[:1]),
        limit_act_by=Subquery(first.values("act_by")[:1]),
        limit_uuid=Subquery(first.values("uuid")[:1]),
    )


class Matter(Scoped):
    """What clues, inspections and cases have in common: their number and their axes.

    The axes are those of the statistics; they are kept on the record, so that a later
    change of the party does not move a figure of the past.
    """

    number = models.CharField(_("Number"), max_length=60, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    domain = models.CharField(_("Domain"), max_length=10, choices=Domain)
    link = models.CharField(_("Link"), max_length=12, choices=Link, blank=True)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Region"),
    )
    area = models.CharField(_("Area"), max_length=20, choices=AreaTag, blank=True)
    key_variety = models.CharField(
        _("Key variety"), max_length=24, choices=KeyVariety, blank=True
    )
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("Party"),
    )
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("Product"),
    )
    batch = models.ForeignKey(
        Batch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("Batch"),
    )
    campaigns = models.ManyToManyField(
        Campaign, blank=True, related_name="%(class)ss", verbose_name=_("Campaigns")
    )
    is_demo = models.BooleanField(default=False, editable=False)
    search = SearchField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
