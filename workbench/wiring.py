"""What the workbench hangs into the frame and tells the layers below."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Perm
from audit.kinds import register_kinds as name_acts
from core.pages.navigation import NavGroup, NavItem, Slot, register_nav, register_slot
from workbench.kinds import KINDS
from workbench.refs import register_kinds


def wire() -> None:
    """Called from ``AppConfig.ready()``."""
    register_kinds()
    name_acts(KINDS)
    register_nav(
        NavItem(NavGroup.HOME, _("Tasks"), "workbench:task-list", "checklist", order=20),
        NavItem(NavGroup.HOME, _("Messages"), "workbench:inbox", "mail", order=40),
        NavItem(
            NavGroup.HOME, _("Standing in"), "workbench:delegation-list", "users", order=60
        ),
        NavItem(NavGroup.HOME, _("How I am told"), "workbench:channels", "bell", order=70),
        NavItem(
            NavGroup.SYSTEM,
            _("Webhooks"),
            "workbench:webhook-list",
            "world",
            perms=(Perm.MANAGE_SETTINGS,),
            order=60,
        ),
        NavItem(
            NavGroup.SYSTEM,
            _("What left the house"),
            "workbench:delivery-list",
            "send",
            perms=(Perm.MANAGE_SETTINGS,),
            order=62,
        ),
        NavItem(
            NavGroup.ENFORCEMENT,
            _("Approvals"),
            "workbench:approval-list",
            "clipboard-check",
            perms=(Perm.READ_RECORDS,),
            order=60,
        ),
    )
    register_slot(Slot.INBOX, "workbench:inbox")
    register_slot(Slot.INBOX_COUNT, "workbench:inbox-count")
