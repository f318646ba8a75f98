"""Filters of a list as the address holds them, and as chips that take them away again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

# Names that belong to the list itself.
PLACE = ("after", "before")
RANGE_ENDS = ("min", "max", "after", "before", "0", "1")


@dataclass(frozen=True, slots=True)
class Chip:
    label: str | Promise
    value: str
    without: str


def address_with(query: QueryDict, **changes: Any) -> str:
    """``?…`` of this list with some names changed; None takes a name away."""
    changed = query.copy()
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        elif isinstance(value, (list, tuple)):
            changed.setlist(name, [str(item) for item in value])
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


def first_page(query: QueryDict) -> QueryDict:
    """The same list from its first row: filters change what a cursor means."""
    changed = query.copy()
    for name in PLACE:
        changed.pop(name, None)
    return changed


def chips_of(filterset: Any, query: QueryDict) -> list[Chip]:
    """One chip per filter in force, the search words first."""
    base = first_page(query)
    chips = []
    if words := query.get("q", "").strip():
        chips.append(Chip(_("Search"), words, address_with(base, q=None)))
    if filterset is None:
        return chips
    cleaned = getattr(filterset.form, "cleaned_data", {})
    for name in filterset.form.fields:
        value = shown_value(filterset.form[name], cleaned.get(name))
        if not value:
            continue
        parameters = [name, *(f"{name}_{end}" for end in RANGE_ENDS)]
        gone = address_with(base, **dict.fromkeys(parameters))
        chips.append(Chip(filterset.form[name].label, value, gone))
    return chips


def shown_value(bound: BoundField, value: Any) -> str:
    """A filter's value in words; empty where nothing is filtered."""
    if value is None or value == "" or (hasattr(value, "__len__") and not len(value)):
        return ""
    if isinstance(value, slice):
        return _range(value.start, value.stop)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str):
        labels = _labels(getattr(bound.field, "choices", ()))
        return labels.get(value, value)
    if isinstance(value, Iterable):
        labels = _labels(getattr(bound.field, "choices", ())) if _plain(value) else {}
        return "、".join(labels.get(str(item), str(item)) for item in value)
    return str(value)


def _plain(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)


def _range(start: Any, stop: Any) -> str:
    begin, end = (_point(start), _point(stop))
    if begin and end:
        return f"{begin} – {end}"
    return (
        _("from %(start)s") % {"start": begin} if begin else _("up to %(end)s") % {"end": end}
    )


def _point(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    return f"{value:,}" if isinstance(value, (int, Decimal)) else str(value or "")


def _labels(choices: Any) -> dict[str, str]:
    if hasattr(choices, "queryset"):
        return {}
    labels: dict[str, str] = {}
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            labels.update({str(inner): str(word) for inner, word in label})
        else:
            labels[str(value)] = str(label)
    return labels


def valid_ids(texts: Iterable[str]) -> list[UUID]:
    """The public ids among what a form sent; anything else is left out."""
    ids = []
    for text in texts:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids
