from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Scoped, ScopedQuerySet, User
from core.refs import Ref


class TransitionQuerySet(ScopedQuerySet["Transition"]):
    """Read by whoever reads the record."""

    def about(self, ref: Ref) -> Self:
        """The moves of one record, without those of its parts."""
        return self.filter(about_kind=ref.kind, about_uuid=ref.uuid)


class Transition(Scoped):
    """One move of a record's status: the procedure as it really went."""

    ref_kind: ClassVar[str] = "transition"

    about_kind = models.CharField(max_length=32)
    about_uuid = models.UUIDField(db_index=True)
    act = models.CharField(_("Act"), max_length=64)
    from_state = models.CharField(max_length=32)
    to_state = models.CharField(max_length=32)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("Date"))
    note = models.TextField(_("Note"), blank=True)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.act}: {self.from_state} → {self.to_state}"

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_uuid)
