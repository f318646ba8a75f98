from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "deadlines"
    verbose_name = _("Statutory clocks")

    def ready(self) -> None:
        # Models must be loaded before these can be.
        from deadlines.wiring import wire  # noqa: PLC0415

        wire()
