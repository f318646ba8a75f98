"""The daily sweep: tells whoever is bound by a limit, and their heads once it has passed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Role, User
from deadlines.ladder import next_look, rungs_on
from deadlines.models import Clock, Reminder, Rung, SweepRun
from deadlines.services.calendar import office_calendar
from deadlines.services.recipients import recipients_at
from law.workdays import WorkCalendar
from workbench.models import MessageKind
from workbench.services.messages import Draft, Text, send_many
from workbench.services.recipients import Directory

# Rows of one transaction: a clock's own row, and message and reminder per person.
MOST_ROWS = 500
MOST_CLOCKS = 100
KEEP_RUNS = timedelta(days=90)
RANK = {rung: at for at, rung in enumerate(Rung)}


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


def remind_due(*, on: date) -> SweepResult:
    """Tell everybody concerned by a limit that speaks on this day, each once.

    Looks only at running clocks whose next look has come. Safe to run twice and by two
    at once; after days without a sweep only what holds now is said.

    Args:
        on: the local day to speak of.
    """
    run = SweepRun.objects.create(on=on, started_at=timezone.now())
    sweep = _Sweep(on)
    total = SweepResult()
    while (done := sweep.chunk()).clocks:
        total += done
    run.finished_at = timezone.now()
    run.clocks_looked_at, run.reminders_made = total.clocks, total.reminders
    run.clocks_without_officer = total.without_officer
    run.save()
    SweepRun.objects.filter(started_at__lt=run.started_at - KEEP_RUNS).delete()
    return total


@dataclass(frozen=True, slots=True)
class _Told:
    """A person about to be told of a clock at a rung."""

    clock: Clock
    rung: Rung
    draft: Draft


@dataclass
class _Memory:
    """What was said of one clock: rungs and days per person."""

    rungs: dict[int, set[Rung]] = field(default_factory=lambda: defaultdict(set))
    today: set[int] = field(default_factory=set)

    def may_tell(self, person: User, rung: Rung) -> bool:
        """Once a day; a rung once, and none below one already reached."""
        if person.pk in self.today:
            return False
        if rung == Rung.OVERDUE:
            return True
        return all(RANK[told] < RANK[rung] for told in self.rungs[person.pk])


class _Sweep:
    """One run over the clocks of a day, in chunks of one transaction each."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.directory = Directory(on)

    @cached_property
    def calendar(self) -> WorkCalendar:
        return office_calendar()

    @transaction.atomic
    def chunk(self) -> SweepResult:
        """Handle the next clocks; what another sweep holds is left to it."""
        clocks = self._next_clocks()
        memories = self._memories(clocks)
        handled: list[Clock] = []
        telling: list[_Told] = []
        without_officer = 0
        for clock in clocks:
            found, empty = self._say(clock, memories[clock.pk])
            rows = len(handled) + 2 * len(telling) + 1 + 2 * len(found)
            if handled and rows > MOST_ROWS:
                break
            telling += found
            without_officer += empty
            clock.next_look_on = next_look(
                self.on, act_by=clock.act_by, due_on=clock.due_on, calendar=self.calendar
            )
            handled.append(clock)
        self._write(telling)
        Clock.objects.bulk_update(handled, ["next_look_on"])
        return SweepResult(len(handled), len(telling), without_officer)

    def _next_clocks(self) -> list[Clock]:
        rows = Clock.objects.running().filter(silent=False, next_look_on__lte=self.on)
        return list(
            rows.select_for_update(skip_locked=True, of=("self",))
            .select_related("bureau")
            .prefetch_related("responsible")
            .order_by("next_look_on", "pk")[:MOST_CLOCKS]
        )

    def _memories(self, clocks: Sequence[Clock]) -> dict[int, _Memory]:
        memories: dict[int, _Memory] = defaultdict(_Memory)
        told = Reminder.objects.filter(clock__in=[clock.pk for clock in clocks])
        for clock, person, rung, day in told.values_list(
            "clock_id", "recipient_id", "rung", "on"
        ):
            memories[clock].rungs[person].add(Rung(rung))
            if day == self.on:
                memories[clock].today.add(person)
        return memories

    def _say(self, clock: Clock, memory: _Memory) -> tuple[list[_Told], bool]:
        """Whom to tell of a clock today, and whether a duty for it has no holder."""
        telling: list[_Told] = []
        nobody = False
        rungs = rungs_on(
            self.on, act_by=clock.act_by, due_on=clock.due_on, calendar=self.calendar
        )
        for rung in rungs:
            found = recipients_at(rung, clock, self.directory)
            drafts = [self._draft(clock, rung, person) for person in found.people]
            drafts += self._to_administrators(found.empty)
            nobody = nobody or bool(found.empty)
            for draft in drafts:
                if memory.may_tell(draft.recipient, rung):
                    memory.today.add(draft.recipient.pk)
                    telling.append(_Told(clock, rung, draft))
        return telling, nobody

    def _draft(self, clock: Clock, rung: Rung, person: User) -> Draft:
        above = RANK[rung] > RANK[Rung.OVERDUE]
        day = f":{self.on}" if rung == Rung.OVERDUE else ""
        return Draft(
            recipient=person,
            kind=MessageKind.ESCALATION if above else MessageKind.REMINDER,
            title=self._title(clock, above),
            dedupe_key=f"clock:{clock.uuid}:{rung}{day}",
            on=self.on,
            body=format_lazy(_("Legal source: {basis}"), basis=clock.basis),
            about=clock.about,
        )

    def _title(self, clock: Clock, above: bool) -> Text:
        """In words that tell nothing of the record: who may see it finds it behind the link."""
        left = (clock.act_by - self.on).days
        if self.on > clock.due_on:
            late = self.calendar.count(clock.due_on, self.on)
            words = (
                _("{bureau}: {limit} overdue by {n} working days, last day was {day}")
                if above
                else _("Overdue by {n} working days: {limit}, last day was {day}")
            )
            return format_lazy(
                words,
                bureau=clock.bureau.name,
                limit=_Name(clock),
                n=late,
                day=clock.due_on,
            )
        if left > 0:
            words = _("{n} days left: {limit}, act by {day}")
            return format_lazy(words, n=left, limit=_Name(clock), day=clock.act_by)
        words = _("Due today: {limit}") if left == 0 else _("Last day {day}: {limit}")
        return format_lazy(words, limit=_Name(clock), day=clock.due_on)

    def _to_administrators(self, empty: Iterable[tuple[Bureau, Role]]) -> list[Draft]:
        """One message per duty and day, without a word of any record."""
        return [
            Draft(
                recipient=person,
                kind=MessageKind.SYSTEM,
                title=format_lazy(
                    _("{bureau}: reminders of limits reach nobody. Fill the duty “{role}”."),
                    bureau=bureau.name,
                    role=role.label,
                ),
                dedupe_key=f"nobody:{bureau.uuid}:{role}:{self.on}",
                on=self.on,
            )
            for bureau, role in empty
            for person in self.directory.administrators(bureau)
        ]

    def _write(self, telling: Sequence[_Told]) -> None:
        """Messages and reminders, or neither."""
        messages = send_many([told.draft for told in telling])
        Reminder.objects.bulk_create(
            Reminder(
                clock=told.clock,
                rung=told.rung,
                recipient=told.draft.recipient,
                on=self.on,
                message_uuid=messages[told.draft.told],
            )
            for told in telling
        )


@dataclass(frozen=True, slots=True)
class _Name:
    """A clock's name, in the language of whoever it is said to."""

    clock: Clock

    def __str__(self) -> str:
        return self.clock.name
