"""Clocks: started, met and stopped by the acts of their record, never by hand."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from accounts.models import Role, Scoped, User
from core.errors import LawUnavailable
from deadlines.models import Clock, ClockQuerySet, ClockState
from deadlines.rights import RIGHTS
from deadlines.services.changes import close_ledgers
from deadlines.services.recount import write_count
from law.counting import compute_deadline, require_computable
from law.office import OfficeLaw, current_office
from law.periods import Period, family, in_force

# Written where a running clock of the same rule gives way to a new one.
RESTARTED = "restarted"
# Written where a right of the party was not used in time.
LAPSED = "lapsed"


@transaction.atomic
def start_clock(
    record: Scoped,
    *,
    rule: str,
    on: date,
    at: datetime | None = None,
    responsible: Iterable[User] = (),
    silent: bool = False,
) -> Clock:
    """Start a statutory limit on a record; the same limit starts anew if it was live.

    Args:
        record: what the limit binds; the clock shares its scope.
        rule: id of a period of the catalogue, or of one it replaced.
        on: day of the event that starts it (of a limit counted back, the event before
            which to act); decides the version of the rule.
        at: the instant of the event, for limits in hours; without it they count from
            the beginning of the day.
        responsible: who is reminded; default the record's handling officers.
        silent: never reminds: past years and imports.

    Raises:
        LawUnavailable: no version was in force that day, it has no length, or it is off.
        NotFound: there is no such period.

    Legal source: as the period says; kept in ``basis``.
    """
    office = current_office()
    period = period_for(rule, on, office)
    instant = at if period.unit == "hour" else None
    counted = compute_deadline(period, instant or on, calendar=office.calendar)
    officers = list(responsible) or _officers_of(record)
    _end(live_clocks(record, (period.id,)), ClockState.STOPPED, RESTARTED, on)
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
        started_at=instant,
        silent=silent or period.id in RIGHTS,
    )
    write_count(clock, counted, on=on)
    clock.save(force_insert=True)
    _bind([clock], officers)
    return clock


def period_for(rule: str, on: date, office: OfficeLaw | None = None) -> Period:
    """The version of a rule that a clock started on that day would run by.

    Args:
        office: the office's law where it was read already.

    Raises:
        LawUnavailable: none was in force, it has no length, or the office does not use it.
        NotFound: there is no such period.
    """
    period = in_force(rule, on)
    (office or current_office()).require_used(period)
    require_computable(period)
    return period


def is_law_on(rule: str, on: date) -> bool:
    """Whether a clock of this rule can start on that day."""
    try:
        period_for(rule, on)
    except LawUnavailable:
        return False
    return True


@transaction.atomic
def meet_clocks(record: Scoped, *, rules: Sequence[str], act: str, on: date) -> int:
    """End the live clocks of these rules as met by ``act``. Returns how many."""
    return _end(live_clocks(record, rules), ClockState.MET, act, on)


@transaction.atomic
def stop_clocks(record: Scoped, *, rules: Sequence[str], act: str, on: date) -> int:
    """End the live clocks of these rules without reproach. Returns how many."""
    return _end(live_clocks(record, rules), ClockState.STOPPED, act, on)


def end_lapsed(*, on: date) -> int:
    """End the party's rights whose last day has passed. Returns how many."""
    lapsed = Clock.objects.running().filter(rule__in=RIGHTS, due_on__lt=on)
    return lapsed.update(state=ClockState.STOPPED, ended_on=F("due_on"), ended_act=LAPSED)


@transaction.atomic
def reassign(record: Scoped, *, responsible: Iterable[User], on: date) -> int:
    """Bind other officers by the live clocks of a record. Returns how many clocks.

    Args:
        responsible: all who are bound from now on.
        on: local date of the act that changes them.
    """
    clocks = list(live_clocks(record, None).select_for_update().order_by("pk"))
    officers = list(responsible)
    duty = "" if officers else _duty_of(record)
    bound = Clock.responsible.through.objects.filter(clock__in=clocks)
    bound.delete()
    _bind(clocks, officers)
    Clock.objects.filter(pk__in=[clock.pk for clock in clocks]).update(responsible_role=duty)
    return len(clocks)


def next_clock(record: Scoped) -> Clock | None:
    """The running clock of a record that ends first; a mere right of the party is none."""
    return live_clocks(record, None).binding().order_by("act_by", "pk").first()


def clocks_of(record: Scoped) -> QuerySet[Clock]:
    """The clocks of a record, running ones first, those of a top record's parts too.

    The caller checked that it may be read.
    """
    running_first = Case(
        When(state=ClockState.RUNNING, then=Value(0)),
        When(state=ClockState.SUSPENDED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    top = record.root_ref == record.ref
    rows = Clock.objects.of(record) if top else Clock.objects.on_record(record.ref)
    return rows.order_by(running_first, "act_by", "pk").prefetch_related("responsible")


def live_clocks(record: Scoped, rules: Sequence[str] | None) -> ClockQuerySet:
    """Live clocks of a record; ``None`` for all rules, an empty list for none."""
    rows = Clock.objects.on_record(record.ref).live()
    return rows if rules is None else rows.filter(rule__in=families(rules))


def families(rules: Sequence[str]) -> set[str]:
    """The rules with their older and newer versions: a clock keeps the id it started with."""
    return {member for rule in rules for member in _family_ids(rule)}


@lru_cache(maxsize=256)
def _family_ids(rule: str) -> tuple[str, ...]:
    return tuple(member.id for member in family(rule))


def _end(clocks: ClockQuerySet, state: ClockState, act: str, on: date) -> int:
    ending = list(clocks.select_for_update().order_by("pk"))
    if not ending:
        return 0
    close_ledgers(ending, on=on)
    rows = Clock.objects.filter(pk__in=[clock.pk for clock in ending])
    return rows.update(state=state, ended_on=on, ended_act=act[:64], next_look_on=None)


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
