"""Reminders in words that tell nothing of the record: its readers find it behind the link."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Role, User
from deadlines.models import Clock, Rung
from law.workdays import WorkCalendar
from workbench.models import MessageKind
from workbench.services.messages import Draft, Outside, Text

ABOVE = frozenset({Rung.UNIT_AND_BUREAU_HEAD, Rung.BUREAU_ABOVE, Rung.PROVINCE})


def reminder_draft(
    clock: Clock, rung: Rung, person: User, on: date, calendar: WorkCalendar
) -> Draft:
    """What one person is told of a clock at a rung on a day."""
    turn = f":{clock.turn}" if clock.turn > 1 else ""
    day = f":{on}" if rung == Rung.OVERDUE else ""
    due_at = clock.due_at
    if due_at is None:
        title = _title(clock, rung, on, calendar)
    else:
        title = _hours_title(clock, rung, due_at)
    return Draft(
        recipient=person,
        kind=MessageKind.ESCALATION if rung in ABOVE else MessageKind.REMINDER,
        title=title,
        dedupe_key=f"clock:{clock.uuid}{turn}:{rung}{day}",
        on=on,
        body=format_lazy(_("Legal source: {basis}"), basis=clock.basis),
        about=clock.about,
        outside=Outside.AT_ONCE if due_at else Outside.DIGEST,
        topic=f"clock:{clock.uuid}",
        last_on=on if rung == Rung.DUE else None,
    )


def to_administrator(person: User, bureau: Bureau, role: Role, on: date) -> Draft:
    """That a duty reminders fall to has no holder: once per duty and day."""
    return Draft(
        recipient=person,
        kind=MessageKind.SYSTEM,
        title=format_lazy(
            _("{bureau}: reminders of limits reach nobody. Fill the duty “{role}”."),
            bureau=bureau.name,
            role=role.label,
        ),
        dedupe_key=f"nobody:{bureau.uuid}:{role}:{on}",
        on=on,
        outside=Outside.DIGEST,
        topic=f"nobody:{bureau.uuid}:{role}",
    )


def _title(clock: Clock, rung: Rung, on: date, calendar: WorkCalendar) -> Text:
    name = _Name(clock)
    left = (clock.act_by - on).days
    if on > clock.due_on:
        late = calendar.count(clock.due_on, on)
        words = (
            _("{bureau}: {limit} overdue by {n} working days, last day was {day}")
            if rung in ABOVE
            else _("Overdue by {n} working days: {limit}, last day was {day}")
        )
        return format_lazy(
            words, bureau=clock.bureau.name, limit=name, n=late, day=clock.due_on
        )
    if left > 0:
        words = _("{n} days left: {limit}, act by {day}")
        return format_lazy(words, n=left, limit=name, day=clock.act_by)
    words = _("Due today: {limit}") if left == 0 else _("Last day {day}: {limit}")
    return format_lazy(words, limit=name, day=clock.due_on)


def _hours_title(clock: Clock, rung: Rung, due_at: datetime) -> Text:
    """A limit in hours names the hour."""
    words = _("Limit in hours: {limit}, ends at {time}")
    if rung in ABOVE:
        words = _("{bureau}: limit in hours has passed: {limit}, ended at {time}")
    elif rung == Rung.OVERDUE:
        words = _("Limit in hours has passed: {limit}, ended at {time}")
    ends = due_at.astimezone(ZoneInfo(settings.TIME_ZONE))
    return format_lazy(
        words, bureau=clock.bureau.name, limit=_Name(clock), time=f"{ends:%Y-%m-%d %H:%M}"
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A clock's name, in the language of whoever it is said to."""

    clock: Clock

    def __str__(self) -> str:
        return self.clock.name
