"""Notices and task orders: sent down at once, read and answered by each bureau."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record, record_many
from campaigns.models import Campaign, CampaignTask, Notice, NoticeKind, NoticeReceipt
from campaigns.policies import require_report, require_send
from campaigns.services.entered import require_fits, require_text
from core.errors import Invalid, NotFound
from documents.services.numbers import next_number

NUMBER_WORD = "通"


@transaction.atomic
def send_notice(
    *,
    title: str,
    content: str,
    to: Sequence[Bureau],
    read_by: date,
    by: User,
    on: date,
    kind: NoticeKind | str = NoticeKind.NOTICE,
    reply_by: date | None = None,
    campaign: Campaign | None = None,
    task: CampaignTask | None = None,
) -> Notice:
    """Send a notice or a task order to bureaus below; each gets a receipt to sign.

    Args:
        to: bureaus under the actor's.
        read_by: until when it must be read.
        reply_by: until when it must be answered; a task order needs it.
        task: the campaign task it orders.

    Raises:
        PermissionRefused: no campaign office.
        Invalid: nobody named, a bureau that is not below, or days that do not fit.
    """
    require_send(by=by)
    require_text(title=title, content=content)
    require_fits(Notice, title=title, content=content, kind=kind)
    _require_days(kind, read_by, reply_by, on)
    bureaus = list({bureau.pk: bureau for bureau in to}.values())
    _require_below(bureaus, by)
    if task is not None and campaign is not None and task.campaign_id != campaign.pk:
        raise Invalid(fields={"task": _("The task belongs to another campaign.")})
    notice = Notice.objects.create(
        number=next_number(bureau=by.bureau, word=NUMBER_WORD, on=on),
        kind=kind,
        bureau=by.bureau,
        campaign=campaign or (task.campaign if task else None),
        task=task,
        title=title.strip(),
        content=content.strip(),
        sent_by=by,
        sent_on=on,
        read_by=read_by,
        reply_by=reply_by,
    )
    NoticeReceipt.objects.bulk_create(
        NoticeReceipt.top(notice=notice, bureau=bureau) for bureau in bureaus
    )
    record("notice.sent", subject=notice, by=by, on=on, after={"to": len(bureaus)})
    return notice


def _require_days(kind: str, read_by: date, reply_by: date | None, on: date) -> None:
    if read_by < on:
        raise Invalid(fields={"read_by": _("The day has passed already.")})
    if kind == NoticeKind.TASK_ORDER and reply_by is None:
        raise Invalid(fields={"reply_by": _("A task order needs a day to be answered by.")})
    if reply_by is not None and reply_by < read_by:
        text = _("It cannot be answered before it is read.")
        raise Invalid(fields={"reply_by": text})


def _require_below(bureaus: Sequence[Bureau], by: User) -> None:
    if not bureaus:
        raise Invalid(fields={"to": _("Choose at least one bureau.")})
    for bureau in bureaus:
        if bureau.pk == by.bureau_id or not by.bureau.is_above(bureau):
            text = _("%(bureau)s is not under your bureau.") % {"bureau": bureau.name}
            raise Invalid(fields={"to": text})


def receipt_of(notice: Notice, *, by: User) -> NoticeReceipt:
    """The receipt of the actor's bureau, locked.

    Raises:
        NotFound: it was not sent to that bureau.
        PermissionRefused: another duty.
    """
    rows = NoticeReceipt.objects.select_for_update(of=("self",)).select_related("notice")
    receipt = rows.filter(notice=notice, bureau_id=by.bureau_id).first()
    if receipt is None:
        raise NotFound(_("This notice was not sent to your bureau."))
    require_report(by.bureau, by=by)
    return receipt


@transaction.atomic
def acknowledge(notice: Notice, *, by: User, on: date) -> NoticeReceipt:
    """Sign that one's bureau has read a notice; a second time changes nothing."""
    receipt = receipt_of(notice, by=by)
    if receipt.read_on is None:
        receipt.read_on, receipt.read_by = on, by
        receipt.version += 1
        receipt.save()
        record("notice.acknowledged", subject=receipt, by=by, on=on)
    return receipt


@transaction.atomic
def reply(notice: Notice, *, text: str, by: User, on: date) -> NoticeReceipt:
    """Answer a notice for one's bureau; it counts as read. An answer stands.

    Raises:
        Invalid: nothing is said, or it was answered before.
    """
    require_text(text=text)
    require_fits(NoticeReceipt, reply=text)
    receipt = receipt_of(notice, by=by)
    if receipt.replied_on is not None:
        raise Invalid(_("Your bureau answered this notice already."))
    if receipt.read_on is None:
        receipt.read_on, receipt.read_by = on, by
    receipt.reply, receipt.replied_on, receipt.replied_by = text.strip(), on, by
    receipt.version += 1
    receipt.save()
    record("notice.answered", subject=receipt, by=by, on=on, note=text)
    return receipt


@transaction.atomic
def acknowledge_many(receipts: Sequence[NoticeReceipt], *, by: User, on: date) -> int:
    """Sign several notices at once; those of other bureaus are left alone."""
    require_report(by.bureau, by=by)
    keys = [one.pk for one in receipts]
    rows = NoticeReceipt.objects.unread().filter(pk__in=keys, bureau_id=by.bureau_id)
    found = list(rows.select_for_update())
    for row in found:
        row.read_on, row.read_by = on, by
        row.version += 1
    NoticeReceipt.objects.bulk_update(found, ["read_on", "read_by", "version"])
    record_many("notice.acknowledged", subjects=found, by=by, on=on)
    return len(found)
