"""An edition as a workbook: a sheet per form, the definitions, the flat data."""

import io
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.money import in_wan
from reporting.exports.report_flat import HEADS, NUMBERS, flat_lines
from reporting.models import ReportEdition
from reporting.report_forms.definition import Address, Column, Form
from reporting.services.report_content import Book, Figured
from reporting.services.report_labels import basis_title
from reporting.services.report_restate import record_changes

HEAD_ROW = 6
A3, A4 = 8, 9
# A broader form would be too small to read on A4.
BROAD = 12


def report_workbook(edition: ReportEdition) -> bytes:
    """The workbook of an edition. Amounts of the forms in 万元, of the flat data in yuan."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    writer = _Writer(book, edition)
    for form in writer.content.forms.values():
        writer.form(form)
    writer.definitions()
    writer.changes()
    writer.flat()
    book.close()
    return target.getvalue()


class _Writer:
    def __init__(self, book: Any, edition: ReportEdition) -> None:
        self.book = book
        self.edition = edition
        self.content = Book.of(edition)
        font = {"font_name": "宋体", "font_size": 11}
        edge = {**font, "border": 1, "valign": "vcenter"}
        self.title = book.add_format({**font, "bold": True, "font_size": 16, "align": "center"})
        self.plain = book.add_format(font)
        self.head = book.add_format(
            {**edge, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8EEF5"}
        )
        self.text = book.add_format({**edge, "text_wrap": True})
        self.missing = book.add_format({**edge, "align": "right"})
        self.section = book.add_format({**edge, "bold": True, "bg_color": "#F3F5F8"})
        self.edge = edge
        self.numbers: dict[int, Any] = {}

    def number(self, places: int) -> Any:
        if places not in self.numbers:
            shape = "#,##0" + ("." + "0" * places if places else "")
            self.numbers[places] = self.book.add_format({**self.edge, "num_format": shape})
        return self.numbers[places]

    def form(self, form: Form) -> None:
        """One formatted form: number, title, unit, period, basis, head, blocks of rows."""
        sheet = self.book.add_worksheet(f"{form.number} {form.title}"[:31])
        last = len(form.columns)
        sheet.merge_range(0, 0, 0, last, str(form.title), self.title)
        for at, line in enumerate(self._lines(form), 1):
            sheet.write_string(at, 0, line, self.plain)
        sheet.write_string(HEAD_ROW, 0, _("Item"), self.head)
        for at, column in enumerate(form.columns, 1):
            sheet.write_string(HEAD_ROW, at, self._head(column), self.head)
        self._body(sheet, form)
        sheet.set_row(0, 28)
        sheet.set_row(HEAD_ROW, 64)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, last, 13)
        sheet.freeze_panes(HEAD_ROW + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(A3 if last > BROAD else A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, HEAD_ROW)

    def _lines(self, form: Form) -> list[str]:
        scope, period = self.content.content["scope"], self.content.content["period"]
        hashed = self.edition.content_hash or _("not frozen")
        return [
            _("Form %(number)s") % {"number": form.number},
            _("Reporting unit: %(name)s") % {"name": scope["name"]},
            _("%(start)s to %(end)s") % {"start": period["start"], "end": period["end"]},
            _("Content hash %(hash)s") % {"hash": hashed},
            _("Head of the audit chain %(head)s") % {"head": self.edition.audit_head or "—"},
        ]

    def _head(self, column: Column) -> str:
        mark = "［M］" if column.proposed else ""
        return f"{column.title}{mark}\n（{column.unit}）\n{basis_title(column.basis)}"

    def _body(self, sheet: Any, form: Form) -> None:
        at = HEAD_ROW + 1
        for section in form.sections:
            rows = self.content.rows(form, section)
            if section.code != "total" and rows:
                mark = "［M］" if section.proposed else ""
                text = f"{section.title}{mark}"
                sheet.merge_range(at, 0, at, len(form.columns), text, self.section)
                at += 1
            for row in rows:
                label = "　" * (row.level - 1) + str(row.title)
                sheet.write_string(at, 0, label, self.text)
                for place, column in enumerate(form.columns, 1):
                    address = Address(form.code, section.code, row.code, column.code)
                    self._cell(sheet, at, place, column, self.content.cell(address))
                at += 1

    def _cell(self, sheet: Any, row: int, place: int, column: Column, cell: Figured) -> None:
        self._number(sheet, row, place, column, cell.value)
        if cell.reported is not None:
            told = _("Computed %(computed)s, reported %(reported)s. %(note)s") % {
                "computed": cell.computed,
                "reported": cell.reported,
                "note": cell.note,
            }
            sheet.write_comment(row, place, told)

    def _number(
        self, sheet: Any, row: int, place: int, column: Column, value: Decimal | None
    ) -> None:
        if value is None:
            sheet.write_string(row, place, "—", self.missing)
            return
        printed = in_wan(value, column.decimals) if column.is_money else value
        sheet.write_number(row, place, float(printed), self.number(column.decimals))

    def definitions(self) -> None:
        """What each column counts, as printed with the edition."""
        sheet = self.book.add_worksheet(_("Definitions"))
        heads = (
            _("Report form"),
            _("Code"),
            _("Name"),
            _("Unit of measure"),
            _("Counted by"),
            _("Definition"),
        )
        for at, name in enumerate(heads):
            sheet.write_string(0, at, name, self.head)
        lines = [
            (form.number, one.code, one.title, one.unit, basis_title(one.basis), one.definition)
            for form in self.content.forms.values()
            for one in form.columns
        ]
        for at, line in enumerate(lines, 1):
            for place, text in enumerate(line):
                sheet.write_string(at, place, str(text), self.text)
        sheet.set_column(0, 4, 18)
        sheet.set_column(5, 5, 90)

    def changes(self) -> None:
        """Of a restated edition: which records changed which figure."""
        if self.edition.restates is None:
            return
        sheet = self.book.add_worksheet(_("What is restated"))
        heads = (_("Report form"), _("Name"), _("Counted record"), _("Before"), _("After"))
        for at, name in enumerate(heads):
            sheet.write_string(0, at, name, self.head)
        for at, one in enumerate(record_changes(self.edition), 1):
            for place, text in enumerate(
                (one.form.number, f"{one.column.title}（{one.column.unit}）", one.label)
            ):
                sheet.write_string(at, place, str(text), self.text)
            for place, value in enumerate((one.before, one.after), 3):
                self._number(sheet, at, place, one.column, value)
        sheet.set_column(0, 4, 24)

    def flat(self) -> None:
        """Every cell as a row, in yuan: for other programs."""
        sheet = self.book.add_worksheet(_("Data"))
        for at, name in enumerate(HEADS):
            sheet.write_string(0, at, name, self.head)
        at = 0
        for at, line in enumerate(flat_lines(self.content), 1):
            for place, text in enumerate(line):
                self._flat_cell(sheet, at, place, text)
        sheet.autofilter(0, 0, at, len(HEADS) - 1)

    def _flat_cell(self, sheet: Any, row: int, place: int, text: Any) -> None:
        if text is None:
            return
        if HEADS[place] in NUMBERS:
            sheet.write_number(row, place, float(text))
        else:
            sheet.write_string(row, place, str(text))
