"""The only way a status moves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Scoped, User
from audit.services import record as write_audit
from core.errors import IllegalTransition
from deadlines.models import Transition
from deadlines.policies import may_act, may_do, require_may_do
from deadlines.procedure import Need, Procedure, Rule, procedure_of
from deadlines.services.changes import resume_by_act, suspend_by_act
from deadlines.services.clocks import (
    is_law_on,
    live_clocks,
    meet_clocks,
    start_clock,
    stop_clocks,
)


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act the table opens in the record's state, and what still stands in the way."""

    rule: Rule
    allowed: bool
    missing: tuple[Need, ...]

    @property
    def ready(self) -> bool:
        return self.allowed and not self.missing


def lock(record: Any) -> None:
    """Lock the record's row and read it again; the caller is inside a transaction."""
    fresh = type(record)._default_manager.select_for_update().get(pk=record.pk)
    for field in record._meta.concrete_fields:
        setattr(record, field.attname, getattr(fresh, field.attname))


def open_acts(record: Any, *, by: User, on: date | None = None) -> list[OpenAct]:
    """What the table opens now, for whom, and what is missing: for the page and the API.

    Without ``on`` a waiting period counts as not yet over.
    """
    opened = procedure_of(record.ref_kind).open_in(record.status)
    rules = [rule for rule in opened if rule.is_for(record)]
    # Each duty and each need is looked at once, however many acts ask for it.
    may = cache(lambda perm: may_act(record, by=by, perm=perm))
    needs = {id(need): need for rule in rules for need in rule.needs}
    open_ = {key for key, need in needs.items() if need.stands_in_the_way(record, on)}
    return [
        OpenAct(
            rule,
            may_do(record, rule, by=by, may=may),
            tuple(need for need in rule.needs if id(need) in open_),
        )
        for rule in rules
    ]


def require_open(record: Any, act: str, *, by: User, on: date | None = None) -> Rule:
    """The rule of ``act``, if it is open to ``by`` in the record's present state.

    Raises:
        IllegalTransition: closed in this state, or something is missing; the text names
            it and the article that asks for it.
        PermissionRefused: open, but not to this person.
    """
    procedure = procedure_of(record.ref_kind)
    rule = procedure.by_act[act]
    if record.status not in rule.sources or not rule.is_for(record):
        raise IllegalTransition(
            _("“%(act)s” is not open while the record is “%(state)s”. Open now: %(open)s.")
            % {
                "act": rule.title,
                "state": record.get_status_display(),
                "open": _titles(procedure, record),
            }
        )
    require_may_do(record, rule, by=by)
    missing = _missing(rule, record, on)
    if missing:
        raise IllegalTransition(
            " ".join(_sentence(need, record) for need in missing),
            details={"missing": [need.name for need in missing]},
        )
    return rule


@transaction.atomic
def advance(
    record: Any,
    act: str,
    *,
    by: User,
    on: date,
    note: str = "",
    to: str | None = None,
    values: dict[str, Any] | None = None,
    responsible: Iterable[User] = (),
    clock_from: date | None = None,
    clock_at: datetime | None = None,
    start_clocks: bool = True,
    without: Collection[str] = (),
    paper: str = "",
) -> Transition:
    """Do one act of the record's procedure.

    Locks the row, checks state, person and what must be there, moves the status, ends,
    stops and starts the clocks of the rule, writes the log row and the audit row. A
    period that was not law on that day, or that the office does not use, starts no clock.

    Args:
        record: a Scoped record with ``status`` and a registered procedure.
        act: the act's code in the table.
        on: local date of the act.
        note: a reason the actor gave.
        to: another target the rule's act allows (an approval's outcome); default the rule's.
        values: fields the act sets together with the status (dates of the same constraint).
        responsible: who is bound by the clocks that start; default the record's officers.
        clock_from: the day the clocks count from (or stop, or run again), when it is
            not ``on``.
        clock_at: the instant from which clocks in hours count.
        start_clocks: False where the rule's clocks have nothing to run for.
        without: ids of periods of the rule that have nothing to run for this time.
        paper: number of the document that shows why clocks stop or run again.

    Raises:
        IllegalTransition, PermissionRefused: as ``require_open``.
    """
    lock(record)
    rule = require_open(record, act, by=by, on=on)
    before = {"status": record.status}
    target = to or rule.target or record.status
    for name, value in (values or {}).items():
        before[name] = getattr(record, name)
        setattr(record, name, value)
    row = _log_row(record, act, record.status, target, by=by, on=on, note=note)
    record.status = target
    record.version += 1
    record.save()
    row.save(force_insert=True)
    _end_and_pause(record, rule, paper=paper, by=by, on=on, day=clock_from or on)
    if start_clocks:
        starts = [period for period in rule.starts if period not in without]
        _start(record, starts, clock_from or on, clock_at, responsible)
    kind, after = f"{record.ref_kind}.{act}", {"status": target, **(values or {})}
    write_audit(kind, subject=record, by=by, on=on, before=before, after=after, note=note)
    return row


def _end_and_pause(
    record: Any, rule: Rule, *, paper: str, by: User, on: date, day: date
) -> None:
    if rule.meets:
        meet_clocks(record, rules=rule.meets, act=rule.act, on=on)
    if rule.stops:
        stop_clocks(record, rules=rule.stops, act=rule.act, on=on)
    for pause in rule.resumes:
        clocks = live_clocks(record, pause.periods)
        resume_by_act(clocks, reason=pause.reason, paper=paper, by=by, on=day)
    for pause in rule.suspends:
        clocks = live_clocks(record, pause.periods)
        suspend_by_act(clocks, reason=pause.reason, paper=paper, by=by, on=day)


def _start(
    record: Any,
    periods: Iterable[str],
    on: date,
    at: datetime | None,
    responsible: Iterable[User],
) -> None:
    bound = list(responsible)
    for period in periods:
        if is_law_on(period, on):
            start_clock(record, rule=period, on=on, at=at, responsible=bound)


def begin(record: Any, *, by: User, on: date, act: str = "register") -> Transition:
    """The log row of a record's birth, in its procedure's first state."""
    row = _log_row(record, act, "", record.status, by=by, on=on)
    row.save(force_insert=True)
    return row


def _log_row(
    record: Any, act: str, from_state: str, to_state: str, *, by: User, on: date, note: str = ""
) -> Transition:
    return Transition.under(
        record,
        about_kind=record.ref_kind,
        about_uuid=record.uuid,
        act=act,
        from_state=from_state,
        to_state=to_state,
        by=by,
        on=on,
        note=note,
    )


def _missing(rule: Rule, record: Any, on: date | None) -> tuple[Need, ...]:
    return tuple(need for need in rule.needs if need.stands_in_the_way(record, on))


def _sentence(need: Need, record: Any) -> str:
    told = need.told(record)
    return f"{told}（{need.article}）" if need.article else told


def _titles(procedure: Procedure, record: Any) -> str:
    rules = procedure.open_in(record.status)
    titles = [str(rule.title) for rule in rules if rule.is_for(record)]
    return "、".join(titles) or _("nothing")


def history(record: Scoped) -> Any:
    """The log rows of a record, oldest first."""
    return Transition.objects.filter(
        about_kind=record.ref_kind, about_uuid=record.uuid
    ).select_related("by")
