"""What changes the dates of a limit: time that does not count, and more time granted."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from deadlines.models.clock import Clock
from law import intervals
from law.periods import suspension_label


class SuspensionQuerySet(ScopedQuerySet["ClockSuspension"]):
    def standing(self) -> Self:
        """Entries that hold: not withdrawn."""
        return self.filter(withdrawn_on=None)

    def open(self) -> Self:
        """Time still stands still: no last day yet."""
        return self.standing().filter(last_on=None)


class ClockSuspension(Scoped):
    """One line of the ledger of days that do not count, both ends included.

    Days covered by several lines count once. A line entered by mistake is withdrawn
    with a reason, never changed.

    Legal source: as the limit's rule says, for the rule knows its causes.
    """

    ref_kind: ClassVar[str] = "clock_suspension"

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="suspensions")
    first_on = models.DateField(_("First day not counted"))
    last_on = models.DateField(_("Last day not counted"), null=True, blank=True)
    reason = models.CharField(_("Cause"), max_length=80)
    words = models.CharField(_("Explanation"), max_length=300, blank=True)
    paper = models.CharField(_("Document"), max_length=100, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("Entered on"))
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    end_paper = models.CharField(_("Document of the end"), max_length=100, blank=True)
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True, blank=True)
    withdrawn_why = models.CharField(_("Why withdrawn"), max_length=300, blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="deadlines_suspension_ends_after_it_begins",
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
            ),
            models.UniqueConstraint(
                fields=["clock", "reason"],
                condition=Q(last_on=None, withdrawn_on=None),
                name="deadlines_suspension_one_open_per_cause",
            ),
            models.CheckConstraint(
                name="deadlines_suspension_withdrawn_with_reason",
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} – {self.last_on or '…'}"

    @property
    def cause(self) -> str:
        """The cause in the reader's language."""
        return suspension_label(self.reason)

    @property
    def is_open(self) -> bool:
        return self.last_on is None and self.withdrawn_on is None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    def as_counted(self, last_on: date) -> intervals.Suspension:
        """The line as ``law.counting`` takes it, ended on that day."""
        return intervals.Suspension(self.first_on, last_on, self.reason, self.paper)


class ExtensionQuerySet(ScopedQuerySet["ClockExtension"]):
    """Read by whoever reads the limit."""


class ClockExtension(Scoped):
    """More time, granted once for each extension the rule lists, in its order.

    ``until_on`` where the approval names the last day; else the rule's length is added.

    Legal source: ``basis``, the article of the rule's extension.
    """

    ref_kind: ClassVar[str] = "clock_extension"

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="extensions")
    number = models.PositiveSmallIntegerField(_("Extension"))
    until_on = models.DateField(_("Extended to"), null=True, blank=True)
    basis = models.CharField(_("Legal source"), max_length=300)
    reason = models.CharField(_("Reason"), max_length=300)
    paper = models.CharField(_("Document"), max_length=100, blank=True)
    approver = models.CharField(_("Who approves by law"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("Granted on"))
    due_before = models.DateField(_("Last day before"))
    due_after = models.DateField(_("Last day after"))

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "number"], name="deadlines_extension_once_per_number"
            ),
            models.CheckConstraint(
                name="deadlines_extension_gives_time",
                condition=Q(due_after__gte=F("due_before")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.due_before} → {self.due_after}"
