from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record
from core.refs import Ref


class MessageKind(models.TextChoices):
    REMINDER = "reminder", _("Reminder")
    ESCALATION = "escalation", _("Escalation")
    TASK = "task", _("Task")
    APPROVAL = "approval", _("Approval")
    NOTICE = "notice", _("Notice")
    SYSTEM = "system", _("System")


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> Self:
        """Messages belong to their recipient and to nobody else."""
        return self.filter(recipient_id=user.pk)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Message(Record):
    """What the product tells one person, once per ``dedupe_key``."""

    ref_kind: ClassVar[str] = "message"

    recipient = models.ForeignKey(User, models.CASCADE, related_name="messages")
    kind = models.CharField(_("Kind"), max_length=12, choices=MessageKind)
    title = models.CharField(_("Title"), max_length=200)
    body = models.TextField(_("Text"), blank=True)
    about_kind = models.CharField(max_length=32, blank=True)
    about_uuid = models.UUIDField(null=True, blank=True)
    dedupe_key = models.CharField(max_length=200)
    on = models.DateField(_("Date"))
    read_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["recipient", "read_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "dedupe_key"], name="workbench_message_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Ref | None:
        return Ref(self.about_kind, self.about_uuid) if self.about_uuid else None
