"""What the product told one person: the list, one message, and taking note of it."""

from typing import Any

from django.contrib import messages as flash
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.pages.base import Crumb, SignedIn
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.lists import BulkAct, ListPage, Preset
from core.pages.parts import Act, Fact, Section, pill
from core.refs import resolve
from core.templatetags.yaoan import count_badge
from workbench.filters import MessageFilter
from workbench.models import Message
from workbench.records import abouts
from workbench.services.messages import acknowledge, mark_read, unread_count


def _reading(row: Any) -> SafeString:
    return (
        pill(_("Unread"), "active") if row.read_at is None else pill(pgettext("inbox", "Read"))
    )


class MessageList(ListPage):
    title = gettext_lazy("Messages")
    filterset_class = MessageFilter
    primary_filters = ("reading", "kind")
    row_url_name = "workbench:message"
    columns = (
        Column("title", pgettext_lazy("inbox", "Message"), css="wide"),
        Column("record", gettext_lazy("Record"), value="about_title"),
        Column("kind", gettext_lazy("Kind")),
        Column("on", gettext_lazy("Date"), kind=Kind.DATE, sort="on"),
        Column("reading", gettext_lazy("Reading"), cell=_reading),
    )
    presets = (
        Preset(gettext_lazy("All"), ""),
        Preset(gettext_lazy("Unread"), "reading=unread"),
    )
    bulk_acts = (
        BulkAct(gettext_lazy("Mark as read"), "workbench:inbox-read", icon="circle-check"),
    )
    empty_reason = gettext_lazy("Nobody has told you anything yet.")
    empty_advice = gettext_lazy("Reminders of limits and approvals arrive here.")

    def get_queryset(self) -> QuerySet[Message]:
        return Message.objects.visible_to(self.user)

    def prepare(self, rows: list[Any]) -> None:
        seen = abouts(rows, self.user)
        for row in rows:
            row.about_title = seen[row.about].title if row.about else ""


class InboxCount(SignedIn):
    """The number in the top bar."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(count_badge(unread_count(self.user), "active"))


class InboxRead(SignedIn):
    """Marks the ticked messages as read, or all that the list found."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        rows = MessageList.selected(request).values_list("uuid", flat=True)
        count = mark_read(by=self.user, uuids=list(rows))
        flash.success(request, _("%(n)s messages marked as read.") % {"n": count})
        return redirect("workbench:inbox")


class MessageDetail(DetailPage):
    """One message. Showing it writes nothing: the page itself posts that it was read."""

    template_name = "workbench/message.html"

    def get_queryset(self) -> QuerySet[Message]:
        return Message.objects.visible_to(self.user)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Messages"), reverse("workbench:inbox"))]

    def head(self) -> list[Fact]:
        return [
            Fact(_("Kind"), self.record.get_kind_display()),
            Fact(_("Date"), self.record.on.isoformat()),
        ]

    def status(self) -> SafeString | str:
        if self.record.acknowledged_at is not None:
            return pill(_("Noted"), "met")
        return _reading(self.record)

    def sections(self) -> list[Section]:
        if not self.record.body:
            return []
        return [Section(_("Text"), [], template="workbench/_text.html")]

    def acts(self) -> list[Act]:
        here = [one for one in self.related() if one.address]
        open_ = _("Open the record")
        return [Act(open_, one.address, icon="arrow-right", weight="main") for one in here]

    def related(self) -> list[Fact]:
        if self.record.about is None:
            return []
        seen = resolve([self.record.about], self.user)[self.record.about]
        if not seen.title:
            return [Fact(_("Record"), _("outside your jurisdiction"))]
        return [Fact(_("Record"), seen.title, seen.address)]


class _OwnMessage(RecordAddress, SignedIn):
    http_method_names = ["post", "options"]

    def get_queryset(self) -> QuerySet[Message]:
        return Message.objects.visible_to(self.user)


class MessageRead(_OwnMessage):
    """The page tells that its message was shown."""

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        mark_read(by=self.user, uuids=[self.get_record().uuid])
        return HttpResponse(status=204)


class MessageAcknowledge(_OwnMessage):
    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        message = acknowledge(self.get_record(), by=self.user, on=localdate())
        flash.success(request, _("Noted."))
        return redirect("workbench:message", message.uuid)
