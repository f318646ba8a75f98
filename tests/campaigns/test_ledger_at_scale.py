"""20,000 items of 130 bureaus in one bulk act; begun again, nothing is done twice."""

import pytest

from accounts.models import BureauKind
from campaigns.models import LedgerItem
from campaigns.services.ledger import dispatch_item
from campaigns.services.ledger_bulk import dispatching, run_bulk
from campaigns.services.ledger_intake import register_items
from tests.factories.accounts import make_bureau
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


def counties(number, city):
    return [
        make_bureau(
            code=f"619{at:03d}",
            name=f"第{at}县市场监督管理局",
            kind=BureauKind.COUNTY,
            parent=city,
        )
        for at in range(number)
    ]


@pytest.mark.full
def test_twenty_thousand_items_of_130_bureaus_are_handed_over_in_one_act(
    province_officer, tree
):
    bureaus = counties(130, tree.xian)
    ids = [item.uuid for item in registered(ITEMS, province_officer, bureaus)]
    dispatch_item(LedgerItem.objects.get(uuid=ids[0]), due_on=DUE, by=province_officer, on=ON)
    told = []

    outcome = run_bulk(dispatching(DUE), ids, by=province_officer, on=ON, tell=told.append)
    assert (outcome.done, outcome.before, outcome.failed) == (ITEMS - 1, 1, [])
    assert told[-1] == ITEMS
    assert LedgerItem.objects.filter(status="dispatched").count() == ITEMS
    again = run_bulk(dispatching(DUE), ids, by=province_officer, on=ON)
    assert (again.done, again.before) == (0, ITEMS)
