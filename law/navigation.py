"""The law's lines in the left navigation: open to everybody signed in."""

from django.utils.translation import gettext_lazy as _

from core.pages.navigation import NavGroup, NavItem, register_nav


def register_navigation() -> None:
    """Called from ``AppConfig.ready()``."""
    lines = (
        (_("Statutory periods"), "law:period-list", "calendar-event"),
        (_("Penalty provisions"), "law:provision-list", "scale"),
        (_("Deadline calculator"), "law:deadline", "calculator"),
        (_("Fine calculator"), "law:penalty-range", "coin"),
    )
    for order, (title, url_name, icon) in enumerate(lines, start=1):
        register_nav(NavItem(NavGroup.LAW, title, url_name, icon, order=order * 10))
