from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet
from core.money import YuanField
from enforcement.models.case import Case
from law.penalty_kinds import Activity, Level
from law.ranges import DEFAULT_SPLIT, FineRange, Split
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
    split_lenient = models.DecimalField(
        max_digits=4, decimal_places=3, default=DEFAULT_SPLIT.lenient, editable=False
    )
    split_heavier = models.DecimalField(
        max_digits=4, decimal_places=3, default=DEFAULT_SPLIT.heavier, editable=False
    )
    split_version = models.CharField(max_length=20, blank=True, editable=False)
    same_act_as = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="further_norms",
        verbose_name=_("Same act as"),
    )
    harmful = models.BooleanField(
        _("Endangered life or health, with harmful consequences"), default=False
    )

    objects = ViolationQuerySet.as_manager()

    class Meta:
        ordering = ["case_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="enforcement_violation_once"),
            models.CheckConstraint(
                name="enforcement_violation_period",
                condition=Q(ended_on=None) | Q(began_on=None) | Q(ended_on__gte=F("began_on")),
            ),
            models.CheckConstraint(
                name="enforcement_violation_not_the_same_as_itself",
                condition=Q(same_act_as=None) | ~Q(same_act_as=F("id")),
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
            split=self.split,
            steps=self.told_steps,
        )

    @property
    def split(self) -> Split:
        """The split points the range was computed with."""
        version = self.split_version or DEFAULT_SPLIT.version
        return Split(self.split_lenient, self.split_heavier, version)

    @property
    def act_id(self) -> int:
        """What one act has in common: the key of the violation recorded first for it."""
        return self.same_act_as_id or self.pk

    @property
    def told_steps(self) -> tuple[Step, ...]:
        """How the range was found, in the reader's language."""
        return tuple(Step(step["code"], step["params"]) for step in self.range_steps)
