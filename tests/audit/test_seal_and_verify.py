"""What was recorded stays as it was recorded, and anybody can prove it."""

from datetime import date
from time import sleep

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts.system import SYSTEM
from audit.digests import mark, row_digest
from audit.models import AuditBlock, AuditEvent
from audit.services import head, record, record_many, seal, verify
from audit.services.seal import LOCK_KEY
from audit.tasks import seal as seal_task
from audit.triggers import TABLES, drop_statements

ON = date(2022, 3, 1)
# The sealer takes rows of ended transactions: each test commits.
pytestmark = pytest.mark.django_db(transaction=True)


# Transactions of other databases on the same server hold the sealer up as well.
PATIENCE = 300


def let_others_end() -> None:
    """Wait until every transaction begun before now has ended."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        now = cursor.fetchone()[0]
        for _pause in range(PATIENCE * 10):
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            if cursor.fetchone()[0] > now:
                return
            sleep(0.1)


def seal_ended() -> int:
    """Seal what is there, whatever else runs on the server. Returns the rows sealed."""
    let_others_end()
    return seal()


@pytest.fixture
def written(yanta):
    """Three sealed rows; what the tree itself wrote is sealed before them."""
    seal_ended()
    events = [
        record("test.noted", subject=yanta, by=SYSTEM, on=ON, note=f"第{number}条")
        for number in (1, 2, 3)
    ]
    seal_ended()
    return events


@pytest.fixture
def without_triggers(transactional_db):
    """Somebody with full power over the database took the triggers away."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for statement in drop_statements(connection.vendor, table):
                cursor.execute(statement)


def by_hand(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


# -- the database refuses changes ---------------------------------------------------------
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {0} SET id = id", "DELETE FROM {0}"])
def test_no_row_is_changed_or_deleted(written, table, change):
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        by_hand(change.format(table))


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no TRUNCATE")
@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied(written, table):
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        by_hand(f"TRUNCATE {table}")


def test_a_row_saved_again_is_refused(written):
    event = AuditEvent.objects.latest("id")
    event.note = "改写"
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        event.save()


# -- sealing ------------------------------------------------------------------------------
def test_blocks_chain_the_rows_in_the_order_of_their_ids(written, yanta):
    first = AuditBlock.objects.latest("id")
    record("test.noted", subject=yanta, by=SYSTEM, on=ON)

    let_others_end()
    assert seal_task() == 1

    second = AuditBlock.objects.latest("id")
    assert first.row_ids[-3:] == [event.pk for event in written]
    assert second.previous == first.digest
    assert second.digest == head()
    assert len(second.digest) == 64


def test_sealing_again_adds_nothing(written):
    assert seal_ended() == 0


def test_many_rows_make_several_blocks(yanta):
    seal_ended()
    record_many("test.noted", subjects=[yanta] * 1201, by=SYSTEM, on=ON)
    before = AuditBlock.objects.count()

    assert seal_ended() == 1201
    assert AuditBlock.objects.count() > before
    assert verify().is_whole


# -- verification -------------------------------------------------------------------------
def test_an_untouched_chain_is_whole(written, capsys):
    report = verify()

    assert report.is_whole
    assert report.unsealed == 0
    assert report.sealed == AuditEvent.objects.count()
    call_command("audit_verify")
    assert head() in capsys.readouterr().out


def test_rows_that_wait_for_the_sealer_are_counted_not_blamed(written, yanta):
    record("test.noted", subject=yanta, by=SYSTEM, on=ON)

    report = verify()

    assert (report.unsealed, report.is_whole) == (1, True)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("note", "第2条。"),
        ("actor_name", "别人"),
        ("kind", "test.noticed"),
        ("bureau_path", "610000/"),
        ("subject_title", "另一机关"),
        ('"on"', "2022-03-02"),
        ("at", "2022-03-01 00:00:00+00:00"),
        ("before", '{"a": 1}'),
        ("after", '{"a": 1}'),
        ("token", "x"),
        ("on_behalf_of", "x"),
    ],
)
def test_a_changed_value_is_found_and_named(written, without_triggers, column, value):
    sql = f"UPDATE audit_auditevent SET {column} = %s WHERE id = %s"  # noqa: S608
    by_hand(sql, value, written[1].pk)

    report = verify()

    assert report.differing == [written[1].pk]
    with pytest.raises(CommandError, match=str(written[1].pk)) as refusal:
        call_command("audit_verify")
    assert refusal.value.returncode == 1


def test_a_deleted_row_is_found_and_named(written, without_triggers):
    by_hand("DELETE FROM audit_auditevent WHERE id = %s", written[0].pk)

    assert verify().missing == [written[0].pk]


def test_a_changed_block_is_found(written, without_triggers):
    block = AuditBlock.objects.latest("id")
    by_hand("UPDATE audit_auditblock SET digest = %s WHERE id = %s", "f" * 64, block.pk)

    assert verify().broken_blocks == [block.pk]


def test_a_row_and_its_mark_changed_together_are_found(written, without_triggers):
    """Whoever also mends the mark still cannot mend the block's digest and all after it."""
    block = AuditBlock.objects.latest("id")
    by_hand("UPDATE audit_auditevent SET note = '改' WHERE id = %s", written[2].pk)
    marks = [*block.row_marks[:-1], mark(row_digest(AuditEvent.objects.get(pk=written[2].pk)))]
    AuditBlock.objects.filter(pk=block.pk).update(row_marks=marks)

    report = verify()

    assert (report.differing, report.broken_blocks) == ([], [block.pk])


def test_a_deleted_block_leaves_its_rows_behind_the_chain(written, without_triggers, yanta):
    record("test.noted", subject=yanta, by=SYSTEM, on=ON)
    seal_ended()
    middle = AuditBlock.objects.order_by("-id")[1]
    by_hand("DELETE FROM audit_auditblock WHERE id = %s", middle.pk)

    report = verify()

    assert report.late == middle.row_ids
    assert report.broken_blocks == [AuditBlock.objects.latest("id").pk]


def test_a_row_slipped_in_with_an_old_number_is_found(written, without_triggers, yanta):
    by_hand("DELETE FROM audit_auditevent WHERE id = %s", written[1].pk)
    slipped = AuditEvent.objects.get(pk=written[0].pk)
    slipped.pk, slipped.transaction_id = -5, written[0].transaction_id
    slipped.save(force_insert=True)

    assert -5 in verify().late


def test_a_chain_that_was_cut_off_lacks_the_head_kept_outside(written, without_triggers):
    kept = head()
    by_hand("DELETE FROM audit_auditblock WHERE digest = %s", kept)

    assert not verify(expected_head=kept).is_whole
    assert verify(expected_head=head()).broken_blocks == []


# -- PostgreSQL: an id is given before its transaction ends ---------------------------------
@pytest.fixture
def other_connection(db):
    """A second session of the same database."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    other = connection.copy("other")
    yield other
    other.close()
    other.close_pool()


INSERT = """
    INSERT INTO audit_auditevent (at, "on", kind, actor_uuid, actor_name, actor_bureau_code,
        actor_bureau_path, on_behalf_of, token, subject_kind, subject_uuid, subject_title,
        root_kind, root_uuid, bureau_path, before, after, note)
    SELECT now(), "on", 'test.late', actor_uuid, actor_name, actor_bureau_code,
        actor_bureau_path, on_behalf_of, token, subject_kind, subject_uuid, subject_title,
        root_kind, root_uuid, bureau_path, before, after, note
    FROM audit_auditevent ORDER BY id DESC LIMIT 1 RETURNING id
"""


@pytest.mark.services
def test_a_row_committed_after_a_younger_one_is_sealed_later(written, other_connection, yanta):
    """The older id, still in an open transaction, is not passed over."""
    other_connection.set_autocommit(False)
    with other_connection.cursor() as cursor:
        cursor.execute(INSERT)
        older = cursor.fetchone()[0]
    younger = record("test.noted", subject=yanta, by=SYSTEM, on=ON).pk
    assert older < younger

    assert seal() == 0, "the younger row waits as long as the older one may still come"
    other_connection.commit()
    assert seal_ended() == 2

    assert AuditBlock.objects.latest("id").row_ids == [older, younger]
    assert verify().is_whole


@pytest.mark.services
def test_a_row_that_comes_below_a_sealed_one_is_sealed_too(written, other_connection, yanta):
    """Its number was drawn early, its transaction began late."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('audit_auditevent', 'id'))")
        early = cursor.fetchone()[0]
    record("test.noted", subject=yanta, by=SYSTEM, on=ON)
    assert seal_ended() == 1
    row = AuditEvent.objects.latest("id")
    row.pk, row.note = early, "晚到"
    AuditEvent.objects.bulk_create([_without_transaction(row)])

    assert seal_ended() == 1

    assert AuditBlock.objects.latest("id").row_ids == [early]
    assert verify().is_whole


def _without_transaction(row):
    """A copy that draws its transaction from the database, as every act does."""
    skipped = {"transaction_id"}
    fields = [one.attname for one in AuditEvent._meta.fields if one.attname not in skipped]
    return AuditEvent(**{name: getattr(row, name) for name in fields})


@pytest.mark.services
def test_only_one_process_seals(written, other_connection, yanta):
    record("test.noted", subject=yanta, by=SYSTEM, on=ON)
    with other_connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_KEY])
        assert seal() == 0
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_KEY])

    assert seal_ended() == 1
