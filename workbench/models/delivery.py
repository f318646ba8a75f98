from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from accounts.permissions import Perm
from core.models import Record
from workbench.models.message import Message


class Channel(models.TextChoices):
    """How a person is told. ``IN_APP`` is the message itself and has no delivery."""

    IN_APP = "in_app", _("In YaoAn")
    EMAIL = "email", _("E-mail")
    WEBHOOK = "webhook", _("Webhook")


class WebhookForm(models.TextChoices):
    """What the other side understands."""

    PLAIN = "plain", _("Own system (signed JSON)")
    DINGTALK = "dingtalk", _("DingTalk group robot")
    WECOM = "wecom", _("WeCom group robot")
    FEISHU = "feishu", _("Feishu group robot")


class DeliveryKind(models.TextChoices):
    DIGEST = "digest", _("Digest")
    NOTICE = "notice", _("Immediate notice")
    TEST = "test", _("Test")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    UNCERTAIN = "uncertain", _("Uncertain")
    DEAD = "dead", _("Not delivered")


class Reason(models.TextChoices):
    """Why something has not arrived, and what to do."""

    NO_MAIL_SERVER = "no_mail_server", _("No mail server is set. Set EMAIL_HOST, then retry.")
    NO_ADDRESS = "no_address", _("This person has no e-mail address. Enter one, then retry.")
    ACCOUNT_CLOSED = (
        "account_closed",
        _("The account is disabled. Whoever took over is reminded from now on."),
    )
    CHANNEL_OFF = "channel_off", _("This channel was turned off before anything left.")
    SEAL_BROKEN = (
        "seal_broken",
        _("The stored secret cannot be read: the key has changed. Enter it again, then retry."),
    )
    MAIL_UNREACHABLE = "mail_unreachable", _("The mail server cannot be reached.")
    MAIL_REFUSED = "mail_refused", _("The mail server refused this e-mail.")
    ADDRESS_REFUSED = (
        "address_refused",
        _("The mail server does not accept this address. Correct it, then retry."),
    )
    NAME_UNKNOWN = "name_unknown", _("The webhook's host name is not known.")
    UNREACHABLE = "unreachable", _("The webhook's server cannot be reached.")
    PRIVATE = (
        "private",
        _("The webhook leads into a private network. Allow it in WEBHOOK_ALLOWED_HOSTS."),
    )
    REDIRECTED = (
        "redirected",
        _("The webhook sends on to another address, which is not followed. Enter that one."),
    )
    REFUSED = "refused", _("The webhook refused this. Check address, token and secret.")
    FAULT = "fault", _("The webhook's server reports a fault of its own.")
    ROBOT_REFUSED = "robot_refused", _("The group robot refused this. Check token and secret.")
    NO_ANSWER = "no_answer", _("No answer came: it may have arrived.")
    INTERRUPTED = "interrupted", _("Sending was interrupted: it may have arrived.")


class PersonChannels(Record):
    """How one person wants to be told besides the inbox; without a row, in no other way."""

    ref_kind: ClassVar[str] = "person_channels"

    user = models.OneToOneField(User, models.CASCADE, related_name="channels")
    email_on = models.BooleanField(_("By e-mail as well"), default=False)

    class Meta:
        ordering = ["user_id"]

    def __str__(self) -> str:
        return str(self.user)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def visible_to(self, user: Any) -> Self:
        """Those of the bureaus whose settings one manages."""
        if not isinstance(user, User) or not user.can(Perm.MANAGE_SETTINGS):
            return self.none()
        return self.filter(bureau_id__in=user.scope_bureau_ids)


class Webhook(Record):
    """Where a bureau's notices go besides the inbox. Token and secret are kept sealed."""

    ref_kind: ClassVar[str] = "webhook"

    bureau = models.OneToOneField(
        Bureau, models.PROTECT, related_name="webhook", verbose_name=_("Bureau")
    )
    form = models.CharField(_("Kind"), max_length=10, choices=WebhookForm)
    address = models.URLField(_("Address"), max_length=300)
    token_sealed = models.TextField(blank=True)
    secret_sealed = models.TextField(blank=True)
    is_on = models.BooleanField(_("In use"), default=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["bureau_id"]

    def __str__(self) -> str:
        return f"{self.bureau.short_name} {self.get_form_display()}"

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: Any) -> Self:
        """Those of the bureaus whose settings one manages."""
        if not isinstance(user, User) or not user.can(Perm.MANAGE_SETTINGS):
            return self.none()
        return self.filter(bureau_id__in=user.scope_bureau_ids)

    def due(self, at: datetime) -> Self:
        """To be tried now, or again."""
        open_ = (DeliveryState.WAITING, DeliveryState.UNCERTAIN)
        return self.filter(state__in=open_, next_try_at__lte=at)

    def given_up(self) -> Self:
        """Nobody tries these any more: not delivered, or perhaps delivered."""
        uncertain = Q(state=DeliveryState.UNCERTAIN, next_try_at=None)
        return self.filter(Q(state=DeliveryState.DEAD) | uncertain)


class Delivery(Record):
    """What leaves the house for one person on one channel, under one id however often tried.

    ``uuid`` is that id: Message-ID of the e-mail, id of the webhook. A digest holds many
    messages, an immediate notice those of one sweep.
    """

    ref_kind: ClassVar[str] = "delivery"

    kind = models.CharField(_("Kind"), max_length=8, choices=DeliveryKind)
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel)
    recipient = models.ForeignKey(User, models.CASCADE, related_name="deliveries")
    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("Bureau")
    )
    on = models.DateField(_("Date"))
    state = models.CharField(
        _("State"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    unknown_outcomes = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(_("Next try"), null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=20, choices=Reason, blank=True)
    detail = models.CharField(_("Answer of the other side"), max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state__in=["waiting", "uncertain"]),
                name="workbench_delivery_to_try",
            ),
            models.Index(fields=["recipient", "channel", "on"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="workbench_delivery_leaves_the_house", condition=~Q(channel="in_app")
            ),
            models.CheckConstraint(
                name="workbench_delivery_sent_at_iff_sent",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="workbench_delivery_waiting_has_a_time",
                condition=~Q(state="waiting") | Q(next_try_at__isnull=False),
            ),
            models.CheckConstraint(
                name="workbench_delivery_given_up_says_why",
                condition=~Q(state__in=["dead", "uncertain"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.recipient} {self.on}"

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path

    @property
    def is_given_up(self) -> bool:
        if self.state == DeliveryState.DEAD:
            return True
        return self.state == DeliveryState.UNCERTAIN and self.next_try_at is None


class DeliveryLineQuerySet(models.QuerySet["DeliveryLine"]):
    def waiting(self) -> Self:
        """In no delivery yet."""
        return self.filter(delivery=None, withdrawn=False)

    def ripe(self, at: datetime) -> Self:
        return self.waiting().filter(not_before__lte=at)


class DeliveryLine(models.Model):
    """That one message must leave on one channel: made in the transaction of the message.

    ``topic``: of several lines of one topic a digest says only the newest. ``last_on``: on
    that day the line does not wait for the next morning. ``withdrawn``: what it speaks of
    ended before it left.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="lines")
    recipient = models.ForeignKey(User, models.CASCADE, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel)
    delivery = models.ForeignKey(
        Delivery, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    at_once = models.BooleanField(default=False)
    not_before = models.DateTimeField()
    last_on = models.DateField(null=True, blank=True)
    topic = models.CharField(max_length=100, blank=True)
    withdrawn = models.BooleanField(default=False)

    objects = DeliveryLineQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["recipient", "channel", "not_before"],
                condition=Q(delivery=None, withdrawn=False),
                name="workbench_line_to_bundle",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "channel"], name="workbench_line_once_per_channel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.channel}"

    def cannot_wait(self, on: date) -> bool:
        return self.last_on is not None and self.last_on <= on
