"""Many hazards at once: all of them, or none and every fault by its row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record_many
from campaigns.models import LedgerItem
from campaigns.services.ledger import (
    NUMBER_WORD,
    draft_item,
    let_finder_read,
    searched,
    told_of,
)
from core.errors import Invalid
from deadlines.models import Transition
from documents.services.numbers import next_number

MOST = 500


@transaction.atomic
def register_items(
    rows: Sequence[Mapping[str, Any]], *, by: User, on: date, is_demo: bool = False
) -> list[LedgerItem]:
    """Enter up to 500 hazards, all or none, numbered in their order.

    Args:
        rows: what ``register_item`` is told of each.

    Raises:
        Invalid: no row, too many, or faults named ``rows.<place>.<field>``.
        PermissionRefused: no such duty.
    """
    if not 0 < len(rows) <= MOST:
        text = _("Send 1 to %(most)s lines.") % {"most": MOST}
        raise Invalid(fields={"rows": text})
    items = _drafted(rows, by=by, on=on)
    for item in items:
        item.is_demo = is_demo
        item.number = next_number(bureau=by.bureau, word=NUMBER_WORD, on=on)
        item.search = searched(item)
    LedgerItem.objects.bulk_create(items)
    Transition.objects.bulk_create(_born(item, by, on) for item in items)
    record_many("ledger_item.registered", subjects=items, by=by, on=on, after=told_of)
    for item in items:
        let_finder_read(item, by=by, on=on)
    return items


def _drafted(rows: Sequence[Mapping[str, Any]], *, by: User, on: date) -> list[LedgerItem]:
    items: list[LedgerItem] = []
    faults: dict[str, Any] = {}
    for place, row in enumerate(rows):
        try:
            items.append(draft_item(**row, by=by, on=on))
        except Invalid as error:
            faults |= {f"rows.{place}.{name}": text for name, text in error.fields.items()}
    if faults:
        raise Invalid(fields=faults)
    return items


def _born(item: LedgerItem, by: User, on: date) -> Transition:
    return Transition.under(
        item,
        about_kind=item.ref_kind,
        about_uuid=item.uuid,
        act="register",
        from_state="",
        to_state=item.status,
        by=by,
        on=on,
    )
