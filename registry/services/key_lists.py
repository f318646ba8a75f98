"""Lists of key enterprises and key products: what inspection coverage is measured against."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from core.protocols import Actor
from registry.errors import AlreadyRegistered
from registry.models import KeyList, KeyListItem, Party, Product
from registry.policies import codes_above, require_write_for
from registry.services.entry import insert_once, lock, one_line, require_clean, update_once

YEARS = range(2000, 2100)


@transaction.atomic
def create_key_list(
    *, name: str, year: int, bureau: Bureau, purpose: str = "", by: Actor, on: date
) -> KeyList:
    """Open a list for a year.

    Raises:
        Invalid: a field cannot be right.
        AlreadyRegistered: the bureau has a list of this name for the year.
        PermissionRefused: ``bureau`` is not at or under the writer's.
    """
    require_write_for(by, bureau)
    row = KeyList(name=one_line(name), year=year, bureau=bureau, purpose=one_line(purpose))
    _require_right(row)
    insert_once(row, lambda: _duplicate(row))
    after = {"name": row.name, "year": year, "bureau": bureau.code, "purpose": row.purpose}
    record("key_list.created", subject=row, by=by, on=on, after=after)
    return row


@transaction.atomic
def change_key_list(
    key_list: KeyList,
    *,
    changes: dict[str, str],
    version: int | None = None,
    by: Actor,
    on: date,
) -> KeyList:
    """Change the name or purpose of a list."""
    row = lock(key_list, "bureau")
    require_write_for(by, row.bureau)
    if unknown := set(changes) - {"name", "purpose"}:
        raise Invalid(fields={name: _("This field is not changed here.") for name in unknown})
    require_version(row, version, dict(changes))
    if not changes:
        return row
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, one_line(value))
    _require_right(row)
    update_once(row, changes, lambda: _duplicate(row))
    after = {name: getattr(row, name) for name in changes}
    record("key_list.changed", subject=row, by=by, on=on, before=before, after=after)
    return row


@transaction.atomic
def add_items(
    key_list: KeyList,
    *,
    parties: Iterable[Party] = (),
    products: Iterable[Product] = (),
    reason: str = "",
    by: Actor,
    on: date,
) -> int:
    """Put parties and products on a list; what stands there already is left as it is.

    Returns:
        How many were added.

    Raises:
        Invalid: a party lies outside the jurisdiction of the list's bureau.
    """
    row = lock(key_list, "bureau")
    require_write_for(by, row.bureau)
    wanted_parties, wanted_products = list(parties), list(products)
    _require_inside(row.bureau, wanted_parties)
    there = set(row.items.values_list("party_id", "product_id"))
    items = [
        *(KeyListItem(key_list=row, party=one, reason=reason) for one in wanted_parties),
        *(KeyListItem(key_list=row, product=one, reason=reason) for one in wanted_products),
    ]
    new = {(item.party_id, item.product_id): item for item in items}
    added = [item for pair, item in new.items() if pair not in there]
    for item in added[:1]:
        require_clean(item, ["reason"])
    KeyListItem.objects.bulk_create(added, batch_size=500)
    update_once(row, [], lambda: None)
    names = [str(item) for item in added]
    record(
        "key_list.items_added", subject=row, by=by, on=on, after={"items": names}, note=reason
    )
    return len(added)


@transaction.atomic
def remove_items(
    key_list: KeyList, *, items: Iterable[int], reason: str, by: Actor, on: date
) -> int:
    """Take items off a list, saying why. Returns how many were removed."""
    row = lock(key_list, "bureau")
    require_write_for(by, row.bureau)
    tidy = one_line(reason)
    if not tidy:
        raise Invalid(fields={"reason": _("Say why, in a few words.")})
    found = row.items.filter(pk__in=list(items)).select_related("party", "product")
    names = [str(item) for item in found]
    removed = found.delete()[0]
    if removed:
        update_once(row, [], lambda: None)
        before = {"items": names}
        record("key_list.items_removed", subject=row, by=by, on=on, before=before, note=tidy)
    return removed


def _require_right(row: KeyList) -> None:
    require_clean(row, ["name", "year", "purpose"])
    if row.year not in YEARS:
        raise Invalid(fields={"year": _("Enter a year such as 2026.")})


def _require_inside(bureau: Bureau, parties: list[Party]) -> None:
    if bureau.is_province:
        return
    regions = set(bureau.regions.values_list("code", flat=True))
    for party in parties:
        inside = party.bureau.path.startswith(bureau.path)
        if not inside and regions.isdisjoint(codes_above(party.region)):
            text = _("%(party)s lies outside the jurisdiction of %(bureau)s.")
            text %= {"party": party.name, "bureau": bureau.name}
            raise Invalid(fields={"parties": text})


def _duplicate(row: KeyList) -> AlreadyRegistered | None:
    same = KeyList.objects.filter(bureau=row.bureau_id, year=row.year, name=row.name)
    other = same.exclude(uuid=row.uuid).first()
    if other is None:
        return None
    text = _("%(bureau)s has a list of this name for %(year)s already.")
    text %= {"bureau": row.bureau.name, "year": row.year}
    existing = {"id": str(other.uuid), "name": str(other)}
    return AlreadyRegistered(text, fields={"name": text}, details={"existing": existing})
