"""Keyset pages: every row once, in either direction, however many share a key."""

import pytest

from accounts.models import Bureau
from core.pages.keyset import Sort, cursor, is_nullable, page_of, read_cursor

ORDERS = [
    "code",
    "-code",
    "active_from",
    "-active_from",
    "active_to",
    "-active_to",
    "pk",
    "-pk",
]


def sort_by(order: str) -> Sort:
    path = order.removeprefix("-")
    return Sort(path, order.startswith("-"), is_nullable(Bureau, path))


@pytest.fixture
def rows(bureaus):
    bureaus(23)
    return Bureau.objects.filter(code__startswith="99")


@pytest.mark.parametrize("order", ORDERS)
def test_forwards_shows_every_row_once(rows, order):
    seen, after = [], ""
    while True:
        page = page_of(rows, sort_by(order), size=5, after=after)
        seen += page.rows
        if not page.after:
            break
        after = page.after

    assert len(seen) == len({row.pk for row in seen}) == 23
    assert seen == list(rows.order_by(*sort_by(order).order(backwards=False)))


@pytest.mark.parametrize("order", ORDERS)
def test_backwards_shows_the_same_pages(rows, order):
    sort = sort_by(order)
    forwards = [page_of(rows, sort, size=5)]
    while forwards[-1].after:
        forwards.append(page_of(rows, sort, size=5, after=forwards[-1].after))
    backwards = [forwards[-1]]
    while backwards[-1].before:
        backwards.append(page_of(rows, sort, size=5, before=backwards[-1].before))

    assert [page.rows for page in reversed(backwards)] == [page.rows for page in forwards]


@pytest.mark.parametrize("order", ["active_to", "-active_to"])
def test_empty_values_come_last_in_both_directions(rows, order):
    page = page_of(rows, sort_by(order), size=100)

    empty = [row.active_to is None for row in page.rows]
    assert empty == sorted(empty)


def test_a_row_added_in_front_repeats_nothing(rows, bureaus, tree):
    first = page_of(rows, Sort("code"), size=5)
    Bureau.objects.create(
        code="98999",
        name="新",
        short_name="新",
        document_word="x",
        kind="city",
        path="/98999/",
        active_from="2020-01-01",
    )

    everything = Bureau.objects.filter(code__gte="98999")
    second = page_of(everything, Sort("code"), size=5, after=first.after)

    assert [row.code for row in second.rows] == [f"99{at:05}" for at in range(5, 10)]


def test_the_first_page_has_nothing_before_it(rows):
    second = page_of(
        rows, Sort("code"), size=5, after=page_of(rows, Sort("code"), size=5).after
    )

    back = page_of(rows, Sort("code"), size=5, before=second.before)

    assert back.before == ""
    assert back.rows == page_of(rows, Sort("code"), size=5).rows


@pytest.mark.parametrize("damaged", ["x", "%%%", "WzEsMl0", "bnVsbA", "e30", "ÄÖ"])
def test_a_damaged_cursor_gives_the_first_page(rows, damaged):
    page = page_of(rows, Sort("code"), size=5, after=damaged)

    assert page.rows[0].code == "9900000"


def test_a_cursor_of_another_order_is_not_taken(rows):
    of_code = cursor(Sort("code"), rows.first())

    assert read_cursor(Bureau, Sort("active_from"), of_code) is None
    assert read_cursor(Bureau, Sort("code", descending=True), of_code) is None
