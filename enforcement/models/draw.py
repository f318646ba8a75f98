from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Scoped, ScopedQuerySet, User
from campaigns.models import Campaign
from enforcement.models.inspection import Inspection
from enforcement.models.plan import InspectionPlan
from law.vocabularies import AreaTag, Domain, Link
from registry.models import KeyList, Party
from registry.models.party import RiskClass


class DrawStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Seed announced")
    DRAWN = "drawn", pgettext_lazy("lots", "Drawn")
    PUBLISHED = "published", _("Results made public")
    CANCELLED = "cancelled", _("Cancelled")


class PairRule(models.TextChoices):
    ANY = "any", _("Any two officers")
    SAME_UNIT = "same_unit", _("Both of one unit")
    OTHER_UNIT = "other_unit", _("Of two units")


class DrawQuerySet(ScopedQuerySet["Draw"]):
    """Draws of one's tree."""


class Draw(Scoped):
    """A double-random draw: parties and officers by lot, from a pool frozen beforehand.

    ``inputs`` is the canonical text the lots are drawn from; ``inputs_hash`` its SHA-256.
    Both, and the seed, are fixed by the announcement, before anybody can know the result.
    """

    ref_kind: ClassVar[str] = "draw"

    number = models.CharField(_("Number"), max_length=60, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    domain = models.CharField(_("Domain"), max_length=10, choices=Domain)
    plan = models.ForeignKey(
        InspectionPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="draws",
        verbose_name=_("Inspection plan"),
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="draws",
        verbose_name=_("Campaign"),
    )
    planned_on = models.DateField(_("Inspections planned for"))
    recent_months = models.PositiveSmallIntegerField(
        _("Leave out who was inspected within (months)")
    )
    pair_rule = models.CharField(
        _("Pairs of officers"), max_length=10, choices=PairRule, default=PairRule.ANY
    )
    status = models.CharField(
        _("Status"), max_length=10, choices=DrawStatus, default=DrawStatus.DRAFT
    )
    seed = models.CharField(_("Seed"), max_length=200, blank=True)
    public_source = models.CharField(_("Public value to come"), max_length=200, blank=True)
    public_value = models.CharField(_("Public value"), max_length=100, blank=True)
    inputs = models.TextField(blank=True, editable=False)
    inputs_hash = models.CharField(_("SHA-256 of the pool"), max_length=64, blank=True)
    announced_at = models.DateTimeField(_("Seed announced at"), null=True, blank=True)
    announced_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    drawn_at = models.DateTimeField(_("Drawn at"), null=True, blank=True)
    drawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(_("Results made public on"), null=True, blank=True)
    publication = models.CharField(_("Where the results stand"), max_length=300, blank=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_draw_announced_with_seed_and_pool",
                condition=(
                    Q(announced_at=None, announced_by=None, seed="", inputs_hash="")
                    | Q(announced_at__isnull=False, announced_by__isnull=False)
                    & ~Q(seed="")
                    & ~Q(inputs_hash="")
                ),
            ),
            models.CheckConstraint(
                name="enforcement_draw_drawn_at_and_by",
                condition=Q(drawn_at=None, drawn_by=None)
                | Q(drawn_at__isnull=False, drawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_draw_not_by_who_announced",
                condition=Q(drawn_by=None) | ~Q(drawn_by=F("announced_by")),
            ),
            models.CheckConstraint(
                name="enforcement_draw_drawn_once_drawn",
                condition=~Q(status__in=["drawn", "published"]) | Q(drawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="enforcement_draw_published_says_where",
                condition=Q(status="published", published_on__isnull=False) & ~Q(publication="")
                | ~Q(status="published") & Q(published_on=None, publication=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def full_seed(self) -> str:
        """What the lots are drawn with: the announced text and the public value after it."""
        return f"{self.seed}|{self.public_value}" if self.public_source else self.seed


class DrawStratum(models.Model):
    """Parties drawn with one ratio; a party belongs to the first stratum it fits."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="strata")
    seq = models.PositiveSmallIntegerField(_("Number"))
    name = models.CharField(_("Name"), max_length=100)
    risk_class = models.CharField(_("Risk class"), max_length=1, choices=RiskClass, blank=True)
    link = models.CharField(_("Link"), max_length=12, choices=Link, blank=True)
    area = models.CharField(_("Area"), max_length=20, choices=AreaTag, blank=True)
    key_list = models.ForeignKey(
        KeyList, models.PROTECT, null=True, blank=True, verbose_name=_("Key list")
    )
    ratio = models.DecimalField(_("Ratio in percent"), max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["draw_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "seq"], name="enforcement_draw_stratum_once"
            ),
            models.CheckConstraint(
                name="enforcement_draw_stratum_ratio",
                condition=Q(ratio__gt=0, ratio__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DrawExclusion(models.Model):
    """A party or an officer left out of one draw by hand, with the reason."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="exclusions")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True)
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=200)

    class Meta:
        ordering = ["draw_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_draw_exclusion_party_or_officer",
                condition=Q(party=None, officer__isnull=False)
                | Q(party__isnull=False, officer=None),
            ),
            models.UniqueConstraint(
                fields=["draw", "party"],
                condition=Q(party__isnull=False),
                name="enforcement_draw_exclusion_party_once",
            ),
            models.UniqueConstraint(
                fields=["draw", "officer"],
                condition=Q(officer__isnull=False),
                name="enforcement_draw_exclusion_officer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party or self.officer}: {self.reason}"


class DrawnParty(models.Model):
    """A party the lot fell on, with its pair and the inspection planned for it."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="drawn")
    seq = models.PositiveSmallIntegerField(_("Number"))
    stratum = models.PositiveSmallIntegerField(_("Stratum"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    party_key = models.CharField(max_length=40)
    first = models.ForeignKey(User, models.PROTECT, related_name="+")
    first_key = models.CharField(max_length=40)
    second = models.ForeignKey(User, models.PROTECT, related_name="+")
    second_key = models.CharField(max_length=40)
    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="drawn_as")

    class Meta:
        ordering = ["draw_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "seq"], name="enforcement_drawn_once"),
            models.UniqueConstraint(
                fields=["draw", "party"], name="enforcement_drawn_party_once"
            ),
            models.CheckConstraint(
                name="enforcement_drawn_by_two", condition=~Q(first=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}. {self.party}"


class ChangeOf(models.TextChoices):
    PARTY = "party", _("Party")
    OFFICER = "officer", _("Officer")


class DrawChange(models.Model):
    """Somebody drawn was replaced by the next of the same order, for a reason."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="changes")
    number = models.PositiveSmallIntegerField(_("Number"))
    seq = models.PositiveSmallIntegerField(_("Drawn as number"))
    what = models.CharField(_("What"), max_length=8, choices=ChangeOf)
    out_key = models.CharField(max_length=40)
    out_name = models.CharField(_("Replaced"), max_length=200)
    in_key = models.CharField(max_length=40)
    in_name = models.CharField(_("Drawn instead"), max_length=200)
    skipped = models.JSONField(default=list, blank=True)
    reason = models.TextField(_("Reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("Day"))

    class Meta:
        ordering = ["draw_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "number"], name="enforcement_draw_change_once"
            ),
            models.CheckConstraint(
                name="enforcement_draw_change_has_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.out_name} → {self.in_name}"
