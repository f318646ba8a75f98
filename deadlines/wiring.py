"""What the clocks hang into the frame and tell the layers below."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from audit.kinds import register_kinds
from core.pages.navigation import NavGroup, NavItem, Slot, register_nav, register_slot
from core.refs import register
from deadlines.kinds import KINDS
from deadlines.law_wiring import wire_law
from deadlines.models import Clock, ClockExtension, ClockSuspension, Transition
from workbench.records import address_of
from workbench.refs import rows_resolver


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register(Clock.ref_kind, rows_resolver(Clock, _clock_page, "clock"))
    for change in (ClockSuspension, ClockExtension):
        register(change.ref_kind, rows_resolver(change, _change_page, "clock"))
    register(Transition.ref_kind, rows_resolver(Transition, _record_page, "history"))
    register_nav(
        NavItem(NavGroup.HOME, _("My deadlines"), "deadlines:list", "calendar-due", order=30),
        NavItem(
            NavGroup.HOME,
            _("Limits board"),
            "deadlines:board",
            "layout-dashboard",
            (Perm.WATCH_LIMITS,),
            order=32,
        ),
        NavItem(
            NavGroup.HOME,
            _("What will be sent tomorrow"),
            "deadlines:plan",
            "send",
            (Perm.WATCH_LIMITS, Perm.MANAGE_SETTINGS),
            order=34,
        ),
    )
    register_nav(
        NavItem(
            NavGroup.SYSTEM,
            _("Ladders of reminders"),
            "deadlines:ladders",
            "sort-ascending",
            perms=(Perm.MANAGE_SETTINGS,),
            order=55,
        )
    )
    register_slot(Slot.DEADLINES, "deadlines:list")
    register_slot(Slot.DEADLINES_COUNT, "deadlines:count")
    register_kinds(KINDS)
    wire_law()


def _clock_page(clock: Any) -> str:
    return reverse("deadlines:clock", args=[clock.uuid])


def _change_page(change: Any) -> str:
    return _clock_page(change.clock)


def _record_page(transition: Any) -> str:
    return address_of(transition.about)
