"""The tables of the report forms once more, from the forms as written and exported rows."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from tests.reporting.by_hand import FIGURES
from tests.reporting.records import Entry, Records

DATA = Path(__file__).parents[2] / "reporting" / "data"
CENT = Decimal("0.01")
SUMS = {
    "goods_value",
    "fines",
    "income_confiscated",
    "goods_confiscated",
    "penalty_total",
    "confiscated",
}
Cell = tuple[Decimal | None, int]
NOTHING: Cell = (None, 0)


def written_forms() -> dict[str, dict[str, Any]]:
    """The shipped forms as they stand in their files."""
    found = [json.loads(path.read_text("utf-8")) for path in (DATA / "forms").glob("*.json")]
    return {one["code"]: one for one in found}


def written_periods() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / "periods.json").read_text("utf-8"))
    return rows


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose table, of which days (both belong to it), perhaps of one campaign."""

    bureau: str
    first: str
    last: str
    campaign: str = ""


@dataclass
class ByHand:
    """The tables of exported rows."""

    records: Records
    _entries: dict[str, list[Entry]] = field(default_factory=dict)

    def entries(self, figure: str) -> list[Entry]:
        """Of all days and bureaus. Raises KeyError for what it cannot count."""
        if figure not in self._entries:
            self._entries[figure] = FIGURES[figure](self.records)
        return self._entries[figure]

    def asked_for(self, figure: str, asked: Asked) -> list[Entry]:
        return [
            one
            for one in self.entries(figure)
            if one.day is not None
            and asked.first <= one.day <= asked.last
            and self.records.is_within(one.facts["bureau"], asked.bureau)
            and (not asked.campaign or asked.campaign in one.facts["campaigns"])
        ]

    def days(self) -> set[str]:
        """Every day on which anything counts."""
        return {one.day for figure in FIGURES for one in self.entries(figure) if one.day}

    def tables(self, asked: Asked) -> dict[str, Cell]:
        """Every cell of every form that is reported: those of a campaign, or all others."""
        of_campaign = bool(asked.campaign)
        return {
            address: cell
            for form in written_forms().values()
            if form.get("per_campaign", False) == of_campaign
            for address, cell in self.table(form, asked).items()
        }

    def table(self, form: Mapping[str, Any], asked: Asked) -> dict[str, Cell]:
        """Address → value and number of unknown amounts. Raises KeyError for an axis the
        records do not have."""
        taken = {
            column["code"]: [
                one
                for one in self.asked_for(column["figure"], asked)
                if self._stands_in(one, form.get("where", {}), form, asked)
                and self._stands_in(one, column.get("where", {}), form, asked)
            ]
            for column in form["columns"]
            if column.get("figure")
        }
        found: dict[str, Cell] = {}
        for section in form["sections"]:
            for row, where in self._rows(section, asked):
                cells = self._row(form, taken, where, asked)
                for code, cell in cells.items():
                    found[f"{form['code']}.{section['code']}.{row}.{code}"] = cell
        return found

    def _rows(
        self, section: Mapping[str, Any], asked: Asked
    ) -> Iterator[tuple[str, dict[str, list[str]]]]:
        axis = section.get("axis", "")
        for row in section.get("rows", ()):
            yield row["code"], row.get("where", {})
        head = self.records.by_code[asked.bureau]
        if axis == ("city" if head["kind"] == "province" else "county"):
            for code in self.places(axis, asked.bureau):
                yield code, {axis: [code]}

    def places(self, axis: str, head: str) -> set[str]:
        inside = self.records.inside(head)
        return {self.records.place(row["id"], axis, head) for row in inside}

    def _row(
        self,
        form: Mapping[str, Any],
        taken: Mapping[str, list[Entry]],
        where: Mapping[str, list[str]],
        asked: Asked,
    ) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        for column in form["columns"]:
            entries = taken.get(column["code"])
            if entries is None:
                cells[column["code"]] = NOTHING
                continue
            inside = [one for one in entries if self._stands_in(one, where, form, asked)]
            cells[column["code"]] = added(column["figure"], inside)
        for column in form["columns"]:
            if column.get("ratio"):
                top, base = (cells[code][0] for code in column["ratio"])
                cells[column["code"]] = (share(top, base), 0)
        return cells

    def _stands_in(
        self,
        one: Entry,
        where: Mapping[str, list[str]],
        form: Mapping[str, Any],
        asked: Asked,
    ) -> bool:
        for axis, codes in where.items():
            if axis in ("city", "county"):
                mine = self.records.place(one.facts["bureau"], axis, asked.bureau)
            elif axis == "value_band":
                mine = band(one.facts["goods_value"], form["bands"])
            else:
                mine = one.facts[axis]
            if mine not in codes:
                return False
        return True


def added(figure: str, entries: Iterable[Entry]) -> Cell:
    """Amounts added up, what is not known counted apart; of a count every key once."""
    if figure not in SUMS:
        return Decimal(len({one.key for one in entries})), 0
    amounts = [one.amount for one in entries]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)), len(amounts) - len(known)


def share(top: Decimal | None, base: Decimal | None) -> Decimal | None:
    if top is None or not base:
        return None
    return (top * 100 / base).quantize(CENT, ROUND_HALF_UP)


def band(value: Decimal | None, bands: Iterable[Mapping[str, str]]) -> str:
    """The lower bound belongs to a band, the upper does not."""
    if value is None:
        return "unknown"
    for one in bands:
        if value >= Decimal(one["low"]) and (not one["high"] or value < Decimal(one["high"])):
            return one["code"]
    return "unknown"


def differences(told: Mapping[str, Any], counted: Mapping[str, Any]) -> list[str]:
    """Every cell on which the two do not agree, in words; one that is missing as well."""
    return [
        f"{address}: the table says {told.get(address)}, the rows say {counted.get(address)}"
        for address in sorted(told.keys() | counted.keys())
        if told.get(address) != counted.get(address)
    ]
