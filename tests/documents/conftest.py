from collections.abc import Callable

import pytest

from accounts.models import Bureau
from enforcement.models import Clue
from tests.threads import at_once

__all__ = ["at_once"]


@pytest.fixture
def case_of() -> Callable[[Bureau], Clue]:
    """A top record of a bureau: documents only look at its scope and its name."""
    return lambda bureau: Clue.top(bureau=bureau)
