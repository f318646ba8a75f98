from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.refs import Ref


class Record(models.Model):
    """A row with a public id, a version for optimistic locking and two instants."""

    ref_kind: ClassVar[str] = ""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(_("Version"), default=1, editable=False)
    created_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Changed at"), auto_now=True)

    class Meta:
        abstract = True

    @property
    def ref(self) -> Ref:
        return Ref(self.ref_kind, self.uuid)

    @property
    def root_ref(self) -> Ref:
        return self.ref

    @property
    def audit_bureau_path(self) -> str:
        return ""

    @property
    def audit_title(self) -> str:
        return str(self)


def uuids(rows: Any) -> list[UUID]:
    """The public ids of a queryset."""
    return list(rows.values_list("uuid", flat=True))
