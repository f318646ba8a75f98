import pytest

from tests.factories.accounts import Tree
from tests.factories.enforcement_cases import Team, team_of


@pytest.fixture
def team(tree: Tree) -> Team:
    """Two inspectors, unit head, legal reviewer and head of the bureau of Yanta."""
    return team_of(tree)
