"""What a clock says on a day, to whom and in which words. Reads only.

The sweep writes it down, the preview of tomorrow shows it: one code for both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from accounts.models import Bureau, Role, User
from deadlines.ladder import Family, Ladder, family_of, hour_rungs_at, rungs_on
from deadlines.models import Clock, Reminder, Rung
from deadlines.services.calendar import office_calendar
from deadlines.services.ladders import ladders
from deadlines.services.recipients import recipients_at
from deadlines.services.wording import reminder_draft, to_administrator
from law.workdays import WorkCalendar
from workbench.services.channels import Channels
from workbench.services.messages import Draft
from workbench.services.recipients import Directory

RANK = {rung: at for at, rung in enumerate(Rung)}


@dataclass(frozen=True, slots=True)
class Told:
    """A person about to be told of a clock at a rung."""

    clock: Clock
    rung: Rung
    draft: Draft


@dataclass
class Memory:
    """What was said of one clock since its dates were last counted."""

    rungs: dict[int, set[Rung]] = field(default_factory=lambda: defaultdict(set))
    today: dict[int, set[Rung]] = field(default_factory=lambda: defaultdict(set))

    def may_tell(self, person: User, rung: Rung, *, hourly: bool) -> bool:
        """A rung once, and none below one already reached; of limits in days once a day."""
        if rung in self.today[person.pk] or (self.today[person.pk] and not hourly):
            return False
        if rung == Rung.OVERDUE:
            return True
        return all(RANK[told] < RANK[rung] for told in self.rungs[person.pk])

    def note(self, person: User, rung: Rung) -> None:
        self.rungs[person.pk].add(rung)
        self.today[person.pk].add(rung)


class Teller:
    """What is to be said on a day, at an instant; remembers people, ladders and calendar."""

    def __init__(self, on: date, at: datetime) -> None:
        self.on = on
        self.at = at
        self.directory = Directory(on)
        self.channels = Channels()

    @cached_property
    def calendar(self) -> WorkCalendar:
        return office_calendar()

    @cached_property
    def ladders(self) -> Mapping[Family, Ladder]:
        return ladders()

    def memories(self, clocks: Sequence[Clock]) -> dict[int, Memory]:
        """What was said of these clocks. One query."""
        memories: dict[int, Memory] = defaultdict(Memory)
        turns = {clock.pk: clock.turn for clock in clocks}
        told = Reminder.objects.filter(clock__in=list(turns))
        for clock, turn, person, rung, day in told.values_list(
            "clock_id", "turn", "recipient_id", "rung", "on"
        ):
            if turn == turns[clock]:  # dates that moved have a ladder of their own
                memories[clock].rungs[person].add(Rung(rung))
            if day == self.on:
                memories[clock].today[person].add(Rung(rung))
        return memories

    def rungs(self, clock: Clock) -> tuple[Rung, ...]:
        """What a clock says now, the furthest rung first."""
        ladder = self.ladders[family_of(clock)]
        due_at = clock.due_at
        if due_at is not None:
            return hour_rungs_at(
                self.at,
                self.on,
                due_at=due_at,
                due_on=clock.due_on,
                calendar=self.calendar,
                ladder=ladder,
            )
        return rungs_on(
            self.on,
            act_by=clock.act_by,
            due_on=clock.due_on,
            calendar=self.calendar,
            ladder=ladder,
        )

    def say(self, clock: Clock, memory: Memory) -> tuple[list[Told], bool]:
        """Whom to tell of a clock now, and whether a duty for it has no holder."""
        telling: list[Told] = []
        nobody = False
        hourly = clock.due_at is not None
        for rung in self.rungs(clock):
            found = recipients_at(rung, clock, self.directory)
            drafts = [self._draft(clock, rung, person) for person in found.people]
            drafts += self._to_administrators(found.empty)
            nobody = nobody or bool(found.empty)
            for draft in drafts:
                if memory.may_tell(draft.recipient, rung, hourly=hourly):
                    memory.note(draft.recipient, rung)
                    telling.append(Told(clock, rung, draft))
        return telling, nobody

    def _draft(self, clock: Clock, rung: Rung, person: User) -> Draft:
        return reminder_draft(clock, rung, person, self.on, self.calendar)

    def _to_administrators(self, empty: Iterable[tuple[Bureau, Role]]) -> list[Draft]:
        return [
            to_administrator(person, bureau, role, self.on)
            for bureau, role in empty
            for person in self.directory.administrators(bureau)
        ]
