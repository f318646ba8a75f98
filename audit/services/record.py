from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from audit.models import AuditEvent
from core.protocols import Actor, HasRef
from core.refs import Ref
from core.statements import insert_rows


def record(
    kind: str,
    *,
    subject: HasRef,
    by: Actor,
    on: date,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> AuditEvent:
    """Write the row of one act, in the act's own transaction.

    Args:
        kind: noun and past participle, ``case.filed``.
        subject: what was acted upon.
        by: who acted; their values are kept, not a key.
        on: the local date of the act.
        before: the changed fields as they were.
        after: the changed fields as they are.
        note: a reason the actor gave.
    """
    event = _row(kind, subject, by, on, before, after, note)
    event.save(force_insert=True)
    return event


def record_many(
    kind: str,
    *,
    subjects: Iterable[HasRef],
    by: Actor,
    on: date,
    after: Mapping[str, Any] | Callable[[Any], Mapping[str, Any]] | None = None,
) -> int:
    """The rows of one bulk act, one per subject. Returns how many.

    Args:
        after: the same for all, or a function of the subject.
    """
    rows = [
        _row(kind, subject, by, on, None, after(subject) if callable(after) else after, "")
        for subject in subjects
    ]
    insert_rows(rows)
    return len(rows)


def _row(
    kind: str,
    subject: HasRef,
    by: Actor,
    on: date,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    note: str,
) -> AuditEvent:
    return AuditEvent(
        kind=kind,
        on=on,
        actor_uuid=by.actor_uuid,
        actor_name=by.actor_name,
        actor_bureau_code=by.actor_bureau_code,
        actor_bureau_path=by.actor_bureau_path,
        on_behalf_of=by.actor_on_behalf_of,
        token=by.actor_token,
        subject_kind=subject.ref.kind,
        subject_uuid=subject.ref.uuid,
        subject_title=subject.audit_title[:300],
        root_kind=subject.root_ref.kind,
        root_uuid=subject.root_ref.uuid,
        bureau_path=subject.audit_bureau_path,
        before=plain(before),
        after=plain(after),
        note=note,
    )


def plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Values as JSON keeps them."""
    return {name: _plain(value) for name, value in (values or {}).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Ref):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(getattr(value, "ref", value))
