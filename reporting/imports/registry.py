"""The kinds that can be imported, by name."""

from typing import Any, Final

from core.errors import NotFound, PermissionRefused
from core.protocols import Actor
from reporting.imports.base import ImportKind
from reporting.imports.kinds.field import InspectionImport, PastCaseImport
from reporting.imports.kinds.ledger import LedgerImport
from reporting.imports.kinds.licences import LicenceImport
from reporting.imports.kinds.parties import PartyImport
from reporting.imports.kinds.people import OfficerImport, UnitImport
from reporting.imports.kinds.products import ProductImport
from reporting.imports.kinds.settings import CalendarImport, TargetImport

KINDS: Final[dict[str, ImportKind]] = {
    kind.name: kind
    for kind in (
        PartyImport(),
        LicenceImport(),
        ProductImport(),
        InspectionImport(),
        PastCaseImport(),
        TargetImport(),
        LedgerImport(),
        OfficerImport(),
        UnitImport(),
        CalendarImport(),
    )
}
PERMS: Final = tuple(
    dict.fromkeys(perm for kind in KINDS.values() for perm in kind.perms or (kind.perm,))
)


def kind_named(name: str) -> ImportKind:
    """Raises NotFound for what cannot be imported."""
    if name not in KINDS:
        raise NotFound
    return KINDS[name]


def kinds_for(by: Any) -> list[ImportKind]:
    """What this person may import."""
    return [kind for kind in KINDS.values() if kind.is_open_to(by)]


def require_import(kind: ImportKind, *, by: Actor) -> None:
    """Raises PermissionRefused for whoever may not make a single one of these."""
    if not kind.is_open_to(by):
        raise PermissionRefused
