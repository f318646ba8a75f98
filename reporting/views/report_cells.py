"""Pages that hang on an edition: one cell, the level below, what is restated."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.errors import NotFound
from core.pages.base import Crumb, Page
from core.refs import Ref, resolve
from reporting.figures import FigureValue
from reporting.models import ReportEdition, ReportStatus
from reporting.report_forms.definition import Address, Row
from reporting.report_forms.fill import Part, Question, cell_value
from reporting.report_forms.loader import before, period
from reporting.services.report_content import Book, Figured, parts_of_rows
from reporting.services.report_duties import PREPARES, require_figures
from reporting.services.report_restate import RecordChange, cell_changes, record_changes
from reporting.services.report_upward import Upward, lower_level
from reporting.services.report_words import shown
from reporting.services.sentences import compared, points
from reporting.views.report_edition import EditionAddress
from reporting.views.report_tables import told_number

MOST_RECORDS = 500


class OfEdition(EditionAddress, Page):
    """A page that hangs on an edition."""

    perms = (Perm.READ_FIGURES,)

    @cached_property
    def edition(self) -> ReportEdition:
        found: ReportEdition = self.get_record()
        require_figures(found)
        return found

    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(gettext_lazy("Report editions"), reverse("reporting:report-editions")),
            Crumb(str(self.edition), reverse("reporting:report", args=[self.edition.uuid])),
        ]


class EditionCell(OfEdition):
    """One cell: computed, reported, difference, note, and the records that were counted."""

    template_name = "reporting/report_cell.html"

    @cached_property
    def book(self) -> Book:
        return Book.of(self.edition)

    @cached_property
    def cell(self) -> Figured:
        try:
            return self.book.cell(Address.parse(self.request.GET.get("cell", "")))
        except (KeyError, ValueError) as error:
            raise NotFound from error

    def page_title(self) -> str:
        at = self.cell.address
        form = self.book.forms[at.form]
        rows = self.book.rows(form, form.section(at.section))
        row = next(one for one in rows if one.code == at.row)
        return f"{form.number} {form.column(at.column).title} · {row.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        column = self.book.forms[self.cell.address.form].column(self.cell.address.column)
        parts = self._parts()
        may_enter = (
            self.edition.status == ReportStatus.DRAFT
            and self.edition.bureau_id == self.user.bureau_id
            and any(self.user.can(perm) for perm in PREPARES)
        )
        enter = reverse("reporting:report-value", args=[self.edition.uuid])
        return super().get_context_data(
            **kwargs,
            edition=self.edition,
            column=column,
            cell=self.cell,
            printed=shown(column, self.cell.value),
            computed=told_number(self.cell.computed),
            reported=told_number(self.cell.reported),
            difference=told_number(self.cell.difference),
            kept_in=_("yuan") if column.is_money else column.unit,
            counted=len({part.uuid for part in parts}),
            records=self._records(parts[:MOST_RECORDS]),
            may_enter=may_enter,
            earlier=self._earlier(),
            enter=f"{enter}?{urlencode({'cell': str(self.cell.address)})}",
        )

    def _earlier(self) -> tuple[str, str, str] | None:
        """The same period of the year before as it is counted today, and the change."""
        earlier = before(period(self.edition.period))
        at = self.cell.address
        form = self.book.forms[at.form]
        column = form.column(at.column)
        if earlier is None or not column.is_computed or self.cell.computed is None:
            return None
        question = Question(self.edition.bureau, earlier, self.edition.campaign)
        row = Row(at.row, form.title, self.book.row_where(at))
        value = cell_value(form, column, row, question)
        if earlier.regime != period(self.edition.period).regime:
            change = _(
                "cannot be compared with the year before: its reporting year was another"
            )
        else:
            tell = points if column.ratio else compared
            change = tell(FigureValue(self.cell.value), FigureValue(value))
        return str(earlier.title), shown(column, value), change

    def _parts(self) -> list[Part]:
        at = self.cell.address
        column = self.book.forms[at.form].column(at.column)
        code = column.ratio[1] if column.ratio else column.code
        kept = self.edition.sources.kept().filter(form=at.form, column=code).first()
        where = self.book.row_where(at)
        rows = parts_of_rows(kept.rows) if kept else []
        return [part for part in rows if part.falls_in(where)]

    def _records(self, parts: list[Part]) -> list[tuple[str, str, str]]:
        """(number, what it contributed, address): no address where one may not look."""
        refs = {part.uuid: Ref.parse(f"{part.kind}:{part.uuid}") for part in parts}
        seen = resolve(refs.values(), self.user)
        return [
            (
                seen[refs[part.uuid]].title or part.label,
                told_number(part.value),
                seen[refs[part.uuid]].address,
            )
            for part in parts
        ]


class EditionBelow(OfEdition):
    """What the bureaus below froze beside what is computed here."""

    title = gettext_lazy("The level below")
    template_name = "reporting/report_below.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        level = lower_level(self.edition)
        if level is None:
            raise NotFound
        chosen = self.request.GET.get("column", "")
        return super().get_context_data(
            **kwargs,
            edition=self.edition,
            level=level,
            sums=[
                (self._line(one), f"{one.form.code}.{one.column.code}") for one in level.sums
            ],
            chosen=chosen,
            lines=[
                self._line(one)
                for one in level.lines
                if f"{one.form.code}.{one.column.code}" == chosen
            ],
        )

    def _line(self, one: Upward) -> dict[str, Any]:
        return {
            "form": one.form,
            "column": one.column,
            "bureau": one.bureau,
            "lower": shown(one.column, one.lower),
            "computed": shown(one.column, one.computed),
            "difference": shown(one.column, one.difference),
            "differs": bool(one.difference),
        }


class EditionChanges(OfEdition):
    """What a restated edition changes: figure by figure, record by record."""

    title = gettext_lazy("What is restated")
    template_name = "reporting/report_changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.edition.restates is None:
            raise NotFound
        changes = record_changes(self.edition)
        book = Book.of(self.edition)
        cells = [
            (book.forms[one.address.form].column(one.address.column), one)
            for one in cell_changes(self.edition)
            if one.address.form in book.forms
        ]
        return super().get_context_data(
            **kwargs,
            edition=self.edition,
            count=len({one.uuid for one in changes}),
            changes=self._told(changes[:MOST_RECORDS]),
            cells=[
                (book.place(one.address), shown(column, one.before), shown(column, one.after))
                for column, one in cells[:MOST_RECORDS]
            ],
        )

    def _told(self, changes: list[RecordChange]) -> list[dict[str, Any]]:
        refs = {one.uuid: Ref.parse(f"{one.kind}:{one.uuid}") for one in changes}
        seen = resolve(refs.values(), self.user)
        return [
            {
                "label": seen[refs[one.uuid]].title or one.label,
                "address": seen[refs[one.uuid]].address,
                "form": one.form,
                "column": one.column,
                "before": shown(one.column, one.before),
                "after": shown(one.column, one.after),
                "moved": one.moved,
            }
            for one in changes
        ]
