from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and bureaus")

    def ready(self) -> None:
        # Models must be loaded before these can be.
        import_module("accounts.wiring").wire()
        import_module("accounts.api.schema")
