"""Emptying the tables between transactional tests, past the audit's triggers.

The triggers refuse DELETE and TRUNCATE, also those of the test runner's flush. Here the
flush, and nothing else, takes them off and puts them back.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

from audit.triggers import TABLES, create_statements, drop_statements


def let_flush_pass_the_triggers() -> None:
    operations: Any = type(connection.ops)
    operations.sql_flush = _around(operations.sql_flush)


def _around(flush: Callable[..., list[str]]) -> Callable[..., list[str]]:
    def sql_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        statements = flush(self, style, tables, **options)
        vendor = self.connection.vendor
        audited = [table for table in TABLES if table in tables]
        before = [one for table in audited for one in drop_statements(vendor, table)]
        after = [one for table in audited for one in create_statements(vendor, table)]
        return [*before, *statements, *after] if statements else []

    return sql_flush
