"""The recall of a failed batch, as the bureau follows it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scoped, ScopedQuerySet, User
from enforcement.models.sample import Sample


class RecallLevel(models.TextChoices):
    CLASS1 = "class1", _("Class 1")
    CLASS2 = "class2", _("Class 2")
    CLASS3 = "class3", _("Class 3")


class RecallStatus(models.TextChoices):
    UNDER_WAY = "under_way", pgettext_lazy("recall", "Under way")
    COMPLETED = "completed", _("Completed, summary due")
    SUMMED_UP = "summed_up", _("Summary received, to be reviewed")
    REVIEWED = "reviewed", _("Reviewed")


class RecallQuerySet(ScopedQuerySet["Recall"]):
    """Read by whoever reads the sample."""


class Recall(Scoped):
    """The recall of a failed batch, as the bureau follows it."""

    ref_kind: ClassVar[str] = "recall"

    sample = models.OneToOneField(Sample, models.CASCADE, related_name="recall")
    status = models.CharField(
        _("Status"), max_length=10, choices=RecallStatus, default=RecallStatus.UNDER_WAY
    )
    level = models.CharField(_("Recall level"), max_length=6, choices=RecallLevel)
    by_order = models.BooleanField(_("Ordered by the authority"), default=False)
    started_on = models.DateField(_("Recall decided on"))
    to_recall = models.DecimalField(
        _("Quantity to recall"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    recalled = models.DecimalField(
        _("Quantity recalled"), max_digits=14, decimal_places=3, default=0
    )
    progress = models.TextField(_("Progress"), blank=True)
    completed_on = models.DateField(_("Completed on"), null=True, blank=True)
    summary_on = models.DateField(_("Summary received on"), null=True, blank=True)
    reviewed_on = models.DateField(_("Reviewed on"), null=True, blank=True)
    review = models.TextField(_("Result of the review"), blank=True)

    objects = RecallQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_recall_quantity", condition=Q(recalled__gte=0)
            ),
            models.CheckConstraint(
                name="enforcement_recall_completed_on",
                condition=Q(status="under_way", completed_on=None)
                | (~Q(status="under_way") & Q(completed_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.sample.title}"

    def responsible_officers(self) -> list[User]:
        return self.sample.responsible_officers()
