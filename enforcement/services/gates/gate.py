"""One gate: whether a case passes it, why, and what to do."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.errors import Text


class GateState(TextChoices):
    PASSED = "passed", _("Passed")
    WARNING = "warning", _("Look again")
    BLOCKS = "blocks", _("In the way")


@dataclass(frozen=True, slots=True)
class Gate:
    """The answer of one gate.

    Args:
        code: which gate.
        title: its name.
        state: passed, a warning, or in the way of the penalty.
        text: what was found, with the figures.
        article: the legal source.
        todo: what to do; empty where nothing is.
    """

    code: str
    title: Text
    state: GateState
    text: Text
    article: str
    todo: Text = ""
    address: str = ""


PASSED, WARNING, BLOCKS = GateState.PASSED, GateState.WARNING, GateState.BLOCKS
PENALTY_LAW = "《中华人民共和国行政处罚法》"
