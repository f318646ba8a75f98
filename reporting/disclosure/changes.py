"""Whether a decision changed after it was published: by its bureau, a review or a court."""

from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from enforcement.models import ChangeKind, Decision, DecisionChange, Remedy, RemedyOutcome
from reporting.models import Disclosure, WithdrawGround

GROUNDS: Final[dict[str, WithdrawGround]] = {
    RemedyOutcome.UNLAWFUL.value: WithdrawGround.UNLAWFUL,
    RemedyOutcome.REVOKED.value: WithdrawGround.REVOKED,
    RemedyOutcome.REMADE.value: WithdrawGround.REVOKED,
    RemedyOutcome.ALTERED.value: WithdrawGround.CHANGED,
}


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
        found[GROUNDS[remedy.outcome].value] = remedy.ended_on
    return found


def latest_change(decision: Decision) -> date | None:
    return max(changes_of(decision).values(), default=None)


def changed_since(one: Disclosure) -> dict[str, date]:
    """The changes that what is published does not know yet."""
    known = one.changes_known_to
    found = changes_of(one.decision)
    return {ground: day for ground, day in found.items() if known is None or day > known}


def is_void(decision: Decision) -> bool:
    """Whether the decision was revoked or found unlawful: it is not published again."""
    return bool({WithdrawGround.REVOKED, WithdrawGround.UNLAWFUL} & set(changes_of(decision)))


def with_changes(rows: Any) -> Any:
    """Those whose decision changed after what is published of it was prepared."""
    changes = DecisionChange.objects.exclude(kind=ChangeKind.CORRECTION).filter(
        decision=OuterRef("decision")
    )
    remedies = Remedy.objects.filter(decision=OuterRef("decision"), outcome__in=list(GROUNDS))
    known = OuterRef("changes_known_to")
    never = Q(changes_known_to=None) & (Q(Exists(changes)) | Q(Exists(remedies)))
    later = Q(Exists(changes.filter(changed_on__gt=known))) | Q(
        Exists(remedies.filter(ended_on__gt=known))
    )
    return rows.filter(never | later)
