"""A real Chromium, the machine's own, as an officer in China would have it.

The server runs on a database in a file, as an office of one machine has it, and on a
fixed Wednesday morning: what a page says does not depend on the day of the run.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connections
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.seat import PHONE, Seat

NOW = datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="session", autouse=True)
def _playwright_beside_django() -> Iterator[None]:
    """Playwright's loop runs in the thread of the test; Django would refuse the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Threads of the server share no connection: SQLite needs a file for that."""
    told = connections["default"].settings_dict
    if told["ENGINE"].endswith("sqlite3"):
        told["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "browser.sqlite3")


@pytest.fixture(autouse=True)
def _fixed_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = ["background-networking", "component-update", "sync", "gpu", "quic"]
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium") or "/usr/bin/chromium",
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1366, "height": 900},
    }


@pytest.fixture
def sign_in(
    browser: Browser,
    browser_context_args: dict[str, Any],
    live_server: LiveServer,
) -> Iterator[Callable[..., Seat]]:
    """Seats a person at a browser of their own; no page of theirs may have complained."""
    seats: list[Seat] = []

    def seat(user: User, *, phone: bool = False) -> Seat:
        window = browser.new_context(**{**browser_context_args, **(PHONE if phone else {})})
        found = Seat(window.new_page(), live_server.url)
        seats.append(found)
        found.sign_in(user.username)
        return found

    yield seat
    for one in seats:
        one.page.context.close()
    complaints = [text for one in seats for text in one.complaints]
    assert complaints == []
