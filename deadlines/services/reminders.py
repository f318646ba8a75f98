"""The sweep: tells whoever is bound by a limit, and their heads once it has passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from deadlines.ladder import next_look
from deadlines.models import Clock, Reminder, SweepRun
from deadlines.services.teller import Teller, Told
from law.workdays import ONE_DAY
from workbench.services.messages import send_many

# Rows of one transaction: a clock's own row, and message and reminder per person.
MOST_ROWS = 500
MOST_CLOCKS = 100
KEEP_RUNS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What a sweep did.

    Args:
        clocks: looked at.
        reminders: made, one per clock, rung and person.
        without_officer: clocks of which an administrator was told, as nobody is bound.
    """

    clocks: int = 0
    reminders: int = 0
    without_officer: int = 0

    def __add__(self, other: "SweepResult") -> "SweepResult":
        return SweepResult(
            self.clocks + other.clocks,
            self.reminders + other.reminders,
            self.without_officer + other.without_officer,
        )


def remind_due(*, on: date, at: datetime | None = None) -> SweepResult:
    """Tell everybody concerned by a limit that speaks on this day, each once.

    Looks only at running clocks whose next look has come, and at those that count hours.
    Safe to run twice and by two at once; after days without a sweep only what holds now is
    said.

    Args:
        on: the local day to speak of.
        at: the instant, for limits in hours; by default the end of that day.
    """
    run = SweepRun.objects.create(on=on, started_at=timezone.now())
    total = SweepResult()
    for sweep in _sweeps(Teller(on, at or end_of_day(on))):
        while (done := sweep.chunk()).clocks:
            total += done
    run.finished_at = timezone.now()
    run.clocks_looked_at, run.reminders_made = total.clocks, total.reminders
    run.clocks_without_officer = total.without_officer
    run.save()
    SweepRun.objects.filter(started_at__lt=run.started_at - KEEP_RUNS).delete()
    return total


def to_look_at(day: date) -> QuerySet[Clock]:
    """Clocks counted in days whose next look has come, in the order they are taken."""
    rows = Clock.objects.running().filter(silent=False, next_look_on__lte=day, due_at=None)
    return rows.order_by("next_look_on", "pk")


def hours_to_look_at(day: date, at: datetime) -> QuerySet[Clock]:
    """Clocks counted in hours: all that still run out, and once a day those that did."""
    rows = Clock.objects.running().filter(silent=False)
    running_out = Q(due_at__gte=at - ONE_DAY) | Q(next_look_on__lte=day)
    return rows.filter(running_out, due_at__isnull=False).order_by("pk")


def end_of_day(on: date) -> datetime:
    """The last instant of a local day."""
    return datetime.combine(on, time.max, ZoneInfo(settings.TIME_ZONE))


def _sweeps(teller: Teller) -> Sequence["_Sweep"]:
    return [_HourSweep(teller), _Sweep(teller)]


class _Sweep:
    """One run over the clocks of a day, in chunks of one transaction each."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller

    @transaction.atomic
    def chunk(self) -> SweepResult:
        """Handle the next clocks; what another sweep holds is left to it."""
        clocks = self.next_clocks()
        memories = self.teller.memories(clocks)
        handled: list[Clock] = []
        telling: list[Told] = []
        without_officer = 0
        rows = 0
        for clock in clocks:
            found, empty = self.teller.say(clock, memories[clock.pk])
            rows += 1 + sum(self._rows(told) for told in found)
            if handled and rows > MOST_ROWS:
                break
            telling += found
            without_officer += empty and self.counts(found)
            clock.next_look_on = self.next_look(clock)
            handled.append(clock)
        self._write(telling)
        Clock.objects.bulk_update(handled, ["next_look_on"])
        self.passed(handled)
        return SweepResult(len(handled), len(telling), without_officer)

    def next_clocks(self) -> list[Clock]:
        return self.locked(to_look_at(self.teller.on))

    def locked(self, rows: QuerySet[Clock]) -> list[Clock]:
        return list(
            rows.select_for_update(skip_locked=True, of=("self",))
            .select_related("bureau")
            .prefetch_related("responsible")[:MOST_CLOCKS]
        )

    def next_look(self, clock: Clock) -> date:
        return next_look(
            self.teller.on,
            act_by=clock.act_by,
            due_on=clock.due_on,
            calendar=self.teller.calendar,
        )

    def counts(self, _found: Sequence[Told]) -> bool:
        """Whether a clock without a holder is counted by this look."""
        return True

    def passed(self, handled: Sequence[Clock]) -> None:
        """Called with the clocks that were handled: their next look lies ahead now."""

    def _rows(self, told: Told) -> int:
        """Message, reminder, and a line per channel on which it leaves the house."""
        return 2 + len(self.teller.channels.of(told.draft.recipient))

    def _write(self, telling: Sequence[Told]) -> None:
        """Messages, what leaves the house, and reminders; or none of them."""
        drafts = [told.draft for told in telling]
        messages = send_many(drafts, channels=self.teller.channels)
        Reminder.objects.bulk_create(
            Reminder(
                clock=told.clock,
                rung=told.rung,
                recipient=told.draft.recipient,
                on=self.teller.on,
                message_uuid=messages[told.draft.told],
                turn=told.clock.turn,
            )
            for told in telling
        )


class _HourSweep(_Sweep):
    """Limits in hours speak several times a day: each run looks at all of them, in order."""

    def __init__(self, teller: Teller) -> None:
        super().__init__(teller)
        self.last = 0

    def next_clocks(self) -> list[Clock]:
        rows = hours_to_look_at(self.teller.on, self.teller.at)
        return self.locked(rows.filter(pk__gt=self.last))

    def next_look(self, clock: Clock) -> date:
        return self.teller.on + ONE_DAY

    def counts(self, found: Sequence[Told]) -> bool:
        """Looked at every few minutes, but counted only when somebody is told of it."""
        return bool(found)

    def passed(self, handled: Sequence[Clock]) -> None:
        self.last = handled[-1].pk if handled else self.last
