"""Until when a violation can still be punished (追责时效).

Two years; five where life or health was endangered with harmful consequences; from the act,
or from the end of one that went on. What was discovered in time stays punishable.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import LawUnavailable
from deadlines.services.calendar import office_calendar
from enforcement.models import Decision, DecisionKind, Violation
from law.counting import compute_deadline
from law.periods import get_period, in_force
from law.words import cite

GENERAL = "penalty_limitation_general"
LIFE_AND_HEALTH = "penalty_limitation_life_health"
ARTICLE_LIMITATION = cite("中华人民共和国行政处罚法", "第三十六条")


@dataclass(frozen=True, slots=True)
class Limitation:
    """From when it runs, its last day, and when the violation was discovered."""

    years: int
    from_on: date
    last_on: date
    discovered_on: date | None

    @property
    def passed(self) -> bool:
        """Whether the discovery came after the last day."""
        return self.discovered_on is not None and self.discovered_on > self.last_on


def limitation_of(violation: Violation, case: Any) -> Limitation | None:
    """The limitation of a violation; None where the day of the act is not recorded."""
    start = violation.ended_on or violation.began_on
    if start is None:
        return None
    discovered = case.discovered_on or case.filed_on
    rule_id = LIFE_AND_HEALTH if violation.harmful else GENERAL
    try:
        rule = in_force(rule_id, discovered or start)
    except LawUnavailable:
        rule = get_period(rule_id)
    counted = compute_deadline(rule, start, calendar=office_calendar())
    return Limitation(rule.length or 0, start, counted.due_on, discovered)


def within_limitation(case: Any) -> bool:
    """Whether every violation can still be punished, or no penalty is proposed."""
    proposal = Decision.objects.filter(case_id=case.pk).first()
    if proposal is not None and proposal.kind == DecisionKind.NO_PENALTY:
        return True
    found = (limitation_of(row, case) for row in case.violations.all())
    return not any(one is not None and one.passed for one in found)
