from celery import shared_task
from django.utils import timezone

from reporting.services.disclosure_course import start_withdrawals
from reporting.services.exports import EXPORTS
from reporting.services.list_exports import expire_exports


@shared_task(name="reporting.tasks.expire_exports")
def expire() -> int:
    """Delete the files of exports that were kept for a week."""
    return expire_exports(kinds=EXPORTS, at=timezone.now())


@shared_task(name="reporting.tasks.find_changed_disclosures")
def find_changed_disclosures() -> int:
    """Let the limit to withdraw run for published decisions that changed since."""
    return start_withdrawals(on=timezone.localdate())
