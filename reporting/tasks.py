from celery import shared_task
from django.utils import timezone

from reporting.services.exports import EXPORTS
from reporting.services.list_exports import expire_exports


@shared_task(name="reporting.tasks.expire_exports")
def expire() -> int:
    """Delete the files of exports that were kept for a week."""
    return expire_exports(kinds=EXPORTS, at=timezone.now())
