"""The annual case tables once more, in plain Python over exported rows."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from tests.reporting.records import Entry
from tests.reporting.tables_by_hand import Asked, ByHand, Cell, added

DOMAINS = ("drug", "device", "cosmetic")
COLUMNS = (
    "cases_decided",
    "cases_filed",
    "cases_closed",
    "goods_value",
    "fines",
    "income_confiscated",
    "goods_confiscated",
    "penalty_total",
    "referred_police",
    "licences_revoked",
)
GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "source": {
        "supervision": (
            "daily_inspection",
            "inspection",
            "special_campaign",
            "licensing",
            "technical_review",
        ),
        "complaint_report": ("complaint", "report", "whistle_blower"),
        "sampling": ("sampling",),
        "monitoring": ("monitoring_report", "online_monitoring"),
        "transferred": ("transferred", "submitted", "assistance"),
        "assigned": ("assigned",),
        "other": ("media", "association", "self_report", "other"),
    },
    "party_kind": {
        "producer": (
            "drug_holder",
            "drug_manufacturer",
            "device_manufacturer",
            "cosmetics_manufacturer",
        ),
        "distributor": (
            "drug_wholesaler",
            "chain_headquarters",
            "retail_pharmacy",
            "device_distributor",
            "cosmetics_distributor",
            "online_platform",
            "online_shop",
        ),
        "user": ("medical_institution", "disease_control", "beauty_salon"),
        "individual": ("research_or_testing", "other_unit", "individual"),
    },
}
Sections = dict[str, dict[str, list[Entry]]]


def annual_by_hand(by_hand: ByHand, asked: Asked) -> dict[str, Cell]:
    """``domain.section.row.column`` → value and number of unknown amounts."""
    found: dict[str, Cell] = {}
    for domain in DOMAINS:
        columns: dict[str, Sections] = {
            column: _sections(by_hand, asked, domain, column) for column in COLUMNS
        }
        for section, row in _rows(columns):
            for column in COLUMNS:
                inside = columns[column][section].get(row, [])
                found[f"{domain}.{section}.{row}.{column}"] = added(column, inside)
    return found


def _rows(columns: Mapping[str, Sections]) -> Iterator[tuple[str, str]]:
    """A row stands there for every column as soon as it does for one."""
    yield from dict.fromkeys(
        (section, row)
        for sections in columns.values()
        for section, rows in sections.items()
        for row in rows
    )


def _sections(by_hand: ByHand, asked: Asked, domain: str, column: str) -> Sections:
    entries = [one for one in by_hand.asked_for(column, asked) if one.facts["domain"] == domain]
    records = by_hand.records
    axis = "city" if records.by_code[asked.bureau]["kind"] == "province" else "county"
    heads = [row["code"] for row in records.inside(asked.bureau) if row["kind"] == axis]
    places: dict[str, list[Entry]] = {code: [] for code in heads}
    for one in entries:
        place = records.place(one.facts["bureau"], axis, asked.bureau)
        places.setdefault(place, []).append(one)
    return {
        "total": {"total": entries},
        **{name: _grouped(entries, name) for name in GROUPS},
        axis: places,
    }


def _grouped(entries: list[Entry], axis: str) -> dict[str, list[Entry]]:
    """By the groups that are printed; what states no code stands apart."""
    rows: dict[str, list[Entry]] = {name: [] for name in GROUPS[axis]}
    for one in entries:
        code = one.facts[axis]
        name = (
            next(name for name, codes in GROUPS[axis].items() if code in codes) if code else ""
        )
        rows.setdefault(name, []).append(one)
    return rows


def annual_as_told(content: Mapping[str, Any]) -> dict[str, Cell]:
    """The cells of annual tables as the product keeps them."""
    return {
        f"{table['domain']}.{section['axis']}.{row['key']}.{column}": (
            Decimal(value),
            row["unknown"].get(column, 0),
        )
        for table in content["tables"]
        for section in table["sections"]
        for row in section["rows"]
        for column, value in row["values"].items()
    }
