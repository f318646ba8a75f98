"""What moves the dates of a clock: suspended, resumed, extended. Each act counts anew."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record as write_audit
from core.errors import IllegalTransition, Invalid
from deadlines.models import Clock, ClockQuerySet, ClockState, ClockSuspension
from deadlines.policies import require_suspend
from deadlines.services.calendar import office_calendar
from deadlines.services.recount import (
    count_changed,
    count_clock,
    grants_of,
    rule_of,
    suspensions_of,
    write_count,
)
from law.office import current_office
from law.periods import Period, suspension_label


@transaction.atomic
def suspend_clock(
    clock: Clock,
    *,
    reason: str,
    first_on: date,
    last_on: date | None = None,
    words: str = "",
    paper: str,
    by: User,
    on: date,
) -> ClockSuspension:
    """Enter days that do not count; without a last day the clock stands still.

    Args:
        reason: a cause for which the clock's rule lets time stand still.
        first_on: first day not counted, included.
        last_on: last day not counted, included; None until it is known.
        paper: number of the document that shows it.

    Raises:
        IllegalTransition: the clock has ended, or stands still for this cause already.
        Invalid: the rule knows no such cause, or the days lie before the start or after
            the end of the clock, or end before they begin.
        PermissionRefused: not for this person.

    Legal source: as the rule says.
    """
    clock = lock_clock(clock)
    require_suspend(clock, by=by)
    if not paper.strip():
        raise Invalid(fields={"paper": _("Give the number of the document that shows it.")})
    return _enter(clock, reason, first_on, last_on, words=words, paper=paper, by=by, on=on)


@transaction.atomic
def resume_clock(
    clock: Clock, *, last_on: date, reason: str = "", paper: str = "", by: User, on: date
) -> Clock:
    """Close what stands open in the ledger: time counts again.

    Args:
        last_on: last day not counted, included.
        reason: only the entry with this cause; default all that stand open.
        paper: number of the document that ends it.

    Raises:
        IllegalTransition: the clock does not stand still (for that cause).
        Invalid: the last day lies before the first, or in the future.
        PermissionRefused: not for this person.
    """
    clock = lock_clock(clock)
    require_suspend(clock, by=by)
    return _close(clock, last_on, reason=reason, paper=paper, by=by, on=on)


@transaction.atomic
def withdraw_suspension(line: ClockSuspension, *, why: str, by: User, on: date) -> Clock:
    """Take a line that was entered by mistake out of the count; it stays to be read.

    Raises:
        IllegalTransition: the clock has ended, or the line is withdrawn already.
        Invalid: no reason is given.
        PermissionRefused: not for this person.
    """
    clock = lock_clock(line.clock)
    require_suspend(clock, by=by)
    line = clock.suspensions.select_for_update().get(pk=line.pk)
    if line.is_withdrawn:
        raise IllegalTransition(_("This entry was withdrawn already."))
    if not why.strip():
        raise Invalid(fields={"why": _("Say why the entry is withdrawn.")})
    line.withdrawn_on, line.withdrawn_why = on, why.strip()
    line.save()
    return _recounted(clock, "clock.suspension_withdrawn", by=by, on=on, note=why.strip())


def suspend_by_act(
    clocks: ClockQuerySet, *, reason: str, paper: str, by: User, on: date
) -> None:
    """Stop the running clocks for a cause, because an act of the procedure does.

    A clock that is over stays over, and one that stands still for the cause stays so.
    """
    for clock in clocks.select_for_update().order_by("pk"):
        standing = clock.suspensions.open().filter(reason=reason).exists()
        is_over = clock.state == ClockState.RUNNING and clock.due_on < on
        if not standing and not is_over:
            _enter(clock, reason, max(on, clock.started_on), None, paper=paper, by=by, on=on)


def resume_by_act(
    clocks: ClockQuerySet, *, reason: str, paper: str, by: User, on: date
) -> None:
    """Let the clocks that stand still for a cause run again, because an act does."""
    standing = ClockSuspension.objects.open().filter(reason=reason)
    held = clocks.filter(pk__in=standing.values("clock"))
    for clock in held.select_for_update().order_by("pk"):
        _close(clock, on, reason=reason, paper=paper, by=by, on=on)


def close_ledgers(clocks: Iterable[Clock], *, on: date) -> None:
    """Close what stands open in clocks about to end, so that their last count is true."""
    for clock in clocks:
        if clock.state != ClockState.SUSPENDED:
            continue
        for line in clock.suspensions.open():
            line.last_on = max(on, line.first_on)
            line.save(update_fields=["last_on", "updated_at"])
        _save_count(clock, on=on)


def lock_clock(clock: Clock) -> Clock:
    """The clock's row, locked and read again.

    Raises:
        IllegalTransition: it has ended.
    """
    locked = Clock.objects.select_for_update().get(pk=clock.pk)
    if not locked.is_live:
        raise IllegalTransition(
            _("This limit ended on %(day)s; its dates no longer change.")
            % {"day": locked.ended_on}
        )
    return locked


def _enter(
    clock: Clock,
    reason: str,
    first_on: date,
    last_on: date | None,
    *,
    words: str = "",
    paper: str,
    by: User,
    on: date,
) -> ClockSuspension:
    rule = rule_of(clock)
    _require_cause(rule, reason)
    _require_days(clock, first_on, last_on, on)
    if last_on is None and clock.suspensions.open().filter(reason=reason).exists():
        raise IllegalTransition(
            _("The limit stands still for this cause already. Let it run again first.")
        )
    row = ClockSuspension.under(
        clock,
        clock=clock,
        first_on=first_on,
        last_on=last_on,
        reason=reason,
        words=words.strip(),
        paper=paper.strip(),
        by=by,
        on=on,
    )
    row.save(force_insert=True)
    after = {"first_on": first_on, "last_on": last_on, "reason": reason, "paper": paper}
    try:
        _require_in_time(clock, first_on)
        _recounted(clock, "clock.suspended", by=by, on=on, note=words.strip(), after=after)
    except Invalid as error:
        # The count refuses days that begin when the limit was over already.
        raise Invalid(error.message, fields={"first_on": error.message}) from error
    return row


def _require_in_time(clock: Clock, first_on: date) -> None:
    """Raises Invalid where the ledger holds a line that begins after the last day."""
    count_changed(
        clock,
        calendar=office_calendar(),
        office=current_office(),
        suspensions=suspensions_of(clock, known_to=first_on),
        extensions=grants_of(clock),
    )


def _close(
    clock: Clock, last_on: date, *, reason: str, paper: str, by: User, on: date
) -> Clock:
    lines = clock.suspensions.open().select_for_update()
    standing = list(lines.filter(reason=reason) if reason else lines)
    if not standing:
        raise IllegalTransition(_("This limit does not stand still: there is nothing to end."))
    if last_on > on:
        raise Invalid(
            fields={"last_on": _("Time is running again only once this day has come.")}
        )
    for line in standing:
        if last_on < line.first_on:
            raise Invalid(
                fields={
                    "last_on": _("The suspension began on %(day)s; it cannot end before.")
                    % {"day": line.first_on}
                }
            )
        line.last_on, line.ended_by, line.end_paper = last_on, by, paper.strip()
        line.save()
    after = {"last_on": last_on, "paper": paper}
    return _recounted(clock, "clock.resumed", by=by, on=on, after=after)


def _recounted(
    clock: Clock,
    kind: str,
    *,
    by: User,
    on: date,
    note: str = "",
    after: dict[str, Any] | None = None,
) -> Clock:
    """Count anew after a change, with its audit row."""
    before = {"due_on": clock.due_on, "act_by": clock.act_by, "state": clock.state}
    standing = clock.suspensions.open().exists()
    clock.state = ClockState.SUSPENDED if standing else ClockState.RUNNING
    _save_count(clock, on=on)
    now = {"due_on": clock.due_on, "act_by": clock.act_by, "state": clock.state}
    write_audit(
        kind,
        subject=clock,
        by=by,
        on=on,
        before=before,
        after={**now, **(after or {})},
        note=note,
    )
    return clock


def _save_count(clock: Clock, *, on: date) -> None:
    counted = count_clock(clock, calendar=office_calendar(), office=current_office())
    fields = write_count(clock, counted, on=on)
    clock.version += 1
    clock.save(update_fields=[*fields, "state", "version"])


def _require_cause(rule: Period, reason: str) -> None:
    if not rule.suspensions or rule.unit == "hour" or rule.direction == "before":
        raise Invalid(_("The law does not let this limit stand still."))
    if reason not in rule.suspensions:
        causes = "、".join(suspension_label(code) for code in rule.suspensions)
        raise Invalid(
            fields={
                "reason": _("Choose a cause that the law names for this limit: %(causes)s.")
                % {"causes": causes}
            }
        )


def _require_days(clock: Clock, first_on: date, last_on: date | None, on: date) -> None:
    if first_on < clock.started_on:
        raise Invalid(
            fields={
                "first_on": _("The limit started on %(day)s; it cannot stand still before.")
                % {"day": clock.started_on}
            }
        )
    if last_on is None and first_on > on:
        raise Invalid(
            fields={"first_on": _("A suspension without an end cannot begin in the future.")}
        )
    if last_on is not None and last_on < first_on:
        raise Invalid(fields={"last_on": _("The last day lies before the first.")})
