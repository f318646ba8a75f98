"""Two workers sweep at the same moment: each person is told once, and nobody is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from deadlines.models import Clock, Reminder
from deadlines.services.clocks import meet_clocks
from deadlines.services.reminders import SweepResult, remind_due
from tests.factories.deadlines import PAYMENT, make_clock
from tests.factories.workbench import make_record
from workbench.models import Message

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
STARTED = date(2026, 3, 3)
SEVEN_BEFORE = date(2026, 3, 11)


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")


def sweep_together(times: int) -> list[SweepResult]:
    ready = Barrier(times)

    def one(_number: int) -> SweepResult:
        ready.wait()
        try:
            return remind_due(on=SEVEN_BEFORE)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_each_clock_is_told_once_by_one_of_them(yanta_inspector: User) -> None:
    for _each in range(250):
        make_clock(make_record(yanta_inspector), on=STARTED, responsible=[yanta_inspector])

    results = sweep_together(4)
    left = remind_due(on=SEVEN_BEFORE)

    assert sum(result.reminders for result in [*results, left]) == 250
    assert Reminder.objects.count() == Message.objects.count() == 250
    assert not Clock.objects.filter(next_look_on__lte=SEVEN_BEFORE).exists()


def test_acts_that_end_clocks_meanwhile_are_neither_blocked_nor_lost(
    yanta_inspector: User,
) -> None:
    records = [make_record(yanta_inspector) for _each in range(60)]
    for record in records:
        make_clock(record, on=STARTED, responsible=[yanta_inspector])
    ready = Barrier(2)

    def pay() -> int:
        ready.wait()
        try:
            ended = [
                meet_clocks(record, rules=[PAYMENT], act="pay", on=SEVEN_BEFORE)
                for record in reversed(records)
            ]
        finally:
            connection.close()
        return sum(ended)

    def sweep() -> SweepResult:
        ready.wait()
        try:
            return remind_due(on=SEVEN_BEFORE)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        paid, swept = pool.submit(pay), pool.submit(sweep)
        assert paid.result(timeout=60) == 60
        assert swept.result(timeout=60).reminders <= 60
    assert not Clock.objects.running().exists()
    assert remind_due(on=SEVEN_BEFORE + timedelta(days=30)).clocks == 0
