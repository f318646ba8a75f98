"""Transfers: the list, one transfer, and its acts."""

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
from core.pages.lists import Preset
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section, pill
from enforcement.filters.around import TransferFilter
from enforcement.models import Transfer, TransferStatus
from enforcement.models.base import with_limit
from enforcement.transitions.transfer import TransferAct
from enforcement.views.parts import (
    Button,
    LimitedList,
    acts_of,
    due_cell,
    limit_of,
    related_of,
    timeline_of,
    waits_for,
)

READ = (Perm.READ_RECORDS,)
S = TransferStatus
TONES: dict[str, str] = {
    S.PROPOSED: "waiting",
    S.REFUSED: "void",
    S.WITHDRAWN: "void",
    S.APPROVED: "active",
    S.HANDED_OVER: "waiting",
    S.OPENED: "active",
    S.DECLINED: "soon",
    S.RECONSIDERING: "waiting",
    S.UPHELD: "soon",
    S.SUPERVISED: "waiting",
    S.ACCEPTED: "met",
    S.RETURNED: "met",
}
BUTTONS: dict[str, Button] = {
    TransferAct.HAND_OVER: Button("enforcement:transfer-hand-over", "send", "main", True),
    TransferAct.RECORD_OPENED: Button("enforcement:transfer-opened", "check", "main", True),
    TransferAct.RECORD_ACCEPTED: Button(
        "enforcement:transfer-accepted", "check", "main", dialog=True
    ),
    TransferAct.RECORD_DECLINED: Button("enforcement:transfer-declined", "x", dialog=True),
    TransferAct.ASK_RECONSIDERATION: Button(
        "enforcement:transfer-reconsider", "refresh", dialog=True
    ),
    TransferAct.RECORD_UPHELD: Button("enforcement:transfer-upheld", "x", dialog=True),
    TransferAct.ASK_PROCURATORATE: Button(
        "enforcement:transfer-procuratorate", "scale", dialog=True
    ),
    TransferAct.HAND_OVER_ITEMS: Button("enforcement:transfer-items", "package", dialog=True),
    TransferAct.TAKE_BACK: Button("enforcement:transfer-back", "arrow-left", dialog=True),
}


class TransferList(LimitedList):
    title = gettext_lazy("Transfers")
    perms = READ
    filterset_class = TransferFilter
    primary_filters = ("status", "kind")
    default_sort = "-proposed_on"
    row_url_name = "enforcement:transfer-detail"
    columns = (
        Column("case", gettext_lazy("Case"), value="case.title", css="wide"),
        Column("to_name", gettext_lazy("Receiving organ")),
        Column("kind", gettext_lazy("Kind")),
        Column("status", gettext_lazy("Status"), kind=Kind.STATUS, tones=TONES),
        Column("limit", gettext_lazy("Limit"), cell=due_cell, sort="limit_act_by"),
        Column("proposed_on", gettext_lazy("Proposed on"), kind=Kind.DATE, sort="proposed_on"),
        Column("handed_over_on", gettext_lazy("Handed over on"), kind=Kind.DATE),
        Column("bureau", gettext_lazy("Bureau"), value="bureau.short_name", css="narrow"),
    )
    presets = (
        Preset(gettext_lazy("All"), ""),
        Preset(gettext_lazy("Under way"), "under_way=1"),
    )
    empty_reason = gettext_lazy("No case of your jurisdiction was transferred yet.")
    empty_advice = gettext_lazy("A transfer is proposed on the page of its case.")

    def get_queryset(self) -> QuerySet[Transfer]:
        rows = Transfer.objects.visible_to(self.user).select_related("case", "bureau")
        return with_limit(rows)

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(case__search__finds=words)


class TransferDetail(DetailPage):
    perms = READ
    record: Transfer

    def get_queryset(self) -> QuerySet[Transfer]:
        rows = Transfer.objects.visible_to(self.user)
        return rows.select_related("case", "bureau", "unit", "proposed_by")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Transfers"), reverse("enforcement:transfer-list"))]

    def page_title(self) -> Text:
        return self.record.case.title

    def number(self) -> str:
        return self.record.case.number

    def status(self) -> SafeString | str:
        return pill(self.record.get_status_display(), TONES[self.record.status])

    def head(self) -> Sequence[Fact]:
        row = self.record
        return [
            Fact(_("Bureau"), row.bureau.name),
            Fact(_("Kind"), row.get_kind_display()),
            Fact(_("Receiving organ"), row.to_name),
        ]

    def limit(self) -> tuple[Text, DaysLeft] | None:
        return limit_of(self.record, timezone.localdate())

    def acts(self) -> Sequence[Act]:
        return acts_of(self.record, self.user, BUTTONS)

    def waiting_for(self) -> Text:
        row = self.record
        if row.status in (S.HANDED_OVER, S.RECONSIDERING):
            return row.to_name
        return waits_for(row)

    def sections(self) -> Sequence[Section]:
        row = self.record
        asked = [
            Fact(_("Suspected crime"), row.charge),
            Fact(_("Proposed by"), row.proposed_by.name),
            Fact(_("Proposed on"), _day(row.proposed_on)),
            Fact(_("Transfer decided on"), _day(row.decided_on)),
            Fact(_("Facts and grounds"), row.reason, wide=True),
        ]
        course = [
            Fact(_("Handed over on"), _day(row.handed_over_on)),
            Fact(_("Number of the receipt"), row.receipt),
            Fact(_("Answered on"), _day(row.answered_on)),
            Fact(_("Number of the answer"), row.notice),
            Fact(_("Goods and material handed over on"), _day(row.items_handed_on)),
            Fact(_("Came back on"), _day(row.returned_on)),
            Fact(_("Why it came back"), row.get_return_ground_display()),
            Fact(_("Answer"), row.answer, wide=True),
        ]
        told = [fact for fact in course if fact.value]
        shown = [Section(_("Transfer"), [fact for fact in asked if fact.value])]
        return [*shown, Section(_("What followed"), told)] if told else shown

    def related(self) -> Sequence[Fact]:
        return related_of([(_("Case"), self.record.case.ref)], self.user)

    def timeline(self) -> Iterable[Entry]:
        return timeline_of(self.record)


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
