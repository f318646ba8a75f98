from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet
from documents.models import Document
from enforcement.models.case import Case
from enforcement.models.decision import Decision


class ServiceMethod(models.TextChoices):
    """How a document reaches the party. Legal source: SAMR procedure rules Art. 82."""

    DIRECT = "direct", _("Handed over")
    LEFT = "left", _("Left at the place")
    POST = "post", _("By post")
    ENTRUSTED = "entrusted", _("By another organ")
    ELECTRONIC = "electronic", _("Electronically")
    ANNOUNCED = "announced", _("By announcement")


class ServiceQuerySet(ScopedQuerySet["DocumentService"]):
    """Read by whoever reads the case."""


class DocumentService(Scoped):
    """How one document was served, with its proof; the day that counts is computed."""

    ref_kind: ClassVar[str] = "document_service"

    case = models.ForeignKey(Case, models.CASCADE, related_name="services")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    method = models.CharField(_("Way of service"), max_length=12, choices=ServiceMethod)
    recipient = models.CharField(_("Received by"), max_length=100, blank=True)
    place = models.CharField(_("Where"), max_length=300, blank=True)
    witnesses = models.CharField(_("Witnesses"), max_length=200, blank=True)
    reason = models.TextField(_("Why in this way"), blank=True)
    tracking = models.CharField(_("Postal number"), max_length=60, blank=True)
    organ = models.CharField(_("Entrusted organ"), max_length=100, blank=True)
    address = models.CharField(_("Electronic address"), max_length=200, blank=True)
    consent = models.CharField(_("Paper of consent"), max_length=100, blank=True)
    published_on = models.DateField(_("Announced on"), null=True, blank=True)
    served_on = models.DateField(_("Served on"), null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_service_announced_has_its_day",
                condition=~Q(method="announced") | Q(published_on__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_service_served_unless_announced",
                condition=Q(method="announced") | Q(served_on__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_service_served_after_announcement",
                condition=Q(served_on=None)
                | Q(published_on=None)
                | Q(served_on__gt=F("published_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.served_on or ''}".strip()


class ChangeKind(models.TextChoices):
    CORRECTION = "correction", _("Clerical error corrected")
    AMENDMENT = "amendment", _("Decision amended")
    REVOCATION = "revocation", _("Decision revoked")


class ChangeQuerySet(ScopedQuerySet["DecisionChange"]):
    """Read by whoever reads the case."""


class DecisionChange(Scoped):
    """A decision corrected, amended or revoked by its own bureau; the original stays.

    ``before`` and ``after`` hold the figures that changed, as text.

    Legal source: Administrative Penalty Law Art. 75 (2).
    """

    ref_kind: ClassVar[str] = "decision_change"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="changes")
    kind = models.CharField(_("Kind"), max_length=12, choices=ChangeKind)
    reason = models.TextField(_("Reason"))
    wrong = models.TextField(_("As it stood"), blank=True)
    right = models.TextField(_("As it must read"), blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    changed_on = models.DateField(_("Changed on"))

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(kind="revocation"),
                name="enforcement_decision_revoked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.changed_on}"
