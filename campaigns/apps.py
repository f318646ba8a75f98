from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        # Models must be loaded before these can be.
        from audit.kinds import register_kinds  # noqa: PLC0415
        from campaigns.kinds import KINDS  # noqa: PLC0415
        from campaigns.navigation import register_navigation  # noqa: PLC0415
        from campaigns.procedures import VISIT  # noqa: PLC0415
        from campaigns.refs import register_refs  # noqa: PLC0415
        from campaigns.wiring import wire  # noqa: PLC0415
        from deadlines.procedure import register_procedure  # noqa: PLC0415

        register_refs()
        register_procedure(VISIT)
        wire()
        register_navigation()
        register_kinds(KINDS)
