"""The limits board: every number is the list it opens."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from deadlines import filters
from deadlines.api import boards
from deadlines.board import CODES, DUE, LATE, NOBODY, SUSPENDED, limits_board
from deadlines.filters import NO_UNIT
from deadlines.models import Clock, ClockState
from deadlines.views import board as views
from deadlines.views import mine
from tests.factories.accounts import make_person
from tests.factories.deadlines import STARTED, make_clock
from tests.factories.workbench import make_record

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 16)
LONG_AGO = STARTED - timedelta(days=30)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    for door in (views, mine, filters, boards):
        monkeypatch.setattr(door, "localdate", lambda: TODAY)


@pytest.fixture
def limits(
    yanta_inspector: User,
    yanta_inspector2: User,
    beilin_inspector: User,
    xian_inspector: User,
    linwei_inspector: User,
) -> None:
    """Late, soon, suspended and unheld ones in three bureaus of a city, one outside it."""
    for person in (yanta_inspector, beilin_inspector, xian_inspector, linwei_inspector):
        make_clock(make_record(person), on=LONG_AGO, responsible=[person])
        make_clock(make_record(person), on=STARTED, responsible=[person])
    held_up = make_clock(
        make_record(yanta_inspector), on=STARTED, responsible=[yanta_inspector]
    )
    Clock.objects.filter(pk=held_up.pk).update(state=ClockState.SUSPENDED)
    both = [yanta_inspector, yanta_inspector2]
    make_clock(make_record(yanta_inspector), on=STARTED, responsible=both)
    make_clock(make_record(beilin_inspector), on=STARTED)
    no_unit = make_record(beilin_inspector)
    make_clock(no_unit, on=STARTED)
    Clock.objects.filter(about_uuid=no_unit.uuid).update(unit=None)
    make_clock(make_record(xian_inspector), on=LONG_AGO, silent=True)


def numbers(cells) -> dict[str, int]:
    return {cell.code: cell.value for cell in cells}


@pytest.mark.parametrize("reader", ["xian_officer", "yanta_head", "beilin_head", "xian_legal"])
def test_every_number_is_the_list_it_opens(reader: str, limits, request, client_for) -> None:
    user = request.getfixturevalue(reader)
    client = client_for(user)
    board = client.get(reverse("deadlines:board")).context["board"]
    lines = [*board.bureaus, *board.units, *board.officers]
    cells = [*board.total, *(cell for line in lines for cell in line.cells)]
    assert any(cell.value for cell in cells)
    for cell in cells:
        listing = client.get(cell.address).context["listing"]
        assert listing.count.value == cell.value, cell


def test_a_city_sees_its_own_limits_and_those_below(limits, xian_officer: User) -> None:
    board = limits_board(xian_officer.bureau, reader=xian_officer, on=TODAY)
    assert numbers(board.total) == {LATE: 3, DUE: 6, SUSPENDED: 1, NOBODY: 2}
    below = {line.code: numbers(line.cells) for line in board.bureaus}
    assert below["610113"] == {LATE: 1, DUE: 2, SUSPENDED: 1, NOBODY: 0}
    for code in CODES:
        assert sum(one[code] for one in below.values()) == numbers(board.total)[code]


def test_units_add_up_to_the_bureaus_own_limits(limits, beilin_head: User) -> None:
    board = limits_board(beilin_head.bureau, reader=beilin_head, on=TODAY)
    assert len(board.units) == 2
    assert any(NO_UNIT in cell.address for line in board.units for cell in line.cells)
    for code in CODES:
        assert (
            sum(numbers(line.cells)[code] for line in board.units)
            == (numbers(board.total)[code])
        )


def test_officers_stand_with_what_binds_them_the_latest_first(limits, yanta_head) -> None:
    board = limits_board(yanta_head.bureau, reader=yanta_head, on=TODAY)
    found = [(line.title, numbers(line.cells)[DUE]) for line in board.officers]
    assert found == [("李雁查", 2), ("王雁查", 1)]


def test_an_officer_who_left_leaves_limits_that_bind_nobody(
    limits, yanta_inspector: User, yanta_head: User
) -> None:
    User.objects.filter(pk=yanta_inspector.pk).update(is_active=False, disabled_on=TODAY)
    board = limits_board(yanta_head.bureau, reader=yanta_head, on=TODAY)
    assert numbers(board.total)[NOBODY] == 3


def test_the_tree_is_walked_down_and_not_out_of(limits, client_for, xian_officer) -> None:
    client = client_for(xian_officer)
    board = reverse("deadlines:board")
    assert "?bureau=610113" in client.get(board).content.decode()
    inside = client.get(f"{board}?bureau=610113")
    assert [crumb.address for crumb in inside.context["crumbs"]] == [f"{board}?bureau=610100"]
    for outside in ("610502", "610000", "nothing"):
        assert client.get(f"{board}?bureau={outside}").status_code == 404


def test_confidential_limits_are_counted_for_whoever_may_read_them(
    limits, yanta_head: User
) -> None:
    Clock.objects.filter(bureau=yanta_head.bureau).update(confidential=True)
    board = limits_board(yanta_head.bureau, reader=yanta_head, on=TODAY)
    assert set(numbers(board.total).values()) == {0}


def test_it_is_for_heads_reviewers_and_campaign_officers(
    client_for, yanta_inspector, yanta_unit_head, yanta_legal, sysadmin
) -> None:
    address = reverse("deadlines:board")
    open_to = {
        user.username: client_for(user).get(address).status_code
        for user in (yanta_inspector, yanta_unit_head, yanta_legal, sysadmin)
    }
    assert open_to == {
        "yanta_inspector": 403,
        "yanta_unit_head": 200,
        "yanta_legal": 200,
        "sysadmin": 403,
    }


def test_the_api_gives_the_same_numbers(limits, api_for, xian_officer: User) -> None:
    found = api_for(xian_officer).get(reverse("api:dashboard-deadlines")).json()
    assert {code: found[code] for code in CODES} == numbers(
        limits_board(xian_officer.bureau, reader=xian_officer, on=TODAY).total
    )
    assert {one["code"] for one in found["bureaus"]} == {"610100", "610103", "610113"}


def test_it_costs_the_same_with_ten_and_a_hundred_limits(
    client_for, yanta_head, yanta, django_assert_max_num_queries
) -> None:
    client = client_for(yanta_head)

    def fill(rows: int) -> None:
        for _each in range(rows):
            person = make_person(yanta)
            make_clock(make_record(person), on=STARTED, responsible=[person])

    fill(10)
    client.get(reverse("deadlines:board"))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse("deadlines:board"))
    fill(90)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("deadlines:board"))
