"""Who may read a record: written once, the beginning of every read.

tree        one's own bureau and those under it, unless the record is confidential;
everything  province and auditors, confidential or not, within their tree;
shares      handling officers, co-handling bureaus, readers: rows on the root record.
"""

from typing import Any, Self, TypeVar
from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.bureau import Bureau, Unit
from accounts.models.user import User
from accounts.permissions import Perm, Role
from core.models import Record
from core.refs import Ref

Model_co = TypeVar("Model_co", bound="Scoped", covariant=True)


class ShareGrade(models.TextChoices):
    HANDLE = "handle", _("Handling officer")
    CO_HANDLE = "co_handle", _("Co-handling")
    READ = "read", _("Reader")
    HEADLINE = "headline", _("Head line only")


class ShareQuerySet(models.QuerySet["Share"]):
    def reaching(self, user: User) -> Self:
        """Shares given to the person or to their bureau."""
        return self.filter(Q(user_id=user.pk) | Q(bureau_id=user.bureau_id))

    def visible_to(self, user: User) -> Self:
        """What was opened to the person or to their bureau."""
        return self.reaching(user)

    def of(self, root: Ref) -> Self:
        return self.filter(root_kind=root.kind, root_uuid=root.uuid)


class Share(models.Model):
    """One root record opened to one person or one bureau, in one grade."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    root_kind = models.CharField(max_length=32)
    root_uuid = models.UUIDField()
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="shares")
    bureau = models.ForeignKey(
        Bureau, models.PROTECT, null=True, blank=True, related_name="shares"
    )
    grade = models.CharField(_("Grade"), max_length=10, choices=ShareGrade)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    given_on = models.DateField()

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["root_uuid", "grade"])]
        constraints = [
            models.CheckConstraint(
                name="accounts_share_to_person_or_bureau",
                condition=Q(user=None, bureau__isnull=False)
                | Q(user__isnull=False, bureau=None),
            ),
            models.UniqueConstraint(
                fields=["root_uuid", "user"],
                condition=Q(user__isnull=False),
                name="accounts_share_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["root_uuid", "bureau"],
                condition=Q(bureau__isnull=False),
                name="accounts_share_once_per_bureau",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.root_kind}:{self.root_uuid} {self.grade}"


class ScopedQuerySet(models.QuerySet[Model_co]):
    """``visible_to`` begins every read; ``headlines_to`` is the second, thinner one."""

    def visible_to(self, user: Any) -> Self:
        """The records ``user`` may read. Costs at most two queries per user object."""
        if not isinstance(user, User) or not user.can(Perm.READ_RECORDS):
            return self.none()
        return self.filter(self._tree(user) | self._shared(user))

    def headlines_to(self, user: Any) -> Self:
        """The records of which ``user`` may read the head line."""
        if not isinstance(user, User) or not user.can(Perm.READ_RECORDS):
            return self.none()
        shares = Share.objects.reaching(user).filter(root_uuid=OuterRef("root_uuid"))
        return self.filter(self._tree(user) | Exists(shares))

    @staticmethod
    def _tree(user: User) -> Q:
        mine = Q(bureau_id__in=user.scope_bureau_ids)
        if user.can(Perm.READ_EVERYTHING) or (user.is_provincial and user.roles):
            return mine
        open_to_me = mine & Q(confidential=False)
        if Role.UNIT_HEAD in user.roles and user.unit_id:
            open_to_me |= mine & Q(unit_id=user.unit_id)
        return open_to_me

    @staticmethod
    def _shared(user: User) -> Q:
        shares = (
            Share.objects.reaching(user)
            .filter(root_uuid=OuterRef("root_uuid"))
            .exclude(grade=ShareGrade.HEADLINE)
        )
        return Q(Exists(shares))

    def of(self, record: Any) -> Self:
        """The rows that hang on this root record."""
        ref: Ref = getattr(record, "ref", record)
        return self.filter(root_kind=ref.kind, root_uuid=ref.uuid)


class Scoped(Record):
    """A record of one bureau, hanging on a top record (itself, for a top record)."""

    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("Bureau")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Unit")
    )
    confidential = models.BooleanField(_("Confidential"), default=False)
    root_kind = models.CharField(max_length=32, editable=False)
    root_uuid = models.UUIDField(editable=False, db_index=True)

    class Meta:
        abstract = True

    @property
    def root_ref(self) -> Ref:
        return Ref(self.root_kind, self.root_uuid)

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path

    @classmethod
    def top(cls, **values: Any) -> Self:
        """A new, unsaved top record: its root is itself."""
        record = cls(**values)
        record.root_kind, record.root_uuid = cls.ref_kind, record.uuid
        return record

    @classmethod
    def under(cls, root: "Scoped", **values: Any) -> Self:
        """A new, unsaved record that hangs on ``root`` and shares its scope."""
        record = cls(
            bureau_id=root.bureau_id,
            unit_id=root.unit_id,
            confidential=root.confidential,
            root_kind=root.root_kind,
            root_uuid=root.root_uuid,
            **values,
        )
        # What the root has read of its scope is not read again: acts make many such rows.
        read = root._state.fields_cache
        record._state.fields_cache.update({n: read[n] for n in ("bureau", "unit") if n in read})
        return record
