"""Two people, two workers, many writers: an import is entered once, and holds nobody up."""

from contextlib import suppress
from threading import Event

import pytest

from accounts.models import User
from core.errors import DomainError
from registry.models import Party
from registry.services.parties import change_party, register_party
from reporting.models import ImportBatch
from reporting.models.imports import ImportState
from reporting.services.imports.entering import begin_entering, enter_rows
from reporting.services.imports.work import go_on
from tests.factories.imports import ON, make_import, party_rows
from tests.factories.registry import entry, make_party

pytestmark = pytest.mark.django_db(transaction=True)


def me(user):
    return User.objects.select_related("bureau").get(pk=user.pk)


def found(batch):
    return ImportBatch.objects.select_related("bureau").get(pk=batch.pk)


def begun(by, rows):
    batch = make_import(by, *party_rows(rows))
    return begin_entering(batch, good_only=False, by=by, on=ON)


def test_of_two_who_enter_one_is_told(yanta_inspector, at_once):
    batch = make_import(yanta_inspector, *party_rows(3))

    def enter(_number):
        try:
            begin_entering(found(batch), good_only=False, by=me(yanta_inspector), on=ON)
        except DomainError as error:
            return error.code
        return "entering"

    assert sorted(at_once(enter, 2)) == ["entering", "illegal_transition"]


def test_two_workers_at_one_import_enter_every_row_once(yanta_inspector, at_once, monkeypatch):
    monkeypatch.setattr("reporting.imports.kinds.parties.PartyImport.chunk", 5)
    batch = begun(yanta_inspector, 40)

    def work(_number):
        with suppress(DomainError):  # the other one ended it
            enter_rows(found(batch), by=me(yanta_inspector), on=ON)
        return Party.objects.count(), found(batch).state

    assert max(at_once(work, 2)) == (40, ImportState.DONE)


def write_while_importing(by, at_once, *, rows, writers, times):
    """People enter and change parties of their own while an import runs."""
    batch = begun(by, rows)
    own = [make_party(name=f"别家{number}") for number in range(writers)]
    over = Event()

    def import_(user):
        try:
            return enter_rows(found(batch), by=user, on=ON).state
        finally:
            over.set()

    def one(number):
        user = me(by)
        if number == 0:
            return import_(user)
        party = own[number - 1]
        for turn in range(times):
            if over.is_set() and turn > 3:
                break
            mine = Party.objects.get(pk=party.pk)
            change_party(mine, changes={"phone": str(turn)}, by=user, on=ON)
            register_party(**entry(name=f"{party.name}新{turn}"), by=user, on=ON)
        return "wrote"

    return at_once(one, writers + 1)


def test_ten_people_go_on_writing_while_an_import_runs(yanta_inspector, at_once):
    told = write_while_importing(yanta_inspector, at_once, rows=1_000, writers=10, times=20)
    assert told == [ImportState.DONE, *["wrote"] * 10]


@pytest.mark.full
def test_ten_people_go_on_writing_while_twenty_thousand_rows_come_in(yanta_inspector, at_once):
    told = write_while_importing(yanta_inspector, at_once, rows=20_000, writers=10, times=400)
    assert told == [ImportState.DONE, *["wrote"] * 10]


def test_a_party_entered_beside_the_import_is_not_entered_again(yanta_inspector):
    rows = party_rows(3)
    batch = make_import(yanta_inspector, *rows)
    begin_entering(batch, good_only=True, by=yanta_inspector, on=ON)
    make_party(credit_code=rows[0][4])
    batch = go_on(batch, by=yanta_inspector, on=ON, wait=True)
    assert batch.counts == {"entered": 2, "bad": 1, "rows": 3}
    assert Party.objects.count() == 3
