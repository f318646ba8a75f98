"""Many ledger items at once against one by one: the same rows, handed over."""

from datetime import date, timedelta
from time import perf_counter

from benchmarks.measure import Figure
from campaigns.services.ledger import dispatch_item
from campaigns.services.ledger_bulk import dispatching, run_bulk
from campaigns.services.ledger_intake import register_items
from tests.factories.accounts import make_named, make_tree

ON = date(2026, 3, 2)
DUE = ON + timedelta(days=20)
ALONE, MANY = 100, 3_000


def items(number, *, by, bureau):
    said = {"source": "inspection", "domain": "drug", "found_on": ON, "bureau": bureau}
    made = []
    for begin in range(0, number, 500):
        rows = [
            {**said, "place": "小寨", "description": f"隐患{at}"}
            for at in range(begin, min(begin + 500, number))
        ]
        made += register_items(rows, by=by, on=ON)
    return made


def run():
    tree = make_tree()
    by = make_named(tree, "province_officer")
    alone = items(ALONE, by=by, bureau=tree.yanta)
    begun = perf_counter()
    for item in alone:
        dispatch_item(item, due_on=DUE, by=by, on=ON)
    one = (perf_counter() - begun) / ALONE
    ids = [item.uuid for item in items(MANY, by=by, bureau=tree.yanta)]
    begun = perf_counter()
    run_bulk(dispatching(DUE), ids, by=by, on=ON)
    each = (perf_counter() - begun) / MANY
    yield Figure("ledger item handed over alone", one * 1000, "ms")
    yield Figure("ledger item handed over among many", each * 1000, "ms")
