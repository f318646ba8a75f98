from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet
from core.money import YuanField
from enforcement.models.case import Case
from law.penalty_kinds import Activity, Level
from law.ranges import FineRange
from law.steps import Step


class ViolationQuerySet(ScopedQuerySet["Violation"]):
    """Read by whoever reads the case."""


class Violation(Scoped):
    """A violation in a case: its provision, its facts, and the range of fine computed."""

    ref_kind: ClassVar[str] = "violation"

    case = models.ForeignKey(Case, models.CASCADE, related_name="violations")
    seq = models.PositiveSmallIntegerField(_("Number"))
    provision = models.CharField(_("Provision"), max_length=80)
    provision_title = models.CharField(max_length=300)
    provision_article = models.CharField(max_length=100)
    level = models.CharField(
        _("Circumstance"), max_length=24, choices=Level, default=Level.NORMAL
    )
    activity = models.CharField(_("Activity"), max_length=16, choices=Activity, blank=True)
    facts = models.TextField(_("Facts and evidence"))
    began_on = models.DateField(_("Began on"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    goods_value = YuanField(_("Goods value"), null=True, blank=True)
    illegal_income = YuanField(_("Illegal income"), null=True, blank=True)
    base = YuanField(_("Base of the fine"), null=True, blank=True)
    range_min = YuanField(null=True, blank=True, editable=False)
    range_max = YuanField(null=True, blank=True, editable=False)
    range_optional = models.BooleanField(default=False, editable=False)
    range_steps = models.JSONField(default=list, editable=False)

    objects = ViolationQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="enforcement_violation_once"),
            models.CheckConstraint(
                name="enforcement_violation_period",
                condition=Q(ended_on=None) | Q(began_on=None) | Q(ended_on__gte=F("began_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.provision_title

    @property
    def fine_range(self) -> FineRange:
        """The range as it was computed when the violation was recorded."""
        return FineRange(
            min=self.range_min,
            max=self.range_max,
            optional=self.range_optional,
            steps=self.told_steps,
        )

    @property
    def told_steps(self) -> tuple[Step, ...]:
        """How the range was found, in the reader's language."""
        return tuple(Step(step["code"], step["params"]) for step in self.range_steps)
