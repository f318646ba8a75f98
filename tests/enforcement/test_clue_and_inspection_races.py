"""Two officers act on one record at the same moment: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import Share, ShareGrade
from core.errors import DomainError
from deadlines.models import Transition
from enforcement.models import Clue, Finding, Inspection
from enforcement.services.clues import change_clue
from enforcement.services.inspections import complete_inspection
from enforcement.services.verification import assign_clue, take_clue
from tests.factories.enforcement_field import (
    ON,
    make_clue,
    make_clue_in_hand,
    make_finding,
    make_inspection,
)

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")


def together(*acts: Callable[[], object]) -> list[str]:
    """Runs the acts at once; ``done`` or the code of the refusal of each."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        ready.wait()
        try:
            act()
        except DomainError as error:
            return error.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def read_again(model, record):
    return model.objects.select_related("bureau").get(pk=record.pk)


def test_a_clue_is_taken_over_once(yanta_inspector, yanta_inspector2):
    clue = make_clue(by=yanta_inspector)
    seen = [read_again(Clue, clue) for _each in range(2)]

    told = together(
        lambda: take_clue(seen[0], by=yanta_inspector, on=ON),
        lambda: take_clue(seen[1], by=yanta_inspector2, on=ON),
    )

    assert told == ["done", "illegal_transition"]
    clue.refresh_from_db()
    handlers = Share.objects.of(clue.ref).filter(grade=ShareGrade.HANDLE)
    assert [share.user for share in handlers] == [clue.handler]
    assert Transition.objects.of(clue).filter(act="take").count() == 1


def test_a_clue_is_assigned_or_taken_not_both(yanta_inspector, yanta_inspector2, yanta_head):
    clue = make_clue(by=yanta_inspector)
    seen = [read_again(Clue, clue) for _each in range(2)]

    told = together(
        lambda: take_clue(seen[0], by=yanta_inspector, on=ON),
        lambda: assign_clue(seen[1], to=yanta_inspector2, by=yanta_head, on=ON),
    )

    assert told == ["done", "illegal_transition"]


def test_of_two_corrections_of_one_version_one_is_told(yanta_inspector, yanta_unit_head):
    clue = make_clue_in_hand(by=yanta_inspector)
    seen = [read_again(Clue, clue) for _each in range(2)]
    read = seen[0].version

    told = together(
        lambda: change_clue(seen[0], version=read, place="甲路", by=yanta_inspector, on=ON),
        lambda: change_clue(seen[1], version=read, place="乙路", by=yanta_unit_head, on=ON),
    )

    assert told == ["done", "stale_version"]


def test_an_inspection_has_one_conclusion(yanta_inspector, yanta_inspector2):
    inspection = make_inspection([yanta_inspector, yanta_inspector2])
    seen = [read_again(Inspection, inspection) for _each in range(2)]

    told = together(
        lambda: complete_inspection(
            seen[0], site_conclusion="conforms", by=yanta_inspector, on=ON
        ),
        lambda: complete_inspection(
            seen[1], site_conclusion="fails", by=yanta_inspector2, on=ON
        ),
    )

    assert told == ["done", "illegal_transition"]


def test_findings_recorded_at_once_are_numbered_one_after_another(
    yanta_inspector, yanta_inspector2
):
    inspection = make_inspection([yanta_inspector, yanta_inspector2])
    officers = [yanta_inspector, yanta_inspector2] * 4
    acts = [
        lambda officer=officer: make_finding(read_again(Inspection, inspection), by=officer)
        for officer in officers
    ]

    assert together(*acts) == ["done"] * 8
    found = Finding.objects.values_list("seq", flat=True)
    assert sorted(found) == list(range(1, 9))


def test_clues_registered_at_once_have_numbers_without_gap(
    yanta_inspector, yanta_inspector2, yanta_head
):
    acts = [
        lambda officer=officer: make_clue(by=officer, on=date(2026, 3, 10))
        for officer in [yanta_inspector, yanta_inspector2] * 5
    ]

    assert together(*acts) == ["done"] * 10
    serials = [
        int(clue.number.rpartition("〕")[2].removesuffix("号")) for clue in Clue.objects.all()
    ]
    assert sorted(serials) == list(range(1, 11))
