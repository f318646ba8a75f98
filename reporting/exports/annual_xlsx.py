"""The annual tables as a workbook: one form per domain, the definitions, the flat data."""

import io
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from accounts.models import Bureau
from core.money import in_wan
from law.vocabularies import Domain
from reporting.figures import figure
from reporting.services.annual_labels import row_label, section_title


def annual_workbook(content: dict[str, Any]) -> bytes:
    """The workbook of an edition's content. Money is printed in 万元 with two places."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    writer = _Writer(book, content)
    for table in content["tables"]:
        writer.form(table)
    writer.definitions()
    writer.flat()
    book.close()
    return target.getvalue()


class _Writer:
    def __init__(self, book: Any, content: dict[str, Any]) -> None:
        self.book = book
        self.content = content
        self.bureaus = dict(Bureau.objects.values_list("code", "name"))
        self.names = {row["code"]: row for row in content["definitions"]}
        font = {"font_name": "宋体", "font_size": 11}
        edge = {**font, "border": 1, "valign": "vcenter"}
        self.title = book.add_format({**font, "bold": True, "font_size": 16, "align": "center"})
        self.plain = book.add_format(font)
        self.head = book.add_format(
            {**edge, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8EEF5"}
        )
        self.text = book.add_format(edge)
        self.section = book.add_format({**edge, "bold": True, "bg_color": "#F3F5F8"})
        self.count = book.add_format({**edge, "num_format": "#,##0"})
        self.money = book.add_format({**edge, "num_format": "#,##0.00"})

    def form(self, table: dict[str, Any]) -> None:
        """One formatted form: title, unit line, head, a block of rows per section."""
        label = str(Domain(table["domain"]).label)
        sheet = self.book.add_worksheet(_("Cases: %(domain)s") % {"domain": label})
        columns = table["columns"]
        last = len(columns)
        start, end = self.content["period"]
        bureau = self.bureaus[self.content["bureau"]]
        title = _("Cases of illegal %(domain)s handled in %(year)s") % {
            "domain": label,
            "year": self.content["year"],
        }
        sheet.merge_range(0, 0, 0, last, title, self.title)
        sheet.write_string(1, 0, _("Reporting unit: %(name)s") % {"name": bureau}, self.plain)
        period = _("Period: %(start)s to %(end)s; counted by the date of decision")
        sheet.write_string(2, 0, period % {"start": start, "end": end}, self.plain)
        sheet.write_string(3, 0, _("Item"), self.head)
        for at, code in enumerate(columns, 1):
            sheet.write_string(3, at, self._head(code), self.head)
        self._body(sheet, table, columns)
        sheet.set_row(0, 28)
        sheet.set_row(3, 34)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, last, 14)
        sheet.freeze_panes(4, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 3)

    def _body(self, sheet: Any, table: dict[str, Any], columns: list[str]) -> None:
        at = 4
        for section in table["sections"]:
            if section["axis"] != "total":
                title = section_title(section["axis"])
                sheet.merge_range(at, 0, at, len(columns), title, self.section)
                at += 1
            for row in section["rows"]:
                label = row_label(section["axis"], row["key"], self.bureaus)
                sheet.write_string(at, 0, label, self.text)
                for column, code in enumerate(columns, 1):
                    self._cell(sheet, at, column, code, row["values"][code])
                at += 1

    def _cell(self, sheet: Any, row: int, column: int, code: str, value: str) -> None:
        if figure(code).is_money:
            sheet.write_number(row, column, float(in_wan(Decimal(value))), self.money)
        else:
            sheet.write_number(row, column, int(value), self.count)

    def definitions(self) -> None:
        """What each column counts, as printed with the edition."""
        sheet = self.book.add_worksheet(_("Definitions"))
        for at, name in enumerate((_("Code"), _("Name"), _("Unit"), _("Definition"))):
            sheet.write_string(0, at, name, self.head)
        for at, row in enumerate(self.content["definitions"], 1):
            for column, key in enumerate(("code", "name", "unit", "definition")):
                sheet.write_string(at, column, row[key], self.text)
        sheet.set_column(0, 2, 20)
        sheet.set_column(3, 3, 90)

    def flat(self) -> None:
        """Every cell as a row, in yuan: for other programs."""
        sheet = self.book.add_worksheet(_("Data"))
        heads = ("domain", "axis", "key", "label", "indicator", "unit", "value", "unknown")
        for at, name in enumerate(heads):
            sheet.write_string(0, at, name, self.head)
        at = 1
        for table in self.content["tables"]:
            for section in table["sections"]:
                for row in section["rows"]:
                    for code in table["columns"]:
                        self._flat_row(sheet, at, table["domain"], section["axis"], row, code)
                        at += 1
        sheet.autofilter(0, 0, at - 1, len(heads) - 1)

    def _flat_row(
        self, sheet: Any, at: int, domain: str, axis: str, row: dict[str, Any], code: str
    ) -> None:
        texts = (domain, axis, row["key"], row_label(axis, row["key"], self.bureaus), code)
        for column, text in enumerate((*texts, self.names[code]["unit"])):
            sheet.write_string(at, column, text)
        sheet.write_number(at, 6, float(row["values"][code]))
        sheet.write_number(at, 7, row["unknown"].get(code, 0))

    def _head(self, code: str) -> str:
        unit = "万元" if figure(code).is_money else self.names[code]["unit"]
        return f"{self.names[code]['name']}（{unit}）"
