"""Finding the record that a comment, a task or a message hangs on."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.models import Scoped
from accounts.services.scope import scoped_models
from core.errors import NotFound
from core.refs import Ref, Resolved, resolve


def readable_record(kind: str, uuid: UUID, user: Any) -> Scoped:
    """The record itself, if ``user`` may read it. One query.

    Raises:
        NotFound: an unknown kind, outside the reader's scope, or not there: alike.
    """
    for model in scoped_models():
        if model.ref_kind == kind:
            rows: Any = model._default_manager
            record: Scoped | None = rows.visible_to(user).filter(uuid=uuid).first()
            if record is not None:
                return record
    raise NotFound


def abouts(rows: list[Any], user: Any) -> dict[Ref, Resolved]:
    """Title and address of what each row is about. One query per kind."""
    return resolve([row.about for row in rows if row.about is not None], user)


def address_of(ref: Ref) -> str:
    """An address that leads to a record without knowing its app."""
    return reverse("workbench:record", args=[ref.kind, ref.uuid])
