"""A figure by an axis: what each part is called, and the question that asks for it alone."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Bureau, Region
from enforcement.models import InspectionKind
from law.vocabularies import AreaTag, ClueSource, Domain, KeyVariety, Link, PartyKind
from reporting.figures import Figure, FigureScope, FigureValue, break_down
from reporting.figures.compute import NOT_STATED

VOCABULARIES: Mapping[str, Any] = {
    "domain": Domain,
    "link": Link,
    "area": AreaTag,
    "key_variety": KeyVariety,
    "source": ClueSource,
    "party_kind": PartyKind,
    "kind": InspectionKind,
}
AXIS_TITLES: Mapping[str, str | Promise] = {
    "month": gettext_lazy("Month"),
    "city": gettext_lazy("City"),
    "county": gettext_lazy("County"),
    "domain": gettext_lazy("Domain"),
    "link": gettext_lazy("Link of the chain"),
    "area": gettext_lazy("Kind of area"),
    "key_variety": gettext_lazy("Key variety"),
    "source": gettext_lazy("Source"),
    "party_kind": gettext_lazy("Kind of party"),
    "kind": gettext_lazy("Kind of inspection"),
    "region": gettext_lazy("Region"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure; ``scope`` asks for it alone, None where that cannot be asked."""

    key: str
    label: str
    value: FigureValue
    scope: FigureScope | None


def parts_of(one: Figure, scope: FigureScope, by: str) -> list[Part]:
    """The figure by one axis, each part named. Costs at most two queries more.

    Raises:
        Invalid: the figure has no such axis.
    """
    found = break_down(one, scope, by)
    if by in ("city", "county"):
        return _by_bureau(found, scope, by)
    if by == "month":
        return [_month(key, value, scope) for key, value in found.items()]
    names = _names(by, found)
    return [
        Part(
            key or "",
            names.get(key, _("Not stated")),
            value,
            scope.narrowed(where=(*scope.where, (by, key or NOT_STATED))),
        )
        for key, value in found.items()
    ]


def _by_bureau(found: Mapping[Any, FigureValue], scope: FigureScope, by: str) -> list[Part]:
    """Bureaus in their order; what a bureau above did itself stands as its own work."""
    parts = []
    for bureau in Bureau.objects.filter(pk__in=found).order_by("path"):
        whole = bureau.kind == by
        label = bureau.name if whole else _("%(bureau)s itself") % {"bureau": bureau.name}
        narrowed = scope.narrowed(bureau=bureau, own_only=not whole)
        parts.append(Part(bureau.code, label, found[bureau.pk], narrowed))
    return parts


def _month(first: date, value: FigureValue, scope: FigureScope) -> Part:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    name = first.isoformat()[:7]
    narrowed = scope.narrowed(start=max(first, scope.start), end=min(last, scope.end))
    return Part(name, name, value, narrowed)


def _names(by: str, keys: Iterable[Any]) -> dict[Any, str]:
    known = [key for key in keys if key]
    if by == "region":
        return dict(Region.objects.filter(code__in=known).values_list("code", "name"))
    return {key: str(VOCABULARIES[by](key).label) for key in known}
