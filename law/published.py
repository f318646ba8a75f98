"""Real published penalty decisions, as facts: past cases and precedents are made of them."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml

from core.errors import Invalid
from law.data_files import DATA
from law.fine_checks import Verdict, check_fine
from law.penalties import needs_for, penalty_range, range_over
from law.provisions import Provision, get_provision
from law.ranges import FineRange, add_ranges
from law.vocabularies import PartyKind

# The C loader reads the file about ten times as fast; it is not built everywhere.
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What the publications call the parties; "company" alone may be any unit.
PARTY_KINDS = {
    "company (drug maker)": PartyKind.DRUG_MANUFACTURER,
    "company (TCM pieces maker)": PartyKind.DRUG_MANUFACTURER,
    "company (medical oxygen maker)": PartyKind.DRUG_MANUFACTURER,
    "company (wholesaler)": PartyKind.DRUG_WHOLESALER,
    "company (mask maker)": PartyKind.DEVICE_MANUFACTURER,
    "pharmacy": PartyKind.RETAIL_PHARMACY,
    "pharmacy (online)": PartyKind.RETAIL_PHARMACY,
    "online seller": PartyKind.ONLINE_SHOP,
    "shop": PartyKind.COSMETICS_DISTRIBUTOR,
    "shop (contact lenses)": PartyKind.DEVICE_DISTRIBUTOR,
    "clinic": PartyKind.MEDICAL_INSTITUTION,
    "clinic (TCM)": PartyKind.MEDICAL_INSTITUTION,
    "clinic (aesthetic)": PartyKind.MEDICAL_INSTITUTION,
}

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:([/-])(\d{2}|\d{4}))?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as published: a day, a month, a year, or several months or years."""

    text: str
    first: date
    last: date
    precision: str

    @property
    def year(self) -> int:
        """The year, or the last of several."""
        return self.last.year


@dataclass(frozen=True, slots=True)
class Charge:
    """One provision a decision applied; ``bases`` are the least and the most it can be."""

    provision: Provision
    level: str
    activity: str | None
    bases: tuple[Decimal, Decimal] | None

    @property
    def base(self) -> Decimal | None:
        """The base where it is known exactly."""
        return self.bases[0] if self.bases and self.bases[0] == self.bases[1] else None

    def statutory_range(self) -> FineRange | None:
        """The range of the charge; None where what is published does not fix it."""
        if needs_for(self.provision, level=self.level).base is None:
            return penalty_range(self.provision, level=self.level)
        if self.bases is None:
            return None
        return range_over(
            self.provision, bases=self.bases, level=self.level, activity=self.activity
        )


@dataclass(frozen=True)
class PublishedDecision:
    """One published decision; None is what was not published. Amounts in yuan."""

    id: str
    authority: str | None
    published: PartialDate | None
    decided: PartialDate | None
    document_no: str | None
    domain: str
    party_type: str
    violation: str
    articles_cited: str
    goods_value: Decimal | None
    illegal_income: Decimal | None
    confiscations: str | None
    fine: Decimal | None
    fine_bounds: tuple[Decimal, Decimal] | None
    total_fine_and_confiscation: Decimal | None
    other_penalties: tuple[str, ...]
    transferred_to_police: bool
    confidence: str
    parse_notes: str | None
    charges: tuple[Charge, ...]
    expected_range: Mapping[str, Any] | None
    in_range: bool | None
    status: str
    explanation: str

    @property
    def party_kind(self) -> PartyKind:
        """The kind of party, as far as the publication tells it."""
        return PARTY_KINDS.get(self.party_type, PartyKind.OTHER_UNIT)

    def statutory_range(self) -> FineRange | None:
        """All charges' ranges added; None where one of them cannot be computed."""
        ranges = [charge.statutory_range() for charge in self.charges]
        found = [one for one in ranges if one is not None]
        return add_ranges(found) if found and len(found) == len(ranges) else None

    def verdict(self) -> Verdict:
        """Where the published fine stands against the range."""
        return check_fine(self.statutory_range(), self.fine, bounds=self.fine_bounds).verdict


@lru_cache(maxsize=1)
def published_decisions() -> tuple[PublishedDecision, ...]:
    """Every published decision, in the order of the file."""
    text = (DATA / "published_decisions.yaml").read_text(encoding="utf-8")
    return tuple(_read(row) for row in yaml.load(text, SafeLoader)["cases"])  # noqa: S506


def partial_date(text: str | None) -> PartialDate | None:
    """Read a published date: a day, a month, a year, ``2022-03/04`` or ``2022-2023``.

    Raises:
        Invalid: it is none of these.
    """
    if text is None:
        return None
    match = PARTIAL.fullmatch(text)
    if match is None:
        raise Invalid(f"not a date as published: {text}")
    year, month, day, joint, until = match.groups()
    if day:
        return PartialDate(text, date.fromisoformat(text), date.fromisoformat(text), "day")
    if joint == "/" and month:
        first, last = date(int(year), int(month), 1), _month_end(int(year), int(until))
        return PartialDate(text, first, last, "span")
    if month:
        first = date(int(year), int(month), 1)
        return PartialDate(text, first, _month_end(int(year), int(month)), "month")
    last_year = int(until or year)
    precision = "span" if until else "year"
    return PartialDate(text, date(int(year), 1, 1), date(last_year, 12, 31), precision)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _read(row: Mapping[str, Any]) -> PublishedDecision:
    bounds = row["fine_bounds"]
    return PublishedDecision(
        id=row["id"],
        authority=row["authority"],
        published=partial_date(row["published"]),
        decided=partial_date(row["decided"]),
        document_no=row["document_no"],
        domain=row["domain"],
        party_type=row["party_type"],
        violation=row["violation"],
        articles_cited=row["articles_cited"],
        goods_value=_yuan(row["goods_value"]),
        illegal_income=_yuan(row["illegal_income"]),
        confiscations=row["confiscations"],
        fine=_yuan(row["fine"]),
        fine_bounds=(_exact(bounds[0]), _exact(bounds[1])) if bounds else None,
        total_fine_and_confiscation=_yuan(row["total_fine_and_confiscation"]),
        other_penalties=tuple(row["other_penalties"]),
        transferred_to_police=row["transferred_to_police"],
        confidence=row["confidence"],
        parse_notes=row["parse_notes"],
        charges=tuple(_read_charge(raw) for raw in row["charges"]),
        expected_range=row["expected_range"],
        in_range=row["in_range"],
        status=row["status"],
        explanation=row["explanation"],
    )


def _read_charge(raw: Mapping[str, Any]) -> Charge:
    base = raw.get("base")
    bases = base if isinstance(base, list) else [base, base]
    return Charge(
        provision=get_provision(raw["provision"]),
        level=raw.get("level", "normal"),
        activity=raw.get("activity"),
        bases=None if base is None else (_exact(bases[0]), _exact(bases[1])),
    )


def _exact(value: Any) -> Decimal:
    return Decimal(str(value))


def _yuan(value: Any) -> Decimal | None:
    return None if value is None else _exact(value)
