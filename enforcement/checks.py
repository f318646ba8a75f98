"""What one bureau must know of another's records, told as yes or no, a count and whom to ask.

The two named exceptions to scope: they read all bureaus, name no case, and are logged.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from audit.services import record
from core.errors import PermissionRefused
from enforcement.models import Case, DecisionKind
from registry.models import Party


@dataclass(frozen=True, slots=True)
class PriorPenalties:
    """Whether a party was penalised before, how often, and which bureaus know of it."""

    found: bool
    count: int
    bureaus: tuple[str, ...]


@transaction.atomic
def prior_penalties(party: Party, on: date, *, by: User) -> PriorPenalties:
    """Whether a party was penalised before a day, by any bureau; that it was asked is logged.

    Args:
        party: a party of the registry.
        on: the day of the act; decisions up to it count.
        by: an officer who reads records.

    Raises:
        PermissionRefused: whoever reads no records.

    Legal source: Administrative Penalty Law Art. 33 (first offence).
    """
    if not by.can_read_registry:
        raise PermissionRefused
    rows = Case.objects.own().filter(
        party=party, decided_on__lte=on, decision__kind=DecisionKind.PENALTY
    )
    names = rows.order_by("bureau__path").values_list("bureau__name", flat=True)
    count = rows.count()
    answer = PriorPenalties(bool(count), count, tuple(dict.fromkeys(names)))
    after = {"count": answer.count, "bureaus": list(answer.bureaus)}
    record("party.prior_penalties_asked", subject=party, by=by, on=on, after=after)
    return answer
