"""Many rows at once: a third of what the ORM takes for the same rows."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection, connections, models
from django.db.models.fields import NOT_PROVIDED

from core.models import Record

LOOKED_UP: Final = 500


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model. Their keys are not told back.

    What the database fills in itself (keys, ``db_default``) is left to it.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields: list[Any] = [
        one
        for one in meta.concrete_fields
        if not one.primary_key and one.db_default is NOT_PROVIDED
    ]
    database = connections[connection.alias]  # asked for each value: the proxy costs more
    values = [
        [one.get_db_prep_save(one.pre_save(row, add=True), database) for one in fields]
        for row in rows
    ]
    table, names = _quoted(meta.db_table), ", ".join(_quoted(one.column) for one in fields)
    if database.vendor == "postgresql":
        _copy(f"COPY {table} ({names}) FROM STDIN", values)
        return
    marks = ", ".join(["%s"] * len(fields))
    # Names of our own models alone stand in the statements.
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608


def _copy(statement: str, values: Sequence[Sequence[Any]]) -> None:
    """PostgreSQL's own way in; what it refuses is raised as for any other statement."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.cursor.copy(statement) as rows,
    ):
        for one in values:
            rows.write_row(one)


def insert_records(records: Sequence[Record]) -> None:
    """Insert records of one model; each is told its key, found by its uuid."""
    insert_rows(records)
    for start in range(0, len(records), LOOKED_UP):
        part = records[start : start + LOOKED_UP]
        rows = type(part[0])._default_manager.filter(uuid__in=[one.uuid for one in part])
        keys = dict(rows.values_list("uuid", "pk"))
        for one in part:
            one.pk, one._state.adding = keys[one.uuid], False


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the named columns of rows of one model, each row its own values."""
    if not rows:
        return
    meta = rows[0]._meta
    fields: list[Any] = [meta.get_field(name) for name in names]
    sets = ", ".join(f"{_quoted(one.column)} = %s" for one in fields)
    database = connections[connection.alias]
    values = [
        [
            *(one.get_db_prep_save(getattr(row, one.attname), database) for one in fields),
            row.pk,
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        sql = f"UPDATE {_quoted(meta.db_table)} SET {sets} WHERE id = %s"  # noqa: S608
        cursor.executemany(sql, values)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
