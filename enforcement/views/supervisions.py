"""Supervised cases: the list, reports, further days, lifting."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm, User
from core.pages.base import Crumb
from core.pages.columns import Column, Kind
from core.pages.lists import ListPage, Preset
from core.pages.parts import Act
from deadlines.policies import require_may_act
from enforcement.filters.around import SupervisionFilter
from enforcement.forms.around import ReportDaysForm, ReportForm
from enforcement.forms.common import ReasonForm
from enforcement.models import Case, Supervision, SupervisionReport
from enforcement.policies import WRITES_CASES, is_supervising, require_supervising
from enforcement.services.supervisions import (
    ask_for_reports,
    lift_supervision,
    report_to_supervisor,
)
from enforcement.views.acts import ActPage
from enforcement.views.case_acts import CaseActPage

READ = (Perm.READ_RECORDS,)


class SupervisionList(ListPage):
    title = gettext_lazy("Supervised cases")
    perms = READ
    filterset_class = SupervisionFilter
    default_sort = "-begun_on"
    columns = (
        Column("case", gettext_lazy("Case"), value="case.title", css="wide"),
        Column("number", gettext_lazy("Case number"), value="case.number", css="narrow"),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.short_name"),
        Column("by", gettext_lazy("Supervised by"), value="by_bureau.short_name"),
        Column("begun_on", gettext_lazy("Supervised since"), kind=Kind.DATE, sort="begun_on"),
        Column("next", gettext_lazy("Next report due on"), "next_due_on", Kind.DATE),
        Column("lifted_on", gettext_lazy("Lifted on"), kind=Kind.DATE),
    )
    presets = (
        Preset(gettext_lazy("All"), ""),
        Preset(gettext_lazy("Not lifted"), "live=1"),
        Preset(gettext_lazy("A report is overdue"), "late=1"),
    )
    empty_reason = gettext_lazy("No case of your jurisdiction is under supervision.")
    empty_advice = gettext_lazy("A bureau above puts a case under supervision on its page.")

    def get_queryset(self) -> QuerySet[Supervision]:
        rows = Supervision.objects.visible_to(self.user)
        due = Min("reports__due_on", filter=Q(reports__reported_on=None))
        joined = rows.select_related("case", "bureau", "by_bureau")
        return joined.annotate(next_due_on=due)

    def row_address(self, row: Any) -> str:
        return reverse("enforcement:case-detail", args=[row.case.uuid])

    def row_css(self, row: Any) -> str:
        late = row.next_due_on is not None and row.next_due_on < timezone.localdate()
        return "row-late" if late else ""

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(case__search__finds=words)


class SupervisionActPage(CaseActPage):
    """An act of the bureau that supervises a case."""

    def require(self, record: Any) -> None:
        live = record.supervisions.filter(lifted_on=None).select_related("by_bureau").first()
        if live is not None:
            require_supervising(live, by=self.user)
        else:
            require_may_act(record, by=self.user, perm=Perm.DECIDE_CASES)


class AskForReports(SupervisionActPage):
    title = gettext_lazy("Ask for reports")
    submit = gettext_lazy("Ask")
    success = gettext_lazy("The officers have to report on these days.")
    form_class = ReportDaysForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        ask_for_reports(case, **told, by=self.user, on=self.on)


class LiftSupervision(SupervisionActPage):
    title = gettext_lazy("Lift the supervision")
    submit = gettext_lazy("Lift")
    success = gettext_lazy("The supervision was lifted; the officers were told.")
    form_class = ReasonForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        lift_supervision(case, **told, by=self.user, on=self.on)


class ReportToSupervisor(ActPage):
    """A report that is due, by the officers of the case."""

    title = gettext_lazy("Report to the supervising bureau")
    submit = gettext_lazy("Report")
    success = gettext_lazy("The report was made.")
    form_class = ReportForm
    perms = READ

    def get_queryset(self) -> QuerySet[SupervisionReport]:
        rows = SupervisionReport.objects.visible_to(self.user)
        return rows.select_related("supervision__case", "bureau", "unit")

    def require(self, record: Any) -> None:
        require_may_act(record, by=self.user, perm=WRITES_CASES)

    def crumbs(self) -> list[Crumb]:
        case = self.found.supervision.case
        return [
            Crumb(_("Cases"), reverse("enforcement:case-list")),
            Crumb(case.number or case.title, self.detail_address()),
        ]

    def detail_address(self) -> str:
        return reverse("enforcement:case-detail", args=[self.found.supervision.case.uuid])

    def act(self, form: Any) -> str:
        told = form.cleaned_data
        report_to_supervisor(self.found, **told, by=self.user, on=self.on)
        return self.detail_address()


def supervising_acts(row: Supervision, user: User) -> Iterable[Act]:
    """What the bureau above can do with a supervised case."""
    if row.lifted_on is None and is_supervising(row, by=user):
        at = [row.case.uuid]
        ask = reverse("enforcement:supervision-ask", args=at)
        lift = reverse("enforcement:supervision-lift", args=at)
        yield Act(_("Ask for reports"), ask, "calendar-event", dialog=True)
        yield Act(_("Lift the supervision"), lift, "x", dialog=True)


def is_late(report: SupervisionReport, on: date) -> bool:
    return report.reported_on is None and report.due_on < on
