"""Registering clues, correcting them, and looking at who reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, Perm, Region, ShareGrade, Unit, User
from accounts.services.scope import share
from audit.services import record
from campaigns.models import Campaign
from core.api.versions import require_version
from core.errors import IllegalTransition, Invalid, LawUnavailable, NotFound
from core.search import search_text
from deadlines.services.clocks import start_clock
from deadlines.services.procedure import begin, lock
from documents.services.numbers import next_number
from enforcement.models import Clue, ClueKind, ClueReporter, ClueStatus
from enforcement.policies import require_change, require_register, require_reveal
from enforcement.services.axes import axes_of, key_variety_of, kind_of, link_of
from enforcement.services.checks import (
    require_batch_of,
    require_campaigns,
    require_fits,
    require_not_future,
    require_text,
)
from enforcement.transitions.clue import VERIFICATION_PERIOD
from law.vocabularies import ClueSource
from registry.models import Batch, Party, Product

NUMBER_WORD = "线"
OPEN_TO_CHANGE = (ClueStatus.RECEIVED, ClueStatus.VERIFYING)
TITLE_LENGTH = 60
# Somebody of the enterprise who reports it is in danger: such a clue is confidential.
CONFIDENTIAL_SOURCES = frozenset({ClueSource.WHISTLE_BLOWER.value})


class ClueFacts(TypedDict, total=False):
    """What may be said of a clue beside its source, day, content and domain."""

    kind: ClueKind | str
    title: str
    party: Party | None
    party_label: str
    place: str
    link: str
    region: Region | None
    area: str
    product: Product | None
    batch: Batch | None
    key_variety: str


class ClueChanges(ClueFacts, total=False):
    """What may be corrected while a clue is open."""

    source: ClueSource | str
    content: str
    domain: str


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reported; kept apart from the clue and shown by ``reveal_reporter`` only."""

    name: str = ""
    phone: str = ""
    is_anonymous: bool = False
    wants_answer: bool = True


@transaction.atomic
def register_clue(
    *,
    source: ClueSource | str,
    received_on: date,
    content: str,
    domain: str,
    by: User,
    on: date,
    bureau: Bureau | None = None,
    reporter: Reporter | None = None,
    campaigns: Iterable[Campaign] = (),
    confidential: bool | None = None,
    is_demo: bool = False,
    silent: bool = False,
    **facts: Unpack[ClueFacts],
) -> Clue:
    """Register a clue and start the limit for its verification.

    Args:
        source: where the clue came from.
        received_on: the day it was found or received: the 15 working days count from it.
        bureau: who is to verify it; default the actor's bureau, else one under it.
        reporter: who reported, protected.
        confidential: default only for whistle-blowers.
        silent: its limit never reminds: past years and imports.
        facts: kind, title, party or its label, place, axes, product and batch.

    Raises:
        PermissionRefused: no such duty, or another bureau's affair.
        Invalid: with the field and what to correct.

    Legal source: SAMR procedure rules Art. 18 (15 working days, counted from the day the
    clue was found or the material received).
    """
    owner = bureau or by.bureau
    require_register(owner, by=by)
    clue = draft_clue(
        source=source, received_on=received_on, content=content, domain=domain, on=on, **facts
    )
    clue.bureau, clue.unit = owner, unit_of(by, owner)
    if confidential is None:
        confidential = source in CONFIDENTIAL_SOURCES
    clue.confidential, clue.is_demo = confidential, is_demo
    clue.has_reporter = reporter is not None
    chosen = require_campaigns(campaigns, on=None)
    save_new(clue, campaigns=chosen, silent=silent, by=by, on=on)
    if reporter is not None:
        reporter_of(clue, reporter).save(force_insert=True)
    if confidential:
        share(clue, to=by, grade=ShareGrade.READ, by=by, on=on, reason=_("Registered it"))
    return clue


def draft_clue(
    *,
    source: ClueSource | str,
    received_on: date,
    content: str,
    domain: str,
    on: date,
    **facts: Unpack[ClueFacts],
) -> Clue:
    """A checked, unsaved clue with the axes of its party. No query."""
    values: dict[str, Any] = {**facts, "source": source, "content": content, "domain": domain}
    require_text(content=content)
    require_not_future(on, received_on=received_on)
    party = facts.get("party")
    if party is None and not facts.get("party_label", "").strip() and not facts.get("place"):
        raise Invalid(
            fields={"party_label": _("Say who it is about, or at least where it happened.")}
        )
    values["product"] = require_batch_of(facts.get("product"), facts.get("batch"))
    values["kind"] = facts.get("kind") or kind_of(source)
    values["link"] = facts.get("link") or link_of(party)
    values["key_variety"] = facts.get("key_variety") or key_variety_of(values["product"])
    for axis, value in axes_of(party).items():
        values[axis] = facts.get(axis) or value
    values["title"] = facts.get("title") or _title(party, facts, content)
    require_fits(Clue, **values)
    return Clue.top(received_on=received_on, **values)


def save_new(
    clue: Clue,
    *,
    by: User,
    on: date,
    campaigns: Iterable[Campaign] = (),
    silent: bool = False,
) -> None:
    """Number a drafted clue, save it, start its limit and write its first rows."""
    clue.number = next_number(bureau=clue.bureau, word=NUMBER_WORD, on=on)
    clue.search = searched(clue)
    clue.save(force_insert=True)
    clue.campaigns.set(campaigns)
    try:
        start_clock(clue, rule=VERIFICATION_PERIOD, on=clue.received_on, silent=silent)
    except LawUnavailable as error:
        raise Invalid(fields={"received_on": str(error)}) from error
    begin(clue, by=by, on=on)
    after = {"number": clue.number, "source": clue.source, "received_on": clue.received_on}
    record("clue.registered", subject=clue, by=by, on=on, after=after)


@transaction.atomic
def change_clue(
    clue: Clue,
    *,
    version: int | None,
    by: User,
    on: date,
    campaigns: Iterable[Campaign] | None = None,
    **changes: Unpack[ClueChanges],
) -> Clue:
    """Correct what is said of an open clue.

    Args:
        version: the version the person read; None skips the check.
        campaigns: all it counts for; None leaves them.
        changes: the fields to set; the others stay as they are.

    Raises:
        StaleVersion: somebody else changed it meanwhile.
        IllegalTransition: it is concluded, or its filing is submitted.
        Invalid, PermissionRefused: as ``register_clue``.
    """
    lock(clue)
    require_change(clue, by=by)
    values: dict[str, Any] = dict(changes)
    require_version(clue, version, values)
    _complete_changes(clue, values)
    if campaigns is not None:
        clue.campaigns.set(require_campaigns(campaigns, on=None))
    before = {name: getattr(clue, name) for name in values}
    for name, value in values.items():
        setattr(clue, name, value)
    clue.version += 1
    clue.search = searched(clue)
    clue.save()
    record("clue.changed", subject=clue, by=by, on=on, before=before, after=values)
    return clue


def _complete_changes(clue: Clue, values: dict[str, Any]) -> None:
    """Refuse what cannot be; completes ``values`` by what follows from party and batch."""
    if clue.status not in OPEN_TO_CHANGE:
        raise IllegalTransition(
            _("A clue that is “%(state)s” is no longer corrected.")
            % {"state": clue.get_status_display()}
        )
    if "content" in values:
        require_text(content=values["content"])
    if values.get("party") is not None:
        party = values["party"]
        link = clue.link or link_of(party)
        for name, value in {**axes_of(party), "link": link}.items():
            values.setdefault(name, value)
    if {"product", "batch"} & values.keys():
        asked = values.get("product", clue.product)
        values["product"] = require_batch_of(asked, values.get("batch", clue.batch))
    require_fits(Clue, **values)


@transaction.atomic
def reveal_reporter(clue: Clue, *, by: User, on: date, reason: str = "") -> ClueReporter:
    """Show who reported; that it was looked at is written down.

    Raises:
        PermissionRefused: neither the handling officer nor a head of the bureau.
        NotFound: the clue has no reporter.
    """
    require_reveal(clue, by=by)
    found = ClueReporter.objects.filter(clue=clue).first()
    if found is None:
        raise NotFound(_("Nobody is named as the reporter of this clue."))
    record("clue_reporter.revealed", subject=clue, by=by, on=on, note=reason)
    return found


def searched(clue: Clue) -> str:
    """What the search of clues finds it by."""
    party = clue.party.name if clue.party else clue.party_label
    product = clue.product.name if clue.product else ""
    return search_text([clue.number, clue.title, party, clue.place, product])


def _title(party: Party | None, facts: ClueFacts, content: str) -> str:
    """Who and what, short enough for a line."""
    who = party.name if party else facts.get("party_label", "").strip()
    first = content.strip().splitlines()[0][:TITLE_LENGTH]
    return f"{who[:100]}：{first}" if who else first


def unit_of(by: User, bureau: Bureau) -> Unit | None:
    """Whoever inspects keeps the clue in their unit; the office leaves it to be assigned."""
    inspects = by.can(Perm.WRITE_INSPECTIONS) and by.bureau_id == bureau.pk
    return by.unit if inspects else None


def reporter_of(clue: Clue, reporter: Reporter) -> ClueReporter:
    """A checked, unsaved reporter of a clue. No query."""
    require_fits(ClueReporter, name=reporter.name, phone=reporter.phone)
    return ClueReporter.under(
        clue,
        clue=clue,
        name=reporter.name.strip(),
        phone=reporter.phone.strip(),
        is_anonymous=reporter.is_anonymous,
        wants_answer=reporter.wants_answer,
    )
