"""Telling one person something, once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise

from accounts.models import User
from audit.services import record as write_audit
from core.refs import Ref
from workbench.models import DeliveryLine, Message, MessageKind
from workbench.services.channels import Channels, digest_time

Text = str | Promise
Told = tuple[int, str]
TITLE_LENGTH = 200


class Outside(Enum):
    """Whether a message also leaves on the channels its reader chose, and when."""

    NO = "no"
    DIGEST = "digest"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it is written.

    Args:
        outside: in the next morning digest, at once, or not at all.
        topic: what it speaks of; a digest says only the newest word on each.
        last_on: a day on which it must not wait for the next digest.
    """

    recipient: User
    kind: MessageKind
    title: Text
    dedupe_key: str
    on: date
    body: Text = ""
    about: Ref | None = None
    outside: Outside = Outside.NO
    topic: str = ""
    last_on: date | None = None

    @property
    def told(self) -> Told:
        """Whom, and what: the pair that is told once."""
        return (self.recipient.pk, self.dedupe_key)

    def row(self) -> Message:
        """The row in the recipient's language."""
        with translation.override(self.recipient.language):
            title, body = str(self.title), str(self.body)
        return Message(
            recipient=self.recipient,
            kind=self.kind,
            title=title[:TITLE_LENGTH],
            body=body,
            about_kind=self.about.kind if self.about else "",
            about_uuid=self.about.uuid if self.about else None,
            dedupe_key=self.dedupe_key,
            on=self.on,
        )


@transaction.atomic
def send(
    *,
    recipient: User,
    kind: MessageKind,
    title: Text,
    body: Text = "",
    about: Ref | None,
    dedupe_key: str,
    on: date,
) -> Message | None:
    """Tell one person something; None if they were told under this key before.

    Args:
        title: what the line says; without words of the record, which ``about`` shows to
            whoever may see it.
        about: the record it concerns.
        dedupe_key: says the same thing once, ``approval:<id>:2``.
        on: local date.
    """
    draft = Draft(recipient, kind, title, dedupe_key, on, body, about)
    if Message.objects.filter(recipient_id=recipient.pk, dedupe_key=dedupe_key).exists():
        return None
    row = draft.row()
    written = Message.objects.bulk_create([row], ignore_conflicts=True)
    return Message.objects.filter(uuid=written[0].uuid).first()


@transaction.atomic
def send_many(drafts: Sequence[Draft], *, channels: Channels | None = None) -> dict[Told, UUID]:
    """Write many messages at once, leaving out what was told before.

    Args:
        channels: what people chose, where the caller has looked it up already.

    Returns:
        Recipient's key and dedupe key → public id of the message, old or new.
    """
    # Both, as the unique index begins with the recipient.
    known = Message.objects.filter(
        recipient_id__in={draft.recipient.pk for draft in drafts},
        dedupe_key__in={draft.dedupe_key for draft in drafts},
    ).values_list("recipient_id", "dedupe_key", "uuid")
    told: dict[Told, UUID] = {(person, key): uuid for person, key, uuid in known}
    rows: list[tuple[Draft, Message]] = []
    for draft in drafts:
        if draft.told not in told:
            row = draft.row()
            told[draft.told] = row.uuid
            rows.append((draft, row))
    Message.objects.bulk_create([row for _draft, row in rows], batch_size=500)
    _put_outside(rows, channels or Channels())
    return told


def _put_outside(rows: Iterable[tuple[Draft, Message]], channels: Channels) -> None:
    """In the same transaction: what must leave the house is a row before anybody tries."""
    leaving = [(draft, row) for draft, row in rows if draft.outside != Outside.NO]
    if not leaving:
        return
    now = timezone.now()
    DeliveryLine.objects.bulk_create(
        (
            DeliveryLine(
                message=row,
                recipient=draft.recipient,
                channel=channel,
                at_once=draft.outside == Outside.AT_ONCE,
                not_before=now if draft.outside == Outside.AT_ONCE else digest_time(draft.on),
                last_on=draft.last_on,
                topic=draft.topic,
            )
            for draft, row in leaving
            for channel in channels.of(draft.recipient)
        ),
        batch_size=500,
    )


@transaction.atomic
def mark_read(*, by: User, uuids: Iterable[UUID] | None = None) -> int:
    """Mark messages of one's own as read: those named, or all. Returns how many."""
    rows = Message.objects.visible_to(by).unread()
    if uuids is not None:
        rows = rows.filter(uuid__in=list(uuids))
    return rows.update(read_at=timezone.now())


@transaction.atomic
def acknowledge(message: Message, *, by: User, on: date) -> Message:
    """Confirm having taken note of a message of one's own; a second time changes nothing."""
    row: Message = Message.objects.visible_to(by).select_for_update().get(pk=message.pk)
    if row.acknowledged_at is not None:
        return row
    row.acknowledged_at = timezone.now()
    row.read_at = row.read_at or row.acknowledged_at
    row.version += 1
    row.save(update_fields=["acknowledged_at", "read_at", "version", "updated_at"])
    write_audit("message.acknowledged", subject=row, by=by, on=on)
    return row


def unread_count(user: User) -> int:
    """How many messages wait to be read. One query."""
    return Message.objects.visible_to(user).unread().count()
