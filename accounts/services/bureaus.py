"""Bureaus and units: set up, renamed, merged, closed. Scope follows ``Bureau.path``."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import BureauInUse
from accounts.models import Bureau, BureauKind, Region, Unit, UnitKind
from accounts.policies import require_manage_settings
from audit.services import record
from core.api.versions import require_version
from core.errors import Invalid
from core.protocols import Actor

# Which kinds may stand under which.
BELOW: dict[str, frozenset[str]] = {
    BureauKind.PROVINCE: frozenset({BureauKind.CITY, BureauKind.COUNTY, BureauKind.SUBCENTRE}),
    BureauKind.CITY: frozenset({BureauKind.COUNTY}),
    BureauKind.COUNTY: frozenset(),
    BureauKind.SUBCENTRE: frozenset(),
}
CHANGEABLE = frozenset({"name", "short_name", "document_word", "regions"})


@transaction.atomic
def create_bureau(
    *,
    code: str,
    name: str,
    short_name: str,
    document_word: str,
    kind: BureauKind,
    parent: Bureau | None,
    regions: Collection[Region] = (),
    by: Actor,
    on: date,
) -> Bureau:
    """Set up a bureau under another. A sub-centre inspects; it does not file or fine.

    Args:
        document_word: the word in its document numbers, 陕药监.
        parent: None only for the province, of which there is one.

    Raises:
        PermissionRefused: ``by`` does not manage the bureau above.
        Invalid: the code is taken, or the kind does not stand under the bureau above.
    """
    require_manage_settings(by, parent)
    _require_place(kind, parent)
    if Bureau.objects.filter(code=code).exists():
        raise Invalid(fields={"code": _("A bureau with this code exists already.")})
    inspects_only = kind == BureauKind.SUBCENTRE
    bureau = Bureau(
        code=code,
        name=name,
        short_name=short_name,
        document_word=document_word,
        kind=kind,
        parent=parent,
        path=f"{parent.path if parent else ''}{code}/",
        may_measure=not inspects_only,
        may_penalise=not inspects_only,
        active_from=on,
    )
    bureau.full_clean(exclude=["parent"])
    bureau.save(force_insert=True)
    bureau.regions.set(regions)
    after = {"code": code, "name": name, "kind": kind.value, "regions": _codes(regions)}
    record("bureau.created", subject=bureau, by=by, on=on, after=after)
    return bureau


@transaction.atomic
def change_bureau(
    bureau: Bureau,
    *,
    changes: dict[str, Any],
    expected_version: int | None = None,
    by: Actor,
    on: date,
) -> Bureau:
    """Rename a bureau, or change its word in numbers or the regions it serves.

    Records keep pointing to it; documents already issued keep the name they bear.
    """
    row = _lock(bureau)
    require_manage_settings(by, row)
    if unknown := set(changes) - CHANGEABLE:
        raise Invalid(fields={name: _("This field is not changed here.") for name in unknown})
    values = dict(changes)
    regions = values.pop("regions", None)
    require_version(row, expected_version, values)
    before = {name: getattr(row, name) for name in values}
    after = dict(values)
    for name, value in values.items():
        setattr(row, name, value)
    if regions is not None:
        before["regions"], after["regions"] = _codes(row.regions.all()), _codes(regions)
        row.regions.set(regions)
    row.full_clean(exclude=["parent"])
    _save(row, *values)
    record("bureau.changed", subject=row, by=by, on=on, before=before, after=after)
    return row


@transaction.atomic
def close_bureau(
    bureau: Bureau, *, successor: Bureau | None = None, reason: str, by: Actor, on: date
) -> Bureau:
    """Close a bureau, or merge it into another. Its records stay where they are.

    Args:
        successor: the bureau that takes over its regions; None where nobody does.
        on: the last day it is active.

    Raises:
        BureauInUse: active people, or open bureaus under it, remain.
    """
    row = _lock(bureau)
    require_manage_settings(by, row)
    if row.active_to is not None:
        raise Invalid(_("This bureau is closed already."))
    if on < row.active_from:
        raise Invalid(fields={"on": _("A bureau cannot close before it began.")})
    _require_empty(row, on)
    if successor is not None:
        successor = _lock(successor)
        require_manage_settings(by, successor)
        if successor.pk == row.pk or not successor.is_active_on(on + timedelta(days=1)):
            raise Invalid(fields={"successor": _("Choose another bureau that is active.")})
        successor.regions.add(*row.regions.all())
    row.active_to, row.succeeded_by = on, successor
    _save(row, "active_to", "succeeded_by")
    after = {"active_to": on, "succeeded_by": successor.code if successor else ""}
    record("bureau.closed", subject=row, by=by, on=on, after=after, note=reason)
    return row


@transaction.atomic
def create_unit(
    *,
    bureau: Bureau,
    kind: UnitKind,
    name: str,
    parent: Unit | None = None,
    by: Actor,
    on: date,
) -> Unit:
    """Set up a section, a detachment or a station of a bureau."""
    require_manage_settings(by, bureau)
    if parent is not None and parent.bureau_id != bureau.pk:
        raise Invalid(fields={"parent": _("This unit belongs to another bureau.")})
    if Unit.objects.filter(bureau=bureau, name=name).exists():
        raise Invalid(fields={"name": _("The bureau has a unit of this name already.")})
    unit = Unit(bureau=bureau, kind=kind, name=name, parent=parent)
    unit.full_clean(exclude=["bureau", "parent"])
    unit.save(force_insert=True)
    after = {"bureau": bureau.code, "kind": kind.value, "name": name}
    record("unit.created", subject=unit, by=by, on=on, after=after)
    return unit


@transaction.atomic
def change_unit(
    unit: Unit, *, name: str, kind: UnitKind, is_active: bool, by: Actor, on: date
) -> Unit:
    """Rename a unit, or close it once nobody belongs to it any more."""
    rows = Unit.objects.select_for_update(of=("self",)).select_related("bureau")
    row = rows.get(pk=unit.pk)
    require_manage_settings(by, row.bureau)
    if row.is_active and not is_active and row.officers.active().exists():
        raise Invalid(_("People still belong to this unit. Transfer them first."))
    before = {"name": row.name, "kind": row.kind, "is_active": row.is_active}
    row.name, row.kind, row.is_active = name, kind, is_active
    row.full_clean(exclude=["bureau", "parent"])
    row.version += 1
    row.save(update_fields=["name", "kind", "is_active", "version", "updated_at"])
    after = {"name": name, "kind": kind.value, "is_active": is_active}
    record("unit.changed", subject=row, by=by, on=on, before=before, after=after)
    return row


def _require_place(kind: BureauKind, parent: Bureau | None) -> None:
    if parent is None:
        if kind != BureauKind.PROVINCE or Bureau.objects.exists():
            raise Invalid(fields={"parent": _("Choose the bureau above.")})
    elif kind not in BELOW[parent.kind]:
        raise Invalid(fields={"kind": _("A bureau of this kind does not stand there.")})


def _require_empty(bureau: Bureau, on: date) -> None:
    if bureau.officers.active().exists():
        raise BureauInUse
    if bureau.children.active(on + timedelta(days=1)).exists():
        raise BureauInUse(_("Bureaus under this one are still open. Close them first."))


def _lock(bureau: Bureau) -> Bureau:
    return Bureau.objects.select_for_update().get(pk=bureau.pk)


def _save(row: Bureau, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version", "updated_at"])


def _codes(regions: Collection[Region] | Any) -> list[str]:
    return sorted(region.code for region in regions)
