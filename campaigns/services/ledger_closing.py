"""The end of a ledger item: proposed by one, decided by another; or pursued as a case."""

from datetime import date

from django.db import transaction

from accounts.models import User
from campaigns.models import LedgerItem
from campaigns.services.entered import require_text
from campaigns.services.ledger_work import void_evidence
from campaigns.transitions.ledger import LedgerAct
from core.refs import Ref
from deadlines.services.procedure import advance


@transaction.atomic
def propose_close(item: LedgerItem, *, text: str, by: User, on: date) -> LedgerItem:
    """Propose that an item be closed, as rectified and rechecked.

    Raises:
        IllegalTransition: no evidence, or no recheck was passed.
    """
    require_text(text=text)
    values = {"proposed_by": by, "proposed_on": on}
    advance(item, LedgerAct.PROPOSE_CLOSE, by=by, on=on, note=text, values=values)
    return item


@transaction.atomic
def close_item(item: LedgerItem, *, by: User, on: date, text: str = "") -> LedgerItem:
    """Decide that a proposed item is closed.

    Raises:
        PermissionRefused: whoever proposed it does not decide.
        IllegalTransition: it is not proposed, or another was quicker.
    """
    values = {"closed_by": by, "closed_on": on}
    advance(item, LedgerAct.CLOSE, by=by, on=on, note=text, values=values)
    return item


@transaction.atomic
def return_closing(item: LedgerItem, *, reason: str, by: User, on: date) -> LedgerItem:
    """Send a proposed item back: new evidence and a new recheck are needed.

    Raises:
        Invalid: no reason.
        PermissionRefused: whoever proposed it does not decide.
    """
    require_text(reason=reason)
    values = {**NOT_PROPOSED, "recheck_passed": None}
    advance(item, LedgerAct.RETURN_CLOSING, by=by, on=on, note=reason, values=values)
    void_evidence(item)
    return item


@transaction.atomic
def reopen_item(
    item: LedgerItem, *, reason: str, due_on: date, by: User, on: date
) -> LedgerItem:
    """Open a closed item again, with a new day; what was shown before no longer counts.

    Raises:
        Invalid: no reason.
    """
    require_text(reason=reason)
    values = {
        **NOT_PROPOSED,
        "closed_by": None,
        "closed_on": None,
        "recheck_passed": None,
        "due_on": due_on,
    }
    advance(item, LedgerAct.REOPEN, by=by, on=on, note=reason, values=values)
    void_evidence(item)
    return item


@transaction.atomic
def transfer_to_case(item: LedgerItem, *, led_to: Ref, by: User, on: date) -> LedgerItem:
    """End an item that is pursued as a case; called by the act that opens the clue or case.

    Args:
        led_to: the clue or case it goes on in.
    """
    values = {"led_to_kind": led_to.kind, "led_to_uuid": led_to.uuid}
    advance(item, LedgerAct.TRANSFER_TO_CASE, by=by, on=on, values=values)
    return item


NOT_PROPOSED = {"proposed_by": None, "proposed_on": None}
