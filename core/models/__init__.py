from core.models.base import Record
from core.models.idempotency import IdempotencyKey
from core.models.job import Job, JobQuerySet, JobState

__all__ = ["IdempotencyKey", "Job", "JobQuerySet", "JobState", "Record"]
