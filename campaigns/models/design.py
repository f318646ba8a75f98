"""What belongs to a campaign's plan beside phases, tasks and targets."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.models.campaign import Campaign
from campaigns.models.indicator import Indicator
from core.models import Record
from registry.models import KeyList

Part_co = TypeVar("Part_co", bound="OfCampaign", covariant=True)


class OfCampaignQuerySet(models.QuerySet[Part_co]):
    """Read by whoever reads the campaign."""

    def visible_to(self, user: User) -> Self:
        return self.filter(campaign__in=Campaign.objects.visible_to(user).values("pk"))


class OfCampaign(Record):
    """A part of a campaign's plan."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def audit_bureau_path(self) -> str:
        return self.campaign.bureau.path


class CampaignIndicatorQuerySet(OfCampaignQuerySet["CampaignIndicator"]):
    """Read by whoever reads the campaign."""


class CampaignIndicator(OfCampaign):
    """A figure the bureaus return for a campaign: a row of their sheets."""

    ref_kind: ClassVar[str] = "campaign_indicator"

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    seq = models.PositiveSmallIntegerField(_("Number"))

    objects = CampaignIndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "indicator"], name="campaigns_indicator_once_per_campaign"
            )
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class ListPurpose(models.TextChoices):
    KEY = "key", _("Key enterprises or products: coverage is measured")
    WATCH = "watch", _("Watch list of a theme")


class CampaignListQuerySet(OfCampaignQuerySet["CampaignList"]):
    """Read by whoever reads the campaign."""


class CampaignList(OfCampaign):
    """A list of the registry that a campaign works by."""

    ref_kind: ClassVar[str] = "campaign_list"

    key_list = models.ForeignKey(
        KeyList, models.PROTECT, related_name="campaign_lists", verbose_name=_("Key list")
    )
    purpose = models.CharField(
        _("Purpose"), max_length=8, choices=ListPurpose, default=ListPurpose.KEY
    )
    theme = models.CharField(_("Theme"), max_length=100, blank=True)

    objects = CampaignListQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "key_list"], name="campaigns_list_once_per_campaign"
            )
        ]

    def __str__(self) -> str:
        return str(self.key_list)


class Frequency(models.TextChoices):
    DAILY = "daily", _("Daily")
    WEEKLY = "weekly", _("Weekly")
    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    FINAL = "final", _("Once, at the end")


class ReturnScheduleQuerySet(OfCampaignQuerySet["ReturnSchedule"]):
    """Read by whoever reads the campaign."""


class ReturnSchedule(OfCampaign):
    """How often bureaus report, on which day a period ends, and by when it is due.

    ``cut_off_day`` is the day of the month on which a monthly or quarterly period ends
    (31: the last), the day of the week for a weekly one (1: Monday).
    """

    ref_kind: ClassVar[str] = "return_schedule"

    name = models.CharField(_("Name"), max_length=100)
    frequency = models.CharField(_("Frequency"), max_length=10, choices=Frequency)
    cut_off_day = models.PositiveSmallIntegerField(_("Period ends on day"), default=31)
    due_days = models.PositiveSmallIntegerField(_("Due days after the period's end"), default=5)
    with_counties = models.BooleanField(
        _("Counties report too"),
        default=True,
        help_text=_("Otherwise only the bureaus directly below the organiser."),
    )

    objects = ReturnScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="campaigns_schedule_cut_off_day",
                condition=Q(cut_off_day__gte=1, cut_off_day__lte=31),
            ),
            models.UniqueConstraint(
                fields=["campaign", "name"], name="campaigns_schedule_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BalanceSeverity(models.TextChoices):
    REFUSE = "refuse", _("Stops the return")
    EXPLAIN = "explain", _("Must be explained")


class BalanceRuleQuerySet(OfCampaignQuerySet["BalanceRule"]):
    """Read by whoever reads the campaign."""


class BalanceRule(OfCampaign):
    """A check of a return's figures against each other or against the last period.

    ``left`` and ``right`` are lists of terms ``{"code", "column", "times"}``; a column is
    ``value``, ``cumulative`` or ``last_cumulative``. In a share the terms marked ``of`` are
    the whole; without a mark all but the first are.
    """

    ref_kind: ClassVar[str] = "balance_rule"

    name = models.CharField(_("Name"), max_length=200)
    left = models.JSONField(default=list)
    op = models.CharField(max_length=8, default="eq")
    right = models.JSONField(default=list)
    tolerance = models.DecimalField(max_digits=10, decimal_places=4, default=0)
    severity = models.CharField(
        _("Severity"),
        max_length=8,
        choices=BalanceSeverity,
        default=BalanceSeverity.REFUSE,
    )

    objects = BalanceRuleQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="campaigns_balance_op", condition=Q(op__in=["eq", "le", "ge", "share"])
            )
        ]

    def __str__(self) -> str:
        return self.name


class CampaignVersionQuerySet(OfCampaignQuerySet["CampaignVersion"]):
    """Read by whoever reads the campaign."""


class CampaignVersion(OfCampaign):
    """The plan as it was ordered on a day: frozen, with its digest and what it changed."""

    ref_kind: ClassVar[str] = "campaign_version"

    seq = models.PositiveSmallIntegerField(_("Version"))
    on = models.DateField(_("Date"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    snapshot = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)

    objects = CampaignVersionQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "-seq"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "seq"], name="campaigns_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.seq}"
