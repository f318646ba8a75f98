"""Assistance requests: the list for both sides, one request, and its acts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb, Text
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage
from core.pages.lists import ListAct, Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from enforcement.filters.around import AssistanceFilter
from enforcement.models import AssistanceRequest, AssistanceStatus
from enforcement.models.base import with_limit
from enforcement.transitions.assistance import AssistanceAct
from enforcement.views.parts import (
    Button,
    LimitedList,
    acts_of,
    due_cell,
    limit_of,
    related_of,
    timeline_of,
)
from workbench.services.attachments import attachments_of

READ = (Perm.READ_RECORDS,)
S = AssistanceStatus
TONES: dict[str, str] = {
    S.WAITING: "waiting",
    S.IN_HAND: "active",
    S.ANSWERED: "met",
    S.WITHDRAWN: "void",
}
BUTTONS: dict[str, Button] = {
    AssistanceAct.ANSWER: Button("enforcement:assistance-answer", "message", "main"),
    AssistanceAct.ASSIGN: Button("enforcement:assistance-assign", "user-check", dialog=True),
    AssistanceAct.EXTEND: Button("enforcement:assistance-extend", "clock", dialog=True),
    AssistanceAct.WITHDRAW: Button("enforcement:assistance-withdraw", "x", dialog=True),
}


def asking(row: AssistanceRequest) -> str:
    return row.from_bureau.name if row.from_bureau else row.outside


def answering(row: AssistanceRequest) -> str:
    return row.outside if row.is_sent_outside else row.bureau.name


class AssistanceList(LimitedList):
    title = gettext_lazy("Assistance requests")
    perms = READ
    filterset_class = AssistanceFilter
    primary_filters = ("status",)
    default_sort = "-asked_on"
    row_url_name = "enforcement:assistance-detail"
    columns = (
        Column("title", gettext_lazy("Title"), css="wide"),
        Column("number", gettext_lazy("Number"), css="narrow"),
        Column("status", gettext_lazy("Status"), kind=Kind.STATUS, tones=TONES),
        Column("limit", gettext_lazy("Limit"), cell=due_cell, sort="limit_act_by"),
        Column("asking", gettext_lazy("Asked by"), value=asking),
        Column("answering", gettext_lazy("Asked of"), value=answering),
        Column("handler", gettext_lazy("Handling officer"), value="handler.name"),
        Column("asked_on", gettext_lazy("Received on"), kind=Kind.DATE, sort="asked_on"),
        Column("answered_on", gettext_lazy("Answered on"), kind=Kind.DATE, shown=False),
    )
    presets = (
        Preset(gettext_lazy("All"), ""),
        Preset(gettext_lazy("Asked of my bureau"), "asked_of_us=1&open=1"),
        Preset(gettext_lazy("Asked by my bureau"), "asked_by_us=1"),
        Preset(gettext_lazy("Overdue"), "late=1"),
    )
    acts = (
        ListAct(
            gettext_lazy("Ask for assistance"),
            "enforcement:assistance-new",
            perms=(Perm.WRITE_CASES,),
        ),
        ListAct(
            gettext_lazy("Register a letter from outside"),
            "enforcement:assistance-register",
            icon="mail",
            perms=(Perm.WRITE_CLUES,),
            main=False,
        ),
    )
    empty_reason = gettext_lazy("Nobody in your jurisdiction asked or was asked yet.")

    def get_queryset(self) -> QuerySet[AssistanceRequest]:
        rows = AssistanceRequest.objects.visible_to(self.user)
        return with_limit(rows.select_related("bureau", "from_bureau", "handler"))

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(title__icontains=words)


class AssistanceDetail(DetailPage):
    perms = READ
    template_name = "enforcement/assistance_detail.html"
    record: AssistanceRequest

    def get_queryset(self) -> QuerySet[AssistanceRequest]:
        rows = AssistanceRequest.objects.visible_to(self.user)
        return rows.select_related(
            "bureau", "unit", "from_bureau", "handler", "asked_by", "case"
        )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Assistance requests"), reverse("enforcement:assistance-list"))]

    def page_title(self) -> Text:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        row = self.record
        found = [
            Fact(_("Asked by"), asking(row)),
            Fact(_("Asked of"), answering(row)),
            Fact(_("Handling officer"), row.handler or _("nobody yet")),
        ]
        if row.urgent:
            found.append(Fact(_("Urgent"), _("Yes")))
        return found

    def limit(self) -> tuple[Text, DaysLeft] | None:
        return limit_of(self.record, timezone.localdate())

    def acts(self) -> Sequence[Act]:
        return acts_of(self.record, self.user, BUTTONS)

    def waiting_for(self) -> Text:
        row = self.record
        return answering(row) if row.status in (S.WAITING, S.IN_HAND) else ""

    def sections(self) -> Sequence[Section]:
        row = self.record
        asked = [
            Fact(_("Domain"), row.get_domain_display()),
            Fact(_("Officer who asks"), row.asked_by.name if row.from_bureau_id else ""),
            Fact(_("Received on"), row.asked_on.isoformat()),
            Fact(_("What is asked"), row.request, wide=True),
        ]
        shown = [Section(_("Request"), asked)]
        if row.answered_on:
            told = [
                Fact(_("Answered on"), row.answered_on.isoformat()),
                Fact(_("Answer"), row.answer, wide=True),
            ]
            shown.append(Section(_("Answer"), told))
        return shown

    def related(self) -> Sequence[Fact]:
        case = self.record.case
        return related_of([(_("Case"), case.ref)], self.user) if case else []

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, files=attachments_of(self.record))
