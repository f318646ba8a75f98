"""More time for a limit: previewed, then granted once per extension the law lists."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.services import record as write_audit
from core.errors import IllegalTransition, Invalid
from deadlines.models import Clock, ClockExtension, ClockState
from deadlines.policies import require_extend
from deadlines.services.calendar import office_calendar
from deadlines.services.changes import lock_clock
from deadlines.services.notices import tell_bound
from deadlines.services.recount import (
    count_changed,
    grants_of,
    rule_of,
    suspensions_of,
    write_count,
)
from law.due import DeadlineResult, Grant
from law.office import current_office
from law.periods import Extension, Period


@dataclass(frozen=True, slots=True)
class ExtensionPreview:
    """What granting the next extension would do, before anything is written.

    Args:
        number: which of the rule's extensions it would be, from 1.
        extension: as the law lists it.
        due_before, act_by_before: the dates now.
        result: the dates as they would be, with their steps.
    """

    number: int
    extension: Extension
    basis: str
    due_before: date
    act_by_before: date
    result: DeadlineResult


def next_extension(clock: Clock) -> Extension | None:
    """The extension the law still lets this limit have; None where there is none."""
    listed = rule_of(clock).extensions
    granted = clock.extensions.count()
    return listed[granted] if granted < len(listed) else None


def preview_extension(
    clock: Clock, *, until_on: date | None = None, by: User, on: date
) -> ExtensionPreview:
    """The old and the new day if the next extension were granted today. Writes nothing.

    Args:
        until_on: the last day the approval names; needed where the law gives no length,
            else at most the rule's length away.

    Raises:
        IllegalTransition: the clock has ended, is over, or was extended as often as the
            law allows.
        Invalid: the day is missing, too early or too late.
        PermissionRefused: not this person's to approve.
    """
    if not clock.is_live:
        raise IllegalTransition(_("This limit has ended; it cannot be extended."))
    rule = rule_of(clock)
    require_extend(clock, rule, by=by)
    number = clock.extensions.count() + 1
    _require_open(clock, rule, number, on)
    extension = rule.extensions[number - 1]
    if until_on is None and extension.length is None:
        raise Invalid(fields={"until_on": _("Give the last day that the approval names.")})
    return ExtensionPreview(
        number=number,
        extension=extension,
        basis=extension.basis or rule.citation,
        due_before=clock.due_on,
        act_by_before=clock.act_by,
        result=_count(clock, until_on, on),
    )


@transaction.atomic
def extend_clock(
    clock: Clock,
    *,
    until_on: date | None = None,
    reason: str,
    paper: str = "",
    by: User,
    on: date,
) -> ClockExtension:
    """Grant the next extension the law lists for this limit, and tell whoever is bound.

    Args:
        until_on: as ``preview_extension``.
        reason: why more time is needed.
        paper: number of the approval; needed where it names the day.

    Raises:
        IllegalTransition, Invalid, PermissionRefused: as ``preview_extension``; no reason,
            or no paper where the approval names the day.

    Legal source: the article of the rule's extension, kept in ``basis``.
    """
    clock = lock_clock(clock)
    seen = preview_extension(clock, until_on=until_on, by=by, on=on)
    _require_grounds(seen.extension, reason, paper)
    row = _row(clock, seen, until_on=until_on, by=by, on=on)
    row.reason, row.paper = reason.strip(), paper.strip()
    row.save(force_insert=True)
    fields = write_count(clock, seen.result, on=on)
    clock.version += 1
    clock.save(update_fields=[*fields, "version"])
    write_audit(
        "clock.extended",
        subject=clock,
        by=by,
        on=on,
        before={"due_on": seen.due_before, "act_by": seen.act_by_before},
        after={"due_on": clock.due_on, "act_by": clock.act_by, "number": row.number},
        note=row.reason,
    )
    _tell(clock, row, by=by, on=on)
    return row


def _row(
    clock: Clock, seen: ExtensionPreview, *, until_on: date | None, by: User, on: date
) -> ClockExtension:
    return ClockExtension.under(
        clock,
        clock=clock,
        number=seen.number,
        until_on=until_on,
        basis=seen.basis[:300],
        approver=seen.extension.approver.zh[:200],
        by=by,
        on=on,
        due_before=seen.due_before,
        due_after=seen.result.due_on,
    )


def _count(clock: Clock, until_on: date | None, on: date) -> DeadlineResult:
    try:
        return count_changed(
            clock,
            calendar=office_calendar(),
            office=current_office(),
            suspensions=suspensions_of(clock, known_to=on),
            extensions=[*grants_of(clock), Grant(to=until_on, granted_on=on)],
        )
    except Invalid as error:
        said = error.fields.get("extend_to", error.message)
        raise Invalid(error.message, fields={"until_on": said}) from error


def _require_open(clock: Clock, rule: Period, number: int, on: date) -> None:
    if not rule.extensions:
        raise IllegalTransition(_("The law does not let this limit be extended."))
    if number > len(rule.extensions):
        raise IllegalTransition(
            _("The law lets this limit be extended %(n)s times, and it was extended so often.")
            % {"n": len(rule.extensions)}
        )
    if clock.state == ClockState.RUNNING and on > clock.due_on:
        raise IllegalTransition(
            _("The last day, %(day)s, has passed: a limit that is over cannot be extended.")
            % {"day": clock.due_on}
        )
    if on < clock.started_on:
        raise IllegalTransition(_("The limit has not started yet."))


def _require_grounds(extension: Extension, reason: str, paper: str) -> None:
    fields = {}
    if not reason.strip():
        fields["reason"] = _("Say why more time is needed.")
    if extension.length is None and not paper.strip():
        fields["paper"] = _("Give the number of the approval that names the day.")
    if fields:
        raise Invalid(fields=fields)


def _tell(clock: Clock, row: ClockExtension, *, by: User, on: date) -> None:
    title = format_lazy(
        gettext_lazy("Extended: {limit}, last day now {day} (before: {before})"),
        limit=clock.title,
        day=row.due_after,
        before=row.due_before,
    )
    body = format_lazy(gettext_lazy("Legal source: {basis}"), basis=row.basis)
    key = f"clock:{clock.uuid}:extended:{row.number}"
    tell_bound(clock, title=title, body=body, key=key, but=by, on=on)
