from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkbenchConfig(AppConfig):
    name = "workbench"
    verbose_name = _("Workbench")

    def ready(self) -> None:
        # Models must be loaded before these can be.
        from workbench.wiring import wire  # noqa: PLC0415

        wire()
