from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.db import connections
from django.utils.timezone import localdate, now

from deadlines.services.clocks import end_lapsed
from deadlines.services.digest import make_digests
from deadlines.services.health import watch
from deadlines.services.reminders import remind_due


@shared_task(name="deadlines.tasks.sweep")
def sweep() -> dict[str, int]:
    """End what has lapsed, then remind of every limit that speaks now."""
    end_lapsed(on=localdate())
    done = remind_due(on=localdate(), at=now())
    return {"clocks": done.clocks, "reminders": done.reminders}


@shared_task(name="deadlines.tasks.digest")
def digest() -> int:
    """Make up the digests and notices that are to leave now."""
    return make_digests(on=localdate(), at=now())


@shared_task(name="deadlines.tasks.watch_sweep")
def watch_sweep() -> bool:
    """Give a sign of life; tell somebody if the sweep stands still."""
    return watch(on=localdate(), at=now(), beating=True)


@worker_ready.connect
def look_back(**_kwargs: Any) -> None:
    """A worker that starts finds out whether the sweep stood still while none ran."""
    watch(on=localdate(), at=now())
    # The worker's processes are forked from this one: no connection may go with them.
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
