from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import Record


class LadderSetting(Record):
    """When a family of limits speaks, as the province set it; without a row as shipped."""

    ref_kind: ClassVar[str] = "ladder"

    family = models.CharField(_("Kind of limit"), max_length=12, unique=True)
    before = models.JSONField(_("Reminded before the end"))
    heads_after = models.PositiveSmallIntegerField(_("Heads told after (working days)"))
    above_after = models.PositiveSmallIntegerField(_("Bureau above told after (working days)"))
    province_after = models.PositiveSmallIntegerField(_("Province told after (working days)"))
    basis = models.CharField(_("Basis"), max_length=200)

    class Meta:
        ordering = ["family"]
        constraints = [
            models.CheckConstraint(
                name="deadlines_ladder_climbs",
                condition=Q(heads_after__lt=F("above_after"))
                & Q(above_after__lt=F("province_after")),
            )
        ]

    def __str__(self) -> str:
        return self.family


class Pulse(models.Model):
    """The last sign of life of something that runs by itself."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
