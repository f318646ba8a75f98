"""One installation runs once: its lock, what a killed run left behind, and its port."""

import contextlib
import errno
import fcntl
import os
import signal
import socket
import time
from pathlib import Path
from typing import IO, Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

MARK: Final = "YAOAN_UP"


class AlreadyRunning(DomainError):
    """Another ``up`` holds the same data folder."""

    code = "already_running"


class PortTaken(DomainError):
    """Another program listens where the web process should."""

    code = "port_taken"


def lock(folder: Path, address: str) -> IO[str]:
    """Take the folder for this run; the system gives it back when the process ends.

    Raises:
        AlreadyRunning: another run has it.
    """
    handle = (folder / "up.lock").open("a+", encoding="utf-8")
    handle.seek(0)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = handle.read().strip() or "?"
        handle.close()
        raise AlreadyRunning(
            format_lazy(
                _(
                    "YaoAn already runs here ({holder}). Stop that run first, or set "
                    "YAOAN_VAR to another data folder."
                ),
                holder=holder,
            )
        ) from error
    handle.truncate(0)
    handle.write(f"pid {os.getpid()}, {address}\n")
    handle.flush()
    return handle


def end_leftovers(var: Path, seconds: float = 3.0) -> int:
    """End what a killed run left and wait until it is gone. Call under the lock.

    Known by the folder's mark in their environment. Where the system shows none (macOS)
    nothing is found, and a leftover web process shows as a taken port.

    Returns: how many processes were ended.
    """
    ended: set[int] = set()
    limit = time.monotonic() + seconds
    while (left := _marked(f"{MARK}={var}".encode())) and time.monotonic() < limit:
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        ended |= left
        time.sleep(0.05)
    return len(ended)


def _marked(wanted: bytes) -> set[int]:
    found = set()
    for environ in Path("/proc").glob("[0-9]*/environ"):
        # Gone meanwhile, or another user's.
        with contextlib.suppress(OSError):
            if wanted in environ.read_bytes().split(b"\0"):
                found.add(int(environ.parent.name))
    return found - {os.getpid()}


def require_free_port(host: str, port: int, seconds: float = 0.0) -> None:
    """Raises PortTaken when somebody still listens there after so many seconds.

    A process that was just killed is gone from the list a moment before its port is free.
    """
    limit = time.monotonic() + seconds
    while True:
        try:
            return _require_free(host, port)
        except PortTaken:
            if time.monotonic() >= limit:
                raise
        time.sleep(0.05)


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(_port_message(host, port, error)) from error


def _port_message(host: str, port: int, error: OSError) -> Promise:
    if error.errno == errno.EADDRINUSE:
        words = _(
            "Port {port} is taken by another program. Choose another one, for example: "
            "make demo PORT={other}"
        )
    else:
        words = _("Port {port} cannot be opened on {host}: {reason}.")
    return format_lazy(words, port=port, other=port + 1, host=host, reason=error.strerror)
