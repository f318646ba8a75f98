from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.bureau import Bureau
from accounts.models.qualification import TrainingRecord
from accounts.models.user import User
from core.models import Record


class TrainingPlanQuerySet(models.QuerySet["TrainingPlan"]):
    def visible_to(self, user: Any) -> Self:
        """Plans of one's own line of bureaus: what is above reaches down."""
        if not isinstance(user, User):
            return self.none()
        line = Q(bureau__path__in=user.bureau.paths_above)
        return self.filter(line | Q(bureau_id__in=user.scope_bureau_ids))


class TrainingPlan(Record):
    """A course a bureau plans for its officers, with the day it must be taken by."""

    ref_kind: ClassVar[str] = "training_plan"

    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("Bureau")
    )
    title = models.CharField(_("Course"), max_length=200)
    provider = models.CharField(_("Provider"), max_length=100, blank=True)
    hours = models.DecimalField(_("Hours"), max_digits=5, decimal_places=1)
    due_on = models.DateField(_("To be taken by"))
    content = models.TextField(_("Content"), blank=True)

    objects = TrainingPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="accounts_training_plan_hours_positive", condition=Q(hours__gt=0)
            ),
            models.UniqueConstraint(
                fields=["bureau", "title", "due_on"], name="accounts_training_plan_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class TrainingPlace(models.Model):
    """An officer who must take the course; ``record`` once they did and passed."""

    plan = models.ForeignKey(TrainingPlan, models.CASCADE, related_name="places")
    officer = models.ForeignKey(User, models.PROTECT, related_name="training_places")
    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    record = models.OneToOneField(
        TrainingRecord, models.PROTECT, null=True, blank=True, related_name="place"
    )

    class Meta:
        ordering = ["plan_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "officer"], name="accounts_training_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.officer}"
