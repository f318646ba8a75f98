"""Moving an import from state to state, on a locked row."""

from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.system import SYSTEM
from core.errors import IllegalTransition
from core.protocols import Actor
from reporting.imports.base import ImportKind
from reporting.imports.desk import Desk
from reporting.imports.registry import kind_named, require_import
from reporting.models.imports import MOVES, ImportBatch


class Teller(Protocol):
    """Whoever wants to know how far the work is: a job's progress, or nobody."""

    def tell(self, done: int, total: int | None = None, message: str = "") -> None: ...


class Silent:
    """Nobody asks how far it is."""

    def tell(self, done: int, total: int | None = None, message: str = "") -> None:
        """Nothing to do."""


def lock_batch(batch: ImportBatch) -> ImportBatch:
    """The import's row, fresh, held until the transaction ends."""
    rows = ImportBatch.objects.select_for_update(of=("self",))
    return rows.select_related("bureau", "owner").get(pk=batch.pk)


def move(batch: ImportBatch, act: str, **values: Any) -> ImportBatch:
    """Lock and move; the caller's transaction holds the row.

    Raises:
        IllegalTransition: the act is not open in the import's state.
    """
    row = lock_batch(batch)
    to = MOVES.get((row.state, act))
    if to is None:
        text = _("This is not open now: the import is “%(state)s”.")
        raise IllegalTransition(text % {"state": row.get_state_display()})
    row.state = to
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return row


def kind_of(batch: ImportBatch, by: Actor) -> ImportKind:
    """The import's kind, for somebody who may import it.

    Raises:
        PermissionRefused: another duty.
    """
    kind = kind_named(batch.kind)
    require_import(kind, by=by)
    return kind


def desk_of(batch: ImportBatch, by: Actor, on: date) -> Desk:
    return Desk(by, batch.bureau, on)


def actor(uuid: str) -> Actor:
    """The person a job works for; without one, the system."""
    if not uuid:
        return SYSTEM
    found: User = User.objects.select_related("bureau", "unit").get(uuid=uuid)
    return found
