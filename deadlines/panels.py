"""What the clocks add to the pages of other apps' records."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.panels import Panel, register_panel


def register_clocks(kind: str) -> None:
    """Show the limits on pages of this kind. Called from ``AppConfig.ready()``."""
    register_panel(
        kind,
        Panel(
            name="clocks",
            title=_("Limits"),
            address=lambda uuid: reverse("deadlines:panel", args=[kind, uuid]),
            allowed=_reads_records,
            order=40,
        ),
    )
    register_panel(
        kind,
        Panel(
            name="reminders",
            title=_("The next limit, and who was reminded"),
            address=lambda uuid: reverse("deadlines:told", args=[kind, uuid]),
            allowed=_reads_records,
            order=41,
        ),
    )


def _reads_records(user: Any) -> bool:
    return bool(user.can(Perm.READ_RECORDS))
