"""The law answers without a database too: only tests that have one ask the office."""

import pytest

from law import office


@pytest.fixture(autouse=True)
def _shipped_law_without_a_database(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_database = request.node.get_closest_marker("django_db") or {
        "db",
        "transactional_db",
    } & set(request.fixturenames)
    if not has_database:
        monkeypatch.setattr(office, "_providers", [])
