from datetime import timedelta
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.base import Record

STALE_AFTER = timedelta(minutes=3)


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class JobQuerySet(models.QuerySet["Job"]):
    def owned_by(self, owner: UUID) -> Self:
        return self.filter(owner_uuid=owner)

    def unfinished(self) -> Self:
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])

    def held_by(self, job: "Job") -> Self:
        """The row while the worker that claimed this attempt still has it."""
        return self.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)

    def stale(self) -> Self:
        """Unfinished and silent: never delivered, or its worker died."""
        return self.unfinished().filter(heartbeat_at__lt=timezone.now() - STALE_AFTER)


class Job(Record):
    """Long work: a row first, then a message. The owner is kept as values, not as a key."""

    ref_kind: ClassVar[str] = "job"

    kind = models.CharField(max_length=64)
    title = models.CharField(_("Title"), max_length=200)
    owner_uuid = models.UUIDField(db_index=True)
    owner_name = models.CharField(max_length=100)
    owner_bureau_path = models.CharField(max_length=200)
    params = models.JSONField(default=dict)
    state = models.CharField(
        _("State"), max_length=16, choices=JobState, default=JobState.WAITING
    )
    done = models.PositiveIntegerField(_("Done"), default=0)
    total = models.PositiveIntegerField(_("Total"), null=True)
    message = models.CharField(_("Message"), max_length=500, blank=True)
    error = models.TextField(_("Error"), blank=True)
    result = models.JSONField(default=dict)
    file = models.FileField(upload_to="jobs/%Y/%m", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    cancel_requested = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="core_job_finished_iff_ended",
                condition=models.Q(
                    state__in=[JobState.WAITING, JobState.RUNNING], finished_at=None
                )
                | models.Q(
                    state__in=[JobState.DONE, JobState.FAILED, JobState.CANCELLED],
                    finished_at__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int | None:
        return None if not self.total else min(100, self.done * 100 // self.total)
