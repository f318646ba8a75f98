"""A figure by two axes: every cell a number with the question that asks for it alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import F
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from accounts.models import Bureau
from core.errors import Invalid
from reporting.figures import Figure, FigureScope, FigureValue, Measure, axes_of, figure
from reporting.figures.compute import ZERO, compute, measures_of, ratio, rows_behind, value_of
from reporting.services.parts import Part, parts_of

BUREAU_AXES: Final = ("city", "county")
Key = tuple[str, str]
Values = dict[Key, FigureValue]


@dataclass(frozen=True, slots=True)
class Pivot:
    """A cross table. ``cells`` holds what is not zero, by (row, column) key."""

    figure: Figure
    scope: FigureScope
    row_axis: str
    column_axis: str
    rows: list[Part]
    columns: list[Part]
    cells: Mapping[Key, FigureValue]
    whole: FigureValue

    def cell(self, row: Part, column: Part) -> FigureValue:
        """The number of one cell; no base where a share has no rows at all."""
        nothing = FigureValue(None) if self.figure.parts else ZERO
        return self.cells.get((row.key, column.key), nothing)

    def scope_of(self, row: Part, column: Part) -> FigureScope | None:
        """The question that asks for one cell alone; None where it cannot be asked."""
        if row.scope is None or column.scope is None:
            return None
        return _narrowed(row.scope, self.column_axis, column)


def pivot_of(one: Figure, scope: FigureScope, *, rows: str, columns: str) -> Pivot:
    """A figure by two of its axes, with the totals of rows, of columns and the whole.

    The totals are those of the figure itself, not sums of the cells: shares and distinct
    subjects do not add up. Costs a fixed number of queries.

    Args:
        rows: an axis of the figure.
        columns: another axis of the figure; ``city`` and ``county`` do not go together.

    Raises:
        Invalid: no such axis, the same twice, or two levels of bureaus.
    """
    _require_axes(one, rows, columns)
    row_parts = _not_empty(one, parts_of(one, scope, rows))
    column_parts = _not_empty(one, parts_of(one, scope, columns))
    cells = _cells(one, scope, rows, columns, (row_parts, column_parts))
    return Pivot(one, scope, rows, columns, row_parts, column_parts, cells, compute(one, scope))


def _require_axes(one: Figure, rows: str, columns: str) -> None:
    known = axes_of(one)
    told = {"axes": ", ".join(known)}
    wrong = {
        name: _("Choose one of: %(axes)s.") % told
        for name, axis in (("rows", rows), ("columns", columns))
        if axis not in known
    }
    if not wrong and rows == columns:
        wrong["columns"] = _("Rows and columns need two different axes.")
    if not wrong and rows in BUREAU_AXES and columns in BUREAU_AXES:
        wrong["columns"] = _("Cities and counties lie within each other; choose one of them.")
    if wrong:
        raise Invalid(fields=wrong)


def _not_empty(one: Figure, parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if _is_told(one, part.value)]


def _is_told(one: Figure, value: FigureValue) -> bool:
    """A share of nothing is told as none; a share of 0 percent is a number."""
    if one.parts:
        return value.value is not None
    return bool(value.value or value.unknown)


def _narrowed(scope: FigureScope, axis: str, part: Part) -> FigureScope | None:
    asked = part.scope
    if asked is None:
        return None
    if axis == "month":
        return replace(scope, start=asked.start, end=asked.end)
    if axis in BUREAU_AXES:
        return replace(scope, bureau=asked.bureau, own_only=asked.own_only)
    return replace(scope, where=(*scope.where, asked.where[-1]))


def _cells(
    one: Figure,
    scope: FigureScope,
    rows: str,
    columns: str,
    parts: tuple[list[Part], list[Part]],
) -> Values:
    if one.parts:
        tops, bases = (_cells(figure(code), scope, rows, columns, parts) for code in one.parts)
        return {key: ratio(tops.get(key, ZERO), base) for key, base in bases.items()}
    names = [_Names(axis, found) for axis, found in zip((rows, columns), parts, strict=True)]
    keys = {"row": _path(one, rows), "column": _path(one, columns)}
    behind = rows_behind(one, scope).values(**keys)
    if one.measure == Measure.DISTINCT:
        return _distinct(behind.values_list("row", "column", one.subject_path), names)
    found: Values = defaultdict(lambda: ZERO)
    for line in behind.annotate(**measures_of(one)):
        value = value_of(line)
        for row in names[0].of(line["row"]):
            for column in names[1].of(line["column"]):
                found[row, column] += value
    return dict(found)


def _distinct(lines: Any, names: "list[_Names]") -> Values:
    """Distinct subjects do not add up: they are kept as sets."""
    seen: dict[Key, set[Any]] = defaultdict(set)
    for row_key, column_key, subject in lines.distinct():
        for row in names[0].of(row_key):
            for column in names[1].of(column_key):
                seen[row, column].add(subject)
    return {key: value_of({"number": len(subjects)}) for key, subjects in seen.items()}


def _path(one: Figure, axis: str) -> Any:
    if axis in BUREAU_AXES:
        return F(one.bureau_path)
    return TruncMonth(one.date_path) if axis == "month" else F(one.axes[axis])


class _Names:
    """From what the database groups by to the key of the part it belongs to."""

    def __init__(self, axis: str, parts: list[Part]) -> None:
        self.axis = axis
        self.heads: list[tuple[str, str, bool]] = []
        self.paths: dict[int, str] = {}
        if axis in BUREAU_AXES:
            asked = [(part.key, part.scope) for part in parts if part.scope]
            self.heads = [(key, one.bureau.path, one.own_only) for key, one in asked]
            self.paths = dict(Bureau.objects.values_list("pk", "path"))

    def of(self, key: Any) -> list[str]:
        """The parts a group belongs to."""
        if self.axis in BUREAU_AXES:
            path = self.paths[key]
            return [
                code
                for code, head, own in self.heads
                if path == head or (not own and path.startswith(head))
            ]
        if self.axis == "month":
            return [key.isoformat()[:7]]
        return [key or ""]
