"""What the acts of this app are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "calendar_day.set": _("Day of the calendar set"),
}
