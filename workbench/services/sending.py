"""Sending what waits: at least once, under one id, outside of any transaction.

A delivery is claimed by one conditional UPDATE and marked as being sent before anybody is
spoken to. What happens next is one of four things: it is sent; it surely was not and is
tried again, later each time; it surely was not and will not be; or nobody knows. What
nobody knows is kept as uncertain and repeated once with the same id.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F
from django.utils import timezone

from core.seals import SealBroken, unseal
from workbench.models import (
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    PersonChannels,
    Reason,
    Webhook,
)
from workbench.outside.mailing import mail
from workbench.outside.outcomes import NotSent, Unknown
from workbench.outside.robots import Endpoint, Parcel, deliver
from workbench.services.letters import letter_for

# How long until the next attempt, in minutes; after the last one it is given up.
BACK_OFF: Final = (1, 5, 15, 60, 180, 360, 720, 720, 1440)
# Longer than any exchange takes: whoever is silent for so long was killed.
LONGEST_SENDING: Final = timedelta(minutes=5)
MOST_SECONDS: Final = 50.0
MOST_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class SendResult:
    """What one run did: tried, and of these sent."""

    tried: int = 0
    sent: int = 0


def send_due(*, at: datetime) -> SendResult:
    """Try what is due, until the minute is over. Safe to run twice and by two at once."""
    take_back_interrupted(at=at)
    began = time.monotonic()
    tried = sent = 0
    due = Delivery.objects.due(at).order_by("next_try_at", "pk")
    for pk in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        if time.monotonic() - began > MOST_SECONDS:
            break
        state = send_one(pk, at=at)
        tried += state is not None
        sent += state == DeliveryState.SENT
    return SendResult(tried, sent)


def take_back_interrupted(*, at: datetime, all_of_them: bool = False) -> int:
    """What a killed worker was sending is uncertain. Returns how many.

    Args:
        all_of_them: where it is known that no worker is alive.
    """
    rows = Delivery.objects.filter(state=DeliveryState.SENDING)
    if not all_of_them:
        rows = rows.filter(claimed_at__lt=at - LONGEST_SENDING)
    taken = 0
    for row in rows.order_by("pk")[:MOST_AT_ONCE]:
        taken += _end_unknown(row, Reason.INTERRUPTED, "", at)
    return taken


def send_one(pk: int, *, at: datetime) -> DeliveryState | None:
    """Try one delivery; None if another worker has it. Speaks to the outside."""
    claimed = (
        Delivery.objects.due(at)
        .filter(pk=pk)
        .update(state=DeliveryState.SENDING, claimed_at=at, attempts=F("attempts") + 1)
    )
    if not claimed:
        return None
    rows = Delivery.objects.select_related("recipient__bureau", "bureau")
    delivery = rows.get(pk=pk)
    try:
        _send(delivery, at)
    except NotSent as error:
        _end_not_sent(delivery, error, at)
    except Unknown as error:
        _end_unknown(delivery, Reason.NO_ANSWER, error.detail, at)
    else:
        _end(
            delivery,
            state=DeliveryState.SENT,
            sent_at=at,
            next_try_at=None,
            reason="",
            detail="",
        )
    delivery.refresh_from_db(fields=["state"])
    return DeliveryState(delivery.state)


def _send(delivery: Delivery, at: datetime) -> None:
    person = delivery.recipient
    if not person.is_active:
        raise NotSent(Reason.ACCOUNT_CLOSED, lasting=True)
    if delivery.channel == Channel.EMAIL:
        if not PersonChannels.objects.filter(user=person, email_on=True).exists():
            raise NotSent(Reason.CHANNEL_OFF, lasting=True)
        if not person.email:
            raise NotSent(Reason.NO_ADDRESS, lasting=True)
        letter = letter_for(delivery)
        mail(to=person.email, subject=letter.subject, text=letter.text, uuid=delivery.uuid)
        return
    endpoint = _endpoint(delivery)
    letter = letter_for(delivery)
    deliver(endpoint, Parcel(delivery.uuid, at, letter.text, letter.data))


def _endpoint(delivery: Delivery) -> Endpoint:
    webhook = Webhook.objects.filter(bureau_id=delivery.bureau_id).first()
    if webhook is None or not (webhook.is_on or delivery.kind == DeliveryKind.TEST):
        raise NotSent(Reason.CHANNEL_OFF, lasting=True)
    try:
        token, secret = unseal(webhook.token_sealed), unseal(webhook.secret_sealed)
    except SealBroken:
        raise NotSent(Reason.SEAL_BROKEN, lasting=True) from None
    return Endpoint(webhook.form, webhook.address, token, secret)


def _end_not_sent(delivery: Delivery, error: NotSent, at: datetime) -> None:
    """Again later, or not any more; a doubt from an earlier attempt stays one."""
    doubt = delivery.unknown_outcomes > 0
    over = error.lasting or delivery.attempts > len(BACK_OFF)
    if over:
        state = DeliveryState.UNCERTAIN if doubt else DeliveryState.DEAD
        next_try = None
    else:
        state = DeliveryState.UNCERTAIN if doubt else DeliveryState.WAITING
        next_try = at + timedelta(minutes=BACK_OFF[delivery.attempts - 1])
    _end(delivery, state=state, next_try_at=next_try, reason=error.reason, detail=error.detail)


def _end_unknown(delivery: Delivery, reason: Reason, detail: str, at: datetime) -> int:
    """Once more with the same id; a second doubt is left to people."""
    first = delivery.unknown_outcomes == 0
    return _end(
        delivery,
        state=DeliveryState.UNCERTAIN,
        unknown_outcomes=delivery.unknown_outcomes + 1,
        next_try_at=at + timedelta(minutes=BACK_OFF[0]) if first else None,
        reason=reason,
        detail=detail,
    )


def _end(delivery: Delivery, **values: object) -> int:
    """Note the outcome, unless the delivery was taken from us meanwhile."""
    mine = Delivery.objects.filter(
        pk=delivery.pk, state=DeliveryState.SENDING, attempts=delivery.attempts
    )
    return mine.update(updated_at=timezone.now(), claimed_at=None, **values)
