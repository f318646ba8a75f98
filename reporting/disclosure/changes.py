"""Whether a decision changed after it was published: by its bureau, a review or a court.

A case investigated again sets its decision aside: that revokes it too.
"""

from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from enforcement.models import (
    CaseStep,
    ChangeKind,
    Decision,
    DecisionChange,
    Remedy,
    RemedyOutcome,
    StepKind,
    StepState,
)
from reporting.models import Disclosure, WithdrawGround

GROUNDS: Final[dict[str, WithdrawGround]] = {
    RemedyOutcome.UNLAWFUL.value: WithdrawGround.UNLAWFUL,
    RemedyOutcome.REVOKED.value: WithdrawGround.REVOKED,
    RemedyOutcome.REMADE.value: WithdrawGround.REVOKED,
    RemedyOutcome.ALTERED.value: WithdrawGround.CHANGED,
}
REOPENED: Final = Q(kind=StepKind.REOPENING, state=StepState.APPROVED, former__has_key="number")


def changes_of(decision: Decision) -> dict[str, date]:
    """Ground of withdrawal → the day of the latest such change."""
    found: dict[str, date] = {}
    rows = decision.changes.exclude(kind=ChangeKind.CORRECTION).order_by("changed_on")
    for change in rows:
        revoked = change.kind == ChangeKind.REVOCATION
        ground = WithdrawGround.REVOKED if revoked else WithdrawGround.CHANGED
        found[ground.value] = change.changed_on
    remedies: Any = decision.remedies.filter(outcome__in=list(GROUNDS))
    for remedy in remedies.order_by("ended_on"):
        told = GROUNDS[remedy.outcome].value
        found[told] = max(remedy.ended_on, found.get(told, remedy.ended_on))
    steps: Any = decision.case.course_steps.filter(REOPENED)
    for step in steps:
        told = WithdrawGround.REVOKED.value
        found[told] = max(step.decided_on, found.get(told, step.decided_on))
    return found


def latest_change(decision: Decision) -> date | None:
    return max(changes_of(decision).values(), default=None)


def changed_since(one: Disclosure) -> dict[str, date]:
    """The changes that what is published does not know yet."""
    known = one.changes_known_to
    found = changes_of(one.decision)
    return {ground: day for ground, day in found.items() if known is None or day > known}


def is_void(decision: Decision) -> bool:
    """Whether the decision was revoked, set aside or found unlawful: it is not published.

    One made anew after that has a number of its own, and what became of the former one
    does not touch it.
    """
    if not decision.number or decision.changes.filter(kind=ChangeKind.REVOCATION).exists():
        return True
    gone = [ground for ground, told in GROUNDS.items() if told != WithdrawGround.CHANGED]
    return decision.remedies.filter(outcome__in=gone, decision_number=decision.number).exists()


def with_changes(rows: Any) -> Any:
    """Those whose decision changed after what is published of it was prepared."""
    changes = DecisionChange.objects.exclude(kind=ChangeKind.CORRECTION).filter(
        decision=OuterRef("decision")
    )
    remedies = Remedy.objects.filter(decision=OuterRef("decision"), outcome__in=list(GROUNDS))
    steps = CaseStep.objects.filter(REOPENED, case=OuterRef("decision__case"))
    known = OuterRef("changes_known_to")
    any_of: Any = Q(Exists(changes)) | Q(Exists(remedies)) | Q(Exists(steps))
    later = (
        Q(Exists(changes.filter(changed_on__gt=known)))
        | Q(Exists(remedies.filter(ended_on__gt=known)))
        | Q(Exists(steps.filter(decided_on__gt=known)))
    )
    return rows.filter(Q(changes_known_to=None) & any_of | later)
