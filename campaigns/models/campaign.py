from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from campaigns.models.programme import TaskLine
from core.models import Record


class CampaignStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> Self:
        """Published campaigns of one's own line of bureaus; drafts only at the organiser."""
        if not user.can_read_registry:
            return self.none()
        above = Q(bureau__path__in=user.bureau.paths_above)
        below = Q(bureau__path__startswith=user.bureau.path)
        published = ~Q(status=CampaignStatus.DRAFT) | Q(bureau_id=user.bureau_id)
        return self.filter((above | below) & published)

    def running(self, on: date) -> Self:
        return self.filter(status=CampaignStatus.RUNNING, starts_on__lte=on, ends_on__gte=on)


class Campaign(Record):
    """A rectification campaign a bureau orders for itself and the bureaus below."""

    ref_kind: ClassVar[str] = "campaign"

    code = models.CharField(_("Code"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=100)
    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="campaigns", verbose_name=_("Organiser")
    )
    joint_authorities = models.JSONField(_("Joint authorities"), default=list, blank=True)
    task_line = models.ForeignKey(
        TaskLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name=_("Task line"),
    )
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"))
    status = models.CharField(
        _("Status"), max_length=8, choices=CampaignStatus, default=CampaignStatus.DRAFT
    )
    goals = models.JSONField(_("Goals"), default=list, blank=True)
    scope = models.JSONField(_("Scope"), default=dict, blank=True)
    summary = models.TextField(_("Summary"), blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="campaigns_campaign_period", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class PhaseKind(models.TextChoices):
    MOBILISE = "mobilise", _("Mobilisation")
    SELF_CHECK = "self_check", _("Self-check")
    INSPECT = "inspect", _("Inspection")
    RECTIFY = "rectify", _("Rectification")
    REVIEW = "review", _("Summing up")
    CONSOLIDATE = "consolidate", _("Consolidation")


class PhaseQuerySet(models.QuerySet["Phase"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(campaign__in=Campaign.objects.visible_to(user).values("pk"))


class Phase(Record):
    """A dated part of a campaign; phases may overlap."""

    ref_kind: ClassVar[str] = "phase"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="phases")
    seq = models.PositiveSmallIntegerField(_("Number"))
    name = models.CharField(_("Name"), max_length=100)
    kind = models.CharField(_("Kind"), max_length=12, choices=PhaseKind)
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"))

    objects = PhaseQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "seq"], name="campaigns_phase_once"),
            models.CheckConstraint(
                name="campaigns_phase_period", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_bureau_path(self) -> str:
        return self.campaign.bureau.path
