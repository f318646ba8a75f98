"""Regulatory measures: they warn, ask and order, and are never counted as penalties."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import ScopedQuerySet, User
from enforcement.models.base import Matter
from enforcement.models.case import Case
from enforcement.models.inspection import Finding, Inspection
from law.regulatory import RegulatoryKind


class RegulatoryStatus(models.TextChoices):
    ISSUED = "issued", _("Issued, not served yet")
    SERVED = "served", _("Served")
    RESPONDED = "responded", _("Result reported, to be rechecked")
    LIFTED = "lifted", _("Lifted")
    ENDED = "ended", _("Done")
    REVOKED = "revoked", _("Taken back")


OPEN_REGULATORY = ("issued", "served", "responded")


class RegulatoryMeasureQuerySet(ScopedQuerySet["RegulatoryMeasure"]):
    def open(self) -> Self:
        return self.filter(status__in=OPEN_REGULATORY)


class RegulatoryMeasure(Matter):
    """An admonition, an interview, an order to correct or to suspend, to one party."""

    ref_kind: ClassVar[str] = "regulatory_measure"

    kind = models.CharField(_("Kind"), max_length=12, choices=RegulatoryKind)
    status = models.CharField(
        _("Status"),
        max_length=10,
        choices=RegulatoryStatus,
        default=RegulatoryStatus.ISSUED,
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="regulatory_measures"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="regulatory_measures"
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="regulatory_measures"
    )
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    facts = models.TextField(_("Facts and reasons"))
    demand = models.TextField(_("What is asked"))
    basis = models.CharField(_("Legal source"), max_length=300)
    issued_on = models.DateField(pgettext_lazy("regulatory measure", "Issued on"))
    served_on = models.DateField(_("Served on"), null=True, blank=True)
    due_on = models.DateField(_("To be done by"), null=True, blank=True)
    response = models.TextField(_("What the party reported or said"), blank=True)
    responded_on = models.DateField(_("Reported on"), null=True, blank=True)
    recheck = models.TextField(_("Result of the recheck"), blank=True)
    rechecked_on = models.DateField(_("Rechecked on"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    is_public = models.BooleanField(_("Published"), default=False)

    objects = RegulatoryMeasureQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["bureau", "status", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="enforcement_regulatory_number"
            ),
            models.CheckConstraint(
                name="enforcement_regulatory_has_party", condition=Q(party__isnull=False)
            ),
            models.CheckConstraint(
                name="enforcement_regulatory_order_has_due_day",
                condition=~Q(kind="order") | Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_regulatory_days_in_order",
                condition=(Q(due_on=None) | Q(due_on__gte=F("issued_on")))
                & (Q(served_on=None) | Q(served_on__gte=F("issued_on"))),
            ),
            models.CheckConstraint(
                name="enforcement_regulatory_ended_on_iff_ended",
                condition=Q(status__in=OPEN_REGULATORY, ended_on=None)
                | (~Q(status__in=OPEN_REGULATORY) & Q(ended_on__isnull=False)),
            ),
        ]

    @property
    def is_suspension(self) -> bool:
        return self.kind == RegulatoryKind.SUSPENSION

    def responsible_officers(self) -> list[User]:
        return [self.officer]
