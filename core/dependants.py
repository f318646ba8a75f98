"""What hangs on some records: asked before they are taken out again.

Two ways lead to a record: a foreign key, and a ``Ref`` (kind and public id). Both are found
in the models themselves, so that a later app is asked without being known here.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models

from core.models import Record

# They tell of a record and outlive it.
TELLERS: Final = frozenset({"audit.AuditEvent", "workbench.Message"})


@dataclass(frozen=True, slots=True)
class Dependant:
    """Rows of one model that point to some records.

    Args:
        label: of the model, as ``registry.Licence``.
        on: keys or public ids of the records they point to.
    """

    label: str
    count: int
    on: frozenset[Any]


def dependants(records: Sequence[Record], made_beside: Collection[str] = ()) -> list[Dependant]:
    """What other rows point to these records.

    Args:
        records: of one model.
        made_beside: labels of models whose rows came with the records.
    """
    if not records:
        return []
    model = type(records[0])
    known = {*made_beside, *TELLERS}
    found = []
    for other, column, rows in _pointing(model, records):
        if other._meta.label in known:
            continue
        if on := list(rows.order_by().values_list(column, flat=True)):
            found.append(Dependant(other._meta.label, len(on), frozenset(on)))
    return found


def take_out(records: Sequence[Record], made_beside: Sequence[str] = ()) -> int:
    """Delete records with what came with them. Ask ``dependants`` first.

    Args:
        made_beside: in the order in which their rows are deleted.
    """
    if not records:
        return 0
    model = type(records[0])
    pointing = list(_pointing(model, records))
    for label in made_beside:
        for other, _column, rows in pointing:
            if other._meta.label == label:
                rows.delete()
    return model._default_manager.filter(pk__in=[one.pk for one in records]).delete()[0]


def _pointing(
    model: type[models.Model], records: Sequence[Record]
) -> Iterator[tuple[type[models.Model], str, Any]]:
    keys = [one.pk for one in records]
    uuids = [one.uuid for one in records]
    relations: Sequence[Any] = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        other: Any = relation.related_model
        rows = other._base_manager.filter(**{f"{relation.field.name}__in": keys})
        # Two of the records may point to one another: they go together.
        rows = rows.exclude(pk__in=keys) if other is model else rows
        yield other, relation.field.attname, rows
    for other, prefix in _naming_models():
        if other is not model:
            rows = _named(other, prefix, records[0].ref_kind, uuids)
            yield other, f"{prefix}_uuid", rows


def _naming_models() -> Iterator[tuple[type[models.Model], str]]:
    """Models that point by Ref, with the beginning of the names of its two columns."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.fields}
        for prefix in ("about", "root"):
            if {f"{prefix}_kind", f"{prefix}_uuid"} <= names:
                yield model, prefix


def _named(
    model: type[models.Model], prefix: str, kind: str, uuids: Sequence[UUID]
) -> models.QuerySet[Any]:
    return model._base_manager.filter(**{f"{prefix}_kind": kind, f"{prefix}_uuid__in": uuids})
