"""How people and bureaus are told besides the inbox, and what to do with what failed."""

from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from accounts.policies import require_manage_settings
from audit.services import record as write_audit
from core.errors import Invalid
from core.protocols import Actor
from core.seals import seal
from workbench.models import (
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    PersonChannels,
    Webhook,
    WebhookForm,
)
from workbench.outside.robots import BASES, split_address


@transaction.atomic
def set_email(*, is_on: bool, by: User, on: date) -> PersonChannels:
    """Be told of one's limits by e-mail as well, or not any more.

    Raises:
        Invalid: no e-mail address is known.
    """
    if is_on and not by.email:
        raise Invalid(
            fields={
                "email_on": _(
                    "You have no e-mail address here. Ask your administrator to enter one."
                )
            }
        )
    row, _created = PersonChannels.objects.select_for_update().get_or_create(user=by)
    before = row.email_on
    row.email_on = is_on
    row.version += 1
    row.save()
    write_audit(
        "channels.set",
        subject=row,
        by=by,
        on=on,
        before={"email_on": before},
        after={"email_on": is_on},
    )
    return row


@transaction.atomic
def set_webhook(
    *,
    bureau: Bureau,
    form: str,
    address: str,
    token: str,
    secret: str,
    is_on: bool,
    by: Actor,
    on: date,
) -> Webhook:
    """Say where a bureau's notices go besides the inbox.

    Args:
        address: empty for the usual one of a group robot.
        token, secret: empty keeps those stored, as long as kind and address stay.

    Raises:
        PermissionRefused: only the administrators of the bureau and of those above.
        Invalid: an address nothing can be sent to, or no token or secret.
    """
    require_manage_settings(by, bureau)
    row = Webhook.objects.select_for_update().filter(bureau=bureau).first()
    row = row or Webhook(bureau=bureau, version=0)
    address, pasted = split_address(form, address.strip() or BASES.get(form, ""))
    token = token.strip() or pasted
    same = (row.form, row.address) == (form, address)
    before = _told(row)
    row.form, row.address, row.is_on = WebhookForm(form), address, is_on
    # A stored secret never goes to a new address: whoever enters one knows both.
    row.token_sealed = seal(token) or (row.token_sealed if same else "")
    row.secret_sealed = seal(secret.strip()) or (row.secret_sealed if same else "")
    _require_sound(row)
    row.version += 1
    row.save()
    after = _told(row) | {"token": bool(token), "secret": bool(secret)}
    write_audit("webhook.set", subject=row, by=by, on=on, before=before, after=after)
    return row


@transaction.atomic
def test_webhook(webhook: Webhook, *, by: User, on: date, at: datetime) -> Delivery:
    """Have a test message sent; the delivery shows what came of it.

    Args:
        at: the instant from which it may leave.
    """
    require_manage_settings(by, webhook.bureau)
    delivery = Delivery.objects.create(
        kind=DeliveryKind.TEST,
        channel=Channel.WEBHOOK,
        recipient=by,
        bureau=webhook.bureau,
        on=on,
        next_try_at=at,
    )
    write_audit("webhook.tested", subject=webhook, by=by, on=on)
    return delivery


@transaction.atomic
def retry_delivery(delivery: Delivery, *, by: User, on: date, at: datetime) -> Delivery:
    """Try again what was given up, under the same id.

    Raises:
        PermissionRefused: only the administrators of the bureau and of those above.
        Invalid: it was sent, or is still being tried.
    """
    row: Delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    require_manage_settings(by, row.bureau)
    if not row.is_given_up:
        raise Invalid(_("This was sent, or is still being tried. There is nothing to do."))
    before = {"state": row.state, "reason": row.reason}
    row.state, row.attempts, row.unknown_outcomes = DeliveryState.WAITING, 0, 0
    row.next_try_at = at
    row.version += 1
    row.save()
    write_audit("delivery.retried", subject=row, by=by, on=on, before=before)
    return row


def _told(row: Webhook) -> dict[str, object]:
    return {"form": row.form, "address": row.address, "is_on": row.is_on} if row.pk else {}


def _require_sound(row: Webhook) -> None:
    fields: dict[str, str] = {}
    parts = urlsplit(row.address)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
        fields["address"] = _("Give a full address that begins with https://.")
    plain = row.form == WebhookForm.PLAIN
    if plain and not row.secret_sealed:
        fields["secret"] = _("Give the secret the other system checks the signature with.")
    if not plain and not row.token_sealed:
        fields["token"] = _("Give the robot's token: the last part of its address.")
    if fields:
        raise Invalid(fields=dict(fields))
