"""Rows written by prepared statements are the rows the ORM would have written."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.system import SYSTEM
from audit.models import AuditEvent
from audit.services import record_many
from core.statements import insert_records, insert_rows, update_rows
from registry.models import Party
from tests.factories.registry import credit_code, make_party

ON = date(2026, 11, 22)
RARE = "雁塔区㐂安堂·𠮷\t“大药房”\\N"


def unsaved(party, **changes):
    values = {
        one.attname: getattr(party, one.attname)
        for one in Party._meta.concrete_fields
        if one.name not in ("id", "uuid", "credit_code")
    }
    return Party(**{**values, **changes})


def told(party):
    skipped = {"id", "uuid", "name", "created_at", "updated_at"}
    fields = [one.attname for one in Party._meta.concrete_fields if one.name not in skipped]
    return {name: getattr(party, name) for name in fields}


def test_a_row_is_the_one_the_orm_writes(tree):
    party = make_party()
    by_orm, ours = unsaved(party, name=RARE), unsaved(party, name=RARE)
    by_orm.save()
    insert_records([ours])

    assert ours.pk > by_orm.pk
    kept = Party.objects.get(uuid=ours.uuid)
    assert (kept.pk, kept.name) == (ours.pk, RARE)
    assert told(kept) == told(Party.objects.get(pk=by_orm.pk))
    kept.refresh_from_db()
    ours.save()
    assert Party.objects.filter(name=RARE).count() == 2


def test_what_the_database_refuses_is_refused_as_ever_and_nothing_is_left(tree):
    party = make_party(credit_code=credit_code())
    rows = [unsaved(party, name=RARE), unsaved(party, credit_code=party.credit_code)]

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(rows)

    assert not Party.objects.filter(name=RARE).exists()


def test_the_database_fills_in_what_is_its_own(tree):
    party = make_party()
    record_many("party.looked_at", subjects=[party], by=SYSTEM, on=ON, after={"name": RARE})

    row = AuditEvent.objects.get(kind="party.looked_at")
    assert row.after == {"name": RARE}
    assert (row.transaction_id is None) == (connection.vendor != "postgresql")


def test_each_row_gets_its_own_values(tree):
    rows = [make_party(), make_party()]
    for at, row in enumerate(rows):
        row.name, row.address = f"{RARE}{at}", "不写"
    update_rows(rows, ["name"])

    kept = [Party.objects.get(pk=row.pk) for row in rows]
    assert [row.name for row in kept] == [f"{RARE}0", f"{RARE}1"]
    assert "不写" not in {row.address for row in kept}


def test_no_rows_are_no_statement(tree, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows([])
        insert_records([])
        update_rows([], ["name"])
