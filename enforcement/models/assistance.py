from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Scoped, ScopedQuerySet, User
from enforcement.models.case import Case
from law.vocabularies import Domain


class AssistanceStatus(models.TextChoices):
    WAITING = "waiting", _("Nobody has it yet")
    IN_HAND = "in_hand", _("Being worked on")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AssistanceQuerySet(ScopedQuerySet["AssistanceRequest"]):
    def open(self) -> Self:
        return self.filter(status__in=["waiting", "in_hand"])


class AssistanceRequest(Scoped):
    """A bureau asks another one to find something out for its case.

    It belongs to the bureau that must answer; the asking one reads it. Where an authority
    outside the installation asks or is asked, its name stands in ``outside`` and the
    record belongs to the bureau of the installation.
    """

    ref_kind: ClassVar[str] = "assistance"

    number = models.CharField(_("Number"), max_length=60, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    request = models.TextField(_("What is asked"))
    domain = models.CharField(_("Domain"), max_length=10, choices=Domain)
    urgent = models.BooleanField(_("Urgent"), default=False)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="assistance_requests"
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    from_bureau = models.ForeignKey(
        Bureau,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Asked by"),
    )
    outside = models.CharField(_("Authority outside"), max_length=100, blank=True)
    asked_on = models.DateField(_("Received on"))
    status = models.CharField(
        _("Status"), max_length=10, choices=AssistanceStatus, default=AssistanceStatus.WAITING
    )
    handler = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Handling officer"),
    )
    answer = models.TextField(_("Answer"), blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="enforcement_assistance_number",
            ),
            models.CheckConstraint(
                name="enforcement_assistance_answered_on_iff_answered",
                condition=Q(status="answered", answered_on__isnull=False)
                | (~Q(status="answered") & Q(answered_on=None)),
            ),
            models.CheckConstraint(
                name="enforcement_assistance_somebody_asks",
                condition=Q(from_bureau__isnull=False) | ~Q(outside=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_sent_outside(self) -> bool:
        """Our bureau asked an authority outside: its answer is recorded here."""
        return bool(self.outside) and self.from_bureau_id is not None

    def responsible_officers(self) -> list[User]:
        """Who is bound by the limit: who works on it; our own officer for one sent outside."""
        if self.is_sent_outside:
            return [self.asked_by]
        return [self.handler] if self.handler else []
