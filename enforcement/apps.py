from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What is told to the lower apps at start; each module has a function ``wire``.
WIRING = (
    "enforcement.wiring.field",
    "enforcement.wiring.draws",
    "enforcement.wiring.cases",
    "enforcement.wiring.gates",
    "enforcement.wiring.course",
    "enforcement.wiring.goods",
    "enforcement.wiring.performance",
    "enforcement.wiring.around",
)


class EnforcementConfig(AppConfig):
    name = "enforcement"
    verbose_name = _("Enforcement")

    def ready(self) -> None:
        for module in WIRING:
            import_module(module).wire()
