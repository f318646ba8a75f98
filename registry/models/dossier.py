from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.refs import Ref
from registry.models.party import Party
from registry.models.reading import OpenToReaders


class DossierItemQuerySet(OpenToReaders["DossierItem"]):
    def kept(self, on: date) -> Self:
        """In the dossier on that day: recorded by then and not withdrawn before."""
        there = Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)
        return self.filter(there, recorded_on__lte=on)


class DossierItem(Record):
    """A paper of an enterprise's dossier, by its code in ``dossier_items.json``."""

    ref_kind: ClassVar[str] = "dossier_item"

    party = models.ForeignKey(Party, models.PROTECT, related_name="dossier_items")
    code = models.CharField(_("Item"), max_length=40)
    reference = models.CharField(_("Reference or place of filing"), max_length=300)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    recorded_on = models.DateField(_("Recorded on"))
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True, blank=True)

    objects = DossierItemQuerySet.as_manager()

    class Meta:
        ordering = ["party_id", "code", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "code"],
                condition=Q(withdrawn_on=None),
                name="registry_dossier_item_once",
            ),
            models.CheckConstraint(
                name="registry_dossier_item_has_reference", condition=~Q(reference="")
            ),
            models.CheckConstraint(
                name="registry_dossier_item_period",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("recorded_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.reference}"

    @property
    def audit_bureau_path(self) -> str:
        return self.party.bureau.path

    @property
    def root_ref(self) -> Ref:
        """What happens to an item belongs to the history of its party."""
        return self.party.ref
