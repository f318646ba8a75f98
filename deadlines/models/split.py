"""Where a province lets the lenient band end and the heavier band begin."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record
from law.ranges import Split


class SplitVersion(Record):
    """One version of the split points of discretion; a later one replaces it from its day.

    Versions are never changed: an act is measured with the one of its own day.
    """

    ref_kind: ClassVar[str] = "split_version"

    lenient = models.DecimalField(_("Lenient up to (share)"), max_digits=4, decimal_places=3)
    heavier = models.DecimalField(_("Heavier from (share)"), max_digits=4, decimal_places=3)
    effective_from = models.DateField(_("Effective from"))
    basis = models.CharField(_("Basis"), max_length=200)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_on = models.DateField(_("Entered on"))

    class Meta:
        ordering = ["-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["effective_from"], name="deadlines_split_version_once_a_day"
            ),
            models.CheckConstraint(
                name="deadlines_split_version_in_order",
                condition=Q(lenient__gte=0, heavier__lte=1) & Q(heavier__gte=F("lenient")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The version as a range's steps name it: 30/70."""
        return f"{_percent(self.lenient)}/{_percent(self.heavier)}"

    def as_split(self) -> Split:
        """As the law computes with it."""
        return Split(self.lenient, self.heavier, self.label, self.effective_from)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}"
