"""Limits: the reader's list, one limit with why its date is what it is, a record's panel."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from accounts.models import Perm
from core.pages.base import Crumb, SignedIn, Text
from core.pages.details import DetailPage
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from core.refs import resolve
from core.templatetags.yaoan import count_badge
from deadlines.explain import bound_names, changes_of, count_down, left_of
from deadlines.models import Clock, ClockState, Reminder
from deadlines.policies import may_suspend
from deadlines.queue import urgent_count
from deadlines.services.calendar import office_calendar
from deadlines.services.clocks import clocks_of
from deadlines.services.noted import note_acknowledged
from deadlines.views.told import acts_on, ended_entry, extension_entries, suspension_entries
from deadlines.why import why_of
from workbench.records import readable_record

TONES = {
    ClockState.RUNNING.value: "waiting",
    ClockState.SUSPENDED.value: "neutral",
    ClockState.MET.value: "met",
    ClockState.STOPPED.value: "void",
}


def _told(row: Reminder) -> str:
    """Who was told, and when they took note of it."""
    name = str(row.recipient.name)
    if row.acknowledged_at is None:
        return name
    at = localtime(row.acknowledged_at)
    return _("%(name)s (noted %(time)s)") % {"name": name, "time": f"{at:%m-%d %H:%M}"}


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
        clock = self.record
        facts = [
            Fact(_("Bureau"), clock.bureau.short_name),
            Fact(_("Responsible"), bound_names(clock)),
            Fact(_("Bound by"), clock.get_responsibility_display()),
        ]
        if clock.ended_on is not None:
            facts.append(Fact(_("Ended on"), clock.ended_on.isoformat()))
        return facts

    def limit(self) -> tuple[Text, DaysLeft] | None:
        left = left_of(self.record, localdate(), office_calendar())
        return (_("Act by %(day)s") % {"day": self.record.act_by}, left) if left else None

    def acts(self) -> list[Act]:
        return acts_on(self.record, self.user)

    def sections(self) -> list[Section]:
        return [Section(_("Why this date"), [], template="deadlines/_why.html")]

    def related(self) -> list[Fact]:
        seen = resolve([self.record.about], self.user)[self.record.about]
        return [Fact(_("Record"), seen.title, seen.address)] if seen.title else []

    def timeline(self) -> list[Entry]:
        """Newest first."""
        clock = self.record
        told = list(clock.reminders.select_related("recipient").order_by("-on", "-pk"))
        note_acknowledged(told)
        by_rung: dict[tuple[date, str], list[str]] = {}
        for row in told:
            by_rung.setdefault((row.on, row.get_rung_display()), []).append(_told(row))
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
            entries.append(ended_entry(clock, clock.ended_on))
        entries += [
            *suspension_entries(clock),
            *extension_entries(clock),
            Entry(clock.started_on, _("The limit started")),
        ]
        return sorted(entries, key=lambda entry: entry.at, reverse=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clock = self.record
        return super().get_context_data(
            **kwargs,
            why=why_of(clock),
            clock=clock,
            may_suspend=clock.is_live and may_suspend(clock, by=self.user),
        )


class ClockPanel(SignedIn):
    """The limits of one record, as a panel of its page."""

    perms = (Perm.READ_RECORDS,)

    def get(self, request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
        record = readable_record(kind, id, self.user)
        rows = clocks_of(record).prefetch_related("reminders__recipient")
        clocks = list(rows.prefetch_related("suspensions", "extensions"))
        count_down(clocks, localdate(), office_calendar())
        told = [one for clock in clocks for one in clock.reminders.all()]
        note_acknowledged(told)
        shown = [
            {
                "clock": clock,
                "bound": bound_names(clock),
                "tone": TONES[clock.state],
                "changes": changes_of(clock),
                "told": list(clock.reminders.all())[:5],
            }
            for clock in clocks
        ]
        return render(request, "deadlines/panel.html", {"clocks": shown})
