from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("Reporting")

    def ready(self) -> None:
        # Models must be loaded before these can be.
        from audit.kinds import register_kinds  # noqa: PLC0415
        from core.jobs import register_work  # noqa: PLC0415
        from reporting import checks  # noqa: PLC0415, F401
        from reporting.kinds import KINDS  # noqa: PLC0415
        from reporting.navigation import register_navigation  # noqa: PLC0415
        from reporting.services.exports import ANNUAL, write_annual  # noqa: PLC0415

        register_work(ANNUAL, write_annual)
        register_navigation()
        register_kinds(KINDS)
