"""What the clocks hang into the frame and tell the layers below."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.kinds import register_kinds
from core.pages.navigation import NavGroup, NavItem, Slot, register_nav, register_slot
from core.refs import register
from deadlines.kinds import KINDS
from deadlines.models import Clock, Transition
from workbench.records import address_of
from workbench.refs import rows_resolver


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register(Clock.ref_kind, rows_resolver(Clock, _clock_page, "clock"))
    register(Transition.ref_kind, rows_resolver(Transition, _record_page, "history"))
    register_nav(
        NavItem(NavGroup.HOME, _("Deadlines"), "deadlines:list", "calendar-due", order=30)
    )
    register_slot(Slot.DEADLINES, "deadlines:list")
    register_slot(Slot.DEADLINES_COUNT, "deadlines:count")
    register_kinds(KINDS)


def _clock_page(clock: Any) -> str:
    return reverse("deadlines:clock", args=[clock.uuid])


def _record_page(transition: Any) -> str:
    return address_of(transition.about)
