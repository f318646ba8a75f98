"""Decisions of other authorities from a table: every error first, then all rows or none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import DomainError, Invalid, NotFound
from enforcement.models import Case
from enforcement.policies import require_record_past
from enforcement.services.past_cases import (
    PastAmounts,
    PastCase,
    PastCharge,
    PastDates,
    record_past_case,
)
from enforcement.services.precedent_table import (
    CODES,
    COLUMNS,
    LONGEST,
    read_table,
    title_of,
)
from law.penalties import needs_for
from law.penalty_kinds import Level, PenaltyKind
from law.provisions import get_provision

DAYS = ("decided_on", "published_on")
AMOUNTS = ("base", "goods_value", "illegal_income", "fine")


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing to correct: the row as the table counts it, the column's title, the words."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a table holds: how many rows are right, every error, what was entered."""

    rows: int
    errors: list[RowError]
    entered: int


@transaction.atomic
def import_precedents(
    content: bytes, *, name: str, by: User, on: date, dry_run: bool
) -> ImportResult:
    """Read a table of published decisions; with any error nothing is entered.

    Args:
        content: an XLSX workbook or a CSV file in UTF-8, as the template says.
        name: the file's name; its ending says which.
        dry_run: only list the errors.

    Raises:
        PermissionRefused: only campaign officers enter past cases.
        Invalid: not a table, or not the template's columns.
    """
    require_record_past(by.bureau, by=by)
    table = list(read_table(content, name))
    cases, errors = _read_all(table, on)
    if errors or dry_run:
        return ImportResult(len(table), errors, 0)
    for number, past in cases:
        try:
            record_past_case(past, by=by, on=on)
        except DomainError as error:
            # The whole import is undone with the first row the act itself refuses.
            texts = "; ".join(str(text) for text in error.fields.values()) or str(error)
            text = _("Row %(row)s: %(text)s") % {"row": number, "text": texts}
            raise Invalid(fields={"file": text}) from error
    after = {"file": name[:LONGEST], "rows": len(cases)}
    record("case.precedents_imported", subject=by.bureau, by=by, on=on, after=after)
    return ImportResult(len(table), [], len(cases))


def _read_all(
    table: list[tuple[int, dict[str, str]]], on: date
) -> tuple[list[tuple[int, PastCase]], list[RowError]]:
    known = set(Case.objects.exclude(external_id="").values_list("external_id", flat=True))
    cases: list[tuple[int, PastCase]] = []
    errors: list[RowError] = []
    for number, cells in table:
        row = _Row(number, cells, on)
        past = row.read()
        source = cells.get("source_id", "")
        if source and source in known:
            row.wrong("source_id", _("This decision was entered before."))
        known.add(source)
        errors += row.errors
        if past is not None and not row.errors:
            cases.append((number, past))
    return cases, errors


class _Row:
    """One row while it is read: every error of it is collected."""

    def __init__(self, number: int, cells: dict[str, str], on: date) -> None:
        self.number, self.cells, self.on = number, cells, on
        self.errors: list[RowError] = []

    def wrong(self, column: str, text: str) -> None:
        self.errors.append(RowError(self.number, title_of(column), text))

    def read(self) -> PastCase | None:
        for code, _name, needed in COLUMNS:
            value = self.cells.get(code, "")
            if needed and not value:
                self.wrong(code, _("This field is needed."))
            elif len(value) > LONGEST:
                most = {"most": LONGEST}
                self.wrong(code, _("Use at most %(most)s characters.") % most)
        codes = {column: self._code(column) for column in CODES}
        days = {column: self._day(column) for column in DAYS}
        amounts = {column: self._amount(column) for column in AMOUNTS}
        if not any(days.values()) and not self.errors:
            self.wrong("decided_on", _("Give the day of the decision or of its publication."))
        charge = self._charge(codes, amounts)
        if self.errors or charge is None:
            return None
        return self._past(codes, days, amounts, charge)

    def _past(self, codes: Any, days: Any, amounts: Any, charge: PastCharge) -> PastCase:
        kinds = (PenaltyKind.FINE.value,) if amounts["fine"] else ()
        return PastCase(
            title=self.cells["title"],
            domain=codes["domain"],
            party_label=self.cells["party"],
            party_kind=codes["party_kind"],
            authority_name=self.cells["authority"][:100],
            penalty_kinds=kinds,
            decision_number=self.cells.get("number", "")[:60],
            amounts=PastAmounts(
                goods_value=amounts["goods_value"],
                illegal_income=amounts["illegal_income"],
                fine=amounts["fine"],
            ),
            dates=PastDates(**days),
            charges=(charge,),
            external_id=self.cells["source_id"][:40],
        )

    def _code(self, column: str) -> str:
        """By code or by its label in the reader's language."""
        value = self.cells.get(column, "")
        choices = CODES[column]
        by_label = {str(label): str(code) for code, label in choices.choices}
        code = value if value in choices.values else by_label.get(value, "")
        if value and not code:
            self.wrong(column, _("“%(value)s” is none of the codes.") % {"value": value})
        return code

    def _day(self, column: str) -> date | None:
        value = self.cells.get(column, "")
        if not value:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.wrong(column, _("Write the day as 2026-05-15."))
            return None
        if day > self.on:
            self.wrong(column, _("This day lies in the future."))
        return day

    def _amount(self, column: str) -> Decimal | None:
        value = self.cells.get(column, "").replace(",", "")
        if not value:
            return None
        try:
            amount = Decimal(value)
        except InvalidOperation:
            self.wrong(column, _("Write an amount in yuan, in figures."))
            return None
        if not amount.is_finite() or amount < 0 or amount >= Decimal(10) ** 12:
            self.wrong(column, _("That is not an amount in yuan that can be right."))
            return None
        return amount.quantize(Decimal("0.01"))

    def _charge(self, codes: Any, amounts: Any) -> PastCharge | None:
        name = self.cells.get("provision", "")
        if not name:
            return None
        try:
            provision = get_provision(name)
        except NotFound as error:
            self.wrong("provision", str(error))
            return None
        level = codes["level"] or Level.NORMAL.value
        if level not in provision.levels:
            self.wrong("level", _("The provision has no such level."))
            return None
        needs = needs_for(provision, level=level)
        if needs.activities and not codes["activity"]:
            self.wrong("activity", _("Choose the activity."))
        base = amounts["base"] if amounts["base"] is not None else amounts["goods_value"]
        bases = (base, base) if base is not None and needs.base else None
        return PastCharge(provision=name, level=level, activity=codes["activity"], bases=bases)
