from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, Scoped, ScopedQuerySet, User
from core.refs import Ref


class ApprovalState(models.TextChoices):
    PENDING = "pending", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class StepOutcome(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")


class ApprovalQuerySet(ScopedQuerySet["Approval"]):
    def pending(self) -> Self:
        return self.filter(state=ApprovalState.PENDING)

    def waiting_for(self, user: User) -> Self:
        """Whose present step asks for a role ``user`` holds here, submitted by another."""
        current = ApprovalStep.objects.filter(
            approval=models.OuterRef("pk"),
            seq=models.OuterRef("current_seq"),
            outcome=StepOutcome.WAITING,
            role__in=list(user.roles),
        )
        return (
            self.pending()
            .filter(bureau_id=user.bureau_id)
            .exclude(submitted_by_id=user.pk)
            .filter(models.Exists(current))
            .filter(
                ~models.Exists(current.filter(role=Role.UNIT_HEAD))
                | Q(unit=None)
                | Q(unit_id=user.unit_id)
            )
        )


class Approval(Scoped):
    """An act submitted for approval along a route fixed when it was submitted."""

    ref_kind: ClassVar[str] = "approval"

    about_kind = models.CharField(max_length=32)
    about_uuid = models.UUIDField(db_index=True)
    act = models.CharField(_("Act"), max_length=64)
    title = models.CharField(_("Title"), max_length=200)
    summary = models.TextField(_("What is asked"), blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_on = models.DateField(_("Submitted on"))
    state = models.CharField(
        _("State"), max_length=10, choices=ApprovalState, default=ApprovalState.PENDING
    )
    current_seq = models.PositiveSmallIntegerField(default=1)
    ended_on = models.DateField(null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["about_uuid", "act"],
                condition=Q(state="pending"),
                name="workbench_approval_one_pending_per_act",
            ),
            models.CheckConstraint(
                name="workbench_approval_ended_on_iff_ended",
                condition=Q(state="pending", ended_on=None)
                | (~Q(state="pending") & Q(ended_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_uuid)


class ApprovalStep(models.Model):
    approval = models.ForeignKey(Approval, models.CASCADE, related_name="steps")
    seq = models.PositiveSmallIntegerField(_("Step"))
    role = models.CharField(_("Role"), max_length=24, choices=Role)
    outcome = models.CharField(
        _("Outcome"), max_length=10, choices=StepOutcome, default=StepOutcome.WAITING
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    # Decided on paper: who recorded it here, and its scan.
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    scan = models.ForeignKey(
        "workbench.Attachment", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["approval_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval", "seq"], name="workbench_approval_step_once"
            ),
            models.CheckConstraint(
                name="workbench_approval_step_decided_by_and_on",
                condition=Q(outcome="waiting", decided_by=None, decided_on=None)
                | (
                    ~Q(outcome="waiting")
                    & Q(decided_by__isnull=False, decided_on__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="workbench_approval_step_on_paper_with_its_scan",
                condition=Q(recorded_by=None, scan=None)
                | Q(recorded_by__isnull=False, scan__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.get_role_display()}"
