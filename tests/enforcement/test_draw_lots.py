"""The lots: the same on every machine, fair by the rule, and replayed step by step."""

from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from enforcement.services.draw_lots import (
    Lots,
    NoLotLeft,
    canonical,
    lots_of,
    number_to_draw,
)

SEED = "雁塔2026-03-10|5 17 22"


def pool(**changes: Any) -> dict[str, Any]:
    """Twelve parties in two strata, five officers of two units."""
    parties = [
        {"key": f"P{n:02}", "id": str(n), "name": f"药店{n}", "stratum": 1 + n % 2}
        for n in range(12)
    ]
    officers = [
        {"key": f"C{n}", "id": str(n), "name": f"人{n}", "unit": "甲" if n < 3 else "乙"}
        for n in range(5)
    ]
    told = {
        "pair_rule": "any",
        "strata": [
            {"seq": 1, "name": "低", "ratio": "20.00"},
            {"seq": 2, "name": "高", "ratio": "50.00"},
        ],
        "parties": parties,
        "officers": officers,
        "conflicts": [],
    }
    return {**told, **changes}


def test_the_order_is_that_of_a_hash_anybody_can_compute():
    keys = [f"P{n:02}" for n in range(0, 12, 2)]

    def by_hand(key: str) -> str:
        return sha256(f"{SEED}|party|{key}".encode()).hexdigest()

    assert Lots(pool(), SEED).order[1] == sorted(keys, key=by_hand)


def test_the_golden_draw():
    drawn = [
        (lot.seq, lot.stratum, lot.party, lot.first, lot.second)
        for lot in lots_of(pool(), SEED).current()
    ]

    assert drawn == GOLDEN


def test_the_order_of_the_stored_rows_does_not_matter():
    told = pool()
    turned = pool(parties=told["parties"][::-1], officers=told["officers"][::-1])

    assert lots_of(turned, SEED).current() == lots_of(told, SEED).current()


def test_another_seed_draws_others():
    one = [lot.party for lot in lots_of(pool(), SEED).current()]
    other = [lot.party for lot in lots_of(pool(), "另一个种子").current()]

    assert one != other


@pytest.mark.parametrize(
    ("size", "ratio", "drawn"),
    [(6, "20.00", 2), (5, "20.00", 1), (1, "0.01", 1), (7, "100.00", 7), (0, "50.00", 0)],
)
def test_a_stratum_draws_its_ratio_rounded_up(size, ratio, drawn):
    assert number_to_draw(size, Decimal(ratio)) == drawn


@pytest.mark.parametrize("n", range(25))
def test_every_draw_is_fair_by_the_rule(n):
    told = pool(conflicts=[["C0", "P01"], ["C1", "P01"], ["C4", "P02"]])
    lots = lots_of(told, f"种子{n}").current()

    sizes = {seq: sum(lot.stratum == seq for lot in lots) for seq in (1, 2)}
    assert sizes == {1: 2, 2: 3}
    assert len({lot.party for lot in lots}) == 5
    for lot in lots:
        assert lot.first != lot.second
        assert not {("C0", "P01"), ("C1", "P01"), ("C4", "P02")} & {
            (lot.first, lot.party),
            (lot.second, lot.party),
        }
    load = [sum(key in (lot.first, lot.second) for lot in lots) for key in told_keys(told)]
    assert max(load) - min(load) <= 1 + 1


def told_keys(told: dict[str, Any]) -> list[str]:
    return [one["key"] for one in told["officers"]]


@pytest.mark.parametrize(("rule", "same"), [("same_unit", True), ("other_unit", False)])
def test_pairs_keep_to_the_rule_of_units(rule, same):
    told = pool(pair_rule=rule)
    units = {one["key"]: one["unit"] for one in told["officers"]}

    for lot in lots_of(told, SEED).current():
        assert (units[lot.first] == units[lot.second]) is same


def test_a_party_nobody_may_go_to_stops_the_draw():
    told = pool(conflicts=[[f"C{n}", "P00"] for n in range(4)])
    told["strata"][0]["ratio"] = "100.00"

    with pytest.raises(NoLotLeft, match="P00"):
        lots_of(told, SEED)


def test_who_is_replaced_is_followed_by_the_next_of_the_same_order():
    lots = lots_of(pool(), SEED)
    order = lots.order[1]

    assert lots.replace_party(1).party == order[2]
    assert lots.replace_party(1, skipped=[order[3]]).party == order[4]
    assert lots.replace_party(2).party == order[3]


def test_an_officer_replaced_never_comes_back_to_the_same_party():
    lots = lots_of(pool(), SEED)
    first = lots.lots[1]
    second = lots.replace_officer(1, first.first)
    third = lots.replace_officer(1, second.first)

    assert second.second == third.second == first.second
    assert len({first.first, second.first, third.first, first.second}) == 4


def test_replacements_are_replayed_in_their_order():
    lots = lots_of(pool(), SEED)
    out = lots.lots[2].second
    lots.replace_officer(2, out)
    lots.replace_party(1)
    changes = [
        {"what": "officer", "seq": 2, "out_key": out, "skipped": []},
        {"what": "party", "seq": 1, "out_key": "", "skipped": []},
    ]

    assert lots_of(pool(), SEED, changes).current() == lots.current()


def test_nobody_left_in_the_stratum_leaves_the_lot_as_it_was():
    told = pool()
    told["strata"][0]["ratio"] = "100.00"
    lots = lots_of(told, SEED)
    before = lots.current()

    with pytest.raises(NoLotLeft):
        lots.replace_party(1)
    assert lots.current() == before


def test_the_text_of_a_pool_does_not_depend_on_the_order_of_its_keys():
    assert canonical({"b": "药", "a": 1}) == '{"a":1,"b":"药"}'


GOLDEN = [
    (1, 1, "P02", "C0", "C3"),
    (2, 1, "P00", "C2", "C1"),
    (3, 2, "P03", "C4", "C0"),
    (4, 2, "P01", "C1", "C4"),
    (5, 2, "P07", "C3", "C2"),
]
