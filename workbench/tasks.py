import os
from typing import Any

from celery import shared_task
from celery.signals import worker_init
from django.utils.timezone import now

from workbench.services.sending import send_due, take_back_interrupted


@shared_task(name="workbench.tasks.send")
def send() -> dict[str, int]:
    """Send what waits to leave the house."""
    done = send_due(at=now())
    return {"tried": done.tried, "sent": done.sent}


@worker_init.connect
def take_back(**_kwargs: Any) -> None:
    """A worker that starts beside the embedded broker is the only one: nobody is sending."""
    if os.environ.get("YAOAN_EMBEDDED_BROKER") == "1":
        take_back_interrupted(at=now(), all_of_them=True)
