"""Clocks: started, met and stopped by the acts of their record, never by hand."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, Value, When

from accounts.models import Role, Scoped, User
from deadlines.ladder import first_look
from deadlines.models import Clock, ClockState
from deadlines.services.calendar import office_calendar
from law.counting import compute_deadline
from law.due import DeadlineResult
from law.periods import Period, family, in_force

# Written where a running clock of the same rule gives way to a new one.
RESTARTED = "restarted"


@transaction.atomic
def start_clock(
    record: Scoped,
    *,
    rule: str,
    on: date,
    responsible: Iterable[User] = (),
    silent: bool = False,
) -> Clock:
    """Start a statutory limit on a record; the same limit starts anew if it was running.

    Args:
        record: what the limit binds; the clock shares its scope.
        rule: id of a period of the catalogue, or of one it replaced.
        on: day of the event that starts it; decides the version of the rule.
        responsible: who is reminded; default the record's handling officers.
        silent: never reminds: past years and imports.

    Raises:
        LawUnavailable: no version was in force that day, or it has no length.
        NotFound: there is no such period.

    Legal source: as the period says; kept in ``basis``.
    """
    period = in_force(rule, on)
    counted = compute_deadline(period, on, calendar=office_calendar())
    officers = list(responsible) or _officers_of(record)
    _end(_running(record, (period.id,)), ClockState.STOPPED, RESTARTED, on)
    clock = Clock.under(
        record,
        about_kind=record.ref_kind,
        about_uuid=record.uuid,
        rule=period.id,
        rule_version=period.version,
        title=period.title.zh,
        responsibility=period.responsibility,
        responsible_role="" if officers else _duty_of(record),
        started_on=on,
        due_on=counted.due_on,
        moved_to=counted.moved_to,
        act_by=counted.act_by,
        provisional=counted.provisional,
        silent=silent,
        basis=counted.basis[:300],
        steps=[{"code": step.code, "params": dict(step.params)} for step in counted.steps],
        next_look_on=None if silent else _first_look(period, on, counted),
    )
    clock.save(force_insert=True)
    _bind([clock], officers)
    return clock


@transaction.atomic
def meet_clocks(record: Scoped, *, rules: Sequence[str], act: str, on: date) -> int:
    """End the running clocks of these rules as met by ``act``. Returns how many."""
    return _end(_running(record, rules), ClockState.MET, act, on)


@transaction.atomic
def stop_clocks(record: Scoped, *, rules: Sequence[str], act: str, on: date) -> int:
    """End the running clocks of these rules without reproach. Returns how many."""
    return _end(_running(record, rules), ClockState.STOPPED, act, on)


@transaction.atomic
def reassign(record: Scoped, *, responsible: Iterable[User], on: date) -> int:
    """Bind other officers by the running clocks of a record. Returns how many clocks.

    Args:
        responsible: all who are bound from now on.
        on: local date of the act that changes them.
    """
    clocks = list(_running(record, None).select_for_update().order_by("pk"))
    officers = list(responsible)
    duty = "" if officers else _duty_of(record)
    bound = Clock.responsible.through.objects.filter(clock__in=clocks)
    bound.delete()
    _bind(clocks, officers)
    Clock.objects.filter(pk__in=[clock.pk for clock in clocks]).update(responsible_role=duty)
    return len(clocks)


def next_clock(record: Scoped) -> Clock | None:
    """The running clock of a record that ends first."""
    return _running(record, None).order_by("act_by", "pk").first()


def clocks_of(record: Scoped) -> QuerySet[Clock]:
    """The clocks of a record, running ones first. The caller checked that it may be read."""
    running_first = Case(
        When(state=ClockState.RUNNING, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = Clock.objects.on_record(record.ref)
    return rows.order_by(running_first, "act_by", "pk").prefetch_related("responsible")


def _running(record: Scoped, rules: Sequence[str] | None) -> QuerySet[Clock]:
    """Running clocks of a record; ``None`` for all rules, an empty list for none."""
    rows = Clock.objects.on_record(record.ref).running()
    return rows if rules is None else rows.filter(rule__in=_families(rules))


def _families(rules: Sequence[str]) -> set[str]:
    """The rules with their older and newer versions: a clock keeps the id it started with."""
    return {member for rule in rules for member in _family_ids(rule)}


@lru_cache(maxsize=256)
def _family_ids(rule: str) -> tuple[str, ...]:
    return tuple(member.id for member in family(rule))


def _first_look(period: Period, on: date, counted: DeadlineResult) -> date:
    # A limit before an event starts with the plan, not with the event.
    born = on if period.direction == "after" else date.min
    return first_look(born, counted.act_by, counted.due_on)


def _end(clocks: QuerySet[Clock], state: ClockState, act: str, on: date) -> int:
    return clocks.update(state=state, ended_on=on, ended_act=act[:64], next_look_on=None)


def _bind(clocks: Sequence[Clock], officers: Sequence[User]) -> None:
    through: Any = Clock.responsible.through
    through.objects.bulk_create(
        through(clock_id=clock.pk, user_id=officer.pk)
        for clock in clocks
        for officer in dict.fromkeys(officers)
    )


def _officers_of(record: Any) -> list[User]:
    named = getattr(record, "responsible_officers", None)
    return list(named()) if named is not None else []


def _duty_of(record: Scoped) -> Role:
    """Who answers for a record nobody handles: who would assign it."""
    return Role.UNIT_HEAD if record.unit_id else Role.BUREAU_HEAD
