"""The content of an edition: definitions, period, scope and values as plain data."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property

from reporting.models import Approx, ReportEdition, ReportedValue, ReportStatus
from reporting.report_forms.definition import (
    Address,
    Column,
    Form,
    Period,
    Row,
    Section,
    Severity,
    Title,
)
from reporting.report_forms.fill import Filled, Part, Question
from reporting.report_forms.loader import form_of, forms, shipped
from reporting.report_forms.rules import Breach, breaches

LAYOUT = 2


@dataclass(frozen=True, slots=True)
class Figured:
    """One cell of an edition: what was computed and what is reported beside it."""

    address: Address
    computed: Decimal | None
    unknown: int = 0
    reported: Decimal | None = None
    approx: str = Approx.EXACT.value
    note: str = ""

    @property
    def value(self) -> Decimal | None:
        """The reported value where there is one, else the computed."""
        return self.computed if self.reported is None else self.reported

    @property
    def difference(self) -> Decimal | None:
        """Reported less computed; None where one of them is missing."""
        if self.reported is None or self.computed is None:
            return None
        return self.reported - self.computed


def forms_for(question: Question) -> list[Form]:
    """The forms a bureau reports for a period: those of a campaign, or all others."""
    of_campaign = question.campaign is not None
    return [
        one
        for one in forms().values()
        if one.fits(question.period, question.bureau.kind) and one.per_campaign == of_campaign
    ]


def filled_content(question: Question, filled: list[Filled]) -> dict[str, Any]:
    """The content of filled forms: what an edition keeps of them beside their records."""
    campaign = question.campaign
    return {
        "layout": LAYOUT,
        "scope": {
            "bureau": question.bureau.code,
            "name": question.bureau.name,
            "campaign": campaign.code if campaign else "",
            "campaign_name": campaign.name if campaign else "",
        },
        "period": period_data(question.period),
        "forms": [_form_data(one) for one in filled],
        "values": {
            str(address): {"computed": text_of(cell.value), "unknown": cell.unknown}
            for one in filled
            for address, cell in one.cells.items()
        },
    }


def period_data(one: Period) -> dict[str, Any]:
    return {
        "code": one.code,
        "kind": one.kind,
        "name": one.title.zh,
        "name_en": one.title.en,
        "start": one.starts_on.isoformat(),
        "end": one.ends_on.isoformat(),
        "regime": one.regime,
    }


def _form_data(filled: Filled) -> dict[str, Any]:
    return {
        "definition": shipped()[filled.form.code],
        "rows": {
            section: [[row.code, row.title.zh, row.title.en, row.level] for row in rows]
            for section, rows in filled.rows.items()
        },
    }


def text_of(value: Decimal | None) -> str | None:
    """A number as it is kept: plain digits, no exponent, no needless zeros."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 over canonical JSON: keys sorted, no ids, no instants, no file bytes."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def with_reported(content: dict[str, Any], rows: Iterable[ReportedValue]) -> dict[str, Any]:
    """The content with what is reported written into its values."""
    values = {address: dict(value) for address, value in content["values"].items()}
    for row in rows:
        if row.address in values:
            told = {"reported": text_of(row.value), "approx": row.approx, "note": row.note}
            values[row.address] |= told
    return {**content, "values": values}


def kept_rows(parts: Iterable[Part]) -> list[list[Any]]:
    """Parts as they are kept with an edition."""
    return [
        [part.kind, part.uuid, part.label, text_of(part.value), dict(part.axes)]
        for part in parts
    ]


def parts_of_rows(rows: Iterable[list[Any]]) -> list[Part]:
    """The parts as they were kept."""
    return [
        Part(kind, uuid, label, None if value is None else Decimal(value), axes)
        for kind, uuid, label, value, axes in rows
    ]


class Book:
    """An edition's content to be read: forms, rows and cells, whatever is shipped today."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content

    @classmethod
    def of(cls, edition: ReportEdition) -> "Book":
        """With what is reported so far; a frozen edition as it stands."""
        if edition.status == ReportStatus.FROZEN:
            return cls(edition.content)
        return cls(with_reported(edition.content, edition.reported.all()))

    @cached_property
    def forms(self) -> dict[str, Form]:
        read = (form_of(data["definition"]) for data in self.content["forms"])
        return {one.code: one for one in read}

    @cached_property
    def _rows(self) -> dict[str, dict[str, tuple[Row, ...]]]:
        return {
            data["definition"]["code"]: {
                section: tuple(
                    Row(code, Title(zh, en), {}, level) for code, zh, en, level in rows
                )
                for section, rows in data["rows"].items()
            }
            for data in self.content["forms"]
        }

    def rows(self, form: Form, section: Section) -> tuple[Row, ...]:
        return self._rows[form.code].get(section.code, ())

    def place(self, address: Address) -> str:
        """Where a cell stands, in words: form, block, row and column."""
        form = self.forms[address.form]
        section = form.section(address.section)
        rows = {row.code: row for row in self.rows(form, section)}
        # A row of the other of two editions may be missing here: its code names it then.
        row = rows[address.row].title if address.row in rows else address.row
        block = "" if section.code == "total" else f"{section.title}："
        return f"{form.number} {block}{row} {form.column(address.column).title}"

    def row_where(self, address: Address) -> Mapping[str, tuple[str, ...]]:
        """Which kept records stand behind a row."""
        section = self.forms[address.form].section(address.section)
        if section.axis:
            return {section.axis: (address.row,)}
        return next(row for row in section.rows if row.code == address.row).where

    def cell(self, address: Address) -> Figured:
        """Raises KeyError for a cell the edition does not have."""
        kept = self.content["values"][str(address)]
        return Figured(
            address,
            _number(kept["computed"]),
            kept["unknown"],
            _number(kept.get("reported")),
            kept.get("approx", Approx.EXACT.value),
            kept.get("note", ""),
        )

    def cells(self) -> Iterator[tuple[Form, Section, Row, Column, Figured]]:
        """Every cell in the order it is printed."""
        for form in self.forms.values():
            for section in form.sections:
                for row in self.rows(form, section):
                    for column in form.columns:
                        at = Address(form.code, section.code, row.code, column.code)
                        yield form, section, row, column, self.cell(at)

    def value(self, address: Address) -> Decimal | None:
        if str(address) not in self.content["values"]:
            return None
        return self.cell(address).value

    def breaches(self) -> list[Breach]:
        """Every balance rule that does not hold, errors first."""
        found: list[Breach] = []
        for form in self.forms.values():
            rows = {
                section: tuple(row.code for row in rows)
                for section, rows in self._rows[form.code].items()
            }
            found += breaches(form, rows, self.value)
        return sorted(found, key=lambda one: one.severity != Severity.ERROR)

    def unexplained(self) -> list[Figured]:
        """Cells whose reported value differs from the computed one without a note."""
        return [
            cell for *_place, cell in self.cells() if cell.difference and not cell.note.strip()
        ]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
