from celery import shared_task
from django.utils.timezone import localdate

from deadlines.services.reminders import remind_due


@shared_task(name="deadlines.tasks.sweep")
def sweep() -> dict[str, int]:
    """Remind of every limit that speaks today."""
    done = remind_due(on=localdate())
    return {"clocks": done.clocks, "reminders": done.reminders}
