from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from campaigns.models.campaign import Campaign
from registry.models import Party


class VisitStatus(models.TextChoices):
    RAISED = "raised", _("To be answered")
    ANSWERED = "answered", _("Answered")
    FOLLOWED_UP = "followed_up", _("Followed up")


class VisitQuerySet(ScopedQuerySet["AssistanceVisit"]):
    """Visits of one's tree."""


class AssistanceVisit(Scoped):
    """Officers help an enterprise (百人帮百企). Never an inspection, never counted as one."""

    ref_kind: ClassVar[str] = "assistance_visit"

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="visits", verbose_name=_("Party")
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("Campaign"),
    )
    visited_on = models.DateField(_("Visited on"))
    officers = models.ManyToManyField(User, related_name="visits", verbose_name=_("Officers"))
    need = models.TextField(_("What the enterprise needs"))
    answer = models.TextField(_("Answer"), blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    follow_up = models.TextField(_("What came of it"), blank=True)
    followed_up_on = models.DateField(_("Followed up on"), null=True, blank=True)
    status = models.CharField(
        _("Status"), max_length=12, choices=VisitStatus, default=VisitStatus.RAISED
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="campaigns_visit_answered_on_once_answered",
                condition=Q(status="raised", answered_on=None)
                | ~Q(status="raised") & Q(answered_on__isnull=False) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="campaigns_visit_followed_up_on_iff_followed_up",
                condition=Q(status="followed_up", followed_up_on__isnull=False)
                | ~Q(status="followed_up") & Q(followed_up_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.visited_on}"
