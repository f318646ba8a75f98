from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
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
from reporting.report_forms.loader import form, forms, period, periods
from reporting.services.report_content import Book, Figured, computed_form
from reporting.services.report_words import shown
from reporting.views.report_shapes import FORM_SHAPES
from reporting.views.report_tables import form_table
from reporting.views.shapes import AMOUNT

YEAR = "year"


def question_of(params: Any, user: Any) -> Question:
    """``?bureau=&period=&campaign=`` as asked; by default one's own bureau, this year.

    Raises:
        NotFound: a bureau or campaign outside one's jurisdiction, or no such period.
    """
    code = params.get("period") or f"{timezone.localdate().year}-{YEAR}"
    bureau = Bureau.objects.filter(code=params.get("bureau") or user.bureau.code).first()
    if bureau is None or not user.bureau.is_above(bureau):
        raise NotFound
    return Question(bureau, period(code), campaign_of(params, user))


def campaign_of(params: Any, user: Any) -> Campaign | None:
    """Raises NotFound for a campaign the reader does not see."""
    if not params.get("campaign"):
        return None
    found = Campaign.objects.visible_to(user).filter(code=params["campaign"]).first()
    if found is None:
        raise NotFound
    return found


def query_of(question: Question, **more: str) -> dict[str, str]:
    """The parameters that ask the same again."""
    found = {"bureau": question.bureau.code, "period": question.period.code, **more}
    if question.campaign is not None:
        found["campaign"] = question.campaign.code
    return found


def live_address(question: Question, cell: Figured) -> str:
    """The list of exactly the records behind a cell as it is now."""
    query = urlencode(query_of(question, cell=str(cell.address)))
    return f"{reverse('reporting:report-rows')}?{query}"


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
            periods=self._periods(),
            choices=self._bureaus(),
            campaigns=Campaign.objects.visible_to(self.user).order_by("-starts_on")[:50],
            fits=fits,
            table=self._table() if fits else None,
            definitions=one.columns,
        )

    def _table(self) -> dict[str, Any]:
        book = Book(computed_form(self.question, fill(self.form, self.question)))

        def opens(cell: Figured) -> str:
            column = self.form.column(cell.address.column)
            has_rows = column.is_computed and (cell.value or cell.unknown)
            return live_address(self.question, cell) if has_rows else ""

        return form_table(self.form, book, opens)

    def _periods(self) -> list[Any]:
        today = timezone.localdate()
        begun = [one for one in periods().values() if one.starts_on <= today]
        return sorted(begun, key=lambda one: one.starts_on, reverse=True)

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
