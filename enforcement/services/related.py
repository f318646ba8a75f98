"""Other cases of the same party, product, batch or source of clue."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from enforcement.models import Case

MOST = 20


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """A case in scope, and what it has in common."""

    case: Case
    why: str


def related_cases(case: Case, user: User) -> list[RelatedCase]:
    """Cases the reader may see that share party, product, batch or the clue's inspection.

    At most twenty, the newest first. Two queries.
    """
    wanted = Q()
    if case.party_id:
        wanted |= Q(party=case.party_id)
    if case.product_id:
        wanted |= Q(product=case.product_id)
    if case.batch_id:
        wanted |= Q(batch=case.batch_id)
    if case.inspection_id:
        wanted |= Q(inspection=case.inspection_id)
    if not wanted:
        return []
    rows = Case.objects.visible_to(user).own().exclude(pk=case.pk).filter(wanted)
    return [RelatedCase(row, _shared(case, row)) for row in rows.order_by("-pk")[:MOST]]


def _shared(case: Case, other: Case) -> str:
    shared = (
        (case.party_id, other.party_id, _("same party")),
        (case.batch_id, other.batch_id, _("same batch")),
        (case.product_id, other.product_id, _("same product")),
        (case.inspection_id, other.inspection_id, _("same inspection")),
    )
    return "、".join(words for one, two, words in shared if one and one == two)
