"""What happened to a registry record and what hangs on it, from the audit trail."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.models import AuditEvent
from core.models import Record

SHOWN: Final = 50

TITLES: Final[dict[str, str | Promise]] = {
    "party.registered": _("Party entered"),
    "party.changed": _("Party changed"),
    "party.closed": _("Party closed"),
    "party.marked_key": _("Marked as key enterprise"),
    "party.unmarked_key": _("No longer a key enterprise"),
    "party.graded": _("Risk class graded"),
    "licence.added": _("Licence entered"),
    "licence.renewed": _("Licence renewed"),
    "licence.revoked": _("Licence ended"),
    "product.registered": _("Product entered"),
    "product.changed": _("Product changed"),
    "batch.added": _("Batch entered"),
    "dossier_item.recorded": _("Paper put into the dossier"),
    "dossier_item.withdrawn": _("Paper taken out of the dossier"),
    "key_list.created": _("List opened"),
    "key_list.changed": _("List changed"),
    "key_list.items_added": _("Items added"),
    "key_list.items_removed": _("Items removed"),
}


def events_of(record: Record) -> list[AuditEvent]:
    """The acts on a record, newest first. Costs one query."""
    rows: Any = AuditEvent.objects.filter(root_kind=record.ref_kind, root_uuid=record.uuid)
    return list(rows.filter(kind__in=TITLES).order_by("-id")[:SHOWN])
