"""What must be done once before the processes run, each step with its time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management.base import OutputWrapper
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, Text

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StepFailed(DomainError):
    """A preparing command ended with an error."""

    code = "step_failed"
    status = 500


class Stopped(Exception):
    """The operator asked to stop while something was being prepared."""


class StopFlag:
    """Set by SIGINT, SIGTERM and SIGHUP, also where the parent process ignored them."""

    def __init__(self) -> None:
        self.is_set = False

    def listen(self) -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        for number in SIGNALS:
            # nohup asks for exactly this: outlive the terminal.
            if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
                continue
            signal.signal(number, self._set)

    def _set(self, *_arguments: object) -> None:
        self.is_set = True

    def pause(self, seconds: float) -> None:
        limit = time.monotonic() + seconds
        while not self.is_set and time.monotonic() < limit:
            time.sleep(0.05)

    def check(self) -> None:
        if self.is_set:
            raise Stopped


class Steps:
    """Runs the preparing steps and prints how long each took."""

    def __init__(self, env: Mapping[str, str], stop: StopFlag, out: OutputWrapper) -> None:
        self.env = env
        self.stop = stop
        self.out = out

    @contextmanager
    def step(self, title: Text) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.stop.check()
        self.out.write(f"  {time.monotonic() - began:6.1f} s  {title}")
        self.out.flush()

    def command(self, *words: str, log: Path | None = None) -> None:
        """One command of ``manage.py`` in a process that Ctrl-C reaches through us alone.

        Raises:
            StepFailed: it ended with an error.
            Stopped: the operator asked to stop; the command was ended.
        """
        argv = [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]
        with (log or Path(os.devnull)).open("wb") as sink:
            process = subprocess.Popen(  # noqa: S603 - our own command lines
                argv,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=sink if log else None,
                stderr=subprocess.STDOUT if log else None,
                start_new_session=True,
            )
        while process.poll() is None:
            if self.stop.is_set:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                raise Stopped
            time.sleep(0.05)
        if process.returncode:
            raise StepFailed(
                format_lazy(
                    _("The command “{command}” failed. {words}"),
                    command=" ".join(words),
                    words=last_words(log) if log else "",
                )
            )

    def wait(self, is_done: Callable[[], bool], seconds: float) -> bool:
        """Whether it became true in time."""
        limit = time.monotonic() + seconds
        while not is_done():
            self.stop.check()
            if time.monotonic() > limit:
                return False
            time.sleep(0.05)
        return True


def last_words(log: Path, lines: int = 15) -> str:
    """The end of a log, for an error message."""
    if not log.exists():
        return ""
    text = log.read_text(encoding="utf-8", errors="replace")
    return "\n".join(["", *text.splitlines()[-lines:]])


def has_unapplied_migrations() -> bool:
    """Raises django.db.OperationalError when the database does not answer."""
    executor = MigrationExecutor(connection)
    plan: Sequence[object] = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    return bool(plan)


def static_fingerprint() -> str:
    """Changes when a static file is added, removed or written."""
    newest, count = 0, 0
    for finder in get_finders():
        for path, storage in finder.list([]):
            newest = max(newest, Path(storage.path(path)).stat().st_mtime_ns)
            count += 1
    return f"{count} {newest}"
