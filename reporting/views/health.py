from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from core.pages.base import Page
from deadlines.services.health import health
from reporting.services.health import system_health

TONES = {"well": "met", "look": "soon", "wrong": "late"}


class HealthPage(Page):
    """Whether everything that runs by itself does run: for administrators, numbers alone."""

    title = _("System health")
    template_name = "reporting/health.html"
    perms = (Perm.MANAGE_SETTINGS,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on, at = timezone.localdate(), timezone.now()
        found = system_health(self.user, on=on, at=at)
        return super().get_context_data(
            **kwargs,
            health=found,
            at=at,
            reminding=health(on, at=at),
            checks=[(check, TONES[check.standing]) for check in found.checks],
        )
