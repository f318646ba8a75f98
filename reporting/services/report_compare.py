"""A form compared with any other period: cell by cell, the difference and the percent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from core.errors import NotFound
from reporting.models import ReportEdition
from reporting.report_forms.definition import Address, Column, Form, Period, Row, Section
from reporting.report_forms.fill import Question, fill
from reporting.report_forms.loader import form as form_named
from reporting.services.report_content import Book, Figured, filled_content
from reporting.services.report_duties import require_figures
from reporting.services.standings import change

# Quarters and halves of a year differ by so many days without being another kind of period.
SAME_LENGTH_DAYS: Final = 3
SORTS: Final = ("value", "other", "difference", "percent")


@dataclass(frozen=True, slots=True)
class Base:
    """The other side: the frozen edition of the period, else the figures of this moment."""

    question: Question
    book: Book
    edition: ReportEdition | None

    @property
    def period(self) -> Period:
        return self.question.period

    @property
    def told(self) -> str:
        """Where the figures are from, in words."""
        if self.edition is None:
            return _("counted from the records of this moment")
        return _("edition %(number)s, frozen on %(day)s") % {
            "number": self.edition.number,
            "day": self.edition.frozen_on,
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell and the same cell of the other period; each None where it is not known."""

    column: Column
    cell: Figured
    other: Figured | None

    @property
    def value(self) -> Decimal | None:
        return self.cell.value

    @property
    def base(self) -> Decimal | None:
        return self.other.value if self.other else None

    @property
    def difference(self) -> Decimal | None:
        """Own less other; of a share in percentage points."""
        if self.value is None or self.base is None:
            return None
        return self.value - self.base

    @property
    def percent(self) -> Decimal | None:
        """None without a base, and for shares: these move in percentage points."""
        return None if self.column.ratio else change(self.value, self.base)

    def by(self, name: str) -> Decimal | None:
        """What it is sorted by: one of ``SORTS``."""
        return {
            "value": self.value,
            "other": self.base,
            "difference": self.difference,
            "percent": self.percent,
        }[name]


def base_of(form: Form, question: Question, against: Period) -> Base:
    """The other side of a comparison. Costs as much as filling the form where no edition
    of that period is frozen.

    Args:
        form: with the columns that are compared; it is filled for days it is not
            reported for as well.
        question: whose form it is; the other side is of the same bureau and campaign.
    """
    asked = replace(question, period=against)
    frozen = (
        ReportEdition.objects.frozen()
        .filter(bureau=asked.bureau, period=against.code, campaign=asked.campaign)
        .order_by("-number")
        .first()
    )
    if frozen is not None:
        book = Book(frozen.content)
        if form.code in book.forms:
            return Base(asked, book, frozen)
    return Base(asked, Book(filled_content(asked, [fill(form, asked)])), None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which comparison: a form as it is now, or of an edition, against a period.

    Args:
        question: whose form it is; of an edition its own question.
        code: of the form.
    """

    question: Question
    code: str
    against: Period
    edition: ReportEdition | None = None


def comparison_of(wanted: Wanted) -> "Comparison":
    """The comparison as it stands.

    Raises:
        NotFound: no such form. StillComputing: the edition has no figures yet.
    """
    question = wanted.question
    if wanted.edition is None:
        one = form_named(wanted.code)
        book = Book(filled_content(question, [fill(one, question)]))
    else:
        require_figures(wanted.edition)
        book = Book.of(wanted.edition)
        if wanted.code not in book.forms:
            raise NotFound
        one = book.forms[wanted.code]
    return Comparison(one, book, question.period, base_of(one, question, wanted.against))


class Comparison:
    """A form beside another period, to be read cell by cell."""

    def __init__(self, form: Form, book: Book, own: Period, base: Base) -> None:
        self.form = form
        self.book = book
        self.own = own
        self.base = base

    def beside(self, cell: Figured) -> Compared:
        """A cell with the one of the same address on the other side."""
        known = str(cell.address) in self.base.book.content["values"]
        other = self.base.book.cell(cell.address) if known else None
        return Compared(self.form.column(cell.address.column), cell, other)

    def at(self, section: Section, row: Row, column: Column) -> Compared:
        address = Address(self.form.code, section.code, row.code, column.code)
        return self.beside(self.book.cell(address))

    def lines(self) -> Iterator[tuple[Section, Row, Column, Compared]]:
        """Every compared cell in the order it is printed."""
        for section in self.form.sections:
            for row in self.book.rows(self.form, section):
                for column in self.form.columns:
                    yield section, row, column, self.at(section, row, column)

    def sorted_rows(
        self, section: Section, column: Column, sort: str
    ) -> list[tuple[Row, Compared]]:
        """The rows of a section by one column; rows under a row stay under it.

        Args:
            sort: one of ``SORTS``, with ``-`` the largest first; anything else leaves the
                printed order. What is not known stands last.
        """
        rows = [
            (row, self.at(section, row, column)) for row in self.book.rows(self.form, section)
        ]
        name = sort.removeprefix("-")
        if name not in SORTS:
            return rows
        groups: list[list[tuple[Row, Compared]]] = []
        for pair in rows:
            if pair[0].level == 1 or not groups:
                groups.append([])
            groups[-1].append(pair)
        turned = -1 if sort.startswith("-") else 1

        def rank(pair: tuple[Row, Compared]) -> tuple[bool, Decimal]:
            value = pair[1].by(name)
            return value is None, turned * (value or Decimal(0))

        groups.sort(key=lambda group: rank(group[0]))
        return [pair for group in groups for pair in (group[0], *sorted(group[1:], key=rank))]

    def warnings(self, on: date) -> list[str]:
        """What must be known before a change is believed."""
        own, other = self.own, self.base.period
        found = []
        if own.regime != other.regime:
            found.append(
                _(
                    "The reporting year changed: until 2018 it ran from December to"
                    " November, since 2019 it is the calendar year. These two periods"
                    " cannot be compared like for like."
                )
            )
        if abs(_length(own) - _length(other)) > SAME_LENGTH_DAYS:
            told = _("The periods are of different length: %(own)s and %(other)s days.")
            found.append(told % {"own": _length(own), "other": _length(other)})
        found += [
            _("%(period)s is not over yet; it is counted as it stands.") % {"period": one.title}
            for one in (own, other)
            if one.ends_on >= on
        ]
        if self.base.book.forms[self.form.code].version != self.form.version:
            found.append(_("The frozen edition has another version of this form."))
        return found


def _length(one: Period) -> int:
    return (one.ends_on - one.starts_on).days + 1
