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
        from reporting.services import exports  # noqa: PLC0415
        from reporting.services.disclosure_feed import write_feed  # noqa: PLC0415
        from reporting.services.imports.work import IMPORT, work_on_import  # noqa: PLC0415
        from reporting.services.list_exports import LIST, write_list  # noqa: PLC0415
        from reporting.services.pivot_export import write_pivot  # noqa: PLC0415
        from reporting.services.report_compare_files import (  # noqa: PLC0415
            write_report_comparison,
        )
        from reporting.services.report_computing import (  # noqa: PLC0415
            REPORT_EDITION,
            work_on_report,
        )
        from reporting.services.report_files import (  # noqa: PLC0415
            REPORT_FILES,
            write_report_files,
        )
        from reporting.wiring import wire  # noqa: PLC0415

        register_work(REPORT_EDITION, work_on_report)
        register_work(REPORT_FILES, write_report_files)
        register_work(exports.ANNUAL, exports.write_annual)
        register_work(exports.BULLETIN, exports.write_bulletin)
        register_work(exports.COMPARISON, exports.write_comparison)
        register_work(IMPORT, work_on_import)
        register_work(LIST, write_list)
        register_work(exports.REPORT_COMPARISON, write_report_comparison)
        register_work(exports.FEED, write_feed)
        register_work(exports.PIVOT, write_pivot)
        register_navigation()
        wire()
        register_kinds(KINDS)
