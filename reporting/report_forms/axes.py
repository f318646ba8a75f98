"""How the axes of a form reach the columns of the records behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from reporting.figures import Figure
from reporting.report_forms.definition import Band

# Axes only cases have, besides those every figure names: read beside the kind of party.
CASE_ONLY: Mapping[str, str] = {"value_band": "goods_value", "procedure": "procedure"}
UNKNOWN_BAND = "unknown"


def path_of(one: Figure, axis: str) -> str | None:
    """From a figure's rows to the column of an axis; None where it has no such axis."""
    if axis in one.axes:
        return one.axes[axis]
    source, kind = one.axes.get("source"), one.axes.get("party_kind")
    if axis in CASE_ONLY and source and kind:
        return source.removesuffix("source") + CASE_ONLY[axis]
    return None


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
        rows = rows.filter(
            _in_bands(path, codes, bands) if axis == "value_band" else _in(path, codes)
        )
    return rows


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
