"""Fills a form: one statement per column, folded into cells in plain Python.

Every cell is the sum of the records kept beside it, so that a number and its records
cannot part.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, product
from typing import Any

from django.db.models import Sum

from accounts.models import Bureau
from campaigns.models import Campaign
from core.money import cents
from reporting.figures import Figure, FigureScope, Measure, rows_behind
from reporting.figures.form_figures import printed_figure
from reporting.report_forms.axes import RECORDS, code_on, narrowed, path_of, with_axes
from reporting.report_forms.definition import (
    BUREAU_AXES,
    Address,
    Column,
    Form,
    Period,
    Row,
    Section,
    Title,
)

HUNDRED = Decimal(100)
Where = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value; None where nothing computes it. ``unknown`` counts amounts not known."""

    value: Decimal | None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What one record contributes to a column, and where it falls on every axis.

    ``label`` is its number, or the beginning of its id where it has none.
    """

    kind: str
    uuid: str
    label: str
    value: Decimal | None
    axes: Mapping[str, str]

    def falls_in(self, where: Where) -> bool:
        return all(self.axes.get(axis) in codes for axis, codes in where.items())


@dataclass(slots=True)
class Filled:
    """A form with its cells, the rows its sections got, and the records behind."""

    form: Form
    cells: dict[Address, Cell] = field(default_factory=dict)
    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    parts: dict[str, list[Part]] = field(default_factory=dict)

    def value(self, address: Address) -> Decimal | None:
        found = self.cells.get(address)
        return found.value if found else None


@dataclass(frozen=True, slots=True)
class Question:
    """Whose report, over which days, perhaps of one campaign."""

    bureau: Bureau
    period: Period
    campaign: Campaign | None = None

    def scope(self) -> FigureScope:
        return FigureScope(
            self.bureau, self.period.starts_on, self.period.ends_on, self.campaign
        )


def _nobody() -> None:
    """Nobody asks how far it is."""


def fill(form: Form, question: Question, step: Callable[[], None] = _nobody) -> Filled:
    """The form of a bureau and a period. One statement per computed column.

    Args:
        question: the bureau with all under it; both ends of the period are included.
        step: called once per column, and once per section.
    """
    filled = Filled(form)
    tree = _Tree(question.bureau)
    filled.rows = {section.code: _rows(section, tree) for section in form.sections}
    seen: dict[tuple[str, str], list[Part]] = {}
    for column in form.columns:
        if column.figure:
            key = (column.figure, repr(sorted(column.where.items())))
            if key not in seen:
                seen[key] = _parts(form, column, question, tree)
            filled.parts[column.code] = seen[key]
        step()
    for section in form.sections:
        _fill_section(filled, section)
        step()
    return filled


def cell_rows(form: Form, column: Column, row: Row, question: Question) -> Any:
    """Exactly the rows behind one cell, of the base of a share."""
    shown = form.column(column.ratio[1]) if column.ratio else column
    one = printed_figure(shown.figure)
    scope = question.scope()
    where = dict(row.where)
    for axis in BUREAU_AXES:
        if axis in where:
            own = Bureau.objects.get(code=where.pop(axis)[0])
            scope = scope.narrowed(bureau=own, own_only=own.kind != axis)
    found = rows_behind(one, scope)
    for asked in (form.where, shown.where, where):
        found = narrowed(one, found, asked, form.bands)
    return found


def cell_value(form: Form, column: Column, row: Row, question: Question) -> Decimal | None:
    """One cell alone, from the list behind it; None where nothing computes it.

    Costs one query, a share two.
    """
    if column.ratio:
        top, base = (
            cell_value(form, form.column(code), row, question) for code in column.ratio
        )
        return share(top, base)
    if not column.figure:
        return None
    one = printed_figure(column.figure)
    rows = cell_rows(form, column, row, question)
    if one.measure == Measure.SUM:
        return cents(rows.aggregate(total=Sum(one.subject_path))["total"] or Decimal(0))
    path = one.subject_path if one.measure == Measure.DISTINCT else "pk"
    return Decimal(rows.values(path).distinct().count())


class _Tree:
    """The bureaus under one, by what a section of cities or counties calls them."""

    def __init__(self, head: Bureau) -> None:
        self.head = head
        # Sorted here: two databases need not agree on the order of texts.
        self.inside = sorted(Bureau.objects.within(head.path), key=lambda one: one.path)
        self._codes: dict[str, dict[int, str]] = {axis: {} for axis in BUREAU_AXES}
        for axis in BUREAU_AXES:
            heads = [one for one in self.inside if one.kind == axis]
            for bureau in self.inside:
                above = next((h for h in heads if bureau.path.startswith(h.path)), bureau)
                self._codes[axis][bureau.pk] = above.code

    def code(self, axis: str, bureau_id: int) -> str:
        return self._codes[axis][bureau_id]

    def rows(self, axis: str) -> tuple[Row, ...]:
        from_code = {one.code: one for one in self.inside}
        codes = dict.fromkeys(self._codes[axis][one.pk] for one in self.inside)
        names = {code: from_code[code].name for code in codes}
        return tuple(
            Row(code, Title(name, name), {axis: (code,)}) for code, name in names.items()
        )


def _rows(section: Section, tree: _Tree) -> tuple[Row, ...]:
    if not section.axis:
        return section.rows
    level = "city" if tree.head.kind == "province" else "county"
    return tree.rows(section.axis) if section.axis == level else ()


def _parts(form: Form, column: Column, question: Question, tree: _Tree) -> list[Part]:
    """What every record contributes. One statement."""
    one = printed_figure(column.figure)
    found = rows_behind(one, question.scope())
    for asked in (form.where, column.where):
        found = narrowed(one, found, asked, form.bands)
    axes = _axes(form, one)
    found = with_axes(one, found, axes)
    record = RECORDS[one.listed_as]
    amount = one.subject_path if one.measure == Measure.SUM else "pk"
    head = (record.uuid, record.number, amount, one.bureau_path)
    raw = found.values_list(*head, *axes.values())
    return _folded(form, one, raw, record.kind, list(axes), tree)


def _axes(form: Form, one: Figure) -> dict[str, str]:
    wanted = {axis for section in form.sections for row in section.rows for axis in row.where}
    return {axis: path for axis in sorted(wanted) if (path := path_of(one, axis))}


def _folded(
    form: Form, one: Figure, raw: Iterable[Any], kind: str, names: list[str], tree: _Tree
) -> list[Part]:
    """One part per record and place on the axes; distinct subjects count once a place."""
    added: dict[tuple[Any, ...], Decimal | None] = {}
    for uuid, number, amount, bureau_id, *codes in raw:
        axes = [
            code_on(name, code, form.bands) for name, code in zip(names, codes, strict=True)
        ]
        places = [tree.code(axis, bureau_id) for axis in BUREAU_AXES]
        key = (str(uuid), number or str(uuid)[:8], *axes, *places)
        if one.measure == Measure.DISTINCT:
            added[key] = Decimal(1)
        elif one.measure == Measure.SUM and amount is None:
            added.setdefault(key, None)
        else:
            value = Decimal(str(amount)) if one.measure == Measure.SUM else Decimal(1)
            added[key] = (added.get(key) or Decimal(0)) + value
    all_names = (*names, *BUREAU_AXES)
    # Records of one place share its mapping: there are far fewer places than records.
    at: dict[tuple[str, ...], Mapping[str, str]] = {}
    for key in added:
        at.setdefault(key[2:], dict(zip(all_names, key[2:], strict=True)))
    return [
        Part(kind, key[0], key[1], added[key], at[key[2:]])
        for key in sorted(added, key=lambda key: (key[1], key[0], key[2:]))
    ]


def _fill_section(filled: Filled, section: Section) -> None:
    form, rows = filled.form, filled.rows[section.code]
    for column in form.columns:
        cells = _cells_of(column, rows, filled.parts[column.code]) if column.figure else {}
        for row in rows:
            address = Address(form.code, section.code, row.code, column.code)
            filled.cells[address] = cells.get(row.code, Cell(None))
    for column in form.columns:
        if not column.ratio:
            continue
        for row in rows:
            at = [Address(form.code, section.code, row.code, code) for code in column.ratio]
            address = Address(form.code, section.code, row.code, column.code)
            filled.cells[address] = Cell(share(*(filled.value(one) for one in at)))


def _cells_of(column: Column, rows: Iterable[Row], parts: list[Part]) -> dict[str, Cell]:
    """Row code → cell; a row that asks for an axis the figure lacks has none."""
    one = printed_figure(column.figure)
    sorted_in: dict[tuple[str, ...], dict[tuple[str, ...], list[Part]]] = {}
    found = {}
    for row in rows:
        axes = tuple(row.where)
        if all(axis in BUREAU_AXES or path_of(one, axis) for axis in axes):
            # One pass over the parts for all rows of the same axes.
            boxes = sorted_in.get(axes) or sorted_in.setdefault(axes, _boxes(axes, parts))
            codes = product(*map(dict.fromkeys, row.where.values()))
            found[row.code] = total_of(one, chain(*(boxes.get(each, ()) for each in codes)))
    return found


def _boxes(axes: tuple[str, ...], parts: list[Part]) -> dict[tuple[str, ...], list[Part]]:
    """The parts by their codes on these axes."""
    found: dict[tuple[str, ...], list[Part]] = defaultdict(list)
    for part in parts:
        found[tuple(part.axes[axis] for axis in axes)].append(part)
    return found


def total_of(one: Figure, parts: Iterable[Part]) -> Cell:
    """Parts added up; a subject that is counted distinct counts once."""
    found = list(parts)
    if one.measure == Measure.DISTINCT:
        return Cell(Decimal(len({part.uuid for part in found})))
    known = [part.value for part in found if part.value is not None]
    total = sum(known, Decimal(0))
    number = cents(total) if one.is_money else total
    return Cell(number, len(found) - len(known))


def share(top: Decimal | None, base: Decimal | None) -> Decimal | None:
    """Percent with two places, rounded half up; None where the base is zero or unknown."""
    if top is None or not base:
        return None
    return (top * HUNDRED / base).quantize(Decimal("0.01"), ROUND_HALF_UP)


def by_record(parts: Iterable[Part]) -> dict[str, list[Part]]:
    """Parts by the record they name."""
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.uuid].append(part)
    return dict(found)
