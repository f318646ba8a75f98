"""A record's next limit in one sentence, why, and who was reminded of its limits and when."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from accounts.models import Perm
from core.pages.base import SignedIn
from deadlines.explain import count_down
from deadlines.models import Reminder
from deadlines.services.calendar import office_calendar
from deadlines.services.clocks import clocks_of, next_clock
from deadlines.services.noted import note_acknowledged
from deadlines.why import steps_of
from workbench.records import readable_record

SHOWN = 20


class RemindedPanel(SignedIn):
    """The reminders of one record's limits, newest first, as a panel of its page."""

    perms = (Perm.READ_RECORDS,)

    def get(self, request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
        record = readable_record(kind, id, self.user)
        clock = next_clock(record)
        if clock is not None:
            count_down([clock], localdate(), office_calendar())
        told = Reminder.objects.filter(clock__in=clocks_of(record).values("pk"))
        shown = {
            "next": clock,
            "steps": [step.text for step in steps_of(clock)] if clock else [],
            "told": newest(told),
            "more": max(0, told.count() - SHOWN),
        }
        return render(request, "deadlines/reminded.html", shown)


def newest(rows: QuerySet[Reminder]) -> list[Reminder]:
    """The latest reminders, each with when its reader took note of it. Two queries."""
    found = list(
        rows.select_related("clock", "recipient__bureau").order_by("-on", "-pk")[:SHOWN]
    )
    note_acknowledged(found)
    return found
