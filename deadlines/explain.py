"""A clock in words: how long is left, and why its date is what it is."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role
from core.pages.parts import DaysLeft, days_left
from deadlines.models import Clock, ClockState
from law.workdays import WorkCalendar


def bound_names(clock: Clock) -> str:
    """Whom a limit binds: the officers, or the duty where none is left."""
    names = "、".join(user.name for user in clock.responsible.all())
    if names or not clock.responsible_role:
        return names
    return str(Role(clock.responsible_role).label)


def days_to(clock: Clock, on: date, calendar: WorkCalendar) -> int:
    """Working days until the day to act by; once that is past, until the last day.

    Negative once the last day is past: working days overdue, at least one.
    """
    if on > clock.due_on:
        return -max(1, calendar.count(clock.due_on, on))
    target = clock.act_by if on <= clock.act_by else clock.due_on
    return calendar.count(on, target)


def left_of(clock: Clock, on: date, calendar: WorkCalendar) -> DaysLeft | None:
    """How long is left as a badge; None once the clock has ended."""
    if clock.state == ClockState.SUSPENDED:
        return DaysLeft(_("stands still"), "neutral")
    if clock.state != ClockState.RUNNING:
        return None
    return days_left(days_to(clock, on, calendar))


def count_down(clocks: Iterable[Clock], on: date, calendar: WorkCalendar) -> None:
    """Notes on each clock how many working days are left: ``days``, None once it ended."""
    for clock in clocks:
        running = clock.state == ClockState.RUNNING
        clock.days = days_to(clock, on, calendar) if running else None


def changes_of(clock: Clock) -> str:
    """In a few words that a date is not the first one; reads what was prefetched."""
    lines = [line for line in clock.suspensions.all() if not line.is_withdrawn]
    times = len(clock.extensions.all())
    said = []
    if lines:
        said.append(
            ngettext("%(n)s suspension", "%(n)s suspensions", len(lines)) % {"n": len(lines)}
        )
    if times:
        said.append(ngettext("extended once", "extended %(n)s times", times) % {"n": times})
    return _(", ").join(said)


def why_address(uuid: UUID) -> str:
    """Where a date's explanation is: for a dialog, as a page, on paper."""
    return reverse("deadlines:why", args=[uuid])


def why_link(uuid: UUID, shown: str | SafeString) -> SafeString:
    """A date or badge that opens its explanation."""
    return format_html(
        '<a class="why-link" href="{0}" title="{1}" data-dialog hx-get="{0}"'
        ' hx-target="#dialog-body" hx-swap="innerHTML" hx-push-url="false">{2}</a>',
        why_address(uuid),
        _("Why this date?"),
        shown,
    )
