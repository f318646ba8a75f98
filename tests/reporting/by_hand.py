"""What each column of the report forms counts, in plain Python over exported rows.

It knows the rows, and nothing of the product: no ORM, no figure, no code of the forms.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from tests.reporting.records import Entry, Records, Row, money

NOT_FILED = ("filing", "filing_refused")
SUSPENDING = {"suspend_business", "suspend_sale", "order_close"}
PUBLIC = ("complaint", "report")
CONFISCATED = ("confiscated_income", "confiscated_goods_value")

# -- cases --------------------------------------------------------------------------------


def _cases(
    records: Records,
    day: str = "counted_on",
    wanted: Callable[[Records, Row], Any] = lambda _records, _case: True,
) -> list[Entry]:
    return [
        Entry(case["id"], case[day], records.case_facts(case))
        for case in records.cases.values()
        if wanted(records, case)
    ]


def _amounts(records: Records, amount: Callable[[Records, Row], Any]) -> list[Entry]:
    """Every case decided; an amount that is not known is None."""
    return [
        Entry(case["id"], case["counted_on"], records.case_facts(case), amount(records, case))
        for case in records.cases.values()
    ]


def _of_decisions(records: Records, *names: str, persons: bool = False) -> list[Entry]:
    """Every case with a decision: what is known added, None where nothing is."""
    found = []
    for case in records.cases.values():
        decision = records.decisions.get(case["id"])
        if decision is not None:
            parts = [money(decision[name]) for name in names]
            known = [part for part in parts if part is not None]
            known += records.fines_on_persons(decision) if persons else []
            total = sum(known, Decimal(0)) if known else None
            facts = records.case_facts(case)
            found.append(Entry(case["id"], case["counted_on"], facts, total))
    return found


def _decided(records: Records, case: Row, name: str) -> Decimal | None:
    return money(records.decisions.get(case["id"], {}).get(name))


def _fine(records: Records, case: Row) -> Decimal | None:
    fine = _decided(records, case, "fine")
    if fine is None:
        return None
    return sum(records.fines_on_persons(records.decisions[case["id"]]), fine)


def _persons(records: Records) -> list[Entry]:
    found = []
    for row in records.tables["person_penalties"]:
        case = records.case_of(row["decision_id"])
        if case is not None:
            found.append(Entry(row["id"], case["counted_on"], records.case_facts(case)))
    return found


def _handed_over(records: Records) -> list[Entry]:
    return [
        Entry(row["case_id"], row["handed_over_on"], records.case_facts(case))
        for row in records.tables["transfers"]
        if row["kind"] != "police" and (case := records.cases.get(row["case_id"]))
    ]


def _has_measure(records: Records, case: Row) -> bool:
    return any(
        row["case_id"] == case["id"] and row["imposed_on"] for row in records.tables["measures"]
    )


def _with_penalty(kinds: set[str]) -> Callable[[Records], list[Entry]]:
    return partial(_cases, wanted=lambda records, case: records.kinds(case) & kinds)


def _remedies(records: Records, kind: str, day: str) -> list[Entry]:
    found = []
    for row in records.tables["remedies"]:
        case = records.case_of(row["decision_id"])
        if row["kind"] == kind and case is not None:
            facts = {**records.case_facts(case), "outcome": row["outcome"] or ""}
            found.append(Entry(row["id"], row[day], facts))
    return found


# -- inspections, clues, samples ----------------------------------------------------------


def _visits(
    records: Records,
    key: str = "id",
    wanted: Callable[[Records, Row], Any] = lambda _records, _row: True,
) -> list[Entry]:
    return [
        Entry(row[key], row["inspected_on"], records.inspection_facts(row))
        for row in records.inspections.values()
        if wanted(records, row)
    ]


def _has_finding(records: Records, visit: Row) -> bool:
    return any(row["inspection_id"] == visit["id"] for row in records.tables["findings"])


def _of_visits(records: Records, table: str, status: str = "") -> list[Entry]:
    """What hangs on completed inspections: officers, findings."""
    return [
        Entry(row["id"], visit["inspected_on"], records.inspection_facts(visit))
        for row in records.tables[table]
        if (visit := records.inspections.get(row["inspection_id"]))
        and (not status or row["status"] == status)
    ]


def _clues(
    records: Records,
    kinds: tuple[str, ...] = (),
    wanted: Callable[[Row], Any] = lambda _row: True,
) -> list[Entry]:
    return [
        Entry(row["id"], row["received_on"], records.clue_facts(row))
        for row in records.tables["clues"]
        if (not kinds or row["kind"] in kinds) and wanted(row)
    ]


def _samples(records: Records, day: str, results: tuple[str, ...]) -> list[Entry]:
    return [
        Entry(row["id"], row[day], records.sample_facts(row))
        for row in records.tables["samples"]
        if not results or row["result"] in results
    ]


FIGURES: Mapping[str, Callable[[Records], list[Entry]]] = {
    "cases_decided": _cases,
    "cases_filed": partial(
        _cases, day="filed_on", wanted=lambda _all, case: case["status"] not in NOT_FILED
    ),
    "cases_closed": partial(_cases, day="closed_on"),
    "referred_police": partial(_cases, day="transferred_to_police_on"),
    "cases_published": partial(_cases, wanted=lambda _all, case: case["published_on"]),
    "major_cases": partial(_cases, wanted=lambda _all, case: case["is_major"]),
    "suspensions": _with_penalty(SUSPENDING),
    "approvals_revoked": _with_penalty({"revoke_approval"}),
    "licences_revoked": _with_penalty({"revoke_licence"}),
    "cases_with_measures": partial(_cases, wanted=_has_measure),
    "cases_to_other_organs": _handed_over,
    "persons_penalised": _persons,
    "goods_value": partial(_amounts, amount=lambda _all, case: money(case["goods_value"])),
    "fines": partial(_amounts, amount=_fine),
    "income_confiscated": partial(
        _amounts, amount=partial(_decided, name="confiscated_income")
    ),
    "goods_confiscated": partial(
        _amounts, amount=partial(_decided, name="confiscated_goods_value")
    ),
    "penalty_total": lambda all_: _of_decisions(all_, "fine", *CONFISCATED, persons=True),
    "confiscated": lambda all_: _of_decisions(all_, *CONFISCATED),
    "reviews_received": partial(_remedies, kind="review", day="received_on"),
    "reviews_ended": partial(_remedies, kind="review", day="ended_on"),
    "lawsuits_received": partial(_remedies, kind="litigation", day="received_on"),
    "lawsuits_ended": partial(_remedies, kind="litigation", day="ended_on"),
    "inspected_visits": _visits,
    "inspected_entities": partial(_visits, key="party_id"),
    "violating_visits": partial(_visits, wanted=_has_finding),
    "officer_trips": partial(_of_visits, table="officers"),
    "problems_found": partial(_of_visits, table="findings"),
    "problems_rectified": partial(_of_visits, table="findings", status="rectified"),
    "clues": _clues,
    "complaints_reports": partial(_clues, kinds=PUBLIC),
    "complaints_concluded": partial(
        _clues, kinds=PUBLIC, wanted=lambda clue: clue["concluded_on"]
    ),
    "complaints_filed": partial(
        _clues, kinds=PUBLIC, wanted=lambda clue: clue["status"] == "filed"
    ),
    "online_clues": partial(_clues, kinds=("online",)),
    "samples_taken": partial(_samples, day="taken_on", results=()),
    "samples_tested": partial(_samples, day="reported_on", results=("pass", "fail")),
    "samples_failed": partial(_samples, day="reported_on", results=("fail",)),
}
