"""Pages of a sorted queryset by the last row seen, not by an offset.

Page one and page ten thousand cost the same, and a row that is added or removed
meanwhile neither repeats nor hides another.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import OrderBy


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort key; the primary key always breaks ties, in the same direction."""

    path: str
    descending: bool = False
    nullable: bool = False

    def order(self, *, backwards: bool) -> list[OrderBy]:
        """Empty values come last in either direction, on every database."""
        down = self.descending != backwards
        keys = []
        for path in dict.fromkeys((self.path, "pk")):
            nulls = {}
            if self.nullable and path != "pk":
                nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
            keys.append(F(path).desc(**nulls) if down else F(path).asc(**nulls))
        return keys

    def beyond(self, value: Any, pk: Any, *, backwards: bool) -> Q:
        """The rows after (or before) the row with this key and primary key."""
        than = "lt" if self.descending != backwards else "gt"
        tie = Q(**{f"pk__{than}": pk})
        if self.path == "pk":
            return tie
        if value is None:
            same = Q(**{f"{self.path}__isnull": True}) & tie
            return same | Q(**{f"{self.path}__isnull": False}) if backwards else same
        strictly = Q(**{f"{self.path}__{than}": value})
        after = strictly | (Q(**{self.path: value}) & tie)
        if not self.nullable:
            # Says the same again, in a form the index on the key can use.
            return Q(**{f"{self.path}__{than}e": value}) & after
        return after if backwards else after | Q(**{f"{self.path}__isnull": True})


@dataclass(frozen=True, slots=True)
class KeysetPage:
    rows: list[Any]
    after: str = ""
    before: str = ""


def page_of(
    rows: QuerySet[Any], sort: Sort, *, size: int, after: str = "", before: str = ""
) -> KeysetPage:
    """One page of ``rows``. A cursor that is damaged or of another order gives page one."""
    backwards = bool(before) and not after
    spot = read_cursor(rows.model, sort, after or before)
    if spot is None:
        return _first(rows, sort, size)
    found = list(
        rows.filter(sort.beyond(*spot, backwards=backwards)).order_by(
            *sort.order(backwards=backwards)
        )[: size + 1]
    )
    more, found = len(found) > size, found[:size]
    if not backwards:
        start = cursor(sort, found[0]) if found else ""
        return KeysetPage(found, cursor(sort, found[-1]) if more else "", start)
    if not more:
        return _first(rows, sort, size)
    found.reverse()
    return KeysetPage(found, cursor(sort, found[-1]), cursor(sort, found[0]))


def _first(rows: QuerySet[Any], sort: Sort, size: int) -> KeysetPage:
    found = list(rows.order_by(*sort.order(backwards=False))[: size + 1])
    more, found = len(found) > size, found[:size]
    return KeysetPage(found, cursor(sort, found[-1]) if more else "")


def cursor(sort: Sort, row: Model) -> str:
    """The place of ``row`` in this order, fit for an address."""
    value = value_at(row, sort.path)
    if isinstance(value, (date, datetime)):
        value = value.isoformat()
    elif isinstance(value, Decimal):
        value = str(value)
    packed = json.dumps([_order_name(sort), value, row.pk], default=str, ensure_ascii=False)
    return urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read_cursor(model: type[Model], sort: Sort, text: str) -> tuple[Any, Any] | None:
    """Key and primary key of a cursor of this order; None for anything else."""
    try:
        packed = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        order, value, pk = json.loads(packed)
        if order != _order_name(sort) or not text:
            return None
        field = field_at(model, sort.path)
        if value is not None and field is not None:
            value = field.to_python(value)
        return value, model._meta.pk.to_python(pk)
    except (ValueError, TypeError, ValidationError):
        return None


def field_at(model: type[Model], path: str) -> Field[Any, Any] | None:
    """The concrete field a path ends at; None for an annotation."""
    field: Any = None
    here: Any = model
    for step in path.split(LOOKUP_SEP):
        if here is None:
            return None
        try:
            field = here._meta.pk if step == "pk" else here._meta.get_field(step)
        except FieldDoesNotExist:
            return None
        here = field.related_model
    return field if isinstance(field, Field) else None


def is_nullable(model: type[Model], path: str) -> bool:
    """Whether any step of the path may be empty; an annotation counts as one that may."""
    steps = path.split(LOOKUP_SEP)
    paths = [LOOKUP_SEP.join(steps[: at + 1]) for at in range(len(steps))]
    fields = [field_at(model, part) for part in paths]
    return any(field is None or field.null for field in fields)


def value_at(row: Any, path: str) -> Any:
    """The value at ``a__b`` or ``a.b`` of a row; None where a step is empty."""
    value = row
    for step in path.replace(LOOKUP_SEP, ".").split("."):
        if value is None:
            return None
        value = getattr(value, step)
    return value


def _order_name(sort: Sort) -> str:
    return f"-{sort.path}" if sort.descending else sort.path
