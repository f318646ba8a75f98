"""What will be sent on a day: the sweep's own rules, without writing anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from deadlines.models import Clock, Rung
from deadlines.services.reminders import end_of_day, hours_to_look_at, to_look_at
from deadlines.services.teller import Teller, Told
from workbench.models import Channel

CHUNK = 500
MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Planned:
    """One person who will be told of one clock on one channel."""

    person: User
    clock: Clock
    rung: Rung
    channel: Channel


def plan_for(
    day: date, *, clocks: QuerySet[Clock] | None = None, most: int = MOST_LINES
) -> list[Planned]:
    """What the sweep of ``day`` will say if nothing happens until then. Writes nothing.

    Args:
        day: a local day, tomorrow as a rule; as clocks, people and settings are now.
        clocks: those the reader may see; by default all.
        most: lines at most; the first ones by the order the sweep takes them.
    """
    plan: list[Planned] = []
    teller = Teller(day, end_of_day(day))
    said: set[tuple[int, str]] = set()
    for told in _told(teller, clocks):
        if told.draft.told in said:
            continue
        said.add(told.draft.told)
        person = told.draft.recipient
        ways = (Channel.IN_APP, *teller.channels.of(person))
        plan += [Planned(person, told.clock, told.rung, way) for way in ways]
        if len(plan) >= most:
            return plan[:most]
    return plan


def _told(teller: Teller, clocks: QuerySet[Clock] | None) -> Iterator[Told]:
    for rows in (hours_to_look_at(teller.on, teller.at), to_look_at(teller.on)):
        chosen = rows if clocks is None else rows.filter(pk__in=clocks.values("pk"))
        found = chosen.select_related("bureau").prefetch_related("responsible")
        chunk: list[Clock] = []
        for clock in found.iterator(chunk_size=CHUNK):
            chunk.append(clock)
            if len(chunk) == CHUNK:
                yield from _say(teller, chunk)
                chunk = []
        yield from _say(teller, chunk)


def _say(teller: Teller, chunk: list[Clock]) -> Iterator[Told]:
    memories = teller.memories(chunk)
    for clock in chunk:
        yield from teller.say(clock, memories[clock.pk])[0]
