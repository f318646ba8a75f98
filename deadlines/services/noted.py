"""Who took note of a reminder, and when: what the inbox knows, shown at the clock."""

from collections.abc import Iterable

from deadlines.models import Reminder
from workbench.models import Message


def note_acknowledged(reminders: Iterable[Reminder]) -> None:
    """Notes on each reminder when its reader confirmed it: ``acknowledged_at``. One query."""
    rows = list(reminders)
    found = Message.objects.filter(
        uuid__in=[row.message_uuid for row in rows], acknowledged_at__isnull=False
    )
    when = dict(found.values_list("uuid", "acknowledged_at"))
    for row in rows:
        row.acknowledged_at = when.get(row.message_uuid)
