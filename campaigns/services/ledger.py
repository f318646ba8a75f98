"""Ledger items: registered, handed to the bureau that answers for them, moved."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, BureauKind, Perm, ShareGrade, User
from accounts.services.scope import move, share
from audit.services import record
from campaigns.models import (
    Campaign,
    CampaignTask,
    LedgerItem,
    LedgerSource,
    LedgerStatus,
)
from campaigns.services.entered import require_fits, require_text
from campaigns.transitions.ledger import LedgerAct
from core.errors import Invalid, PermissionRefused
from core.refs import Ref
from core.search import search_text
from deadlines.services.procedure import advance, begin
from documents.services.numbers import next_number
from registry.models import Party

NUMBER_WORD = "隐"
REGISTERS = (Perm.WRITE_INSPECTIONS, Perm.RUN_CAMPAIGNS, Perm.ASSIGN_WORK)


class ItemFacts(TypedDict, total=False):
    """What may be said of a new item beside source, description and domain."""

    campaign: Campaign | None
    task: CampaignTask | None
    party: Party | None
    place: str
    link: str
    category: str
    grade: str
    measure: str
    relapse_of: LedgerItem | None


@transaction.atomic
def register_item(
    *,
    source: LedgerSource | str,
    description: str,
    domain: str,
    found_on: date,
    by: User,
    on: date,
    bureau: Bureau | None = None,
    source_ref: Ref | None = None,
    is_demo: bool = False,
    **facts: Unpack[ItemFacts],
) -> LedgerItem:
    """Enter a hazard in the ledger under a number that is never used again.

    Args:
        bureau: who answers for its rectification; default the party's bureau where it is
            one's own or under it, else one's own.
        source_ref: the finding, clue, sample or session it comes from.
        facts: campaign and task, party or place, grade, measure, the item it repeats.

    Raises:
        PermissionRefused: no such duty, or another jurisdiction.
        Invalid: with the field and what to correct.
    """
    item = draft_item(
        source=source,
        description=description,
        domain=domain,
        found_on=found_on,
        bureau=bureau,
        by=by,
        on=on,
        **facts,
    )
    item.is_demo = is_demo
    if source_ref is not None:
        item.source_kind, item.source_uuid = source_ref.kind, source_ref.uuid
    item.number = next_number(bureau=by.bureau, word=NUMBER_WORD, on=on)
    item.search = searched(item)
    item.save(force_insert=True)
    begin(item, by=by, on=on)
    record("ledger_item.registered", subject=item, by=by, on=on, after=told_of(item))
    let_finder_read(item, by=by, on=on)
    return item


def told_of(item: LedgerItem) -> dict[str, str]:
    """What the audit trail keeps of a new item."""
    return {"number": item.number, "source": item.source, "grade": item.grade}


def draft_item(
    *,
    source: LedgerSource | str,
    description: str,
    domain: str,
    found_on: date,
    by: User,
    on: date,
    bureau: Bureau | None = None,
    **facts: Unpack[ItemFacts],
) -> LedgerItem:
    """A checked, unsaved item without a number. Raises as ``register_item``."""
    if not any(by.can(perm) for perm in REGISTERS):
        raise PermissionRefused
    owner = bureau or _supervisor(facts.get("party"), by)
    _require_reach(owner, by=by)
    item = _drafted(source, description, domain, found_on, facts, on)
    item.bureau, item.found_by_bureau = owner, by.bureau
    item.unit = by.unit if owner.pk == by.bureau_id and by.can(REGISTERS[0]) else None
    return item


def _drafted(
    source: str, description: str, domain: str, found_on: date, facts: ItemFacts, on: date
) -> LedgerItem:
    values: dict[str, Any] = {key: value for key, value in facts.items() if value is not None}
    require_text(description=description)
    if found_on > on:
        raise Invalid(fields={"found_on": _("The day lies in the future.")})
    if values.get("party") is None and not str(values.get("place", "")).strip():
        raise Invalid(fields={"party": _("Name the party, or at least the place.")})
    task, campaign = values.get("task"), values.get("campaign")
    if task is not None and campaign is None:
        campaign = values["campaign"] = task.campaign
    if task is not None and campaign is not None and task.campaign_id != campaign.pk:
        raise Invalid(fields={"task": _("The task belongs to another campaign.")})
    _require_relapse(values)
    require_fits(LedgerItem, source=source, domain=domain, description=description, **values)
    return LedgerItem.top(
        source=source,
        domain=domain,
        description=description.strip(),
        found_on=found_on,
        **values,
    )


def _require_relapse(values: dict[str, Any]) -> None:
    """A relapse repeats a closed item of the same party."""
    earlier = values.get("relapse_of")
    if earlier is None:
        return
    if earlier.status != LedgerStatus.CLOSED:
        text = _("%(number)s is not closed. Go on with that item instead.")
        raise Invalid(fields={"relapse_of": text % {"number": earlier.number}})
    if earlier.party_id != getattr(values.get("party"), "pk", None):
        raise Invalid(fields={"relapse_of": _("The earlier item is of another party.")})


def _supervisor(party: Party | None, by: User) -> Bureau:
    if party is not None and (by.bureau.is_above(party.bureau) or _inspects_only(by)):
        return party.bureau
    return by.bureau


def _inspects_only(by: User) -> bool:
    return by.bureau.kind == BureauKind.SUBCENTRE


def _require_reach(owner: Bureau, *, by: User) -> None:
    """One's own bureau and those under it; a sub-centre hands to those of its province."""
    top = by.bureau.parent if _inspects_only(by) and by.bureau.parent else by.bureau
    if not top.is_above(owner):
        text = _("Choose your own bureau or one under it.")
        raise Invalid(fields={"bureau": text})


def let_finder_read(item: LedgerItem, *, by: User, on: date) -> None:
    if not by.bureau.is_above(item.bureau):
        reason = _("Found it")
        share(item, to=by.bureau, grade=ShareGrade.READ, by=by, on=on, reason=reason)


def searched(item: LedgerItem) -> str:
    """What the search of the ledger finds it by."""
    party = item.party.name if item.party else ""
    return search_text([item.number, party, item.place, item.category, item.description[:200]])


@transaction.atomic
def dispatch_item(
    item: LedgerItem,
    *,
    due_on: date,
    by: User,
    on: date,
    measure: str = "",
    owner: User | None = None,
) -> LedgerItem:
    """Hand an item to its bureau for rectification by a day.

    Args:
        measure: what is to be done; empty keeps what was entered.
        owner: the officer who answers for it, of the item's bureau.

    Raises:
        Invalid: the day has passed, or an officer of another bureau.
        IllegalTransition, PermissionRefused: as the table says.
    """
    require_day(due_on, on=on)
    require_owner(item, owner)
    values: dict[str, Any] = {"due_on": due_on, "first_due_on": due_on}
    if measure.strip():
        require_fits(LedgerItem, measure=measure)
        values["measure"] = measure.strip()
    if owner is not None:
        values["owner"] = owner
    advance(item, LedgerAct.DISPATCH, by=by, on=on, values=values)
    _let_handle(item, [owner] if owner else [], by=by, on=on)
    return item


@transaction.atomic
def accept_item(
    item: LedgerItem, *, by: User, on: date, owner: User | None = None
) -> LedgerItem:
    """Take an item over for rectification, naming the officer who answers for it.

    Args:
        owner: default the one named at the hand-over, else the actor.
    """
    named = owner or item.owner or by
    require_owner(item, named)
    advance(item, LedgerAct.ACCEPT, by=by, on=on, values={"owner": named})
    _let_handle(item, [named], by=by, on=on)
    return item


@transaction.atomic
def move_item(
    item: LedgerItem, *, bureau: Bureau, reason: str, by: User, on: date
) -> LedgerItem:
    """Give an item that nobody works on yet to another bureau of the actor's jurisdiction.

    Raises:
        Invalid: no reason, the same bureau, or one outside.
    """
    require_text(reason=reason)
    if bureau.pk == item.bureau_id:
        raise Invalid(fields={"bureau": _("The item is this bureau's already.")})
    _require_reach(bureau, by=by)
    advance(item, LedgerAct.MOVE, by=by, on=on, note=reason, values={"owner": None})
    move(item, bureau=bureau, unit=None, by=by, on=on)
    return item


def require_day(due_on: date, *, on: date) -> None:
    if due_on < on:
        raise Invalid(fields={"due_on": _("The day has passed already.")})


def require_owner(item: LedgerItem, owner: User | None) -> None:
    if owner is not None and owner.bureau_id != item.bureau_id:
        text = _("Name an officer of %(bureau)s.") % {"bureau": item.bureau.name}
        raise Invalid(fields={"owner": text})


def _let_handle(item: LedgerItem, people: Iterable[User], *, by: User, on: date) -> None:
    for person in people:
        share(item, to=person, grade=ShareGrade.HANDLE, by=by, on=on)
