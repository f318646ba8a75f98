"""What a delivery says, in its reader's language: made when it leaves, so it is up to date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workbench.models import Delivery, DeliveryKind, DeliveryLine


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One message of a letter."""

    id: UUID
    title: str
    body: str
    on: date
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    lines: tuple[LetterLine, ...]
    text: str
    data: dict[str, Any]


def letter_for(delivery: Delivery) -> Letter:
    """The letter a delivery is; of each topic only the newest word. One query."""
    with translation.override(delivery.recipient.language):
        lines = tuple(_line(row) for row in _newest(delivery))
        subject = _subject(delivery, lines)
        return Letter(subject, lines, _text(delivery, subject, lines), _data(delivery, lines))


def _newest(delivery: Delivery) -> Sequence[DeliveryLine]:
    rows = delivery.lines.select_related("message").order_by("message_id")
    newest = {row.topic or f"message:{row.message_id}": row for row in rows}
    return list(newest.values())


def _line(row: DeliveryLine) -> LetterLine:
    message = row.message
    path = reverse("workbench:message", args=[message.uuid])
    address = f"{settings.SITE_ADDRESS.rstrip('/')}{path}" if settings.SITE_ADDRESS else ""
    return LetterLine(message.uuid, message.title, message.body, message.on, address)


def _subject(delivery: Delivery, lines: Sequence[LetterLine]) -> str:
    if delivery.kind == DeliveryKind.TEST:
        return _("YaoAn: test message")
    if delivery.kind == DeliveryKind.NOTICE and len(lines) == 1:
        return _("YaoAn, at once: %(title)s") % {"title": lines[0].title}
    words = ngettext(
        "YaoAn: %(n)s reminder on %(day)s", "YaoAn: %(n)s reminders on %(day)s", len(lines)
    )
    return words % {"n": len(lines), "day": delivery.on.isoformat()}


def _text(delivery: Delivery, subject: str, lines: Sequence[LetterLine]) -> str:
    who = f"{delivery.recipient.name}（{delivery.recipient.bureau.short_name}）"
    parts = [subject, who]
    for line in lines:
        more = [part for part in (line.body, line.address) if part]
        parts.append("\n".join((f"• {line.title}", *(f"  {part}" for part in more))))
    if delivery.kind == DeliveryKind.TEST:
        parts.append(_("This webhook works. Reminders arrive here from now on."))
    return "\n".join(parts)


def _data(delivery: Delivery, lines: Sequence[LetterLine]) -> dict[str, Any]:
    return {
        "id": str(delivery.uuid),
        "kind": delivery.kind,
        "on": delivery.on.isoformat(),
        "recipient": {
            "id": str(delivery.recipient.uuid),
            "username": delivery.recipient.username,
            "name": delivery.recipient.name,
            "bureau": delivery.recipient.bureau.code,
        },
        "messages": [
            {
                "id": str(line.id),
                "title": line.title,
                "body": line.body,
                "on": line.on.isoformat(),
                "address": line.address,
            }
            for line in lines
        ],
    }
