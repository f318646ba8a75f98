"""Exported rows, joined in plain Python: what the other computation of the tables stands on.

Days are texts as in ISO 8601, amounts texts of yuan, as JSON keeps them.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
KINDS = Path(__file__).parents[2] / "law" / "data" / "violation_kinds.json"
MATTER = ("domain", "link", "area", "key_variety")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a column takes it: once for its key, on its day, with its facts."""

    key: int
    day: str | None
    facts: Mapping[str, Any]
    amount: Decimal | None = None


class Records:
    """The exported rows, joined in plain Python."""

    def __init__(self, tables: Mapping[str, list[dict[str, Any]]]) -> None:
        self.tables = tables
        self.bureaus = {row["id"]: row for row in tables["bureaus"]}
        self.by_code = {row["code"]: row for row in tables["bureaus"]}
        self.party_kinds = {row["id"]: row["kind"] for row in tables["parties"]}
        self.cases = {row["id"]: row for row in tables["cases"] if not row["authority_name"]}
        self.decisions = {row["case_id"]: row for row in tables["decisions"]}
        self.inspections = {
            row["id"]: row for row in tables["inspections"] if row["status"] == "completed"
        }
        self.violation_kinds = self._first_kinds()
        self._campaigns = {name: self._joined(name) for name in ("case", "inspection", "clue")}

    def _first_kinds(self) -> dict[int, str]:
        """Per case the kind of its first violation, from the file as it is written."""
        kinds = {
            provision: row["code"]
            for row in json.loads(KINDS.read_text("utf-8"))["kinds"]
            for provision in row["provisions"]
        }
        by_number = sorted(self.tables["violations"], key=lambda row: -row["seq"])
        return {row["case_id"]: kinds.get(row["provision"], "other_kind") for row in by_number}

    def _joined(self, name: str) -> dict[int, set[str]]:
        codes = {row["id"]: row["code"] for row in self.tables["campaigns"]}
        found: dict[int, set[str]] = defaultdict(set)
        for row in self.tables[f"{name}_campaigns"]:
            found[row[f"{name}_id"]].add(codes[row["campaign_id"]])
        return found

    # -- where a record stands --------------------------------------------------------

    def above(self, bureau_id: int) -> list[Row]:
        """A bureau and those above it, nearest first."""
        found: list[Row] = []
        at = self.bureaus.get(bureau_id)
        while at is not None:
            found.append(at)
            at = self.bureaus.get(at["parent_id"])
        return found

    def inside(self, head: str) -> list[dict[str, Any]]:
        return [row for row in self.bureaus.values() if self.is_within(row["id"], head)]

    def is_within(self, bureau_id: int, head: str) -> bool:
        return any(row["code"] == head for row in self.above(bureau_id))

    def place(self, bureau_id: int, axis: str, head: str) -> str:
        """The city or county a bureau belongs to inside another; else itself."""
        for row in self.above(bureau_id):
            if row["kind"] == axis and self.is_within(row["id"], head):
                return str(row["code"])
        return str(self.bureaus[bureau_id]["code"])

    def _facts(self, row: Row, *axes: str, of: str = "") -> dict[str, Any]:
        facts = {axis: row[axis] or "" for axis in (*MATTER, *axes)}
        facts["bureau"] = row["bureau_id"]
        if of:
            facts["campaigns"] = self._campaigns[of][row["id"]]
        return facts

    def case_facts(self, case: Row) -> dict[str, Any]:
        facts = self._facts(case, "source", "party_kind", "procedure", of="case")
        kind = self.violation_kinds.get(case["id"], "")
        return {**facts, "goods_value": money(case["goods_value"]), "violation_kind": kind}

    def inspection_facts(self, row: Row) -> dict[str, Any]:
        return self._facts(row, "party_kind", of="inspection")

    def clue_facts(self, row: Row) -> dict[str, Any]:
        return self._facts(row, "source", of="clue")

    def sample_facts(self, row: Row) -> dict[str, Any]:
        kind = self.party_kinds.get(row["party_id"], "")
        return {**self._facts(row), "party_kind": kind}

    def case_of(self, decision_id: int) -> Row | None:
        case_id = next(
            row["case_id"] for row in self.tables["decisions"] if row["id"] == decision_id
        )
        return self.cases.get(case_id)

    def kinds(self, case: Row) -> set[str]:
        return set(self.decisions.get(case["id"], {"penalty_kinds": ()})["penalty_kinds"])

    def fines_on_persons(self, decision: Row) -> list[Decimal]:
        """Those that are known."""
        fines = (
            money(row["fine"])
            for row in self.tables["person_penalties"]
            if row["decision_id"] == decision["id"]
        )
        return [fine for fine in fines if fine is not None]


def money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
