"""What a report form is made of. Read from ``reporting/data/forms``; never computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils import translation

BUREAU_AXES = ("city", "county")


@dataclass(frozen=True, slots=True)
class Title:
    """A name in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if (translation.get_language() or "zh").startswith("zh") else self.en


OF_THESE = Title("其中：", "Of these, ")


class Basis(StrEnum):
    """By which day a column counts; printed with the form."""

    DECISION = "decision"
    FILING = "filing"
    CLOSING = "closing"
    INSPECTION = "inspection"
    RECEIPT = "receipt"
    REPORT = "report"
    OUTCOME = "outcome"
    STOCK = "stock"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator of a form.

    Args:
        figure: the figure that computes it; empty for a column that is only reported.
        where: axis → codes by which the figure is narrowed.
        ratio: (numerator, denominator), columns of the same form; percent.
        unit: as printed; amounts are kept in yuan and printed in 万元.
        decimals: printed places.
        proposed: no source prints it in this form; it is this product's own proposal.
    """

    code: str
    title: Title
    unit: str
    decimals: int
    definition: Title
    basis: Basis
    figure: str = ""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ratio: tuple[str, str] | None = None
    proposed: bool = False

    @property
    def is_computed(self) -> bool:
        return bool(self.figure or self.ratio)

    @property
    def is_money(self) -> bool:
        return self.unit == "万元"

    @property
    def is_part(self) -> bool:
        """Whether it says a part of the column before it."""
        return self.title.zh.startswith(OF_THESE.zh)

    @property
    def bare(self) -> Title:
        """The title without the words "of these"."""
        pair = (self.title.zh, OF_THESE.zh), (self.title.en, OF_THESE.en)
        return Title(*(text.removeprefix(start) for text, start in pair))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a section; ``where`` tells which records it takes."""

    code: str
    title: Title
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    level: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A block of rows. An ``axis`` of ``city`` or ``county`` takes its rows from the tree.

    With ``parts`` the rows divide the total: their sum must be the total.
    """

    code: str
    title: Title
    rows: tuple[Row, ...] = ()
    axis: str = ""
    parts: bool = True
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A value band in yuan; the lower bound belongs to it, the upper does not."""

    code: str
    low: Decimal
    high: Decimal | None


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """A balance rule: an equation or an inequality between cells.

    Args:
        text: for example ``case_count == ordinary + simple``. A name of one part is a
            column of the row at hand; of four parts (``form.section.row.column``) a cell.
        sections: where it is applied row by row; empty for the total alone.
    """

    code: str
    text: str
    severity: Severity
    title: Title
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One report form.

    Args:
        where: narrows every figure of the form, for example to one domain.
        frequencies, levels: for which periods and whose report it is.
        valid_from, valid_to: the first and last day of a period it may be used for.
        source: what the form was taken from.
        per_campaign: filled for one campaign, not for all work.
        not_for: tails of period codes it is not reported for, such as ``q4``.
    """

    code: str
    number: str
    version: int
    title: Title
    where: Mapping[str, tuple[str, ...]]
    frequencies: tuple[str, ...]
    levels: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    source: Title
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]
    bands: tuple[Band, ...] = ()
    per_campaign: bool = False
    not_for: tuple[str, ...] = ()

    def column(self, code: str) -> Column:
        return next(one for one in self.columns if one.code == code)

    def section(self, code: str) -> Section:
        return next(one for one in self.sections if one.code == code)

    def fits(self, period: "Period", level: str) -> bool:
        """Whether a bureau of a level reports it for a period."""
        return (
            period.kind in self.frequencies
            and level in self.levels
            and period.code.partition("-")[2] not in self.not_for
            and self.valid_from <= period.starts_on
            and (self.valid_to is None or period.ends_on <= self.valid_to)
        )


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period with its own first and last day; both belong to it.

    ``regime`` names the reporting calendar; periods of two regimes are not compared
    without a warning.
    """

    code: str
    kind: str
    year: int
    title: Title
    starts_on: date
    ends_on: date
    regime: str


@dataclass(frozen=True, slots=True)
class Address:
    """Which cell: ``form.section.row.column``."""

    form: str
    section: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.form}.{self.section}.{self.row}.{self.column}"

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Raises ValueError for anything that has not four parts."""
        form, section, row, column = text.split(".")
        return cls(form, section, row, column)
