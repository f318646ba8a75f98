"""Who stands for a rule from memory, and what a change of the law's data did to clocks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import NotFound
from core.models import Record
from deadlines.models.clock import Clock
from law.periods import get_period


class RuleConfirmation(Record):
    """That a named person read a rule from memory in the text: it is on while this stands.

    It counts for the version that was read; a later version of the rule is off again.
    """

    ref_kind: ClassVar[str] = "rule_confirmation"

    rule = models.CharField(_("Rule"), max_length=80, db_index=True)
    rule_version = models.CharField(max_length=120)
    note = models.CharField(_("What was read"), max_length=500)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_on = models.DateField(_("Confirmed on"))
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True)
    withdrawal_note = models.CharField(_("Reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["-confirmed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule"],
                condition=Q(withdrawn_on=None),
                name="deadlines_rule_confirmation_one_standing",
            ),
            models.CheckConstraint(
                name="deadlines_rule_confirmation_withdrawn_by_name",
                condition=Q(withdrawn_on=None, withdrawn_by=None)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The rule's title; its id where the rule is gone."""
        try:
            return str(get_period(self.rule).title)
        except NotFound:
            return self.rule


class LawChangeKind(models.TextChoices):
    CALENDAR_DAY = "calendar_day", _("A day of the calendar was changed")
    CALENDAR_YEAR = "calendar_year", _("The calendar of a year was entered")
    RULE_CONFIRMED = "rule_confirmed", _("A rule was confirmed")
    RULE_WITHDRAWN = "rule_withdrawn", _("A rule was taken out of use")


class LawChange(Record):
    """A change of calendar or rules, after which the clocks it touches are counted again."""

    ref_kind: ClassVar[str] = "law_change"

    kind = models.CharField(_("Change"), max_length=16, choices=LawChangeKind)
    first_on = models.DateField(_("From"), null=True)
    last_on = models.DateField(_("To"), null=True)
    rule = models.CharField(_("Rule"), max_length=80, blank=True)
    reason = models.CharField(_("Reason"), max_length=500)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on = models.DateField(_("Date"))
    reached = models.PositiveBigIntegerField(default=0)
    looked_at = models.PositiveIntegerField(_("Limits counted again"), default=0)
    moved = models.PositiveIntegerField(_("Limits moved"), default=0)
    finished_at = models.DateTimeField(_("Finished at"), null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What was changed, in the reader's language."""
        if self.rule:
            subject = RuleConfirmation(rule=self.rule).title
        elif self.first_on == self.last_on:
            subject = str(self.first_on)
        else:
            subject = str(self.last_on.year if self.last_on else "")
        words = _("%(change)s: %(subject)s")
        return str(words) % {"change": self.get_kind_display(), "subject": subject}


class ClockMove(models.Model):
    """One clock that a change moved: from which dates to which."""

    change = models.ForeignKey(LawChange, models.CASCADE, related_name="moves")
    clock = models.ForeignKey(Clock, models.CASCADE, related_name="moves")
    due_before = models.DateField()
    due_after = models.DateField()
    act_by_before = models.DateField()
    act_by_after = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "clock"], name="deadlines_clock_move_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.due_before} → {self.due_after}"
