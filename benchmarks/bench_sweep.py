"""The sweep costs what is due, not what is open: the same 1,000 due among 10,000 and a million.

Only the ratio counts; both are taken on the same machine, the same database, one after the
other. On PostgreSQL; elsewhere a tenth of it, to see that it runs.
"""

import statistics
import time
import tracemalloc
from datetime import date, timedelta
from uuid import uuid4

from django.db import connection

from benchmarks.measure import Figure
from deadlines.models import Clock, Reminder
from deadlines.services.reminders import remind_due
from tests.factories.accounts import make_named, make_tree
from workbench.models import Message

TODAY = date(2026, 3, 18)
DUE = 1000
FEW, MANY = 10_000, 1_000_000
TIMES = 3
MOST_RATIO = 2
MOST_MB = 64


def run():
    tree = make_tree()
    officers = [make_named(tree, name) for name in ("yanta_inspector", "linwei_inspector")]
    share = 1 if connection.vendor == "postgresql" else 10
    few, many = FEW // share, MANY // share
    due = _due(officers, DUE // share)
    taken = {}
    for open_ in (few, many):
        _fill(officers[0].bureau_id, open_)
        taken[open_] = _sweep(due)
        yield Figure(f"sweep, {len(due):,} due of {open_:,} open", taken[open_], "ms")
    ratio = taken[many] / taken[few]
    yield Figure("sweep, many open against few", ratio, "×", floor=MOST_RATIO)
    yield Figure("sweep, memory at its peak", _memory(due), "MB", floor=MOST_MB)


def _due(officers, count):
    clocks = [_clock(officers[0].bureau_id, TODAY) for _each in range(count)]
    Clock.objects.bulk_create(clocks, batch_size=500)
    bound = Clock.responsible.through
    bound.objects.bulk_create(
        bound(clock_id=clock.pk, user_id=officers[at % 2].pk) for at, clock in enumerate(clocks)
    )
    return [clock.pk for clock in clocks]


def _fill(bureau_id, until):
    """Open clocks that have nothing to say today, spread over the years to come."""
    missing = until - Clock.objects.count()
    if connection.vendor == "postgresql":
        _copy(bureau_id, missing)
    else:
        later = (TODAY + timedelta(days=20 + n % 700) for n in range(missing))
        Clock.objects.bulk_create([_clock(bureau_id, day) for day in later], batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(bureau_id, count):
    """One clock, multiplied by the database itself: a million rows in a minute."""
    pattern = _clock(bureau_id, TODAY + timedelta(days=20))
    pattern.save()
    drawn = {"uuid": "gen_random_uuid()", "root_uuid": "gen_random_uuid()"}
    drawn["about_uuid"] = "gen_random_uuid()"
    drawn |= dict.fromkeys(("due_on", "act_by", "next_look_on"), "%s::date + n %% 700")
    fields = [one.column for one in Clock._meta.concrete_fields if not one.primary_key]
    values = ", ".join(drawn.get(name, f'"{name}"') for name in fields)
    names = ", ".join(f'"{name}"' for name in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO deadlines_clock ({names}) SELECT {values} "  # noqa: S608 - own names
            "FROM deadlines_clock, generate_series(1, %s) AS n WHERE id = %s",
            [pattern.act_by] * 3 + [count - 1, pattern.pk],
        )


def _clock(bureau_id, act_by):
    uuid = uuid4()
    return Clock(
        bureau_id=bureau_id,
        root_kind="case",
        root_uuid=uuid,
        about_kind="case",
        about_uuid=uuid,
        rule="fine_payment",
        rule_version="1",
        title="当事人缴纳罚款",
        started_on=TODAY - timedelta(days=30),
        due_on=act_by,
        act_by=act_by,
        basis="行政处罚法第六十七条",
        next_look_on=act_by,
    )


def _sweep(due):
    taken = []
    for _each in range(TIMES):
        _reset(due)
        began = time.perf_counter()
        done = remind_due(on=TODAY)
        taken.append((time.perf_counter() - began) * 1000)
        if done.reminders != len(due):
            raise SystemExit(f"{done.reminders} reminders instead of {len(due)}.")
    return statistics.median(taken)


def _memory(due):
    _reset(due)
    tracemalloc.start()
    remind_due(on=TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def _reset(due):
    Reminder.objects.all().delete()
    Message.objects.all().delete()
    Clock.objects.filter(pk__in=due).update(next_look_on=TODAY)
