from celery import shared_task
from django.utils.timezone import localdate

from campaigns.services.reminders import remind_days


@shared_task(name="campaigns.tasks.remind")
def remind() -> int:
    """Tell whose office-set day is near, has come or has passed."""
    return remind_days(on=localdate())
