"""A mail server and a webhook's server on this machine that behave as a test asks."""

import json
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Hook(ThreadingHTTPServer):
    """Takes POSTs; ``behave(handler)`` answers, ``received`` holds what came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[dict[str, Any]] = []
        self.behave: Callable[[Any], None] = answer(200)
        self.released = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"

    @property
    def kept(self) -> list[dict[str, Any]]:
        """What a receiver keeps that drops ids it has seen."""
        return list({one["headers"].get("webhook-id"): one for one in self.received}.values())

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side may hang up; that is what is tried here."""


class _Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        one = {"path": self.path, "headers": headers, "body": body, "json": json.loads(body)}
        self.server.received.append(one)
        self.server.behave(self)

    def log_message(self, *_args: Any) -> None:
        """Tests print nothing."""


def answer(status: int, body: bytes = b"{}", **headers: str) -> Callable[[Any], None]:
    def behave(handler: Any) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def hang(handler: Any) -> None:
    """Say nothing until the test is over."""
    handler.server.released.wait(30)


def drip(handler: Any) -> None:
    """An answer that never ends, a byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not handler.server.released.wait(0.05):
        handler.wfile.write(b"a")


def hang_up(handler: Any) -> None:
    """Take it, then lose the connection."""
    handler.connection.shutdown(socket.SHUT_RDWR)


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP; ``replies`` overrides answers by command, ``""`` hangs up."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.replies: dict[str, str] = {}
        self.received: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side may hang up."""


class _Smtp(socketserver.StreamRequestHandler):
    server: MailServer

    def say(self, command: str, usual: str) -> bool:
        reply = self.server.replies.get(command, usual)
        if reply:
            self.wfile.write(f"{reply}\r\n".encode())
        return bool(reply)

    def handle(self) -> None:
        if not self.say("hello", "220 here"):
            return
        for raw in self.rfile:
            command = raw.decode().strip().upper().partition(" ")[0].partition(":")[0]
            if command == "DATA":
                if not self.say("DATA", "354 go on"):
                    return
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.received.append(b"".join(lines).decode())
                command = "END"
            if not self.say(command, "221 bye" if command == "QUIT" else "250 ok"):
                return
            if command == "QUIT":
                return


@contextmanager
def running(server: Any) -> Iterator[Any]:
    """The server in a thread of its own, closed at the end."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        if isinstance(server, Hook):
            server.released.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
