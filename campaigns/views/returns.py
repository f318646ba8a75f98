"""Returns: the list, who has not handed in, the sheet, and the acts of the bureau above."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.models import Perm
from campaigns.ledger_filters import ReturnFilter
from campaigns.models import Return
from campaigns.policies import OFFICE, may_report
from campaigns.return_forms import schedule_choices
from campaigns.services.balance import faults_of
from campaigns.services.returns import cells_of
from campaigns.services.returns_checked import standing_values
from campaigns.services.schedules import present_period, reporting_bureaus
from campaigns.transitions.returns import ReturnAct
from campaigns.views.procedure import Button, acts_of, timeline_of
from core.pages.base import Crumb, Page, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, ListPage, Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, days_left, pill

READ = (Perm.READ_RECORDS,)
TONES = {
    "draft": "active",
    "submitted": "waiting",
    "returned": "soon",
    "accepted": "met",
    "locked": "met",
}
BUTTONS = {
    ReturnAct.FILL: Button("campaigns:return-fill", "pencil", "main", dialog=False),
    ReturnAct.SUBMIT: Button("reporting:return-submit", "send", "plain"),
    ReturnAct.ACCEPT: Button("campaigns:return-accept", "circle-check", "main"),
    ReturnAct.RETURN: Button("campaigns:return-send-back", "arrow-left"),
    ReturnAct.LOCK: Button("campaigns:return-lock", "lock", "danger"),
    ReturnAct.CORRECT: Button("campaigns:return-correct", "pencil"),
}


def return_crumb() -> Crumb:
    return Crumb(gettext_lazy("Returns"), reverse("campaigns:return-list"))


def due_cell(report: Return) -> str | SafeString:
    """Whether it came in time, or how long is left."""
    if report.is_late(timezone.localdate()):
        word = _("late")
        return pill(f"{report.due_on} {word}", "late")
    return report.due_on.isoformat()


class ReturnList(ListPage):
    title = gettext_lazy("Returns")
    perms = READ
    filterset_class = ReturnFilter
    primary_filters = ("status", "campaign")
    default_sort = "-ends_on"
    row_url_name = "campaigns:return-detail"
    columns = (
        Column("bureau", gettext_lazy("Bureau"), value="bureau.name"),
        Column("campaign", gettext_lazy("Campaign"), value="campaign.name", css="wide"),
        Column("schedule", gettext_lazy("Kind of return"), value="schedule.name"),
        Column("starts_on", gettext_lazy("Period from"), kind=Kind.DATE, sort="starts_on"),
        Column("ends_on", gettext_lazy("Period to"), kind=Kind.DATE, sort="ends_on"),
        Column("status", gettext_lazy("Status"), kind=Kind.STATUS, tones=TONES),
        Column("due", gettext_lazy("Due on"), cell=due_cell, sort="due_on"),
        Column(
            "submitted_on", gettext_lazy("Submitted on"), kind=Kind.DATE, sort="submitted_on"
        ),
    )
    presets = (
        Preset(gettext_lazy("All"), ""),
        Preset(gettext_lazy("My bureau's"), "own=1"),
        Preset(gettext_lazy("To be checked"), "status=submitted"),
        Preset(gettext_lazy("Overdue"), "late=1"),
    )
    acts = (
        ListAct(gettext_lazy("Begin a return"), "reporting:return-begin", perms=OFFICE),
        ListAct(
            gettext_lazy("Who has handed in"), "campaigns:return-board", "table", main=False
        ),
    )
    empty_reason = gettext_lazy("No return was begun yet.")
    empty_advice = gettext_lazy("Begin one for a period of a running campaign.")

    def get_queryset(self) -> QuerySet[Return]:
        rows = Return.objects.visible_to(self.user)
        return rows.select_related("bureau", "campaign", "schedule")


class ReturnBoard(Page):
    """Per schedule, the period that is reported now: who has handed in, who is late."""

    title = gettext_lazy("Who has handed in")
    template_name = "campaigns/return_board.html"
    perms = READ

    def crumbs(self) -> list[Crumb]:
        return [return_crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = timezone.localdate()
        running = schedule_choices(self.user).filter(campaign__status="running")
        boards = [self._board(schedule, on) for schedule in running]
        return super().get_context_data(**kwargs, boards=[one for one in boards if one])

    def _board(self, schedule: Any, on: Any) -> dict[str, Any] | None:
        period = present_period(schedule, on)
        if period is None:
            return None
        mine = reporting_bureaus(schedule).within(self.user.bureau.path)
        rows = Return.objects.filter(schedule=schedule, starts_on=period.starts_on)
        by_bureau = {row.bureau_id: row for row in rows}
        lines = [(bureau, by_bureau.get(bureau.pk)) for bureau in mine]
        handed_in = sum(1 for _bureau, row in lines if row and not row.is_open)
        return {
            "schedule": schedule,
            "period": period,
            "lines": [(bureau, row, self._state(row, period, on)) for bureau, row in lines],
            "handed_in": handed_in,
            "late": on > period.due_on,
        }

    def _state(self, row: Return | None, period: Any, on: Any) -> SafeString:
        if row is not None and not row.is_open:
            late = row.is_late(on)
            word = _("late")
            label = row.get_status_display()
            return pill(f"{label} {word}", "soon") if late else pill(label, TONES[row.status])
        if on > period.due_on:
            return pill(_("Overdue"), "late")
        return pill(row.get_status_display() if row else _("Not begun"), "neutral")


class ReturnDetail(DetailPage):
    template_name = "campaigns/return_detail.html"
    perms = READ
    record: Return

    def get_queryset(self) -> QuerySet[Return]:
        rows = Return.objects.visible_to(self.user)
        return rows.select_related("bureau", "unit", "campaign", "schedule", "submitted_by")

    def crumbs(self) -> list[Crumb]:
        return [return_crumb()]

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        one = self.record
        address = reverse("campaigns:campaign-detail", args=[one.campaign.uuid])
        found = [
            Fact(_("Bureau"), one.bureau.name),
            Fact(_("Campaign"), one.campaign.name, address),
            Fact(_("Period"), f"{one.starts_on} – {one.ends_on}"),
        ]
        if one.submitted_by is not None:
            found.append(Fact(_("Submitted by"), f"{one.submitted_by.name} {one.submitted_on}"))
        return found

    def notice(self) -> Text:
        one = self.record
        return _("Sent back: %(why)s") % {"why": one.return_reason} if one.return_reason else ""

    def limit(self) -> tuple[Text, DaysLeft] | None:
        one = self.record
        if not one.is_open:
            return None
        left = days_left((one.due_on - timezone.localdate()).days, working=False)
        return _("To be handed in by"), DaysLeft(left.words, left.tone, one.due_on)

    def acts(self) -> Sequence[Act]:
        return acts_of(self.record, self.user, BUTTONS)

    def waiting_for(self) -> Text:
        if self.record.status == "submitted" and self.record.bureau.parent:
            return str(self.record.bureau.parent.name)
        return ""

    def sections(self) -> Sequence[Section]:
        one = self.record
        told = [
            Fact(pgettext("return", "What was done"), one.work, wide=True),
            Fact(_("Problems"), one.problems, wide=True),
            Fact(_("Next steps"), one.next_steps, wide=True),
            Fact(_("Typical cases"), one.typical_cases, wide=True),
        ]
        return [
            Section(_("Figures"), [], template="campaigns/_return_sheet.html"),
            Section(_("In words"), told),
        ]

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cells = cells_of(self.record)
        stands = standing_values(self.record)
        open_ = self.record.is_open and may_report(self.record.bureau, by=self.user)
        return super().get_context_data(
            **kwargs,
            lines=[(cell, stands[cell.indicator.code]) for cell in cells],
            faults=faults_of(self.record, cells) if open_ else [],
            corrections=self.record.corrections.select_related("indicator", "by"),
            has_below=any(cell.summed is not None for cell in cells),
        )
