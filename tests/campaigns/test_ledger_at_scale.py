"""20,000 items of many bureaus in one bulk act: workable, and far below one by one."""

from time import perf_counter

import pytest

from campaigns.models import LedgerItem
from campaigns.services.ledger import dispatch_item
from campaigns.services.ledger_bulk import dispatching, run_bulk
from campaigns.services.ledger_intake import register_items
from tests.factories.ledger import DUE, ON

ITEMS = 20_000


def registered(number, by, bureaus):
    made = []
    for begin in range(0, number, 500):
        rows = [
            {
                "source": "inspection",
                "domain": "drug",
                "found_on": ON,
                "place": "小寨",
                "description": f"隐患{at}",
                "bureau": bureaus[at % len(bureaus)],
            }
            for at in range(begin, min(begin + 500, number))
        ]
        made += register_items(rows, by=by, on=ON)
    return made


@pytest.mark.full
def test_twenty_thousand_items_are_handed_over_in_one_act(
    province_officer, yanta, linwei, beilin
):
    bureaus = [yanta, linwei, beilin]
    alone = registered(50, province_officer, bureaus)
    begun = perf_counter()
    for item in alone:
        dispatch_item(item, due_on=DUE, by=province_officer, on=ON)
    one = (perf_counter() - begun) / len(alone)
    ids = [item.uuid for item in registered(ITEMS, province_officer, bureaus)]
    begun = perf_counter()
    outcome = run_bulk(dispatching(DUE), ids, by=province_officer, on=ON)
    each = (perf_counter() - begun) / ITEMS

    assert (outcome.done, outcome.failed) == (ITEMS, [])
    assert LedgerItem.objects.filter(status="dispatched").count() == ITEMS + len(alone)
    assert each < one / 2
