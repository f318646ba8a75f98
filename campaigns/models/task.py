from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Bureau, User
from campaigns.models.campaign import Campaign, CampaignStatus
from core.models import Record


class CampaignTaskStatus(models.TextChoices):
    OPEN = "open", _("In hand")
    DONE = "done", _("Done")


class CampaignTaskQuerySet(models.QuerySet["CampaignTask"]):
    def visible_to(self, user: User) -> Self:
        visible = Campaign.objects.visible_to(user).values("pk")
        return self.filter(campaign__in=visible)

    def owned_by(self, bureau: Bureau) -> Self:
        return self.filter(Q(owner=bureau) | Q(owner=None))

    def in_hand(self) -> Self:
        return self.filter(
            status=CampaignTaskStatus.OPEN, campaign__status=CampaignStatus.RUNNING
        )


class CampaignTask(Record):
    """A task or measure of a campaign, with the bureau that owns it and its day."""

    ref_kind: ClassVar[str] = "campaign_task"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="tasks")
    seq = models.PositiveSmallIntegerField(_("Number"))
    name = models.CharField(pgettext_lazy("of a campaign", "Task"), max_length=200)
    content = models.TextField(_("Content"), blank=True)
    owner = models.ForeignKey(
        Bureau,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Responsible bureau"),
        help_text=_("Empty: every bureau of the campaign."),
    )
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    status = models.CharField(
        _("Status"),
        max_length=8,
        choices=CampaignTaskStatus,
        default=CampaignTaskStatus.OPEN,
    )
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(_("Outcome"), blank=True)

    objects = CampaignTaskQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "seq"], name="campaigns_task_once"),
            models.CheckConstraint(
                name="campaigns_task_done_on_iff_done",
                condition=Q(status="open", done_on=None)
                | Q(status="done", done_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_bureau_path(self) -> str:
        return self.campaign.bureau.path
