"""The plan of a year's quality sampling."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, User
from core.models import Record
from law.vocabularies import Domain


class SamplingPlanQuerySet(models.QuerySet["SamplingPlan"]):
    def visible_to(self, user: Any) -> Self:
        """The plans of one's own line of bureaus: those above order, those below report."""
        if not isinstance(user, User) or not user.can_read_registry:
            return self.none()
        above = Q(bureau__path__in=user.bureau.paths_above)
        return self.filter(above | Q(bureau__path__startswith=user.bureau.path))

    def open(self) -> Self:
        return self.filter(closed_on=None)


class SamplingPlan(Record):
    """What a bureau orders to be sampled in a year, by itself and the bureaus below."""

    ref_kind: ClassVar[str] = "sampling_plan"

    title = models.CharField(_("Title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("Year"))
    domain = models.CharField(_("Domain"), max_length=10, choices=Domain)
    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("Organiser")
    )
    description = models.TextField(_("What the plan asks"), blank=True)
    closed_on = models.DateField(
        pgettext_lazy("sampling plan", "Closed on"), null=True, blank=True
    )
    is_demo = models.BooleanField(default=False, editable=False)

    objects = SamplingPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year", "title"], name="enforcement_sampling_plan_once"
            ),
            models.CheckConstraint(
                name="enforcement_sampling_plan_year",
                condition=Q(year__gte=2000, year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class SamplingPlanItem(Record):
    """A line of the plan: what, and how many batches."""

    plan = models.ForeignKey(SamplingPlan, models.CASCADE, related_name="items")
    seq = models.PositiveSmallIntegerField(_("Number"))
    name = models.CharField(_("What is sampled"), max_length=200)
    target = models.PositiveIntegerField(_("Batches planned"))

    class Meta:
        ordering = ["plan_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "seq"], name="enforcement_sampling_item_once"
            ),
            models.CheckConstraint(
                name="enforcement_sampling_item_target", condition=Q(target__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name
