from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from core.refs import Ref


class CommentQuerySet(ScopedQuerySet["Comment"]):
    """A comment is read by whoever reads its record."""


class Comment(Scoped):
    """A remark on a record, kept as written."""

    ref_kind: ClassVar[str] = "comment"

    about_kind = models.CharField(max_length=32)
    about_uuid = models.UUIDField(db_index=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("Comment"))

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_uuid)
