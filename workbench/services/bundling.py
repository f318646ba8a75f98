"""Putting lines into deliveries: one morning digest a person, what is urgent at once.

A line is in one delivery for ever. Two workers may bundle at once: who comes second to a
person leaves them to the first.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import User
from workbench.models import Channel, Delivery, DeliveryKind, DeliveryLine, DeliveryState
from workbench.services.channels import digest_time

MOST_PEOPLE = 500
MOST_LINES = 400


def bundle_ripe(*, on: date, at: datetime) -> int:
    """Make deliveries of the lines whose time has come. Returns how many lines left.

    Args:
        on: the local day. at: the instant.
    """
    ripe = DeliveryLine.objects.ripe(at).order_by("recipient_id", "channel")
    people = ripe.values_list("recipient_id", "channel").distinct()[:MOST_PEOPLE]
    return sum(_bundle(person, channel, on, at) for person, channel in list(people))


@transaction.atomic
def _bundle(person_id: int, channel: str, on: date, at: datetime) -> int:
    free = User.objects.select_for_update(skip_locked=True, no_key=True)
    person = free.filter(pk=person_id).first()
    if person is None:
        return 0
    rows = DeliveryLine.objects.ripe(at).filter(recipient=person, channel=channel)
    lines = list(rows.order_by("pk")[:MOST_LINES])
    urgent = [line for line in lines if line.at_once]
    calm = [line for line in lines if not line.at_once]
    if urgent:
        _put(urgent, _new(DeliveryKind.NOTICE, person, channel, on, at))
    if calm and (digest := _digest(calm, person, channel, on, at)) is not None:
        _put(calm, digest)
        return len(lines)
    return len(urgent)


def _digest(
    lines: Sequence[DeliveryLine], person: User, channel: str, on: date, at: datetime
) -> Delivery | None:
    """The delivery that takes these lines; None where they wait for the next morning.

    A digest that could not leave yet takes them as well: after an outage of the mail
    server one arrives, not one a day.
    """
    mine = Delivery.objects.filter(
        recipient=person, channel=channel, kind=DeliveryKind.DIGEST
    ).order_by("-pk")
    held = mine.filter(state=DeliveryState.WAITING).select_for_update().first()
    if held is not None:
        held.on, held.attempts, held.next_try_at = on, 0, at
        held.save(update_fields=["on", "attempts", "next_try_at", "updated_at"])
        return held
    told_today = mine.filter(on=on).exists()
    if told_today and not any(line.cannot_wait(on) for line in lines):
        tomorrow = digest_time(on + timedelta(days=1))
        DeliveryLine.objects.filter(pk__in=_keys(lines)).update(not_before=tomorrow)
        return None
    return _new(DeliveryKind.DIGEST, person, channel, on, at)


def _new(kind: DeliveryKind, person: User, channel: str, on: date, at: datetime) -> Delivery:
    return Delivery.objects.create(
        kind=kind,
        channel=Channel(channel),
        recipient=person,
        bureau_id=person.bureau_id,
        on=on,
        next_try_at=at,
    )


def _put(lines: Sequence[DeliveryLine], delivery: Delivery) -> None:
    DeliveryLine.objects.filter(pk__in=_keys(lines)).update(delivery=delivery)


def _keys(lines: Sequence[DeliveryLine]) -> list[int]:
    return [line.pk for line in lines]
