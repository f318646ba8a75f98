"""How the axes of a form reach the columns of the records behind a figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from enforcement.models import Violation
from law.violation_kinds import (
    OTHER_KIND,
    kind_of_provision,
    listed_provisions,
    provisions_of_kind,
)
from reporting.figures import Figure
from reporting.report_forms.definition import Band

# Axes only cases have, besides those every figure names: read beside the kind of party.
CASE_ONLY: Mapping[str, str] = {"value_band": "goods_value", "procedure": "procedure"}
UNKNOWN_BAND = "unknown"
VIOLATION_KIND = "violation_kind"
FIRST_PROVISION = "first_provision"


def path_of(one: Figure, axis: str) -> str | None:
    """From a figure's rows to the column of an axis; None where it has no such axis."""
    if axis in one.axes:
        return one.axes[axis]
    to_case = _to_case(one)
    if to_case is None:
        return None
    if axis == VIOLATION_KIND:
        return FIRST_PROVISION
    return to_case + CASE_ONLY[axis] if axis in CASE_ONLY else None


def _to_case(one: Figure) -> str | None:
    """From a figure's rows to their case; None where they have none."""
    source, kind = one.axes.get("source"), one.axes.get("party_kind")
    return source.removesuffix("source") if source and kind else None


def with_axes(one: Figure, rows: Any, axes: Iterable[str]) -> Any:
    """The rows with what an axis needs that no column holds.

    The kind of violation is told by the first violation of a case: a case with several
    counts once.
    """
    if VIOLATION_KIND not in axes or FIRST_PROVISION in rows.query.annotations:
        return rows
    first = Violation.objects.filter(case=OuterRef(f"{_to_case(one)}pk")).order_by("seq")
    return rows.annotate(**{FIRST_PROVISION: Subquery(first.values("provision")[:1])})


def code_on(axis: str, value: Any, bands: tuple[Band, ...]) -> str:
    """The code of a record on an axis, from what its column holds."""
    if axis == "value_band":
        return band_of(value, bands)
    if axis == VIOLATION_KIND:
        return kind_of_provision(value or "")
    return str(value or "")


def can_split(one: Figure, axis: str) -> bool:
    return path_of(one, axis) is not None


def narrowed(
    one: Figure, rows: Any, where: Mapping[str, tuple[str, ...]], bands: tuple[Band, ...]
) -> Any:
    """The rows with one of the codes on every axis; those a figure lacks find nothing."""
    for axis, codes in where.items():
        path = path_of(one, axis)
        if path is None:
            return rows.none()
        rows = with_axes(one, rows, (axis,)).filter(_one_of(axis, path, codes, bands))
    return rows


def _one_of(axis: str, path: str, codes: tuple[str, ...], bands: tuple[Band, ...]) -> Q:
    if axis == "value_band":
        return _in_bands(path, codes, bands)
    if axis == VIOLATION_KIND:
        return _of_kinds(path, codes)
    return _in(path, codes)


def _of_kinds(path: str, codes: tuple[str, ...]) -> Q:
    """Of the other kinds is every provision that stands under none, known or not."""
    found = Q(pk__in=[])
    for code in codes:
        if code == OTHER_KIND:
            listed = Q(**{f"{path}__in": sorted(listed_provisions())})
            found |= Q(**{f"{path}__isnull": False}) & ~listed
        elif code:
            found |= Q(**{f"{path}__in": sorted(provisions_of_kind(code))})
        else:
            found |= Q(**{f"{path}__isnull": True})
    return found


def _in(path: str, codes: tuple[str, ...]) -> Q:
    found = Q(**{f"{path}__in": codes})
    return found | Q(**{f"{path}__isnull": True}) if "" in codes else found


def _in_bands(path: str, codes: tuple[str, ...], bands: tuple[Band, ...]) -> Q:
    found = Q(pk__in=[])
    if UNKNOWN_BAND in codes:
        found |= Q(**{f"{path}__isnull": True})
    for band in bands:
        if band.code in codes:
            inside = Q(**{f"{path}__gte": band.low})
            if band.high is not None:
                inside &= Q(**{f"{path}__lt": band.high})
            found |= inside
    return found


def band_of(value: Decimal | None, bands: tuple[Band, ...]) -> str:
    """The band an amount in yuan falls in; what is not known stands apart."""
    if value is None:
        return UNKNOWN_BAND
    return next(
        (b.code for b in bands if value >= b.low and (b.high is None or value < b.high)),
        UNKNOWN_BAND,
    )


@dataclass(frozen=True, slots=True)
class RecordPath:
    """From a figure's row to the record it names: kind, id, number.

    Titles are not kept: they may name a party, and an edition goes further than a case.
    """

    kind: str
    uuid: str
    number: str


_OF_CASE = RecordPath("case", "decision__case__uuid", "decision__case__number")
_OF_INSPECTION = RecordPath("inspection", "inspection__uuid", "inspection__number")
RECORDS: Mapping[str, RecordPath] = {
    "case": RecordPath("case", "uuid", "number"),
    "inspection": RecordPath("inspection", "uuid", "number"),
    "party": RecordPath("party", "party__uuid", "party__credit_code"),
    "trip": _OF_INSPECTION,
    "finding": _OF_INSPECTION,
    "clue": RecordPath("clue", "uuid", "number"),
    "payment": _OF_CASE,
    "person": _OF_CASE,
    "remedy": _OF_CASE,
    "sample": RecordPath("sample", "uuid", "number"),
}
