from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Perm, Role, Scoped, ScopedQuerySet, User
from core.models import Record
from core.refs import Ref


class TaskState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class TaskQuerySet(ScopedQuerySet["Task"]):
    def visible_to(self, user: Any) -> Self:
        """As its record; whoever it was given to sees the task itself in any case."""
        mine = self.filter(assignee_id=user.pk) if isinstance(user, User) else self.none()
        return super().visible_to(user) | mine

    def open(self) -> Self:
        return self.filter(state=TaskState.OPEN)

    def for_person(self, user: User) -> Self:
        """Assigned to the person, or to a role of theirs in their bureau (and unit)."""
        by_role = Q(assignee=None, bureau_id=user.bureau_id, role__in=list(user.roles)) & (
            Q(unit=None) | Q(unit_id=user.unit_id) | ~Q(role=Role.UNIT_HEAD)
        )
        return self.filter(Q(assignee_id=user.pk) | by_role)


class Task(Scoped):
    """Something a person or a role must do on a record. Acting stays above: it links there."""

    ref_kind: ClassVar[str] = "task"

    about_kind = models.CharField(max_length=32)
    about_uuid = models.UUIDField(db_index=True)
    title = models.CharField(_("Title"), max_length=200)
    act = models.CharField(max_length=64, blank=True)
    assignee = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    role = models.CharField(max_length=24, choices=Role, blank=True)
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    state = models.CharField(
        _("State"), max_length=8, choices=TaskState, default=TaskState.OPEN
    )
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="workbench_task_for_person_or_role",
                condition=Q(assignee__isnull=False) | ~Q(role=""),
            ),
            models.CheckConstraint(
                name="workbench_task_done_on_iff_closed",
                condition=Q(state=TaskState.OPEN, done_on=None)
                | (~Q(state=TaskState.OPEN) & Q(done_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_uuid)


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def in_force(self, on: date) -> Self:
        return self.filter(from_on__lte=on, to_on__gte=on, cancelled_on=None)

    def visible_to(self, user: User) -> Self:
        """Whoever is concerned, and whoever keeps the people of the bureau."""
        mine = Q(person_id=user.pk) | Q(deputy_id=user.pk)
        if user.can(Perm.MANAGE_PEOPLE):
            mine |= Q(person__bureau_id__in=user.scope_bureau_ids)
        return self.filter(mine)


class Delegation(Record):
    """One person's duties done by another while absent."""

    ref_kind: ClassVar[str] = "delegation"

    person = models.ForeignKey(User, models.PROTECT, related_name="delegations")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="deputyships")
    from_on = models.DateField(_("From"))
    to_on = models.DateField(_("To"))
    reason = models.CharField(_("Reason"), max_length=200)
    cancelled_on = models.DateField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                name="workbench_delegation_period", condition=Q(to_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="workbench_delegation_to_another", condition=~Q(person=F("deputy"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.deputy}"

    @property
    def audit_bureau_path(self) -> str:
        return self.person.bureau.path
