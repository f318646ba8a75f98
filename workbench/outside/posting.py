"""A POST that reaches no private address, follows no redirect and never hangs."""

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Event, Timer
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from workbench.models import Reason
from workbench.outside.outcomes import NotSent, Unknown

MOST_BYTES: Final = 65_536
# The whole exchange, in steps of WEBHOOK_TIMEOUT: an answer by drips ends as well.
STEPS: Final = 3
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


def post(address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Hand ``body`` over once.

    Raises:
        NotSent: no connection, or not to an address like this.
        Unknown: no answer came once the connection stood.
    """
    parts = urlsplit(address)
    sock = _connect(parts)
    connection = HTTPConnection(parts.hostname or "", parts.port)
    connection.sock = sock
    cut = Event()
    watch = Timer(settings.WEBHOOK_TIMEOUT * STEPS, _hang_up, [sock, cut])
    watch.daemon = True
    watch.start()
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request("POST", path, body, {**headers, "Connection": "close"})
        answer = connection.getresponse()
        taken = Answer(answer.status, answer.read(MOST_BYTES))
    except (OSError, HTTPException) as error:
        raise Unknown(str(error) or type(error).__name__) from error
    finally:
        watch.cancel()
        connection.close()
    if cut.is_set():
        raise Unknown("time-out")
    return taken


def _connect(parts: SplitResult) -> socket.socket:
    """A connection to exactly the address that was looked at: the name is asked once."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    target = _resolve(host, port)
    try:
        sock = socket.create_connection((target, port), settings.WEBHOOK_TIMEOUT)
    except OSError as error:
        raise NotSent(Reason.UNREACHABLE, str(error)) from error
    if parts.scheme != "https":
        return sock
    try:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except (OSError, ValueError) as error:
        sock.close()
        raise NotSent(Reason.UNREACHABLE, str(error)) from error


def _resolve(host: str, port: int) -> str:
    """The address behind a name, if every address behind it may be reached."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent(Reason.NAME_UNKNOWN, f"{host}: {error}") from error
    addresses = [str(entry[4][0]) for entry in found]
    for one in addresses:
        if not may_reach(host, one):
            raise NotSent(Reason.PRIVATE, f"{host}: {one}", lasting=True)
    return addresses[0]


def may_reach(host: str, address: str) -> bool:
    """Whether an address is public, or was allowed by name, address or network."""
    ip = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    if ip.is_global and not ip.is_multicast:
        return True
    return any(_allows(entry, host, ip) for entry in settings.WEBHOOK_ALLOWED_HOSTS)


def _unwrapped(ip: Address) -> Address:
    """The IPv4 address inside an IPv6 one: it is where the way leads."""
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inside is None and ip in _NAT64:
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return inside or ip
    return ip


_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


def _allows(entry: str, host: str, ip: Address) -> bool:
    try:
        return ip in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return entry.lower() == host.lower()


def _hang_up(sock: socket.socket, cut: Event) -> None:
    cut.set()
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself
