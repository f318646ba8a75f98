"""A ledger item that turns out to be a violation becomes a clue."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import LedgerItem
from campaigns.services.ledger_closing import transfer_to_case
from campaigns.transitions.ledger import LedgerAct
from deadlines.services.procedure import lock, require_open
from enforcement.models import Clue
from enforcement.services.clues import register_clue
from law.vocabularies import ClueSource


@transaction.atomic
def open_clue_from_ledger(item: LedgerItem, *, by: User, on: date, content: str = "") -> Clue:
    """Register what a ledger item found as a clue; the item ends as pursued in it.

    Args:
        content: the clue in the officer's words; default what the ledger says.

    Raises:
        IllegalTransition: the item is not in hand.
        PermissionRefused: no duty to register clues, or another bureau's item.

    Legal source: SAMR procedure rules Art. 18 (a clue found in supervision).
    """
    lock(item)
    require_open(item, LedgerAct.TRANSFER_TO_CASE, by=by, on=on)
    found = _("From ledger item %(number)s:") % {"number": item.number}
    clue = register_clue(
        source=ClueSource.SPECIAL_CAMPAIGN if item.campaign else ClueSource.DAILY_INSPECTION,
        received_on=on,
        content=content.strip() or f"{found}\n{item.description}",
        domain=item.domain,
        bureau=item.bureau,
        campaigns=[item.campaign] if item.campaign else [],
        party=item.party,
        place=item.place,
        link=item.link,
        is_demo=item.is_demo,
        by=by,
        on=on,
    )
    transfer_to_case(item, led_to=clue.ref, by=by, on=on)
    return clue
