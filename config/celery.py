"""The Celery application. Tasks are doors: ids and ISO dates in, one service call."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("yaoan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def requeue_orphans(**_kwargs: Any) -> None:
    """Take back what a killed worker held: embedded mode has no other consumer."""
    if os.environ.get("YAOAN_EMBEDDED_BROKER") != "1":
        return
    with app.connection_for_write() as connection:
        channel: Any = connection.default_channel  # the stubs know no Redis transport
        for tag in channel.client.hkeys(channel.unacked_key):
            channel.qos.restore_by_tag(tag, channel.client)
