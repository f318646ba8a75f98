from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from enforcement.models.base import Matter
from law.vocabularies import ClueSource


class ClueKind(models.TextChoices):
    COMPLAINT = "complaint", _("Complaint")
    REPORT = "report", _("Report")
    ONLINE = "online", _("Online")
    OTHER = "other", _("Other")


class ClueStatus(models.TextChoices):
    RECEIVED = "received", _("Received")
    VERIFYING = "verifying", _("Under verification")
    FILING = "filing", _("Filing submitted")
    FILED = "filed", _("Case filed")
    NOT_FILED = "not_filed", _("Not filed")


class ClueQuerySet(ScopedQuerySet["Clue"]):
    """Clues, read within the reader's scope."""


class Clue(Matter):
    """A sign of a violation, from whatever source, to be verified within its limit."""

    ref_kind: ClassVar[str] = "clue"

    kind = models.CharField(_("Kind"), max_length=10, choices=ClueKind, default=ClueKind.OTHER)
    source = models.CharField(_("Source"), max_length=24, choices=ClueSource)
    received_on = models.DateField(_("Received on"))
    content = models.TextField(_("Content"))
    party_label = models.CharField(_("Party as named in the clue"), max_length=200, blank=True)
    place = models.CharField(_("Place"), max_length=300, blank=True)
    inspection = models.ForeignKey(
        "enforcement.Inspection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clues",
        verbose_name=_("Found at inspection"),
    )
    status = models.CharField(
        _("Status"), max_length=10, choices=ClueStatus, default=ClueStatus.RECEIVED
    )
    handler = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clues",
        verbose_name=_("Handling officer"),
    )
    first_handler = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    verification = models.TextField(_("Result of verification"), blank=True)
    concluded_on = models.DateField(_("Concluded on"), null=True, blank=True)
    has_reporter = models.BooleanField(default=False, editable=False)
    reporter_told_on = models.DateField(_("Reporter told on"), null=True, blank=True)

    objects = ClueQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-id"]
        indexes = [
            models.Index(fields=["bureau", "-received_on", "-id"]),
            models.Index(fields=["status", "received_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="enforcement_clue_number"
            ),
            models.CheckConstraint(
                name="enforcement_clue_concluded_on_iff_concluded",
                condition=Q(status__in=["filed", "not_filed"], concluded_on__isnull=False)
                | (~Q(status__in=["filed", "not_filed"]) & Q(concluded_on=None)),
            ),
        ]

    def responsible_officers(self) -> list[User]:
        """Who is bound by the clocks of this clue."""
        return [self.handler] if self.handler else []


class ClueReporterQuerySet(ScopedQuerySet["ClueReporter"]):
    """Masked until revealed; the reveal is an act."""


class ClueReporter(Scoped):
    """Who reported: protected, kept apart from the clue, shown only by ``reveal``."""

    ref_kind: ClassVar[str] = "clue_reporter"

    clue = models.OneToOneField(Clue, models.CASCADE, related_name="reporter")
    name = models.CharField(_("Reporter's name"), max_length=50, blank=True)
    phone = models.CharField(_("Reporter's phone"), max_length=20, blank=True)
    is_anonymous = models.BooleanField(_("Anonymous"), default=False)
    wants_answer = models.BooleanField(_("Wants an answer"), default=True)

    objects = ClueReporterQuerySet.as_manager()

    def __str__(self) -> str:
        return "***"
