"""What the workbench adds to the pages of other apps' records."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.panels import Panel, register_panel


def register_comments(kind: str) -> None:
    """Show the comments on pages of this kind. Called from ``AppConfig.ready()``."""
    register_panel(
        kind,
        Panel(
            name="comments",
            title=_("Comments"),
            address=lambda uuid: reverse("workbench:comments", args=[kind, uuid]),
            allowed=_reads_records,
            order=90,
        ),
    )


def _reads_records(user: Any) -> bool:
    return bool(user.can(Perm.READ_RECORDS))
