from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from core.money import YuanField
from enforcement.models.violation import Violation
from law.ranges import FineRange


class ChosenLaw(models.TextChoices):
    OLD = "old", _("The law of the day of the act")
    NEW = "new", _("The law of the day of the decision")


class LawChoiceQuerySet(ScopedQuerySet["LawChoice"]):
    """Read by whoever reads the case."""


class LawChoice(Scoped):
    """Which of two laws governs a violation whose law changed after the act, and why.

    Legal source: Administrative Penalty Law Art. 37 (从旧兼从轻).
    """

    ref_kind: ClassVar[str] = "law_choice"

    violation = models.OneToOneField(Violation, models.CASCADE, related_name="law_choice")
    old_provision = models.CharField(max_length=80)
    old_article = models.CharField(max_length=100)
    old_min = YuanField(null=True, blank=True)
    old_max = YuanField(null=True, blank=True)
    new_provision = models.CharField(max_length=80)
    new_article = models.CharField(max_length=100)
    new_min = YuanField(null=True, blank=True)
    new_max = YuanField(null=True, blank=True)
    lighter = models.CharField(max_length=3, choices=ChosenLaw, blank=True)
    chosen = models.CharField(_("Law applied"), max_length=3, choices=ChosenLaw)
    reason = models.TextField(_("Reason"))
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    chosen_on = models.DateField(_("Chosen on"))

    objects = LawChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="enforcement_law_choice_has_its_reason", condition=~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_chosen_display()}: {self.article}"

    @property
    def article(self) -> str:
        """The article that applies."""
        return self.new_article if self.chosen == ChosenLaw.NEW else self.old_article

    @property
    def old_range(self) -> FineRange:
        return FineRange(min=self.old_min, max=self.old_max)

    @property
    def new_range(self) -> FineRange:
        return FineRange(min=self.new_min, max=self.new_max)
