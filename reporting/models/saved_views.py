"""Views of a list that people keep: filters, columns and order, as the address holds them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from core.models import Record


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and what colleagues of the bureau share."""
        shared = Q(is_shared=True, bureau_id=user.bureau_id)
        return self.filter(Q(owner=user) | shared)


class SavedView(Record):
    """A named view of one list; ``path`` is the list's own address."""

    ref_kind: ClassVar[str] = "saved_view"

    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("By"))
    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    title = models.CharField(_("Name of the view"), max_length=40)
    query = models.TextField(blank=True)
    is_shared = models.BooleanField(_("Shared with the bureau"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "path", "title"], name="reporting_saved_view_once"
            )
        ]
        indexes = [models.Index(fields=["path", "bureau"])]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class DefaultView(models.Model):
    """The view a person sees when they open a list without asking for anything."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="defaults")
    path = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="reporting_default_view_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.path}"
