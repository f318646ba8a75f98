import pytest

from accounts.models import User
from deadlines.models import Clock
from tests.factories.deadlines import DUE, STARTED, make_clock
from tests.factories.workbench import make_record


@pytest.fixture
def clock(yanta_inspector: User) -> Clock:
    """Fifteen days to pay, from 3 to 18 March 2026; one officer is bound."""
    clock = make_clock(make_record(yanta_inspector), on=STARTED, responsible=[yanta_inspector])
    assert clock.act_by == clock.due_on == DUE
    return clock
