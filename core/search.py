"""Finding Chinese text by two characters, on both databases.

A search column holds the words as typed, lower case, followed by their bigrams.
PostgreSQL finds candidates by an index over the bigrams (``bigram_index``) and
rechecks the words; SQLite reads the column. Full-text parsers of either database
silently miss words of two characters, so neither is used.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.migrations import RunPython
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler


def words_of(text: str) -> list[str]:
    """Lower-case words, split at white space."""
    return text.casefold().split()


def bigrams(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]


def search_text(parts: Iterable[str | None]) -> str:
    """The content of a search column for these parts of a record."""
    words = [word for part in parts if part for word in words_of(part)]
    pairs = dict.fromkeys(pair for word in words for pair in bigrams(word))
    return " ".join([*dict.fromkeys(words), *pairs])


class SearchField(models.TextField[str, str]):
    """Written by ``save()`` of the service that owns the record, never shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)


@SearchField.register_lookup
class Finds(Lookup[str]):
    """``search__finds="two words"``: every word occurs somewhere in the column."""

    lookup_name = "finds"

    def get_prep_lookup(self) -> str:
        return str(self.rhs)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        column, column_params = self.process_lhs(compiler, connection)
        clauses: list[str] = []
        params: list[Any] = []
        for word in words_of(str(self.rhs)):
            escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            pairs = bigrams(word)
            if connection.vendor == "postgresql" and pairs:
                clauses.append(f"string_to_array({column}, ' ') @> %s::text[]")
                params += [*column_params, pairs]
            clauses.append(f"{column} LIKE %s ESCAPE '\\'")
            params += [*column_params, f"%{escaped}%"]
        if not clauses:
            return "1 = 1", []
        return " AND ".join(f"({clause})" for clause in clauses), params


def bigram_index(table: str, column: str = "search") -> RunPython:
    """Migration operation: the bigram index of a search column, on PostgreSQL."""
    name = f"{table}_{column}_bigrams"

    def create(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE INDEX {name} ON {table} USING gin (string_to_array({column}, ' '))"
            )

    def drop(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")

    return RunPython(create, drop)
