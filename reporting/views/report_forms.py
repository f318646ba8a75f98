from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Bureau, Perm
from campaigns.models import Campaign
from core.errors import NotFound
from core.pages.base import Crumb, Page
from core.pages.lists import ListPage
from registry.models import Party
from reporting.figures import Measure
from reporting.figures.form_figures import printed_figure
from reporting.report_forms.definition import Address, Column, Form, Row, Title
from reporting.report_forms.fill import Question, cell_rows, fill
from reporting.report_forms.loader import form, forms
from reporting.services.report_content import Book, Figured, filled_content
from reporting.services.report_words import shown
from reporting.views.report_compare import (
    ComparedForm,
    comparison_asked,
    period_choices,
    selector,
)
from reporting.views.report_questions import live_address, query_of, question_of
from reporting.views.report_shapes import FORM_SHAPES
from reporting.views.report_tables import form_table
from reporting.views.shapes import AMOUNT


class ReportForms(Page):
    """A report form filled with the figures of this moment; every cell opens its rows."""

    title = gettext_lazy("Report forms")
    template_name = "reporting/report_forms.html"
    perms = (Perm.READ_FIGURES,)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(gettext_lazy("Annual summary"), reverse("reporting:annual"))]

    @cached_property
    def question(self) -> Question:
        return question_of(self.request.GET, self.user)

    @cached_property
    def form(self) -> Form:
        return form(self.request.GET.get("form") or next(iter(forms())))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question, one = self.question, self.form
        fits = one.fits(question.period, question.bureau.kind)
        return super().get_context_data(
            **kwargs,
            question=question,
            form=one,
            forms=forms().values(),
            periods=period_choices(),
            choices=self._bureaus(),
            campaigns=Campaign.objects.visible_to(self.user).order_by("-starts_on")[:50],
            fits=fits,
            against=selector(self.request.GET, question),
            may_export=self.user.can(Perm.EXPORT_RECORDS),
            definitions=one.columns,
            **(self._tables() if fits else {}),
        )

    def _tables(self) -> dict[str, Any]:
        params, one = self.request.GET, self.form
        book = Book(filled_content(self.question, [fill(one, self.question)]))
        found = comparison_asked(params, one, book, self.question)
        if found is None:
            return {"table": form_table(one, book, self._opens)}
        kept = query_of(self.question, form=one.code)
        compared = ComparedForm(params, found, self._opens, kept)
        table = form_table(one, book, self._opens, compared)
        return {"table": table, "compared": compared.context()}

    def _opens(self, cell: Figured) -> str:
        column = self.form.column(cell.address.column)
        has_rows = column.is_computed and (cell.value or cell.unknown)
        return live_address(self.question, cell) if has_rows else ""

    def _bureaus(self) -> Any:
        inside = Bureau.objects.within(self.user.bureau.path)
        chosen = Q(kind__in=["province", "city"]) | Q(pk=self.user.bureau_id)
        if not self.user.bureau.is_province:
            chosen |= Q(kind="county")
        return inside.filter(chosen).order_by("path")


class FormCellRows(ListPage):
    """The records behind one cell of a form, as far as the reader may see them."""

    template_name = "reporting/figure_rows.html"
    perms = (Perm.READ_FIGURES,)
    exportable = False
    empty_reason = gettext_lazy("Nothing was counted for this figure in the period.")

    @cached_property
    def question(self) -> Question:
        return question_of(self.request.GET, self.user)

    @cached_property
    def address(self) -> Address:
        try:
            return Address.parse(self.request.GET.get("cell", ""))
        except ValueError as error:
            raise NotFound from error

    @cached_property
    def place(self) -> tuple[Form, Row, Column]:
        """Raises NotFound for a cell that is not there, or has no rows."""
        at = self.address
        one = form(at.form)
        section = next((part for part in one.sections if part.code == at.section), None)
        column = next((part for part in one.columns if part.code == at.column), None)
        if section is None or column is None or not column.is_computed:
            raise NotFound
        if section.axis:
            return one, self._bureau_row(section.axis), column
        row = next((part for part in section.rows if part.code == at.row), None)
        if row is None:
            raise NotFound
        return one, row, column

    def _bureau_row(self, axis: str) -> Row:
        found = Bureau.objects.within(self.question.bureau.path).filter(code=self.address.row)
        bureau = found.first()
        if bureau is None:
            raise NotFound
        return Row(bureau.code, Title(bureau.name, bureau.name), {axis: (bureau.code,)})

    @cached_property
    def figure(self) -> Any:
        one, _row, column = self.place
        base = one.column(column.ratio[1]) if column.ratio else column
        return printed_figure(base.figure)

    @property
    def columns(self) -> Any:  # type: ignore[override]
        columns = FORM_SHAPES[self.figure.listed_as].columns
        money = self.figure.is_money and self.figure.listed_as == "case"
        return (*columns, AMOUNT) if money else columns

    @property
    def default_sort(self) -> str:  # type: ignore[override]
        return FORM_SHAPES[self.figure.listed_as].sort

    def page_title(self) -> str:
        one, row, column = self.place
        return f"{one.number} {column.title} · {row.title}"

    def crumbs(self) -> list[Crumb]:
        one, _row, _column = self.place
        query = urlencode(query_of(self.question, form=one.code))
        address = f"{reverse('reporting:report-forms')}?{query}"
        return [Crumb(gettext_lazy("Report forms"), address)]

    @cached_property
    def counted(self) -> Any:
        one, row, column = self.place
        rows = cell_rows(one, column, row, self.question)
        if self.figure.measure == Measure.DISTINCT:
            return Party.objects.filter(pk__in=rows.values(self.figure.subject_path))
        return rows

    def get_queryset(self) -> Any:
        shape = FORM_SHAPES[self.figure.listed_as]
        return shape.seen(self.counted, self.user).select_related(*shape.related)

    def row_address(self, row: Any) -> str:
        return FORM_SHAPES[self.figure.listed_as].address(row)

    def searchable(self) -> bool:
        return False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        _one, _row, column = self.place
        counted = self.counted.count()
        seen = self.get_queryset().order_by()
        total, unknown = None, 0
        if self.figure.is_money:
            path = self.figure.subject_path
            total = seen.aggregate(total=Sum(path))["total"]
            unknown = self.counted.filter(**{f"{path}__isnull": True}).count()
        money = self.figure.is_money
        return super().get_context_data(
            **kwargs,
            scope=self.question.scope(),
            indicator={"meaning": column.definition},
            value={"unknown": unknown},
            shown_value=shown(column, total or Decimal(0)) if money else f"{counted:,}",
            shown_unit=column.unit if not column.ratio else _("records of the base"),
            counted=counted,
            hidden=counted - seen.count(),
            seen_total=total,
            is_money=money,
        )
