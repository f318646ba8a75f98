"""From rows to numbers: one statement per figure, whatever the number of bureaus."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from accounts.models import Bureau, BureauKind
from core.errors import Invalid
from core.money import cents
from reporting.figures.definition import Figure, FigureScope, Measure
from reporting.figures.registry import figure

HUNDRED = Decimal(100)
# Asks for the rows on which an axis is empty.
NOT_STATED = "-"


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A number; ``value`` is None where it cannot be computed, ``unknown`` counts the
    rows whose amount was never published."""

    value: Decimal | None
    unknown: int = 0

    def __add__(self, other: "FigureValue") -> "FigureValue":
        return FigureValue(
            (self.value or Decimal(0)) + (other.value or Decimal(0)),
            self.unknown + other.unknown,
        )


ZERO = FigureValue(Decimal(0))


def rows_behind(one: Figure, scope: FigureScope) -> Any:
    """Exactly the rows a figure counts or adds, with ``amount`` where it adds.

    Raises:
        Invalid: the scope narrows by an axis the figure does not have.
    """
    found = one.rows(scope).order_by()
    for axis, code in scope.where:
        if axis not in one.axes:
            raise Invalid(fields={axis: _no_axis(one, axis)})
        found = found.filter(_with_codes(one.axes[axis], code.split(",")))
    return one.amount(found) if one.amount else found


def _with_codes(path: str, codes: list[str]) -> Q:
    """Rows with one of these codes; ``NOT_STATED`` stands for rows without any."""
    wanted = Q(**{f"{path}__in": codes})
    if NOT_STATED in codes:
        wanted |= Q(**{path: ""}) | Q(**{f"{path}__isnull": True})
    return wanted


def measures_of(one: Figure) -> dict[str, Any]:
    if one.measure == Measure.SUM:
        empty = Q(**{f"{one.subject_path}__isnull": True})
        return {"number": Sum(one.subject_path), "unknown": Count("pk", filter=empty)}
    if one.measure == Measure.DISTINCT:
        return {"number": Count(one.subject_path, distinct=True)}
    return {"number": Count("pk")}


def value_of(row: Mapping[str, Any]) -> FigureValue:
    """``number`` and ``unknown`` of a grouped row; money to the cent."""
    number = Decimal(str(row["number"] or 0))
    if number != number.to_integral_value():
        number = cents(number)
    return FigureValue(number, row.get("unknown", 0))


def ratio(numerator: FigureValue, denominator: FigureValue) -> FigureValue:
    """Percent with two places, rounded half up; None where the base is zero."""
    if not denominator.value:
        return FigureValue(None)
    share = (numerator.value or Decimal(0)) * HUNDRED / denominator.value
    return FigureValue(share.quantize(Decimal("0.01"), ROUND_HALF_UP))


def compute(one: Figure, scope: FigureScope) -> FigureValue:
    """The figure of a scope. Costs one query, a ratio two."""
    if one.parts:
        top, base = (compute(figure(code), scope) for code in one.parts)
        return ratio(top, base)
    return value_of(rows_behind(one, scope).aggregate(**measures_of(one)))


def compute_many(codes: Iterable[str], scope: FigureScope) -> dict[str, FigureValue]:
    """Several figures of one scope; the parts of ratios are computed once."""
    found: dict[str, FigureValue] = {}

    def one_of(code: str) -> FigureValue:
        if code not in found:
            known = figure(code)
            found[code] = (
                ratio(one_of(known.parts[0]), one_of(known.parts[1]))
                if known.parts
                else compute(known, scope)
            )
        return found[code]

    return {code: one_of(code) for code in codes}


def by_bureau(one: Figure, scope: FigureScope) -> dict[int, FigureValue]:
    """Per bureau's own rows (not those of the bureaus under it). One query."""
    rows = rows_behind(one, scope).values(key=F(one.bureau_path))
    grouped = rows.annotate(**measures_of(one))
    return {row["key"]: value_of(row) for row in grouped}


def by_child(
    one: Figure, scope: FigureScope, children: Iterable[Bureau]
) -> dict[int, FigureValue]:
    """Per given bureau with all under it. One query, a ratio two."""
    heads = list(children)
    if one.parts:
        tops, bases = (by_child(figure(code), scope, heads) for code in one.parts)
        return {head.pk: ratio(tops[head.pk], bases[head.pk]) for head in heads}
    paths = dict(Bureau.objects.within(scope.bureau.path).values_list("pk", "path").order_by())
    if one.measure == Measure.DISTINCT:
        return _distinct_by_child(one, scope, heads, paths)
    own = by_bureau(one, scope)
    totals: dict[int, FigureValue] = {head.pk: ZERO for head in heads}
    for pk, value in own.items():
        for head in heads:
            if paths[pk].startswith(head.path):
                totals[head.pk] += value
    return totals


def _distinct_by_child(
    one: Figure, scope: FigureScope, heads: list[Bureau], paths: Mapping[int, str]
) -> dict[int, FigureValue]:
    """Distinct subjects do not add up: the pairs are folded as sets."""
    seen: dict[int, set[Any]] = defaultdict(set)
    pairs = rows_behind(one, scope).values_list(one.bureau_path, one.subject_path).distinct()
    for bureau_id, subject in pairs:
        for head in heads:
            if paths[bureau_id].startswith(head.path):
                seen[head.pk].add(subject)
    return {head.pk: FigureValue(Decimal(len(seen[head.pk]))) for head in heads}


def break_down(one: Figure, scope: FigureScope, by: str) -> dict[Any, FigureValue]:
    """The figure by one axis, key → value.

    Args:
        by: ``month`` (keys are the first of the month), ``city`` and ``county`` (keys are
            bureau ids), or an axis of the figure (keys are codes).

    Raises:
        Invalid: the figure has no such axis.
    """
    if one.parts:
        tops, bases = (break_down(figure(code), scope, by) for code in one.parts)
        return {key: ratio(tops.get(key, ZERO), base) for key, base in bases.items()}
    if by in ("city", "county"):
        return _by_level(one, scope, BureauKind.CITY if by == "city" else BureauKind.COUNTY)
    if by == "month" and one.date_path:
        key: Any = TruncMonth(one.date_path)
    elif by in one.axes:
        key = F(one.axes[by])
    else:
        raise Invalid(fields={"by": _no_axis(one, by)})
    grouped = rows_behind(one, scope).values(key=key).annotate(**measures_of(one))
    found = {_month(row["key"]): value_of(row) for row in grouped}
    return dict(sorted(found.items(), key=lambda item: (item[0] is None, str(item[0]))))


def _by_level(one: Figure, scope: FigureScope, kind: BureauKind) -> dict[Any, FigureValue]:
    """Per bureau of one kind, and what the asked bureau and its sub-centres did themselves."""
    inside = list(Bureau.objects.within(scope.bureau.path))
    heads = [bureau for bureau in inside if bureau.kind == kind]
    under = {b.pk for b in inside for head in heads if b.path.startswith(head.path)}
    own = by_bureau(one, scope)
    return {
        **by_child(one, scope, heads),
        **{pk: value for pk, value in own.items() if pk not in under},
    }


def _no_axis(one: Figure, asked: str) -> str:
    return _("“%(asked)s” is none of: %(axes)s.") % {
        "asked": asked,
        "axes": ", ".join(axes_of(one)),
    }


def axes_of(one: Figure) -> list[str]:
    """By what the figure can be broken down."""
    months = ["month"] if one.date_path else []
    return [*months, "city", "county", *one.axes]


def _month(key: Any) -> Any:
    return key.date() if hasattr(key, "date") else key


def months_between(start: date, end: date) -> list[date]:
    """The first days of the months a period touches."""
    months: list[date] = []
    at = start.replace(day=1)
    while at <= end:
        months.append(at)
        at = at.replace(year=at.year + at.month // 12, month=at.month % 12 + 1)
    return months
