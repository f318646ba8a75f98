from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, Scoped, ScopedQuerySet, User
from core.errors import NotFound
from core.refs import Ref
from deadlines.rights import RIGHTS
from law.periods import get_period


class ClockState(models.TextChoices):
    RUNNING = "running", _("Running")
    SUSPENDED = "suspended", _("Standing still")
    MET = "met", _("Met")
    STOPPED = "stopped", _("Stopped")


# States in which a limit still binds: it runs, or stands still for a while.
LIVE = (ClockState.RUNNING, ClockState.SUSPENDED)


class Responsibility(models.TextChoices):
    AUTHORITY = "authority", _("Authority")
    PARTY = "party", _("Party")
    OTHER_ORGAN = "other_organ", _("Other organ")


class ClockQuerySet(ScopedQuerySet["Clock"]):
    def running(self) -> Self:
        """Time counts: a suspended limit is neither due nor overdue."""
        return self.filter(state=ClockState.RUNNING)

    def binding(self) -> Self:
        """Running, and somebody is late when it ends: not a mere right of the party."""
        return self.running().exclude(rule__in=RIGHTS)

    def suspended(self) -> Self:
        return self.filter(state=ClockState.SUSPENDED)

    def live(self) -> Self:
        """Not ended: running or suspended."""
        return self.filter(state__in=LIVE)

    def overdue(self, on: date) -> Self:
        return self.binding().filter(due_on__lt=on)

    def due_within(self, on: date, until: date) -> Self:
        return self.binding().filter(act_by__range=(on, until))

    def on_record(self, ref: Ref) -> Self:
        return self.filter(about_kind=ref.kind, about_uuid=ref.uuid)

    def for_person(self, user: User) -> Self:
        return self.filter(responsible=user)

    def by_urgency(self, on: date) -> Self:
        """Notes ``urgent_on``: what is overdue comes first, then what is to be done soonest.

        A limit whose day to act by has passed but whose last day has not (a weekend moved
        it) is not overdue yet: it stands with what is due on ``on``.
        """
        late = Q(state=ClockState.RUNNING, due_on__lt=on) & ~Q(rule__in=RIGHTS)
        urgent_on = Case(
            When(late, then=F("due_on")),
            When(act_by__lt=on, then=Value(on)),
            default=F("act_by"),
            output_field=models.DateField(),
        )
        return self.annotate(urgent_on=urgent_on).order_by("urgent_on", "pk")

    def speaking(self) -> Self:
        """Without the limits of past years and imports, which never remind."""
        return self.filter(silent=False)

    def without_officer(self) -> Self:
        """Live limits, no mere rights of a party, that bind nobody still in office."""
        active = User.objects.active().filter(clocks=OuterRef("pk"))
        return self.live().exclude(rule__in=RIGHTS).exclude(Exists(active))


class Clock(Scoped):
    """A statutory limit on a record: started, changed and ended by acts, never by hand.

    ``due_on`` is the legal last day, ``act_by`` the last day on which an authority
    can safely act. Limits in hours also keep the instants ``started_at``, where it is
    known, and ``due_at``; waiting periods the first day of the next step, ``open_from``.
    ``steps`` explain the dates, as counted by ``law.counting``. While a limit is
    suspended without an end, its dates are the earliest possible. ``turn`` counts how
    often the dates moved: each time a new ladder of reminders begins.
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
    started_at = models.DateTimeField(_("Started at"), null=True, blank=True)
    due_on = models.DateField(_("Last day"))
    due_at = models.DateTimeField(_("Ends at"), null=True, blank=True)
    moved_to = models.DateField(null=True, blank=True)
    act_by = models.DateField(_("Act by"), db_index=True)
    open_from = models.DateField(_("Next step open from"), null=True, blank=True)
    provisional = models.BooleanField(_("Provisional"), default=False)
    silent = models.BooleanField(
        default=False, help_text=_("Never reminds: past years and imports.")
    )
    basis = models.CharField(_("Legal source"), max_length=300)
    steps = models.JSONField(default=list)
    state = models.CharField(
        _("State"), max_length=12, choices=ClockState, default=ClockState.RUNNING
    )
    turn = models.PositiveSmallIntegerField(default=1)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    ended_act = models.CharField(max_length=64, blank=True)
    next_look_on = models.DateField(null=True, blank=True, db_index=True)

    objects = ClockQuerySet.as_manager()

    # Working days left, noted by ``deadlines.explain.count_down`` for a page.
    days: int | None = None

    class Meta:
        ordering = ["act_by", "pk"]
        indexes = [
            # What the sweep reads: only clocks that may speak, in the order it takes them.
            models.Index(
                fields=["next_look_on", "id"],
                condition=Q(state="running", silent=False),
                name="deadlines_clock_to_look_at",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(state="running", silent=False, due_at__isnull=False),
                name="deadlines_clock_hours_running",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about_uuid", "rule"],
                condition=Q(state__in=["running", "suspended"]),
                name="deadlines_clock_one_live_per_rule",
            ),
            models.CheckConstraint(
                name="deadlines_clock_ended_on_iff_ended",
                condition=Q(state__in=["running", "suspended"], ended_on=None)
                | (~Q(state__in=["running", "suspended"]) & Q(ended_on__isnull=False)),
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

    @property
    def is_live(self) -> bool:
        """Not ended: running or suspended."""
        return self.state in LIVE

    @property
    def start(self) -> date | datetime:
        """What the count begins with: the instant for limits in hours, else the day."""
        return self.started_at or self.started_on


class Rung(models.TextChoices):
    """What is said of a clock, the mildest first: none is said after a later one."""

    THIRTY = "t-30", _("30 days before")
    TWENTY = "t-20", _("20 days before")
    FIFTEEN = "t-15", _("15 days before")
    TEN = "t-10", _("10 days before")
    SEVEN = "t-7", _("7 days before")
    FIVE = "t-5", _("5 days before")
    THREE = "t-3", _("3 days before")
    TWO = "t-2", _("2 days before")
    ONE = "t-1", _("1 day before")
    DUE = "t", _("Due today")
    HOURS_BEGIN = "h-start", _("Hours began to run")
    HOURS_24 = "h-24", _("24 hours before")
    HOURS_12 = "h-12", _("12 hours before")
    HOURS_8 = "h-8", _("8 hours before")
    HOURS_4 = "h-4", _("4 hours before")
    HOURS_2 = "h-2", _("2 hours before")
    HOURS_1 = "h-1", _("1 hour before")
    OVERDUE = "overdue", _("Overdue")
    UNIT_AND_BUREAU_HEAD = "overdue-heads", _("Overdue: heads told")
    BUREAU_ABOVE = "overdue-above", _("Overdue: bureau above told")
    PROVINCE = "overdue-province", _("Overdue: province told")


class Reminder(models.Model):
    """That a person was told of a clock at a rung: the same transaction as the message."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="reminders")
    turn = models.PositiveSmallIntegerField(default=1)
    rung = models.CharField(_("Rung"), max_length=24, choices=Rung)
    recipient = models.ForeignKey(User, models.CASCADE, related_name="reminders")
    on = models.DateField(_("Told on"))
    message_uuid = models.UUIDField()

    # Noted by ``deadlines.services.noted`` for a page.
    acknowledged_at: datetime | None = None

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["message_uuid"])]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "turn", "rung", "recipient"],
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
