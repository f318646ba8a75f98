from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from campaigns.models import Campaign
from law.vocabularies import Domain, Link
from registry.models.party import RiskClass


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waits for the head")
    APPROVED = "approved", _("Approved")


class PlanQuerySet(ScopedQuerySet["InspectionPlan"]):
    """Plans of one's tree."""


class InspectionPlan(Scoped):
    """A bureau's inspections of a year: how often each class of party is visited."""

    ref_kind: ClassVar[str] = "inspection_plan"

    title = models.CharField(_("Title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("Year"))
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("Campaign"),
    )
    status = models.CharField(
        _("Status"), max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT
    )
    basis = models.TextField(_("Basis and what matters"), blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year", "title"], name="enforcement_plan_once"
            ),
            models.CheckConstraint(
                name="enforcement_plan_approved_on_and_by",
                condition=Q(
                    status="approved", approved_on__isnull=False, approved_by__isnull=False
                )
                | (~Q(status="approved") & Q(approved_on=None, approved_by=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanLine(models.Model):
    """One class of party on one link of one domain, and how often it is visited a year."""

    plan = models.ForeignKey(InspectionPlan, models.CASCADE, related_name="lines")
    seq = models.PositiveSmallIntegerField(_("Number"))
    domain = models.CharField(_("Domain"), max_length=10, choices=Domain)
    link = models.CharField(_("Link"), max_length=12, choices=Link)
    risk_class = models.CharField(_("Risk class"), max_length=1, choices=RiskClass, blank=True)
    times = models.PositiveSmallIntegerField(_("Times a year"))
    parties = models.PositiveIntegerField(_("Parties when it was planned"))
    planned = models.PositiveIntegerField(_("Planned visits"))

    class Meta:
        ordering = ["plan_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "domain", "link", "risk_class"],
                name="enforcement_plan_line_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "seq"], name="enforcement_plan_line_number_once"
            ),
            models.CheckConstraint(
                name="enforcement_plan_line_times", condition=Q(times__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.seq}"

    @property
    def class_label(self) -> str:
        """The class in words; parties that were never graded have none."""
        return self.get_risk_class_display() if self.risk_class else str(_("Not graded"))
