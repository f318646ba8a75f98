"""The left navigation and the pieces of the top bar, registered by the apps.

A higher app hangs its pages into the frame from ``AppConfig.ready()``; the frame
imports nobody. What a person may not use is not shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.pages.base import Text, may


class NavGroup(models.TextChoices):
    """The groups of the map, in its order."""

    HOME = "home", _("Workbench")
    ENFORCEMENT = "enforcement", _("Enforcement")
    CAMPAIGNS = "campaigns", _("Campaigns")
    RISK = "risk", _("Risk")
    REGISTRY = "registry", _("Supervised parties")
    FIGURES = "figures", _("Figures")
    LAW = "law", _("Law")
    SYSTEM = "system", _("System")


class Slot(models.TextChoices):
    """Pieces of the frame that a higher app fills with an address."""

    SEARCH = "search", _("Search")
    DEADLINES = "deadlines", _("Deadlines")
    DEADLINES_COUNT = "deadlines_count", _("Number of urgent deadlines")
    INBOX = "inbox", _("To do")
    INBOX_COUNT = "inbox_count", _("Number of things to do")
    PROFILE = "profile", _("My account")
    PARTY_OPTIONS = "party_options", _("Parties to choose from")
    PRODUCT_OPTIONS = "product_options", _("Products to choose from")
    BATCH_OPTIONS = "batch_options", _("Batches to choose from")
    OFFICER_OPTIONS = "officer_options", _("Officers to choose from")


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the left navigation.

    Args:
        perms: one of these is enough; empty shows it to everybody signed in.
        order: within the group, small first.
    """

    group: NavGroup
    title: str | Promise
    url_name: str
    icon: str
    perms: tuple[str, ...] = ()
    order: int = 100


@dataclass(frozen=True, slots=True)
class ShownItem:
    title: Text
    address: str
    icon: str
    current: bool


@dataclass(slots=True)
class ShownGroup:
    key: str
    title: Text
    items: list[ShownItem] = field(default_factory=list)


_items: dict[str, NavItem] = {}
_slots: dict[Slot, str] = {}


def register_nav(*items: NavItem) -> None:
    """Add lines to the left navigation. Called from ``AppConfig.ready()``."""
    for item in items:
        _items[item.url_name] = item


def register_slot(slot: Slot, url_name: str) -> None:
    """Fill a piece of the frame. Called from ``AppConfig.ready()``."""
    _slots[slot] = url_name


def registered_items() -> list[NavItem]:
    groups = list(NavGroup)
    return sorted(_items.values(), key=lambda item: (groups.index(item.group), item.order))


def registered_slots() -> dict[Slot, str]:
    return dict(_slots)


def slot_address(slot: str) -> str:
    """The address of a filled slot, else empty."""
    name = _slots.get(Slot(slot))
    return _address(name) if name else ""


def navigation_for(user: Any, path: str) -> list[ShownGroup]:
    """The groups and lines ``user`` may use, the current one marked."""
    shown = [
        (item, address)
        for item in registered_items()
        if (address := _address(item.url_name)) and may(user, item.perms)
    ]
    current = _current((address for _item, address in shown), path)
    groups: dict[str, ShownGroup] = {}
    for item, address in shown:
        group = groups.setdefault(item.group, ShownGroup(item.group.value, item.group.label))
        group.items.append(ShownItem(item.title, address, item.icon, address == current))
    return list(groups.values())


def _current(addresses: Iterable[str], path: str) -> str:
    """The longest address the page lies under; the home page only by its own."""
    under = [a for a in addresses if path == a or (a != "/" and path.startswith(a))]
    return max(under, key=len, default="")


def _address(url_name: str) -> str:
    # A line whose page is missing is left out; a test refuses such a line.
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
