"""The law: shipped data and pure functions, no tables."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from law.checks import check_shipped_law


class LawConfig(AppConfig):
    """The statutes as data: periods, provisions, thresholds, the working-day calendar."""

    name = "law"
    verbose_name = _("Law")

    def ready(self) -> None:
        """Have the shipped data checked at start; hang the pages into the frame."""
        register(check_shipped_law, "law")
        # The frame's modules can be read only once every app is there.
        import_module("law.navigation").register_navigation()
