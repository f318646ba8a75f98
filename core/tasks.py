import os
from typing import Any

from celery import shared_task
from celery.signals import worker_init

from core.jobs import release_all, run_job, take_back_stale


@shared_task(name="core.tasks.run")
def run(uuid: str) -> None:
    """Do the work of one job."""
    run_job(uuid)


def send(uuid: str) -> None:
    """Hand a job to a worker; a broker that is down only delays it."""
    try:
        run.delay(uuid)
    except run.OperationalError:
        return


@shared_task(name="core.tasks.resend_stale_jobs")
def resend_stale_jobs() -> int:
    """Send again what was never delivered or whose worker died."""
    taken = take_back_stale()
    for uuid in taken:
        send(uuid)
    return len(taken)


@worker_init.connect
def send_orphans(**_kwargs: Any) -> None:
    """A worker that starts beside the embedded broker is the only one: nothing runs yet.

    What died with its predecessor or with the broker is sent at once; a message too many
    does no harm.
    """
    if os.environ.get("YAOAN_EMBEDDED_BROKER") == "1":
        for uuid in release_all():
            send(uuid)
