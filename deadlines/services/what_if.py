"""What a change of calendar or rules would do to the limits that run, before it is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q, QuerySet

from core.errors import DomainError
from deadlines.models import Clock
from deadlines.services.office import laid_days, office_law
from deadlines.services.recount import count_clock
from law.due import DeadlineResult
from law.notices import read_notice
from law.office import OfficeLaw
from law.periods import family
from law.workdays import Day, DayKind, shipped_calendar

# More are not counted for a preview; how many there are is said all the same.
MOST_COUNTED = 5_000
MOST_SHOWN = 100
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Move:
    """One limit: its dates as they stand, and as they would be."""

    clock: Clock
    after: DeadlineResult

    @property
    def moves(self) -> bool:
        """Whether a date changes; else only whether it is provisional, or why."""
        before = (self.clock.due_on, self.clock.act_by, self.clock.due_at)
        return before != (self.after.due_on, self.after.act_by, self.after.due_at)

    @property
    def settles(self) -> bool:
        """Whether the date was provisional and would no longer be."""
        return self.clock.provisional and not self.after.provisional

    @property
    def unsettles(self) -> bool:
        return self.after.provisional and not self.clock.provisional


@dataclass(slots=True)
class Preview:
    """What would happen.

    Args:
        touched: how many live limits the change could concern.
        counted: how many of them were counted for this preview.
        moved: how many would get other dates; the first of them are in ``moves``.
        settled: how many keep their dates, which are no longer provisional.
        unsettled: how many keep their dates, which become provisional.
        uncounted: limits that cannot be counted any more: they keep their dates.
    """

    touched: int = 0
    counted: int = 0
    moved: int = 0
    settled: int = 0
    unsettled: int = 0
    uncounted: int = 0
    moves: list[Move] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return self.counted == self.touched

    def add(self, move: Move | None) -> None:
        """Note one counted limit."""
        self.counted += 1
        if move is None:
            self.uncounted += 1
            return
        self.settled += move.settles
        self.unsettled += move.unsettles
        self.moved += move.moves
        if (move.moves or move.settles or move.unsettles) and len(self.moves) < MOST_SHOWN:
            self.moves.append(move)


def preview_day(day: date, what: Day | None) -> Preview:
    """What would move if a day were worked or free; None takes the office's entry back."""
    days = dict(laid_days())
    days.pop(day, None)
    if what is not None:
        days[day] = what
    return _preview(replace(office_law(), days=days), touched_by(day, day))


def preview_year(year: int, days: str) -> tuple[Preview, Mapping[date, Day]]:
    """What would move if a year were entered, and the days as they were read.

    Raises:
        Invalid: the days cannot be right.
    """
    named = read_notice(days, year, shipped_calendar())
    kept = {day: what for day, what in laid_days().items() if day.year != year}
    office = office_law()
    office = replace(office, days={**kept, **named}, known_years=office.known_years | {year})
    first = min(date(year, 1, 1), *named)
    return _preview(office, touched_by(first, date(year, 12, 31))), named


def preview_rule(rule_id: str, *, confirmed: bool) -> Preview:
    """What would change for the limits of a rule if it were confirmed, or taken back."""
    office = office_law()
    known = office.confirmed - {rule_id} | ({rule_id} if confirmed else set())
    return _preview(replace(office, confirmed=known), of_rule(rule_id))


def touched_by(first: date, last: date) -> QuerySet[Clock]:
    """Live limits whose count may have asked about a day of a stretch."""
    begun = Q(started_on__lte=last) | Q(act_by__lte=last)
    ends = Q(due_on__gte=first) | Q(moved_to__gte=first) | Q(started_on__gte=first)
    return Clock.objects.live().filter(begun, ends)


def of_rule(rule_id: str) -> QuerySet[Clock]:
    """Live limits of a rule, in any of its versions."""
    return Clock.objects.live().filter(rule__in=[rule.id for rule in family(rule_id)])


def recounted(rows: QuerySet[Clock], office: OfficeLaw) -> Iterator[tuple[Clock, Move | None]]:
    """Each clock with its count under this law; None where it cannot be counted."""
    ready = rows.select_related("bureau").prefetch_related("suspensions", "extensions")
    for clock in ready.iterator(chunk_size=CHUNK):
        yield clock, count_move(clock, office)


def count_move(clock: Clock, office: OfficeLaw) -> Move | None:
    """The clock's count under this law; None where the catalogue cannot count it."""
    try:
        return Move(clock, count_clock(clock, calendar=office.calendar, office=office))
    except DomainError:
        return None


def day_kind(kind: str, name: str = "") -> Day:
    """A day as typed, as the law's calendar takes it."""
    return Day(DayKind(kind), name.strip())


def _preview(office: OfficeLaw, rows: QuerySet[Clock]) -> Preview:
    preview = Preview(touched=rows.count())
    for _clock, move in recounted(rows.order_by("act_by", "pk")[:MOST_COUNTED], office):
        preview.add(move)
    return preview
