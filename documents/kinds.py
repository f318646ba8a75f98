"""What the acts of this app are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "document.issued": _("Document issued"),
    "document.served": _("Document served"),
}
