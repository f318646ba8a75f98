from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.factories.accounts import Tree
from tests.factories.enforcement_cases import Team, team_of


@pytest.fixture
def team(tree: Tree) -> Team:
    """Two inspectors, unit head, legal reviewer and head of the bureau of Yanta."""
    return team_of(tree)


@pytest.fixture
def freeze() -> Iterator[Callable[[date], None]]:
    """Set the clock to ten in the morning of a day, for pages and API."""
    running: list[time_machine.travel] = []

    def at(day: date) -> None:
        noon = datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
        travel = time_machine.travel(noon, tick=True)
        travel.start()
        running.append(travel)

    yield at
    for travel in running:
        travel.stop()
