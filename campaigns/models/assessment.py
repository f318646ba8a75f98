"""How bureaus are assessed in a campaign: weighted items, evidence, appeal. Never people."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scoped, ScopedQuerySet, User
from campaigns.models.campaign import Campaign
from campaigns.models.design import OfCampaign, OfCampaignQuerySet
from campaigns.models.indicator import Indicator


class AssessmentItemQuerySet(OfCampaignQuerySet["AssessmentItem"]):
    """Read by whoever reads the campaign."""


class AssessmentItem(OfCampaign):
    """What is assessed, and how many points it is worth."""

    ref_kind: ClassVar[str] = "assessment_item"

    seq = models.PositiveSmallIntegerField(_("Number"))
    name = models.CharField(_("Name"), max_length=200)
    weight = models.DecimalField(_("Points"), max_digits=6, decimal_places=2)
    standard = models.TextField(_("Standard of scoring"), blank=True)
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Measured by the target of"),
        help_text=_("Its share of the target is proposed as the score."),
    )

    objects = AssessmentItemQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "seq"], name="campaigns_assessment_item_once"
            ),
            models.CheckConstraint(
                name="campaigns_assessment_weight_positive", condition=Q(weight__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScoreStatus(models.TextChoices):
    SCORED = "scored", _("Scored")
    APPEALED = "appealed", _("Appealed")
    SETTLED = "settled", _("Settled")


class AssessmentScoreQuerySet(ScopedQuerySet["AssessmentScore"]):
    """Read by the bureau that is assessed and by those above."""


class AssessmentScore(Scoped):
    """The points of one bureau for one item, with what shows them."""

    ref_kind: ClassVar[str] = "assessment_score"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="scores")
    item = models.ForeignKey(AssessmentItem, models.PROTECT, related_name="scores")
    weight = models.DecimalField(max_digits=6, decimal_places=2)
    score = models.DecimalField(_("Score"), max_digits=6, decimal_places=2)
    evidence = models.TextField(pgettext_lazy("ledger item", "Evidence"))
    status = models.CharField(
        _("Status"), max_length=10, choices=ScoreStatus, default=ScoreStatus.SCORED
    )
    scored_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    scored_on = models.DateField(_("Scored on"))
    appeal = models.TextField(_("Appeal"), blank=True)
    appealed_on = models.DateField(null=True, blank=True)
    first_score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    adjustment_reason = models.TextField(_("Reason of the adjustment"), blank=True)

    objects = AssessmentScoreQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "bureau_id", "item_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "bureau"], name="campaigns_score_once_per_bureau"
            ),
            models.CheckConstraint(
                name="campaigns_score_within_weight",
                condition=Q(score__gte=0) & Q(score__lte=F("weight")),
            ),
            models.CheckConstraint(
                name="campaigns_score_adjusted_with_reason",
                condition=Q(first_score=None) | ~Q(adjustment_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bureau.short_name} {self.item}: {self.score}"

    @property
    def lost(self) -> Decimal:
        return self.weight - self.score
