"""Approving several submissions at once: each checked apart, the refused ones named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError, Invalid
from workbench.approvals import outcomes_of
from workbench.models import Approval
from workbench.services.approvals import approve

# So many, each in a transaction of its own, stay within what a request may take.
MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What became of one submission: done, or why not."""

    approval: Approval
    refusal: str = ""

    @property
    def is_done(self) -> bool:
        return not self.refusal


def approve_many(
    approvals: Iterable[Approval], *, by: User, on: date, reason: str = ""
) -> list[BulkLine]:
    """Approve the present step of each; one that is refused does not stop the others.

    Only acts said to be safe for it: their approver has seen what matters in the list.
    Each runs as ``approve`` does, in a transaction of its own, and only the step that was
    looked at: a step somebody decided meanwhile is not decided twice.

    Raises:
        Invalid: more than ``MOST_AT_ONCE``, or none.
    """
    rows = list({row.pk: row for row in approvals}.values())
    if not rows:
        raise Invalid(_("Tick at least one row."))
    if len(rows) > MOST_AT_ONCE:
        text = _("Approve at most %(most)s at once.") % {"most": MOST_AT_ONCE}
        raise Invalid(text)
    return [_one(row, by, on, reason) for row in rows]


def _one(row: Approval, by: User, on: date, reason: str) -> BulkLine:
    if not outcomes_of(row.about_kind, row.act).in_bulk:
        return BulkLine(row, _("This must be looked at alone: open it and decide it there."))
    if row.steps.filter(decided_by=by).exists():
        # Whoever holds two duties decides the second one alone, not by sending a list twice.
        return BulkLine(row, _("You decided an earlier step of this. Open it for the next."))
    try:
        approve(row, by=by, on=on, reason=reason, seq=row.current_seq)
    except DomainError as error:
        texts = [str(error), *(str(text) for text in error.fields.values())]
        return BulkLine(row, " ".join(dict.fromkeys(texts)))
    return BulkLine(row)
