"""What a counted period is: the extension as granted, and the answer with its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from law.steps import Step

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Grant:
    """One extension as approved; the n-th grant uses the n-th extension of the rule.

    Args:
        to: the last day the approval fixes; needed where the law names no length.
        granted_on: day of the approval. Known, it is checked against the limit, and
            suspensions after it move a fixed day too.
    """

    to: date | None = None
    granted_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeadlineResult:
    """A period counted to its end.

    Args:
        unmoved_on: the counted last day before any move for a rest day.
        due_on: the legal last day; for backward rules the last day to act.
        due_at: the instant, for limits in hours.
        moved_to: the working day the last day moves to (``rollover: statutory``, then it
            is ``due_on``) or would move to (``unclear``); None where nothing moves.
        act_by: the day to act by without relying on any move.
        open_from: for waiting periods, the first day of the next step.
        provisional: whether a year whose calendar is not announced was needed.
    """

    rule_id: str
    rule_version: str
    start: date | datetime
    unmoved_on: date
    due_on: date
    due_at: datetime | None
    moved_to: date | None
    act_by: date
    open_from: date | None
    provisional: bool
    basis: str
    steps: tuple[Step, ...]

    def as_json(self) -> Mapping[str, Any]:
        """The answer of the command and of the API."""
        return {
            "rule": self.rule_id,
            "start": self.start.isoformat(),
            "due_on": self.due_on.isoformat(),
            "due_at": self.due_at.isoformat() if self.due_at else None,
            "moved_to": self.moved_to.isoformat() if self.moved_to else None,
            "act_by": self.act_by.isoformat(),
            "open_from": self.open_from.isoformat() if self.open_from else None,
            "provisional": self.provisional,
            "basis": self.basis,
            "steps": [step.as_json() for step in self.steps],
        }
