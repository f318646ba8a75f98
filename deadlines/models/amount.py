from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record
from core.money import YuanField
from law.office import OwnAmount


class AmountVersion(Record):
    """An amount the law leaves to the province, from a day on; a later one replaces it.

    Versions are never changed: a case is measured with the one of its own day.
    """

    ref_kind: ClassVar[str] = "amount_version"

    name = models.CharField(_("Amount"), max_length=40)
    value = YuanField(_("Yuan"))
    effective_from = models.DateField(_("Effective from"))
    basis = models.CharField(_("Basis"), max_length=200)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_on = models.DateField(_("Entered on"))

    class Meta:
        ordering = ["name", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "effective_from"], name="deadlines_amount_once_a_day"
            ),
            models.CheckConstraint(
                name="deadlines_amount_above_nothing", condition=Q(value__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.effective_from}"

    def as_own_amount(self) -> OwnAmount:
        """As the law counts with it."""
        return OwnAmount(self.name, self.value, self.effective_from, self.basis)
