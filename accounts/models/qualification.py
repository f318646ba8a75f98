from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record


class CertificateKind(models.TextChoices):
    ENFORCEMENT = "enforcement", _("Enforcement certificate")
    INSPECTOR = "inspector", _("Inspector certificate")
    LEGAL = "legal", _("Legal professional qualification")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid(self, on: date) -> Self:
        """Valid on ``on``: both ends included; a legal qualification has no end."""
        return self.filter(issued_on__lte=on).filter(Q(expires_on=None) | Q(expires_on__gte=on))

    def visible_to(self, user: Any) -> Self:
        return self.filter(user__bureau_id__in=user.scope_bureau_ids)


class Certificate(Record):
    """What lets an officer enforce, inspect or review; a legal qualification has no end."""

    ref_kind: ClassVar[str] = "certificate"

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="certificates")
    kind = models.CharField(_("Kind"), max_length=12, choices=CertificateKind)
    number = models.CharField(_("Number"), max_length=40, unique=True)
    issued_on = models.DateField(_("Issued on"))
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["user_id", "-expires_on"]
        constraints = [
            models.CheckConstraint(
                name="accounts_certificate_period",
                condition=Q(expires_on=None) | Q(expires_on__gte=models.F("issued_on")),
            ),
            models.CheckConstraint(
                name="accounts_certificate_only_legal_has_no_end",
                condition=Q(kind=CertificateKind.LEGAL) | Q(expires_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def audit_bureau_path(self) -> str:
        return self.user.bureau.path


class TrainingQuerySet(models.QuerySet["TrainingRecord"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(user__bureau_id__in=user.scope_bureau_ids)


class TrainingRecord(Record):
    """Training an officer took: J10 of the mission."""

    ref_kind: ClassVar[str] = "training"

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="trainings")
    title = models.CharField(_("Course"), max_length=200)
    provider = models.CharField(_("Provider"), max_length=100, blank=True)
    held_on = models.DateField(_("Held on"))
    hours = models.DecimalField(_("Hours"), max_digits=5, decimal_places=1)
    passed = models.BooleanField(_("Passed"), default=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="accounts_training_hours_positive", condition=Q(hours__gt=0)
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_bureau_path(self) -> str:
        return self.user.bureau.path
