"""What a limit's page offers and tells: its acts, and the lines of its time line."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import LawUnavailable
from core.pages.parts import Act, Entry
from deadlines.models import Clock, ClockState
from deadlines.policies import may_extend, may_suspend
from deadlines.services.extensions import next_extension
from deadlines.services.recount import rule_of


def acts_on(clock: Clock, user: User) -> list[Act]:
    """What ``user`` may do to the limit now; what the law does not allow is not offered."""
    if not clock.is_live:
        return []
    try:
        rule = rule_of(clock)
    except LawUnavailable:
        return []
    acts: list[Act] = []
    if rule.suspensions and may_suspend(clock, by=user):
        if clock.state == ClockState.SUSPENDED:
            acts.append(_act(clock, "resume", _("Let the limit run again"), "clock", main=True))
        acts.append(_act(clock, "suspend", _("Enter days not counted"), "player-stop"))
    if rule.extensions and may_extend(clock, rule, by=user) and next_extension(clock):
        acts.append(_act(clock, "extend", _("Extend the limit"), "calendar-event"))
    return acts


def _act(clock: Clock, name: str, title: str, icon: str, *, main: bool = False) -> Act:
    address = reverse(f"deadlines:{name}", args=[clock.uuid])
    return Act(title, address, icon, weight="main" if main else "plain", dialog=True)


def ended_entry(clock: Clock, on: date) -> Entry:
    """How it ended, and whether in time."""
    if clock.state != ClockState.MET:
        return Entry(on, clock.get_state_display())
    if on > clock.due_on:
        return Entry(on, _("Met after the last day"), tone="late")
    return Entry(on, clock.get_state_display(), tone="met")


def suspension_entries(clock: Clock) -> Iterator[Entry]:
    for line in clock.suspensions.select_related("by"):
        title = _("Days not counted: %(days)s") % {"days": line}
        if line.is_withdrawn:
            title = _("Withdrawn: %(entry)s") % {"entry": title}
        note = "　".join(part for part in (line.cause, line.words, line.paper) if part)
        yield Entry(line.on, title, by=line.by.name, note=note, kind="clock")


def extension_entries(clock: Clock) -> Iterator[Entry]:
    for one in clock.extensions.select_related("by"):
        title = _("Extended: %(before)s → %(after)s") % {
            "before": one.due_before,
            "after": one.due_after,
        }
        yield Entry(one.on, title, by=one.by.name, note=one.reason, kind="clock")
