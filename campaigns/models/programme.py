from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Bureau, User
from core.models import Record


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: User) -> Self:
        return self if user.can_read_registry else self.none()


class Programme(Record):
    """A year's work or a long-running project, with its task lines."""

    ref_kind: ClassVar[str] = "programme"

    code = models.CharField(_("Code"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=100)
    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"), null=True, blank=True)
    is_long_running = models.BooleanField(_("Long-running"), default=False)
    summary = models.TextField(_("Summary"), blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="campaigns_programme_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_bureau_path(self) -> str:
        return self.bureau.path


class TaskLineQuerySet(models.QuerySet["TaskLine"]):
    def visible_to(self, user: User) -> Self:
        return self if user.can_read_registry else self.none()


class TaskLine(Record):
    """One of a programme's lines of work; a long-running programme may be tied to it."""

    ref_kind: ClassVar[str] = "task_line"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="task_lines")
    seq = models.PositiveSmallIntegerField(_("Number"))
    name = models.CharField(_("Name"), max_length=200)
    content = models.TextField(_("Content"), blank=True)
    linked_programmes = models.ManyToManyField(
        Programme, related_name="tied_to_lines", blank=True
    )

    objects = TaskLineQuerySet.as_manager()

    class Meta:
        ordering = ["programme_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "seq"], name="campaigns_task_line_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_bureau_path(self) -> str:
        return self.programme.bureau.path
