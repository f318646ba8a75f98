"""Several people at once: threads with a database connection each."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections


@pytest.fixture
def at_once(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., list[Any]]]:
    """Runs a function in several threads, each with a database connection of its own.

    SQLite keeps test data in memory, where connections do not queue as they do on a
    file: the threads get a copy in a file.
    """
    name = connections.settings["default"]["NAME"]

    def run(work: Callable[[int], Any], threads: int) -> list[Any]:
        if connection.vendor == "sqlite":
            path = tmp_path / "copy.sqlite3"
            with sqlite3.connect(path) as copy:
                connection.connection.backup(copy)
            copy.close()
            connections.settings["default"]["NAME"] = str(path)

        def one(number: int) -> Any:
            try:
                return work(number)
            finally:
                connection.close()

        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(one, range(threads)))

    yield run
    connections.settings["default"]["NAME"] = name
