"""What the acts of this app are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "calendar_feed.made": _("Calendar address made"),
    "calendar_feed.revoked": _("Calendar address revoked"),
    "clock.suspended": _("Limit suspended"),
    "clock.resumed": _("Limit runs again"),
    "clock.suspension_withdrawn": _("Suspension withdrawn"),
    "clock.extended": _("Limit extended"),
    "calendar_day.set": _("Day of the calendar set"),
    "ladder.set": _("Ladder of reminders set"),
}
