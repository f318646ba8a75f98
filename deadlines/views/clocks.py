"""Limits: the reader's list, one limit with why its date is what it is, a record's panel."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm, Role
from core.pages.base import Crumb, SignedIn, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListPage, Preset
from core.pages.parts import DaysLeft, Entry, Fact, Section, pill
from core.refs import resolve
from core.templatetags.yaoan import count_badge, days_left
from deadlines.explain import count_down, left_of, steps_in_words
from deadlines.filters import ClockPageFilter
from deadlines.models import Clock, ClockState
from deadlines.queue import urgent_count
from deadlines.services.calendar import office_calendar
from deadlines.services.clocks import clocks_of
from workbench.records import abouts, readable_record

TONES = {
    ClockState.RUNNING.value: "waiting",
    ClockState.MET.value: "met",
    ClockState.STOPPED.value: "void",
}


def _left(row: Any) -> str | SafeString:
    badge: str | SafeString = days_left(row.days, due_on=row.act_by)
    return badge


def _bound(row: Any) -> str:
    names = "、".join(user.name for user in row.responsible.all())
    return names or (str(Role(row.responsible_role).label) if row.responsible_role else "")


class ClockList(ListPage):
    title = gettext_lazy("Deadlines")
    filterset_class = ClockPageFilter
    primary_filters = ("whose", "when", "state")
    default_sort = "act_by"
    row_url_name = "deadlines:clock"
    columns = (
        Column("name", gettext_lazy("Limit"), css="wide"),
        Column("record", gettext_lazy("Record"), value="about_title"),
        Column("left", gettext_lazy("Time left"), cell=_left),
        Column("act_by", gettext_lazy("Act by"), kind=Kind.DATE, sort="act_by"),
        Column("due_on", gettext_lazy("Last day"), kind=Kind.DATE, sort="due_on"),
        Column("responsible", gettext_lazy("Responsible"), value=_bound),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.short_name"),
        Column("started_on", gettext_lazy("Started on"), kind=Kind.DATE, shown=False),
        Column("responsibility", gettext_lazy("Bound by"), shown=False),
        Column("basis", gettext_lazy("Legal source"), shown=False, css="wide"),
        Column("state", gettext_lazy("State"), kind=Kind.STATUS, tones=TONES, shown=False),
    )
    presets = (
        Preset(gettext_lazy("Mine"), ""),
        Preset(gettext_lazy("Mine, overdue"), "when=late"),
        Preset(gettext_lazy("Mine, within 7 days"), "when=soon"),
        Preset(gettext_lazy("My bureau"), "whose=bureau"),
        Preset(gettext_lazy("All, overdue"), "whose=all&when=late"),
    )
    empty_reason = gettext_lazy("No limit is running for you.")
    empty_advice = gettext_lazy("Limits start by themselves with the act that sets them off.")

    def get_queryset(self) -> QuerySet[Clock]:
        rows = Clock.objects.visible_to(self.user).select_related("bureau")
        return rows.prefetch_related("responsible")

    def prepare(self, rows: list[Any]) -> None:
        count_down(rows, localdate(), office_calendar())
        seen = abouts(rows, self.user)
        for row in rows:
            row.about_title = seen[row.about].title

    def row_css(self, row: Any) -> str:
        return "row-late" if row.days is not None and row.days < 0 else ""


class ClockCount(SignedIn):
    """The number beside the bell: overdue, or to be done within three days."""

    def get(self, request: HttpRequest) -> HttpResponse:
        late, soon = urgent_count(self.user, localdate())
        return HttpResponse(count_badge(late + soon, "late" if late else "soon"))


class ClockDetail(DetailPage):
    """Why this date: event, article, each day skipped and why, who was told and when."""

    perms = (Perm.READ_RECORDS,)
    record: Clock

    def get_queryset(self) -> QuerySet[Clock]:
        return Clock.objects.visible_to(self.user).select_related("bureau")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Deadlines"), reverse("deadlines:list"))]

    def page_title(self) -> Text:
        return self.record.name

    def status(self) -> SafeString:
        return pill(self.record.get_state_display(), TONES[self.record.state])

    def head(self) -> list[Fact]:
        return [
            Fact(_("Bureau"), self.record.bureau.short_name),
            Fact(_("Responsible"), _bound(self.record)),
            Fact(_("Bound by"), self.record.get_responsibility_display()),
        ]

    def limit(self) -> tuple[Text, DaysLeft] | None:
        left = left_of(self.record, localdate(), office_calendar())
        return (_("Act by %(day)s") % {"day": self.record.act_by}, left) if left else None

    def notice(self) -> Text:
        if not self.record.provisional:
            return ""
        return _(
            "Expected date: the working days of a year it needs have not been announced yet."
        )

    def sections(self) -> list[Section]:
        clock = self.record
        facts = [
            Fact(_("Started on"), clock.started_on.isoformat()),
            Fact(_("Last day"), clock.due_on.isoformat()),
            Fact(_("Act by"), clock.act_by.isoformat()),
        ]
        if clock.moved_to is not None and clock.moved_to != clock.due_on:
            facts.append(Fact(_("Day after a move"), clock.moved_to.isoformat()))
        if clock.ended_on is not None:
            facts.append(Fact(_("Ended on"), clock.ended_on.isoformat()))
        facts.append(Fact(_("Legal source"), clock.basis, wide=True))
        return [
            Section(_("Dates"), facts),
            Section(_("Why this date"), [], template="deadlines/_why.html"),
        ]

    def related(self) -> list[Fact]:
        seen = resolve([self.record.about], self.user)[self.record.about]
        return [Fact(_("Record"), seen.title, seen.address)] if seen.title else []

    def timeline(self) -> list[Entry]:
        clock = self.record
        told = clock.reminders.select_related("recipient").order_by("-on", "-pk")
        by_rung: dict[tuple[date, str], list[str]] = {}
        for row in told:
            by_rung.setdefault((row.on, row.get_rung_display()), []).append(row.recipient.name)
        entries = [
            Entry(
                on,
                _("Reminded: %(names)s") % {"names": "、".join(names)},
                note=rung,
                kind="clock",
            )
            for (on, rung), names in by_rung.items()
        ]
        if clock.ended_on is not None:
            tone = "met" if clock.state == ClockState.MET else "neutral"
            entries.insert(0, Entry(clock.ended_on, clock.get_state_display(), tone=tone))
        return [*entries, Entry(clock.started_on, _("The limit started"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, steps=steps_in_words(self.record))


class ClockPanel(SignedIn):
    """The limits of one record, as a panel of its page."""

    perms = (Perm.READ_RECORDS,)

    def get(self, request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
        record = readable_record(kind, id, self.user)
        clocks = list(clocks_of(record).prefetch_related("reminders__recipient"))
        count_down(clocks, localdate(), office_calendar())
        shown = [
            {
                "clock": clock,
                "bound": _bound(clock),
                "steps": steps_in_words(clock),
                "tone": TONES[clock.state],
                "told": list(clock.reminders.all())[:5],
            }
            for clock in clocks
        ]
        return render(request, "deadlines/panel.html", {"clocks": shown})
