"""How a higher app adds to a lower record's page without being imported by it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a record's page, loaded from ``address(ref uuid)``."""

    name: str
    title: str | Promise
    address: Callable[[Any], str]
    allowed: Callable[[Any], bool]
    order: int = 100


_panels: dict[str, list[Panel]] = defaultdict(list)


def register_panel(kind: str, panel: Panel) -> None:
    """Add a panel to pages of this kind. Called from ``AppConfig.ready()``."""
    if all(known.name != panel.name for known in _panels[kind]):
        _panels[kind].append(panel)


def panels_for(record: Any, user: Any) -> list[dict[str, Any]]:
    """Name, title and address of each panel ``user`` may load for ``record``."""
    return [
        {"name": panel.name, "title": panel.title, "address": panel.address(record.uuid)}
        for panel in sorted(_panels[record.ref_kind], key=lambda panel: panel.order)
        if panel.allowed(user)
    ]
