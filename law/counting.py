"""Counting a statutory period to its last day, with every step explained.

The start day is not counted; suspensions and extensions are added to the unmoved last
day; the move for a rest day is applied once, at the end. Pure: the calendar comes in.

Legal source: SAMR procedure rules Art. 80; Civil Code Art. 200-204; Civil Procedure Law
Art. 85; Administrative Penalty Law Art. 85; Administrative Compulsion Law Art. 69.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Invalid, LawUnavailable
from law.due import SHANGHAI, DeadlineResult, Grant
from law.intervals import ONE_DAY, Interval, Suspension, after, union
from law.periods import Extension, Period
from law.tally import EARLIEST, LATEST, Tally
from law.workdays import WorkCalendar


def compute_deadline(
    rule: Period,
    start: date | datetime,
    *,
    calendar: WorkCalendar,
    suspensions: Iterable[Suspension] = (),
    extensions: int | Sequence[Grant] = 0,
    extend_to: date | None = None,
) -> DeadlineResult:
    """Count a period from its starting event to its last day.

    Args:
        rule: the period, in the version that governs the event.
        start: day of the event (for backward rules the event counted back from); an
            instant for limits in hours. A naive instant is local time of Shanghai.
        calendar: which days are worked.
        suspensions: stretches that do not count; each day counts once however many
            cover it, and days up to the start day are not counted anyway.
        extensions: how many of the rule's extensions apply, or each as granted.
        extend_to: fixed last day that stands for the last extension applied.

    Raises:
        LawUnavailable: the rule has no computable length.
        Invalid: an impossible day, suspension or extension.
    """
    require_computable(rule)
    grants = _as_granted(rule, extensions, extend_to)
    stretches = _checked(suspensions)
    if rule.unit == "hour" or rule.direction == "before":
        _refuse_changes(rule, stretches, grants)
    if rule.unit == "hour":
        return _count_hours(rule, start, calendar)
    tally = Tally(rule, _local_day(start), calendar)
    if rule.direction == "before":
        return _count_back(tally)
    return _count_on(tally, stretches, grants)


def require_computable(rule: Period) -> None:
    """Refuse a rule that gives no number to count."""
    if not rule.computable:
        raise LawUnavailable(
            _("“%(rule)s” has no fixed length to count from a starting day.")
            % {"rule": rule.id}
        )


def require_possible(day: date) -> date:
    """Refuse a day no limit of today can begin or end on: a typing error."""
    if not EARLIEST <= day.year <= LATEST:
        raise Invalid(_("%(day)s cannot be right: check the year.") % {"day": day})
    return day


def _count_on(
    tally: Tally, suspensions: Sequence[Suspension], grants: Sequence[Grant]
) -> DeadlineResult:
    rule = tally.rule
    tally.say("start", event=rule.trigger_event, start_on=tally.start)
    base = tally.add(rule.length or 0, rule.unit or "calendar_day", tally.start)
    tally.say("counted", length=[rule.length, rule.unit], last_on=base)
    if rule.unit in ("month", "year") and base.day != tally.start.day:
        tally.say("month_end", last_on=base)
    lost = after(union(suspensions), tally.start)
    day, pending = _extend(tally, base, lost, grants)
    for one in suspensions:
        _say_suspension(tally, one)
    _say_days_before_start(tally, suspensions)
    unmoved = tally.shift(day, pending)
    if pending:
        tally.say("suspended_total", length=tally.lost(pending), last_on=unmoved)
    tally.say_skipped(tally.start + ONE_DAY, unmoved)
    due_on, moved_to = _move(tally, unmoved)
    return tally.result(unmoved, due_on, moved_to)


def _extend(
    tally: Tally, base: date, lost: Sequence[Interval], grants: Sequence[Grant]
) -> tuple[date, Sequence[Interval]]:
    """The last day with its extensions, and the lost days still to be added to it."""
    day, pending = base, lost
    for number, (extension, grant) in enumerate(
        zip(tally.rule.extensions, grants, strict=False), start=1
    ):
        _refuse_late(tally, day, pending, grant, number)
        basis = extension.basis or tally.rule.citation
        if grant.to is None:
            length, unit = _length_of(tally.rule, extension, number)
            day = tally.add(length, unit, day)
            tally.say(
                "extended", number=number, length=[length, unit], basis=basis, last_on=day
            )
            continue
        known = _until(pending, grant.granted_on)
        _check_fixed_day(tally, extension, tally.shift(day, known), grant.to)
        day = grant.to
        pending = after(pending, grant.granted_on) if grant.granted_on else ()
        tally.say("extended_to", number=number, basis=basis, last_on=day)
    return day, pending


def _length_of(rule: Period, extension: Extension, number: int) -> tuple[int, Any]:
    if extension.length is None or extension.unit is None:
        raise Invalid(
            _(
                "Extension %(number)s of “%(rule)s” has no length in the law: give the day "
                "it was extended to."
            )
            % {"number": number, "rule": rule.id},
            fields={"extend_to": _("Give the day the approval names.")},
        )
    return extension.length, extension.unit


def _refuse_late(
    tally: Tally, day: date, pending: Sequence[Interval], grant: Grant, number: int
) -> None:
    if grant.granted_on is None:
        return
    known = [interval for interval in pending if interval.first <= grant.granted_on]
    limit = tally.legal_last(tally.shift(day, known))
    if grant.granted_on > limit:
        raise Invalid(
            _("Extension %(number)s was granted on %(on)s, after the limit of %(limit)s.")
            % {"number": number, "on": grant.granted_on, "limit": limit}
        )


def _check_fixed_day(tally: Tally, extension: Extension, reached: date, to: date) -> None:
    if to <= reached:
        raise Invalid(
            _("The extension to %(to)s must lie after the last day without it, %(last)s.")
            % {"to": to, "last": reached},
            fields={"extend_to": _("Give a later day.")},
        )
    if extension.length is not None and extension.unit is not None:
        longest = tally.add(extension.length, extension.unit, reached)
        if to > longest:
            raise Invalid(
                _("The law allows this extension only up to %(last)s.") % {"last": longest},
                fields={"extend_to": _("Give an earlier day.")},
            )


def _until(intervals: Sequence[Interval], day: date | None) -> list[Interval]:
    return [
        Interval(interval.first, min(interval.last, day or interval.last))
        for interval in intervals
        if day is None or interval.first <= day
    ]


def _say_suspension(tally: Tally, one: Suspension) -> None:
    if one.reason:
        tally.say("suspended", first_on=one.first, last_on=one.last, reason=one.reason)
    else:
        tally.say("suspended_plain", first_on=one.first, last_on=one.last)


def _say_days_before_start(tally: Tally, suspensions: Sequence[Suspension]) -> None:
    early = [one for one in union(suspensions) if one.first <= tally.start]
    spans = [(one.first, min(one.last, tally.start), "") for one in early]
    if spans:
        tally.say_spans("suspended_before_start", spans)


def _move(tally: Tally, unmoved: date) -> tuple[date, date | None]:
    """The legal last day, and the working day after it if it is a rest day."""
    rollover = tally.rule.rollover
    if rollover == "not_applicable":
        return unmoved, None
    if rollover == "none":
        if tally.plain.is_rest_day(unmoved) and tally.plain.known_year(unmoved.year):
            tally.say("stays", from_on=unmoved)
        return unmoved, None
    if tally.calendar.is_workday(unmoved):
        return unmoved, None
    moved = tally.calendar.next_workday(unmoved)
    code = "moved" if rollover == "statutory" else "may_move"
    spans = tally.rest_spans(unmoved, moved - ONE_DAY)
    tally.say_spans(code, spans, from_on=unmoved, moved_on=moved)
    return (moved if rollover == "statutory" else unmoved), moved


def _count_back(tally: Tally) -> DeadlineResult:
    rule, event = tally.rule, tally.start
    length, unit = rule.length or 0, rule.unit or "calendar_day"
    tally.say("event", event=rule.trigger_event, start_on=event)
    if unit in ("working_day", "calendar_day"):
        # Neither the event nor the day of acting counts: one more than the length.
        last = tally.add(-(length + 1), unit, event)
        tally.say("backward", length=[length, unit], last_on=last)
        tally.say_skipped(last + ONE_DAY, event - ONE_DAY)
        return tally.result(last, last, None)
    unmoved = tally.add(-length, unit, event)
    tally.say("backward_plain", length=[length, unit], last_on=unmoved)
    last = unmoved
    if rule.rollover == "statutory":
        last = tally.calendar.previous_workday(unmoved)
    if last != unmoved:
        tally.say("backward_rest", from_on=unmoved, last_on=last)
    return tally.result(unmoved, last, last if last != unmoved else None)


def _count_hours(
    rule: Period, start: date | datetime, calendar: WorkCalendar
) -> DeadlineResult:
    instant = _local_instant(start)
    tally = Tally(rule, instant.date(), calendar)
    tally.say("start_hour", event=rule.trigger_event, start_at=instant)
    if not isinstance(start, datetime):
        tally.say("start_midnight", start_on=tally.start)
    due_at = instant + timedelta(hours=rule.length or 0)
    tally.say("hours", length=[rule.length, "hour"], due_at=due_at)
    due_on = due_at.date()
    return tally.result(due_on, due_on, None, start=instant, due_at=due_at)


def _as_granted(
    rule: Period, extensions: int | Sequence[Grant], extend_to: date | None
) -> list[Grant]:
    asked = extensions if isinstance(extensions, int) else len(extensions)
    if asked < 0 or asked > len(rule.extensions):
        raise Invalid(
            _("“%(rule)s” can be extended %(allowed)s times; asked for: %(asked)s.")
            % {"rule": rule.id, "allowed": len(rule.extensions), "asked": asked},
            fields={"extensions": _("The law lists no such extension.")},
        )
    grants = [Grant()] * asked if isinstance(extensions, int) else list(extensions)
    if extend_to is not None:
        if not grants:
            raise Invalid(
                _("Say which extension the day %(day)s belongs to.") % {"day": extend_to},
                fields={"extend_to": _("Give the number of extensions too.")},
            )
        grants[-1] = Grant(to=extend_to, granted_on=grants[-1].granted_on)
    for grant in grants:
        if grant.to is not None:
            require_possible(grant.to)
    return grants


def _checked(suspensions: Iterable[Suspension]) -> list[Suspension]:
    checked = sorted(suspensions, key=lambda one: (one.first, one.last))
    for one in checked:
        require_possible(one.first)
        require_possible(one.last)
        if one.last < one.first:
            raise Invalid(
                _("A suspension cannot end on %(last)s before it begins on %(first)s.")
                % {"first": one.first, "last": one.last}
            )
    return checked


def _refuse_changes(
    rule: Period, suspensions: Sequence[Suspension], grants: Sequence[Grant]
) -> None:
    if suspensions or grants:
        raise Invalid(
            _("“%(rule)s” can be neither suspended nor extended.") % {"rule": rule.id}
        )


def _local_instant(start: date | datetime) -> datetime:
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - made local below
    require_possible(start.date())
    if start.tzinfo is None:
        return start.replace(tzinfo=SHANGHAI)
    return start.astimezone(SHANGHAI)


def _local_day(start: date | datetime) -> date:
    return require_possible(
        _local_instant(start).date() if isinstance(start, datetime) else start
    )
