from datetime import date
from pathlib import PurePath
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from core.refs import Ref


class AttachmentQuerySet(ScopedQuerySet["Attachment"]):
    """Read by whoever reads the record."""


def place_of(attachment: "Attachment", name: str) -> str:
    """Where the file lies: never under the name it was sent with."""
    day: date = attachment.added_on
    return f"attachments/{day:%Y/%m}/{attachment.uuid}{PurePath(name).suffix}"


class Attachment(Scoped):
    """A file that belongs to a record: a scan, a photograph, an answer on paper.

    ``sha256`` is the digest of its content as it came in; ``kind`` was read from the
    content, not from the name.
    """

    ref_kind: ClassVar[str] = "attachment"

    about_kind = models.CharField(max_length=32)
    about_uuid = models.UUIDField(db_index=True)
    name = models.CharField(_("File"), max_length=200)
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("Size"))
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=place_of, max_length=200)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_on = models.DateField(_("Added on"))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="workbench_attachment_has_content",
                condition=Q(size__gt=0) & ~Q(sha256=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_uuid)
