from datetime import date
from functools import cached_property
from typing import ClassVar, Self
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.bureau import Bureau, Unit
from accounts.models.qualification import Certificate, CertificateKind
from accounts.permissions import ROLE_PERMS, SERVICE_READ, SERVICE_WRITE, Perm, Role
from core.models import Record


class AccountKind(models.TextChoices):
    PERSON = "person", _("Person")
    SERVICE = "service", _("Service account")


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def people(self) -> Self:
        return self.filter(kind=AccountKind.PERSON)

    def with_role(self, role: Role, bureau: Bureau) -> Self:
        """Active people who hold ``role`` in ``bureau``."""
        return (
            self.active()
            .people()
            .filter(
                bureau=bureau,
                role_grants__role=role,
                role_grants__revoked_on=None,
            )
            .distinct()
        )

    def certified(self, on: date) -> Self:
        """People with an enforcement certificate valid on ``on``."""
        return self.qualified(on, CertificateKind.ENFORCEMENT)

    def qualified(self, on: date, kind: CertificateKind) -> Self:
        """Active people with a certificate of ``kind`` valid on ``on``."""
        held = Certificate.objects.valid(on).filter(kind=kind, user_id=OuterRef("pk"))
        return self.active().filter(Exists(held))

    def visible_to(self, user: "User") -> Self:
        """Colleagues of the subtree, and everybody for whoever manages people there."""
        return self.filter(bureau_id__in=user.scope_bureau_ids)


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Accounts are made by ``accounts.services.people``, which calls this."""

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.select_related("bureau", "unit").get(username=username)
        return user


class User(Record, AbstractBaseUser):  # type: ignore[django-manager-missing]
    """An officer, an administrator or a service account."""

    ref_kind: ClassVar[str] = "officer"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    username = models.CharField(
        _("User name"),
        max_length=64,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9_.-]*$",
                _("Use letters, digits, hyphen, dot or underscore, beginning with a letter."),
            )
        ],
    )
    kind = models.CharField(max_length=8, choices=AccountKind, default=AccountKind.PERSON)
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=50)
    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="officers", verbose_name=_("Bureau")
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officers",
        verbose_name=_("Unit"),
    )
    position = models.CharField(_("Position"), max_length=50, blank=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(_("Active"), default=True)
    disabled_on = models.DateField(_("Disabled on"), null=True, blank=True)
    must_change_password = models.BooleanField(default=False)

    objects = UserManager()

    class Meta:
        ordering = ["bureau_id", "username"]
        constraints = [
            models.CheckConstraint(
                name="accounts_user_active_iff_not_disabled",
                condition=Q(is_active=True, disabled_on=None)
                | Q(is_active=False, disabled_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    # -- who acts, for the audit trail ------------------------------------------------
    token_name: str = ""
    token_may_write: bool = False
    on_behalf_of: str = ""

    @property
    def actor_uuid(self) -> UUID:
        return self.uuid

    @property
    def actor_name(self) -> str:
        return self.name

    @property
    def actor_bureau_code(self) -> str:
        return self.bureau.code

    @property
    def actor_bureau_path(self) -> str:
        return self.bureau.path

    @property
    def actor_on_behalf_of(self) -> str:
        return self.on_behalf_of

    @property
    def actor_token(self) -> str:
        return self.token_name

    # -- what is acted upon -----------------------------------------------------------
    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path

    @property
    def audit_title(self) -> str:
        return f"{self.name} ({self.username})"

    # -- duties -----------------------------------------------------------------------
    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held now. Costs one query per user object."""
        held = self.role_grants.filter(revoked_on=None).values_list("role", flat=True)
        return frozenset(Role(role) for role in held)

    @cached_property
    def perms(self) -> frozenset[Perm]:
        if not self.is_active:
            return frozenset()
        if self.kind == AccountKind.SERVICE:
            return SERVICE_WRITE if self.token_may_write else SERVICE_READ
        granted: frozenset[Perm] = frozenset()
        for role in self.roles:
            granted |= ROLE_PERMS[role]
        return granted

    def can(self, perm: Perm) -> bool:
        return perm in self.perms

    @cached_property
    def scope_bureau_ids(self) -> tuple[int, ...]:
        """Ids of the bureaus at and under one's own. Costs one query per user object."""
        return tuple(Bureau.objects.within(self.bureau.path).values_list("pk", flat=True))

    @property
    def can_read_registry(self) -> bool:
        """Parties, products and published decisions are open to whoever reads records."""
        return self.can(Perm.READ_RECORDS)

    @property
    def is_provincial(self) -> bool:
        return self.bureau.is_province


class RoleGrant(models.Model):
    """A role given to a person, by whom and when; never deleted."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_grants")
    role = models.CharField(_("Role"), max_length=24, choices=Role)
    granted_on = models.DateField()
    granted_by = models.CharField(max_length=64)
    revoked_on = models.DateField(null=True, blank=True)
    revoked_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(revoked_on=None),
                name="accounts_role_once_per_person",
            ),
            models.CheckConstraint(
                name="accounts_role_revoked_on_and_by",
                condition=Q(revoked_on=None, revoked_by="")
                | (Q(revoked_on__isnull=False) & ~Q(revoked_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.get_role_display()}"
