from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Scoped, ScopedQuerySet, User
from enforcement.models.case import Case


class SupervisionQuerySet(ScopedQuerySet["Supervision"]):
    """Read by whoever reads the case."""


class Supervision(Scoped):
    """A case watched by a bureau above, from its order to its lifting."""

    ref_kind: ClassVar[str] = "supervision"

    case = models.ForeignKey(Case, models.CASCADE, related_name="supervisions")
    by_bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("Supervised by")
    )
    begun_on = models.DateField(_("Supervised since"))
    reason = models.TextField(_("Reason"))
    lifted_on = models.DateField(_("Lifted on"), null=True, blank=True)
    lift_reason = models.TextField(_("Why it was lifted"), blank=True)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_on=None),
                name="enforcement_supervision_one_live",
            )
        ]

    def __str__(self) -> str:
        return str(self.case)


class SupervisionReportQuerySet(ScopedQuerySet["SupervisionReport"]):
    """Read by whoever reads the case."""


class SupervisionReport(Scoped):
    """A report the bureau above asked for, due on its day; empty until it is made."""

    ref_kind: ClassVar[str] = "supervision_report"

    supervision = models.ForeignKey(Supervision, models.CASCADE, related_name="reports")
    due_on = models.DateField(_("Due on"))
    text = models.TextField(_("Report"), blank=True)
    reported_on = models.DateField(_("Reported on"), null=True, blank=True)
    reported_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SupervisionReportQuerySet.as_manager()

    class Meta:
        ordering = ["supervision_id", "due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervision", "due_on"], name="enforcement_supervision_report_once"
            ),
            models.CheckConstraint(
                name="enforcement_supervision_report_told_iff_reported",
                condition=Q(reported_on=None, reported_by=None, text="")
                | (Q(reported_on__isnull=False, reported_by__isnull=False) & ~Q(text="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supervision} {self.due_on}"
