"""What a bureau reports for a period: figures beside the computed ones, and words."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scoped, ScopedQuerySet, User
from campaigns.models.campaign import Campaign
from campaigns.models.design import ReturnSchedule
from campaigns.models.indicator import Indicator


class ReturnStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Sent back")
    ACCEPTED = "accepted", _("Accepted")
    LOCKED = "locked", _("Locked")


# What the bureau above may count.
COUNTED = (ReturnStatus.ACCEPTED, ReturnStatus.LOCKED)
# What the reporting bureau still writes.
OPEN = (ReturnStatus.DRAFT, ReturnStatus.RETURNED)


class ReturnQuerySet(ScopedQuerySet["Return"]):
    def counted(self) -> Self:
        return self.filter(status__in=COUNTED)

    def late(self, on: date) -> Self:
        """Not handed in although the day has passed."""
        return self.filter(status__in=OPEN, due_on__lt=on)


class Return(Scoped):
    """One bureau's return for one period of a schedule."""

    ref_kind: ClassVar[str] = "return"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="returns")
    schedule = models.ForeignKey(ReturnSchedule, models.PROTECT, related_name="returns")
    starts_on = models.DateField(_("Period from"))
    ends_on = models.DateField(_("Period to"))
    due_on = models.DateField(_("Due on"))
    status = models.CharField(
        _("Status"), max_length=10, choices=ReturnStatus, default=ReturnStatus.DRAFT
    )
    work = models.TextField(pgettext_lazy("return", "What was done"), blank=True)
    problems = models.TextField(_("Problems"), blank=True)
    next_steps = models.TextField(_("Next steps"), blank=True)
    typical_cases = models.TextField(_("Typical cases"), blank=True)
    submitted_on = models.DateField(_("Submitted on"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_on = models.DateField(_("Accepted on"), null=True, blank=True)
    locked_on = models.DateField(_("Locked on"), null=True, blank=True)
    return_reason = models.TextField(_("Why it was sent back"), blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "bureau_id"]
        indexes = [models.Index(fields=["status", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "bureau", "starts_on"], name="campaigns_return_once"
            ),
            models.CheckConstraint(
                name="campaigns_return_period",
                condition=Q(ends_on__gte=F("starts_on"), due_on__gte=F("ends_on")),
            ),
            models.CheckConstraint(
                name="campaigns_return_submitted_by_name",
                condition=Q(status="draft")
                | Q(submitted_on__isnull=False, submitted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.bureau.short_name} {self.schedule.name} {self.starts_on} – {self.ends_on}"
        )

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def is_late(self, on: date) -> bool:
        """Handed in after its day, or not yet and the day has passed."""
        return (self.submitted_on or on) > self.due_on


class ReturnCell(models.Model):
    """One figure of a return: as reported, as computed, and why they differ.

    ``summed`` is what the accepted returns of the bureaus below add up to.
    """

    report = models.ForeignKey(Return, models.CASCADE, related_name="cells")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    seq = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(
        _("This period"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    cumulative = models.DecimalField(
        _("Cumulative"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    computed = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    computed_cumulative = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True
    )
    summed = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    explanation = models.CharField(_("Explanation"), max_length=500, blank=True)

    class Meta:
        ordering = ["report_id", "seq", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "indicator"], name="campaigns_cell_once_per_return"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"

    @property
    def expected(self) -> Decimal | None:
        """What the records say; for entered figures, what the bureaus below reported."""
        return self.summed if self.computed is None else self.computed

    @property
    def difference(self) -> Decimal | None:
        """Reported less expected; None where there is nothing to compare."""
        if self.value is None or self.expected is None:
            return None
        return self.value - self.expected

    @property
    def cumulative_difference(self) -> Decimal | None:
        if self.cumulative is None or self.computed_cumulative is None:
            return None
        return self.cumulative - self.computed_cumulative

    @property
    def needs_explanation(self) -> bool:
        differs = bool(self.difference) or bool(self.cumulative_difference)
        return differs and not self.explanation.strip()


class ReturnCorrectionQuerySet(ScopedQuerySet["ReturnCorrection"]):
    """Read by whoever reads the return."""


class ReturnCorrection(Scoped):
    """A locked figure put right: the old one stays, the new one stands beside it."""

    ref_kind: ClassVar[str] = "return_correction"

    report = models.ForeignKey(Return, models.PROTECT, related_name="corrections")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    old_value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    value = models.DecimalField(_("Corrected figure"), max_digits=20, decimal_places=4)
    reason = models.CharField(_("Reason"), max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("Date"))

    objects = ReturnCorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["report_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="campaigns_correction_has_reason", condition=~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.old_value} → {self.value}"
