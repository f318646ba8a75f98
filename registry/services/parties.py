"""Parties: entering, changing, closing, marking as key."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final, NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, Region
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from core.protocols import Actor
from core.search import search_text
from registry.credit_codes import clean_credit_code, credit_code_fault
from registry.errors import AlreadyRegistered, PartyClosed
from registry.models import Party
from registry.models.party import PartyStatus
from registry.policies import local_bureau, require_covers, require_write_party
from registry.services.entry import insert_once, lock, one_line, require_clean, update_once

CHANGEABLE: Final = frozenset(
    {
        "name",
        "kind",
        "domains",
        "credit_code",
        "region",
        "bureau",
        "address",
        "area",
        "legal_representative",
        "phone",
        "status",
    }
)
_LINES: Final = ("name", "address", "legal_representative", "phone")
_COLUMNS: Final = (*sorted(CHANGEABLE), "is_key", "key_reason")


class NewParty(TypedDict):
    """What is told of a party when it is entered.

    credit_code: as written, label and spaces included; empty where there is none.
    bureau: the supervising bureau; None: the most local one of the region.
    is_demo: a made-up party of the demonstration.
    """

    name: str
    kind: str
    domains: Collection[str]
    region: Region
    bureau: NotRequired[Bureau | None]
    credit_code: NotRequired[str]
    address: NotRequired[str]
    area: NotRequired[str]
    legal_representative: NotRequired[str]
    phone: NotRequired[str]
    status: NotRequired[str]
    is_key: NotRequired[bool]
    key_reason: NotRequired[str]
    is_demo: NotRequired[bool]


@transaction.atomic
def register_party(*, by: Actor, on: date, **entered: Unpack[NewParty]) -> Party:
    """Enter a party into the registry.

    Raises:
        Invalid: a field cannot be right.
        AlreadyRegistered: another party has the credit code.
        PermissionRefused: the party is another bureau's.
    """
    party = new_party(entered, on=on)
    require_write_party(by, bureau=party.bureau, region=party.region)
    require_covers(party.bureau, party.region)
    insert_once(party, lambda: duplicate(party))
    record("party.registered", subject=party, by=by, on=on, after=told(party))
    return party


def new_party(entered: NewParty, *, on: date) -> Party:
    """The unsaved row of a party, its fields tidied and checked.

    Raises:
        Invalid: one sentence per field that cannot be right.
    """
    bureau = entered.get("bureau") or local_bureau(entered["region"])
    party = Party(**{**entered, "bureau": bureau})
    _tidy(party)
    _require_right(party, _COLUMNS, on=on)
    party.search = search_words(party)
    return party


@transaction.atomic
def change_party(
    party: Party,
    *,
    changes: Mapping[str, Any],
    version: int | None = None,
    by: Actor,
    on: date,
) -> Party:
    """Change what the registry tells of a party.

    Args:
        changes: field → new value; only ``CHANGEABLE`` fields. A status of ``closed`` is
            set by ``close_party``.
        version: the version that was edited; None skips the check.

    Raises:
        StaleVersion: somebody else changed the party meanwhile.
        PartyClosed: it is closed; only its status can be changed.
    """
    row = lock(party, "bureau", "region")
    require_write_party(by, bureau=row.bureau, region=row.region)
    if unknown := set(changes) - CHANGEABLE:
        raise Invalid(fields={name: _("This field is not changed here.") for name in unknown})
    require_version(row, version, dict(changes))
    if row.status == PartyStatus.CLOSED and "status" not in changes:
        raise PartyClosed
    if changes.get("status") == PartyStatus.CLOSED and row.status != PartyStatus.CLOSED:
        raise Invalid(fields={"status": _("Use “Close” and say why the party is closed.")})
    if not changes:
        return row
    before = {name: getattr(row, name) for name in changes}
    _assign(row, changes, on=on)
    if {"bureau", "region"} & set(changes):
        require_write_party(by, bureau=row.bureau, region=row.region)
        require_covers(row.bureau, row.region)
    update_once(row, [*changes, "search"], lambda: duplicate(row))
    after = {name: getattr(row, name) for name in changes}
    record("party.changed", subject=row, by=by, on=on, before=before, after=after)
    return row


@transaction.atomic
def close_party(
    party: Party, *, reason: str, version: int | None = None, by: Actor, on: date
) -> Party:
    """Mark a party as closed: struck off, moved away, ceased trading. Its records stay."""
    row = lock(party, "bureau", "region")
    require_write_party(by, bureau=row.bureau, region=row.region)
    require_version(row, version, {"status": PartyStatus.CLOSED.value})
    if row.status == PartyStatus.CLOSED:
        raise PartyClosed(_("This party is closed already."))
    reason = _required_reason(reason)
    before = {"status": row.status}
    row.status = PartyStatus.CLOSED
    update_once(row, ["status"], lambda: None)
    after = {"status": row.status}
    record("party.closed", subject=row, by=by, on=on, before=before, after=after, note=reason)
    return row


@transaction.atomic
def set_key(
    party: Party, *, is_key: bool, reason: str, version: int | None = None, by: Actor, on: date
) -> Party:
    """Mark a party as key enterprise, or take the mark away, saying why."""
    row = lock(party, "bureau", "region")
    require_write_party(by, bureau=row.bureau, region=row.region)
    require_version(row, version, {"is_key": is_key})
    reason = _required_reason(reason)
    before = {"is_key": row.is_key, "key_reason": row.key_reason}
    row.is_key, row.key_reason = is_key, reason if is_key else ""
    require_clean(row, ["key_reason"])
    update_once(row, ["is_key", "key_reason"], lambda: None)
    after = {"is_key": row.is_key, "key_reason": row.key_reason}
    kind = "party.marked_key" if is_key else "party.unmarked_key"
    record(kind, subject=row, by=by, on=on, before=before, after=after, note=reason)
    return row


def duplicate(party: Party) -> AlreadyRegistered | None:
    """The refusal that names the party which has this one's credit code."""
    others = Party.objects.exclude(uuid=party.uuid).exclude(credit_code="")
    other = others.filter(credit_code=party.credit_code).select_related("bureau").first()
    return already_registered(other) if other else None


def already_registered(other: Party) -> AlreadyRegistered:
    text = _(
        "%(name)s has this credit code already (supervised by %(bureau)s). Open that party "
        "instead of entering it again."
    ) % {"name": other.name, "bureau": other.bureau.name}
    existing = {"id": str(other.uuid), "name": other.name, "bureau": other.bureau.name}
    return AlreadyRegistered(text, fields={"credit_code": text}, details={"existing": existing})


def told(party: Party) -> dict[str, Any]:
    """What the audit row of an entry keeps: the fields that say something."""
    values = {name: getattr(party, name) for name in _COLUMNS}
    values.update(region=party.region_id, bureau=party.bureau.code)
    return {name: value for name, value in values.items() if value not in ("", (), [], False)}


def search_words(party: Party) -> str:
    """A party is found by name, code, address and the person who represents it."""
    return search_text(
        [party.name, party.credit_code, party.address, party.legal_representative]
    )


def _assign(party: Party, changes: Mapping[str, Any], *, on: date) -> None:
    for name, value in changes.items():
        setattr(party, name, value)
    _tidy(party)
    _require_right(party, changes, on=on)
    party.search = search_words(party)


def _tidy(party: Party) -> None:
    for name in _LINES:
        setattr(party, name, one_line(getattr(party, name)))
    party.credit_code = clean_credit_code(party.credit_code)
    party.domains = tuple(dict.fromkeys(party.domains))


def _require_right(party: Party, names: Collection[str], *, on: date) -> None:
    asked = "credit_code" in names and party.credit_code
    if asked and (fault := credit_code_fault(party.credit_code)):
        raise Invalid(fields={"credit_code": fault})
    require_clean(party, names)
    if "domains" in names and not party.domains:
        raise Invalid(fields={"domains": _("Choose at least one: drugs, devices, cosmetics.")})
    if "region" in names:
        _require_valid_region(party.region, on)
    if party.is_key and "is_key" in names and not party.key_reason.strip():
        raise Invalid(fields={"key_reason": _("Say why this is a key enterprise.")})


def _require_valid_region(region: Region, on: date) -> None:
    if region.valid_to is None or region.valid_to >= on:
        return
    successor = region.replaced_by.name if region.replaced_by else _("the present region")
    text = _("%(region)s no longer exists since %(on)s. Choose %(successor)s.")
    values = {"region": region.name, "on": region.valid_to, "successor": successor}
    raise Invalid(fields={"region": text % values})


def _required_reason(reason: str) -> str:
    tidy = one_line(reason)
    if not tidy:
        raise Invalid(fields={"reason": _("Say why, in a few words.")})
    return tidy
