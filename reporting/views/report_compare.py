"""A form beside another period on the pages: ``?against=2023-year``, or any two days."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Perm
from core.errors import NotFound
from core.pages.base import SignedIn
from reporting.models import ReportEdition
from reporting.report_forms.days import BETWEEN, asked_period
from reporting.report_forms.definition import Column, Form, Period
from reporting.report_forms.fill import Question
from reporting.report_forms.loader import before, periods
from reporting.services.report_compare import SORTS, Compared, Comparison, Wanted, base_of
from reporting.services.report_compare_files import start_report_comparison
from reporting.services.report_computing import question_for
from reporting.services.report_content import Book, Figured
from reporting.services.report_words import shown
from reporting.views.report_questions import live_address, question_of

Opens = Callable[[Figured], str]


def against_code(params: Mapping[str, str]) -> str:
    """The other period as its address names it: two days go before a shipped period."""
    days = params.get("against_from", ""), params.get("against_to", "")
    return BETWEEN.join(days) if any(days) else params.get("against", "")


def period_choices() -> list[Period]:
    """The shipped periods that have begun, the latest first."""
    today = timezone.localdate()
    begun = [one for one in periods().values() if one.starts_on <= today]
    return sorted(begun, key=lambda one: one.starts_on, reverse=True)


def signed(column: Column, value: Decimal | None) -> str:
    """A difference as the form prints it, with its sign."""
    text = shown(column, value)
    return f"+{text}" if value and value > 0 else text


def percents(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:+.2f}%" if value else "0.00%"


class ComparedForm:
    """What a page shows of a form beside another period.

    Args:
        own: where a cell of the form itself leads to.
        kept: parameters the page needs besides those of the comparison.
    """

    def __init__(
        self,
        params: Mapping[str, str],
        comparison: Comparison,
        own: Opens,
        kept: Mapping[str, str],
    ) -> None:
        self.params = params
        self.comparison = comparison
        self.own = own
        self.kept = {**kept, "against": comparison.base.period.code}

    def other_address(self, one: Compared) -> str:
        """The records of the other period behind a cell: kept or as they are now."""
        base = self.comparison.base
        if one.other is None or not one.column.is_computed:
            return ""
        if not (one.other.value or one.other.unknown):
            return ""
        if base.edition is not None:
            page = reverse("reporting:report-cell", args=[base.edition.uuid])
            return f"{page}?{urlencode({'cell': str(one.other.address)})}"
        return live_address(base.question, one.other)

    def cell(self, one: Compared) -> dict[str, Any]:
        """The four numbers, with the pages two of them open."""
        return {
            "value": shown(one.column, one.value),
            "address": self.own(one.cell),
            "other": shown(one.column, one.base),
            "other_address": self.other_address(one),
            "difference": signed(one.column, one.difference),
            "percent": percents(one.percent),
        }

    def beside(self, cell: Figured) -> dict[str, Any]:
        return self.cell(self.comparison.beside(cell))

    def context(self) -> dict[str, Any]:
        base = self.comparison.base
        return {
            "base": base,
            "own_period": self.comparison.own,
            "warnings": self.comparison.warnings(timezone.localdate()),
            "column": self.column_table(),
            "whole_address": self.address(),
            "export_query": urlencode(self.kept),
        }

    def address(self, **more: str) -> str:
        return f"?{urlencode({**self.kept, **more})}#forms"

    def column_address(self, column: Column) -> str:
        return self.address(column=column.code)

    def column_table(self) -> dict[str, Any] | None:
        """One column alone with its four numbers side by side, sorted as asked."""
        asked, sort = self.params.get("column", ""), self.params.get("sort", "")
        one = self.comparison.form
        column = next((each for each in one.columns if each.code == asked), None)
        if column is None:
            return None
        return {
            "title": column.title,
            "unit": column.unit,
            "heads": [self._head(column, name, sort) for name in SORTS],
            "sections": [
                {
                    "title": "" if section.code == "total" else section.title,
                    "rows": [
                        {"label": row.title, "level": row.level, "cell": self.cell(found)}
                        for row, found in rows
                    ],
                }
                for section in one.sections
                if (rows := self.comparison.sorted_rows(section, column, sort))
            ],
        }

    def _head(self, column: Column, name: str, sort: str) -> dict[str, str]:
        """Largest first, then smallest first."""
        turned = name if sort == f"-{name}" else f"-{name}"
        titles = {
            "value": str(self.comparison.own.title),
            "other": str(self.comparison.base.period.title),
            "difference": _("Percentage points") if column.ratio else _("More or less"),
            "percent": _("Change in percent"),
        }
        directions = {name: "ascending", f"-{name}": "descending"}
        return {
            "title": titles[name],
            "address": self.address(column=column.code, sort=turned),
            "direction": directions.get(sort, ""),
        }


def comparison_asked(
    params: Mapping[str, str], one: Form, book: Book, question: Question
) -> Comparison | None:
    """None where no other period is asked for. Raises NotFound, Invalid for a wrong one."""
    code = against_code(params)
    if not code:
        return None
    base = base_of(one, question, asked_period(code))
    return Comparison(one, book, question.period, base)


def selector(params: Mapping[str, str], question: Question) -> dict[str, Any]:
    """What the selector of the other period shows; the year before is offered first."""
    code = against_code(params)
    return {
        "chosen": code,
        "days": asked_period(code) if BETWEEN in code else None,
        "earlier": before(question.period),
        "periods": period_choices(),
    }


class ExportComparison(SignedIn):
    """The comparison as a file, as its address asks; a job of one's own."""

    perms = (Perm.EXPORT_RECORDS,)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        params, edition = request.GET, self._edition()
        asked = question_for(edition) if edition else question_of(params, self.user)
        job = start_report_comparison(
            Wanted(asked, params.get("form", ""), asked_period(against_code(params)), edition),
            file=request.POST.get("file", "xlsx"),
            by=self.user,
            on=timezone.localdate(),
        )
        return redirect("core:job-detail", job.uuid)

    def _edition(self) -> ReportEdition | None:
        """The one the address names. Raises NotFound for one outside one's jurisdiction."""
        text = self.request.GET.get("edition", "")
        if not text:
            return None
        try:
            wanted = UUID(text)
        except ValueError as error:
            raise NotFound from error
        rows = ReportEdition.objects.visible_to(self.user).select_related("bureau", "campaign")
        found = rows.filter(uuid=wanted).first()
        if found is None:
            raise NotFound
        return found
