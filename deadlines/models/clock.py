from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, Scoped, ScopedQuerySet, User
from core.errors import NotFound
from core.refs import Ref
from law.periods import get_period


class ClockState(models.TextChoices):
    RUNNING = "running", _("Running")
    MET = "met", _("Met")
    STOPPED = "stopped", _("Stopped")


class Responsibility(models.TextChoices):
    AUTHORITY = "authority", _("Authority")
    PARTY = "party", _("Party")
    OTHER_ORGAN = "other_organ", _("Other organ")


class ClockQuerySet(ScopedQuerySet["Clock"]):
    def running(self) -> Self:
        return self.filter(state=ClockState.RUNNING)

    def overdue(self, on: date) -> Self:
        return self.running().filter(due_on__lt=on)

    def due_within(self, on: date, until: date) -> Self:
        return self.running().filter(act_by__range=(on, until))

    def on_record(self, ref: Ref) -> Self:
        return self.filter(about_kind=ref.kind, about_uuid=ref.uuid)

    def for_person(self, user: User) -> Self:
        return self.filter(responsible=user)


class Clock(Scoped):
    """A statutory limit on a record: started, met and stopped by acts, never by hand.

    ``due_on`` is the legal last day, ``act_by`` the last day on which an authority
    can safely act. ``steps`` explain both, as counted by ``law.counting``.
    """

    ref_kind: ClassVar[str] = "clock"

    about_kind = models.CharField(max_length=32)
    about_uuid = models.UUIDField(db_index=True)
    rule = models.CharField(_("Rule"), max_length=80)
    rule_version = models.CharField(max_length=120)
    title = models.CharField(_("Limit"), max_length=200)
    responsibility = models.CharField(
        _("Bound by"), max_length=12, choices=Responsibility, default=Responsibility.AUTHORITY
    )
    responsible = models.ManyToManyField(User, related_name="clocks", blank=True)
    responsible_role = models.CharField(max_length=24, choices=Role, blank=True)
    started_on = models.DateField(_("Started on"))
    due_on = models.DateField(_("Last day"))
    moved_to = models.DateField(null=True, blank=True)
    act_by = models.DateField(_("Act by"), db_index=True)
    provisional = models.BooleanField(_("Provisional"), default=False)
    silent = models.BooleanField(
        default=False, help_text=_("Never reminds: past years and imports.")
    )
    basis = models.CharField(_("Legal source"), max_length=300)
    steps = models.JSONField(default=list)
    state = models.CharField(
        _("State"), max_length=8, choices=ClockState, default=ClockState.RUNNING
    )
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    ended_act = models.CharField(max_length=64, blank=True)
    next_look_on = models.DateField(null=True, blank=True, db_index=True)

    objects = ClockQuerySet.as_manager()

    # Working days left, noted by ``deadlines.explain.count_down`` for a page.
    days: int | None = None

    class Meta:
        ordering = ["act_by", "pk"]
        indexes = [models.Index(fields=["state", "next_look_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["about_uuid", "rule"],
                condition=Q(state="running"),
                name="deadlines_clock_one_running_per_rule",
            ),
            models.CheckConstraint(
                name="deadlines_clock_ended_on_iff_ended",
                condition=Q(state="running", ended_on=None)
                | (~Q(state="running") & Q(ended_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.due_on}"

    @property
    def name(self) -> str:
        """The limit in the reader's language; as it was written where the rule is gone."""
        try:
            return str(get_period(self.rule).title)
        except NotFound:
            return self.title

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_uuid)


class Rung(models.TextChoices):
    SEVEN = "t-7", _("7 days before")
    THREE = "t-3", _("3 days before")
    ONE = "t-1", _("1 day before")
    DUE = "t", _("Due today")
    OVERDUE = "overdue", _("Overdue")
    UNIT_AND_BUREAU_HEAD = "overdue-heads", _("Overdue: heads told")
    BUREAU_ABOVE = "overdue-above", _("Overdue: bureau above told")
    PROVINCE = "overdue-province", _("Overdue: province told")


class Reminder(models.Model):
    """That a person was told of a clock at a rung: the same transaction as the message."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="reminders")
    rung = models.CharField(_("Rung"), max_length=24, choices=Rung)
    recipient = models.ForeignKey(User, models.CASCADE, related_name="reminders")
    on = models.DateField(_("Told on"))
    message_uuid = models.UUIDField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "rung", "recipient"],
                condition=~Q(rung="overdue"),
                name="deadlines_reminder_once",
            ),
            models.UniqueConstraint(
                fields=["clock", "rung", "recipient", "on"],
                name="deadlines_reminder_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.rung} {self.recipient_id}"


class SweepRun(models.Model):
    """Heartbeat of the daily sweep."""

    on = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    clocks_looked_at = models.PositiveIntegerField(default=0)
    reminders_made = models.PositiveIntegerField(default=0)
    clocks_without_officer = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                name="deadlines_sweep_ends_after_start",
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
            )
        ]

    def __str__(self) -> str:
        return str(self.on)
