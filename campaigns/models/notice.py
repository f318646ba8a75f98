"""Notices and task orders sent down, with the receipts of the bureaus they went to."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, Perm, Scoped, ScopedQuerySet, User
from campaigns.models.campaign import Campaign
from campaigns.models.task import CampaignTask
from core.models import Record


class NoticeKind(models.TextChoices):
    NOTICE = "notice", _("Notice to read")
    TASK_ORDER = "task_order", _("Task order")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Any) -> Self:
        """What one's bureau, or one under it, sent or was sent."""
        if not isinstance(user, User) or not user.can(Perm.READ_RECORDS):
            return self.none()
        mine = user.scope_bureau_ids
        received = NoticeReceipt.objects.filter(notice=OuterRef("pk"), bureau_id__in=mine)
        return self.filter(Q(bureau_id__in=mine) | Exists(received))


class Notice(Record):
    """What a bureau tells or orders the bureaus below."""

    ref_kind: ClassVar[str] = "notice"

    number = models.CharField(_("Number"), max_length=60, unique=True)
    kind = models.CharField(
        _("Kind"), max_length=12, choices=NoticeKind, default=NoticeKind.NOTICE
    )
    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("Sent by")
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("Campaign"),
    )
    task = models.ForeignKey(
        CampaignTask, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    title = models.CharField(_("Title"), max_length=200)
    content = models.TextField(_("Content"))
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_on = models.DateField(_("Sent on"))
    read_by = models.DateField(_("To be read by"))
    reply_by = models.DateField(_("To be answered by"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="campaigns_notice_task_order_has_reply_day",
                condition=~Q(kind="task_order") | Q(reply_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class NoticeReceiptQuerySet(ScopedQuerySet["NoticeReceipt"]):
    def unread(self) -> Self:
        return self.filter(read_on=None)

    def unanswered(self) -> Self:
        return self.filter(replied_on=None, notice__reply_by__isnull=False)

    def late(self, on: date) -> Self:
        """Not read, or not answered, although the day has passed."""
        return self.filter(
            Q(read_on=None, notice__read_by__lt=on)
            | Q(replied_on=None, notice__reply_by__lt=on)
        )


class NoticeReceipt(Scoped):
    """That a notice reached a bureau: who read it, what was answered, and when."""

    ref_kind: ClassVar[str] = "notice_receipt"

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="receipts")
    read_on = models.DateField(_("Read on"), null=True, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    replied_on = models.DateField(_("Answered on"), null=True, blank=True)
    replied_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reply = models.TextField(_("Answer"), blank=True)

    objects = NoticeReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["notice_id", "bureau_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "bureau"], name="campaigns_receipt_once_per_bureau"
            ),
            models.CheckConstraint(
                name="campaigns_receipt_read_by_name",
                condition=Q(read_on=None, read_by=None)
                | Q(read_on__isnull=False, read_by__isnull=False),
            ),
            models.CheckConstraint(
                name="campaigns_receipt_replied_by_name",
                condition=Q(replied_on=None, replied_by=None)
                | Q(replied_on__isnull=False, replied_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice} → {self.bureau.short_name}"

    def is_late(self, on: date) -> bool:
        if (self.read_on or on) > self.notice.read_by:
            return True
        due = self.notice.reply_by
        return due is not None and (self.replied_on or on) > due
