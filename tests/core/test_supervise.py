"""What the supervisor promises, shown with children that start in milliseconds."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from core.supervisor.child import Child
from core.supervisor.watch import Supervisor

SLEEP = "import time; time.sleep(60)"
WITH_GRANDCHILD = (
    "import subprocess, sys, time, pathlib;"
    "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "pathlib.Path('grandchild').write_text(str(p.pid)); time.sleep(60)"
)
DEAF = (
    "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "pathlib.Path('deaf').touch(); time.sleep(60)"
)


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def make_child(tmp_path):
    made = []

    def make(code, name="child", **more):
        child = Child(
            name=name,
            argv=[sys.executable, "-c", code],
            env=dict(os.environ),
            folder=tmp_path,
            log=tmp_path / f"{name}.log",
            **more,
        )
        made.append(child)
        return child

    yield make
    for child in made:
        child.kill_group()


@pytest.fixture
def deaths():
    return []


@pytest.fixture
def watch(deaths):
    def start(*children):
        watched = Supervisor(
            children, lambda child, status: deaths.append((child.name, status)), Clock()
        )
        watched.tick()
        return watched

    return start


def until(is_true, seconds=5.0):
    limit = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.02)


def kill(child):
    os.kill(child.process.pid, signal.SIGKILL)
    until(lambda: child.has_exited)


def exists(pid):
    """Whether the process runs; a zombie that nobody reaps does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_child_that_dies_is_started_again_at_once(make_child, watch, deaths):
    child = make_child(SLEEP)
    watched = watch(child)
    first = child.process.pid
    kill(child)

    watched.tick()

    assert child.is_running
    assert child.process.pid != first
    assert deaths == [("child", -signal.SIGKILL)]


def test_what_a_dead_child_had_started_dies_with_it(make_child, watch, tmp_path):
    child = make_child(WITH_GRANDCHILD)
    watched = watch(child)
    note = tmp_path / "grandchild"
    until(lambda: note.exists() and note.read_text())
    grandchild = int(note.read_text())
    kill(child)
    assert exists(grandchild)

    watched.tick()

    until(lambda: not exists(grandchild))


def test_a_child_that_keeps_dying_is_given_longer_and_longer_pauses(make_child, watch):
    child = make_child("raise SystemExit(3)")
    watched = watch(child)
    pauses = []
    for _ in range(5):
        until(lambda: child.has_exited)
        watched.tick()
        pauses.append(child.may_start_at - watched.clock.now)
        watched.clock.now = child.may_start_at
        watched.tick()

    assert pauses == [0.0, 0.5, 1.0, 2.0, 4.0]


def test_a_child_that_ran_steadily_is_not_made_to_wait(make_child, watch):
    child = make_child(SLEEP)
    watched = watch(child)
    child.quick_deaths = 5
    watched.clock.now += 60
    kill(child)

    watched.tick()

    assert child.is_running


def test_a_child_waits_until_what_it_needs_is_ready(make_child, watch):
    ready = []
    broker = make_child(SLEEP, "broker", is_ready=lambda: bool(ready))
    worker = make_child(SLEEP, "worker", needs=("broker",))
    watched = watch(broker, worker)
    watched.tick()
    assert not worker.is_running

    ready.append(True)
    watched.tick()

    assert worker.is_running


def test_what_needs_a_dead_child_is_started_anew_with_it(make_child, watch):
    broker, worker = make_child(SLEEP, "broker"), make_child(SLEEP, "worker", needs=("broker",))
    watched = watch(broker, worker)
    old = worker.process.pid
    kill(broker)

    watched.tick()

    assert not exists(old)
    assert worker.is_running


def test_stopping_ends_even_a_deaf_child(make_child, watch, tmp_path):
    children = make_child(SLEEP, "broker"), make_child(DEAF, "web"), make_child(SLEEP, "beat")
    watched = watch(*children)
    until((tmp_path / "deaf").exists)
    processes = [child.process for child in children]
    pids = [process.pid for process in processes]

    watched.stop()

    assert processes[1].returncode == -signal.SIGKILL
    assert not any(exists(pid) for pid in pids)


def test_a_long_log_is_put_aside_at_the_next_start(make_child, watch, monkeypatch):
    monkeypatch.setattr("core.supervisor.child.LOG_LIMIT", 10)
    child = make_child("pass")
    child.log.write_text("more than ten bytes")

    watch(child)

    assert child.log.with_suffix(".log.1").read_text() == "more than ten bytes"
