from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken, AuthTokenManager

from accounts.models.bureau import Bureau
from accounts.models.user import AccountKind, User
from accounts.permissions import Perm, Role
from core.models import Record


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and those of the service accounts one manages."""
        mine = Q(user_id=user.pk)
        if user.can(Perm.MANAGE_TOKENS):
            mine |= Q(user__kind=AccountKind.SERVICE, user__bureau__in=user.scope_bureau_ids)
        return self.filter(mine)


class ApiTokenManager(AuthTokenManager.from_queryset(ApiTokenQuerySet)):  # type: ignore[misc]
    """Knox's ``create`` gives the row and the plain token."""


class ApiToken(AbstractAuthToken):
    """An API token: only its digest is kept. Expires, can be revoked, reads or writes."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=100)
    may_write = models.BooleanField(_("May write"), default=False)
    issued_by = models.CharField(max_length=64)
    revoked_on = models.DateField(_("Revoked on"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("Last used"), null=True, blank=True)

    objects = ApiTokenManager()

    class Meta(AbstractAuthToken.Meta):
        abstract = False
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"{self.name} ({self.token_key}…)"


class PolicySetting(Record):
    """A rule an office may set for itself: threshold, period, switch, with its basis.

    The most special row wins: bureau before its parents before the empty bureau,
    and of one bureau the latest in force on the record's date.
    """

    ref_kind: ClassVar[str] = "policy"

    bureau = models.ForeignKey(Bureau, models.PROTECT, null=True, blank=True)
    key = models.CharField(max_length=64)
    value = models.JSONField()
    basis = models.CharField(_("Basis"), max_length=200, blank=True)
    effective_from = models.DateField(_("Effective from"))

    class Meta:
        ordering = ["key", "bureau_id", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "key", "effective_from"],
                condition=Q(bureau__isnull=False),
                name="accounts_policy_once_per_bureau_and_day",
            ),
            models.UniqueConstraint(
                fields=["key", "effective_from"],
                condition=Q(bureau=None),
                name="accounts_policy_once_per_day",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ApprovalRoute(Record):
    """Who must approve an act, in order: one to four steps per act, by bureau or for all."""

    ref_kind: ClassVar[str] = "approval_route"

    bureau = models.ForeignKey(Bureau, models.PROTECT, null=True, blank=True)
    act = models.CharField(_("Act"), max_length=64)

    class Meta:
        ordering = ["act", "bureau_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "act"],
                condition=Q(bureau__isnull=False),
                name="accounts_route_once_per_bureau_and_act",
            ),
            models.UniqueConstraint(
                fields=["act"],
                condition=Q(bureau=None),
                name="accounts_route_once_per_act",
            ),
        ]

    def __str__(self) -> str:
        return self.act


class ApprovalRouteStep(models.Model):
    route = models.ForeignKey(ApprovalRoute, models.CASCADE, related_name="steps")
    seq = models.PositiveSmallIntegerField(_("Step"))
    role = models.CharField(_("Role"), max_length=24, choices=Role)

    class Meta:
        ordering = ["route_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["route", "seq"], name="accounts_route_step_once"),
            models.CheckConstraint(
                name="accounts_route_one_to_four_steps", condition=Q(seq__gte=1, seq__lte=4)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route.act} {self.seq}: {self.get_role_display()}"
