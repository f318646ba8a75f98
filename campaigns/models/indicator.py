from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from campaigns.models.campaign import Campaign, Phase
from core.models import Record

# Indicators keep their unit in Chinese, as it is printed; for other readers, in their words.
UNITS: Mapping[str, str | Promise] = {
    "家次": pgettext_lazy("unit", "visits"),
    "家": pgettext_lazy("unit", "parties"),
    "人次": pgettext_lazy("unit", "person-times"),
    "条": pgettext_lazy("unit", "items"),
    "件": pgettext_lazy("unit", "cases"),
    "元": pgettext_lazy("unit", "yuan"),
}


class IndicatorKind(models.TextChoices):
    COMPUTED = "computed", _("Computed from the records")
    ENTERED = "entered", _("Entered by the bureaus")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: User) -> Self:
        return self if user.can_read_registry else self.none()

    def current(self) -> Self:
        return self.filter(is_current=True)


class Indicator(Record):
    """A defined figure. What is computed has exactly one query in ``reporting.figures``."""

    ref_kind: ClassVar[str] = "indicator"

    code = models.CharField(_("Code"), max_length=40)
    edition = models.PositiveSmallIntegerField(_("Edition"), default=1)
    is_current = models.BooleanField(default=True)
    name = models.CharField(_("Name"), max_length=100)
    name_en = models.CharField(max_length=100)
    unit = models.CharField(_("Unit"), max_length=20)
    definition = models.TextField(_("Definition"))
    definition_en = models.TextField()
    kind = models.CharField(
        _("Kind"), max_length=10, choices=IndicatorKind, default=IndicatorKind.COMPUTED
    )
    decimals = models.PositiveSmallIntegerField(default=0)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "edition"], name="campaigns_indicator_edition_once"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(is_current=True),
                name="campaigns_indicator_one_current",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name

    @property
    def meaning(self) -> str:
        """The definition in the reader's language."""
        return self.definition_en if get_language() == "en" else self.definition

    @property
    def counted_in(self) -> str:
        """The unit in the reader's language."""
        return str(UNITS.get(self.unit, self.unit))


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(campaign__in=Campaign.objects.visible_to(user).values("pk"))


class Target(Record):
    """What a bureau must reach in a campaign, or in one phase of it."""

    ref_kind: ClassVar[str] = "target"

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    phase = models.ForeignKey(Phase, models.CASCADE, null=True, blank=True)
    value = models.DecimalField(_("Target"), max_digits=16, decimal_places=2)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "indicator_id", "bureau_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "indicator", "bureau", "phase"],
                condition=Q(phase__isnull=False),
                name="campaigns_target_once_per_phase",
            ),
            models.UniqueConstraint(
                fields=["campaign", "indicator", "bureau"],
                condition=Q(phase=None),
                name="campaigns_target_once",
            ),
            models.CheckConstraint(
                name="campaigns_target_not_negative", condition=Q(value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.bureau}: {self.value}"

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path
