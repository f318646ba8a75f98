"""What the acts of this app are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "annual_edition.computed": _("Annual edition computed"),
    "annual_edition.frozen": _("Annual edition frozen"),
    "bulletin.exported": _("Bulletin exported"),
    "comparison.exported": _("Comparison of bureaus exported"),
    "annual_summary.exported": _("Annual summary exported"),
}
