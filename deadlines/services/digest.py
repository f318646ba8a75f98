"""What leaves the house about limits: only of limits that still run."""

from datetime import date, datetime

from django.db import transaction

from deadlines.models import ClockState, Reminder
from workbench.models import DeliveryLine
from workbench.services.bundling import bundle_ripe

MOST = 400


def make_digests(*, on: date, at: datetime) -> int:
    """Make up digests and notices of what is ripe. Returns how many lines left.

    Args:
        on: the local day. at: the instant.
    """
    while _withdraw_ended(at) == MOST:
        pass
    return bundle_ripe(on=on, at=at)


@transaction.atomic
def _withdraw_ended(at: datetime) -> int:
    """Lines of limits met or stopped since: nobody is troubled with what is done."""
    ended = (
        Reminder.objects.exclude(clock__state=ClockState.RUNNING)
        .filter(message_uuid__in=DeliveryLine.objects.ripe(at).values("message__uuid"))
        .values("message_uuid")
    )
    rows = DeliveryLine.objects.ripe(at).filter(message__uuid__in=ended)
    ids = list(rows.values_list("pk", flat=True)[:MOST])
    return DeliveryLine.objects.filter(pk__in=ids).update(withdrawn=True)
