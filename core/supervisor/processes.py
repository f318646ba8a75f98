"""The processes of one machine: web, worker and beat beside the broker."""

import http.client
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from core.supervisor.child import Child
from core.supervisor.place import MARK


def environment(*, embedded_broker: bool) -> dict[str, str]:
    """What every process of ours is given."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings"),
        "PYTHONUNBUFFERED": "1",
        "STATIC_MANIFEST": "1",
        "YAOAN_VAR": str(settings.VAR_DIR),
        "YAOAN_EMBEDDED_BROKER": "1" if embedded_broker else "0",
        MARK: str(settings.VAR_DIR),
    }


def web(host: str, port: int, env: Mapping[str, str]) -> Child:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    # The control socket would be one more door, and lie outside our data folder.
    words = ["--workers", "2", "--worker-class", "gthread", "--threads", "4"]
    words += ["--timeout", "60", "--graceful-timeout", "2", "--no-control-socket"]
    # Loaded once, then forked: half the start and half the memory.
    words += ["--preload"]
    return _python("web", ["gunicorn", "config.wsgi:application", "--bind", bind, *words], env)


def worker(env: Mapping[str, str], *, own_broker: bool, more: tuple[str, ...] = ()) -> Child:
    words = ["celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO"]
    # With one worker there is nobody to gossip with, and the start is a second quicker.
    words += ["--without-gossip", "--without-mingle", "--hostname", "worker@%h", *more]
    child = _python("worker", words, env)
    # A worker that loses its broker keeps what it had fetched; a new one takes it back at once.
    child.needs = ("broker",) if own_broker else ()
    return child


def beat(env: Mapping[str, str]) -> Child:
    return _python("beat", ["celery", "-A", "config", "beat", "--loglevel", "INFO"], env)


def _python(name: str, module_and_words: list[str], env: Mapping[str, str]) -> Child:
    log: Path = settings.VAR_DIR / "log" / f"{name}.log"
    return Child(
        name=name,
        argv=[sys.executable, "-m", *module_and_words],
        env=env,
        folder=settings.BASE_DIR,
        log=log,
    )


def web_status(host: str, port: int) -> int:
    """The status of the first page, 0 while nothing answers."""
    there = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared only
    connection = http.client.HTTPConnection(there, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
