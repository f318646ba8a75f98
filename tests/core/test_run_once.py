"""One installation runs once: lock, leftovers, port, socket."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.installation import LONGEST, local_secret, make_private_folder, private_socket
from core.supervisor.place import (
    MARK,
    AlreadyRunning,
    PortTaken,
    end_leftovers,
    lock,
    require_free_port,
)

SLEEP = "import time; time.sleep(60)"


def until(is_true, seconds=5.0):
    limit = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.02)


def test_a_second_run_on_the_same_folder_is_refused_by_name(tmp_path):
    with (
        lock(tmp_path, "http://localhost:8123/"),
        pytest.raises(AlreadyRunning, match="8123"),
    ):
        lock(tmp_path, "http://localhost:8124/")
    with lock(tmp_path, "http://localhost:8124/"):
        assert "8124" in (tmp_path / "up.lock").read_text()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system shows none")
def test_what_a_killed_run_left_is_ended_and_nothing_else(tmp_path):
    ours, others = (
        subprocess.Popen([sys.executable, "-c", SLEEP], env={**os.environ, MARK: mark})
        for mark in (str(tmp_path), str(tmp_path / "other"))
    )
    try:
        until(lambda: MARK.encode() in Path(f"/proc/{ours.pid}/environ").read_bytes())

        assert end_leftovers(tmp_path) == 1
        assert ours.wait(5) == -signal.SIGKILL
        assert others.poll() is None
    finally:
        for process in (ours, others):
            process.kill()
            process.wait()


def test_a_taken_port_is_told_with_a_free_one_to_try():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port + 1)):
            require_free_port("127.0.0.1", port)
    require_free_port("127.0.0.1", port)


def test_a_socket_in_a_deep_folder_gets_a_short_private_place(tmp_path):
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 6) / "broker.sock"

    short = private_socket(deep)

    assert len(os.fsencode(short)) <= LONGEST
    assert short == private_socket(deep)
    assert private_socket(deep.parent / "another" / "broker.sock") != short
    assert private_socket(Path("/srv/broker.sock")) == Path("/srv/broker.sock")


def test_a_private_folder_lets_nobody_else_in(tmp_path):
    make_private_folder(tmp_path / "run")
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700


def test_a_folder_of_somebody_else_is_not_trusted(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(PermissionError, match="another user"):
        make_private_folder(tmp_path)


def test_the_secret_key_is_made_once_and_for_this_user_alone(tmp_path):
    first = local_secret(tmp_path)

    assert len(first) > 50
    assert local_secret(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
