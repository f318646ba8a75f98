"""Notices: what came in and what was sent, read and answered."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import messages as flash
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from campaigns.ledger_filters import NoticeFilter
from campaigns.models import Notice, NoticeReceipt
from campaigns.policies import OFFICE, may_report, require_report
from campaigns.return_forms import AnswerForm, NoticeForm
from campaigns.services import notices
from core.errors import PermissionRefused
from core.pages.base import Crumb, SignedIn
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.forms import FormPage
from core.pages.lists import BulkAct, ListAct, ListPage, Preset
from core.pages.parts import Act, Fact, Section, pill
from deadlines.views.acts import NothingForm

READ = (Perm.READ_RECORDS,)


def notice_crumb() -> Crumb:
    return Crumb(gettext_lazy("Notices"), reverse("campaigns:notice-list"))


def state_of(receipt: NoticeReceipt | None) -> SafeString | str:
    """How far a bureau is with a notice."""
    if receipt is None:
        return ""
    late = receipt.is_late(timezone.localdate())
    if receipt.read_on is None:
        return pill(_("Not read, overdue") if late else _("To be read"), _tone(late, "waiting"))
    if receipt.notice.reply_by and receipt.replied_on is None:
        label = _("Not answered, overdue") if late else _("To be answered")
        return pill(label, _tone(late, "active"))
    label = _("Answered") if receipt.replied_on else _("Has been read")
    word = _("late")
    return pill(f"{label} {word}", "soon") if late else pill(label, "met")


def _tone(late: bool, tone: str) -> str:
    return "late" if late else tone


class NoticeList(ListPage):
    title = gettext_lazy("Notices")
    perms = READ
    filterset_class = NoticeFilter
    primary_filters = ("box", "kind")
    default_sort = "-sent_on"
    row_url_name = "campaigns:notice-detail"
    columns = (
        Column("number", gettext_lazy("Number"), css="narrow"),
        Column("title", gettext_lazy("Title"), css="wide"),
        Column("kind", gettext_lazy("Kind")),
        Column("bureau", gettext_lazy("Sent by"), value="bureau.short_name"),
        Column("sent_on", gettext_lazy("Sent on"), kind=Kind.DATE, sort="sent_on"),
        Column("read_by", gettext_lazy("To be read by"), kind=Kind.DATE, sort="read_by"),
        Column("reply_by", gettext_lazy("To be answered by"), kind=Kind.DATE, sort="reply_by"),
        Column("state", gettext_lazy("My bureau"), cell=lambda row: row.own_state),
        Column("read", gettext_lazy("Read by"), value="read_count", css="narrow"),
    )
    presets = (
        Preset(gettext_lazy("All"), ""),
        Preset(gettext_lazy("To be read"), "box=unread"),
        Preset(gettext_lazy("To be answered"), "box=unanswered"),
        Preset(gettext_lazy("Sent by my bureau"), "box=sent"),
        Preset(gettext_lazy("Overdue"), "late=1"),
    )
    acts = (
        ListAct(
            gettext_lazy("Send a notice"), "campaigns:notice-new", perms=(Perm.RUN_CAMPAIGNS,)
        ),
    )
    bulk_acts = (
        BulkAct(gettext_lazy("Sign as read"), "campaigns:notice-bulk-read", "check", OFFICE),
    )
    empty_reason = gettext_lazy("No notice was sent to your bureau yet.")
    empty_advice = gettext_lazy("Notices and task orders of the bureaus above arrive here.")

    def get_queryset(self) -> QuerySet[Notice]:
        return Notice.objects.visible_to(self.user).select_related("bureau", "campaign")

    def search_rows(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        return rows.filter(title__icontains=words) | rows.filter(number__icontains=words)

    def prepare(self, rows: list[Any]) -> None:
        """The own receipt, and how many of the visible ones are signed. One query."""
        seen = NoticeReceipt.objects.visible_to(self.user).filter(notice__in=rows)
        own: dict[int, NoticeReceipt] = {}
        counts: dict[int, list[int]] = {row.pk: [0, 0] for row in rows}
        for receipt in seen.select_related("notice"):
            counts[receipt.notice_id][0] += receipt.read_on is not None
            counts[receipt.notice_id][1] += 1
            if receipt.bureau_id == self.user.bureau_id:
                own[receipt.notice_id] = receipt
        for row in rows:
            row.own_state = state_of(own.get(row.pk))
            row.read_count = "{} / {}".format(*counts[row.pk])


class NoticeDetail(DetailPage):
    perms = READ
    record: Notice

    def get_queryset(self) -> QuerySet[Notice]:
        rows = Notice.objects.visible_to(self.user)
        return rows.select_related("bureau", "campaign", "sent_by", "task")

    def crumbs(self) -> list[Crumb]:
        return [notice_crumb()]

    def page_title(self) -> str:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    @cached_property
    def receipts(self) -> list[NoticeReceipt]:
        rows = NoticeReceipt.objects.visible_to(self.user).filter(notice=self.record)
        joined = rows.select_related("notice", "bureau", "read_by", "replied_by")
        return list(joined.order_by("bureau__path"))

    @property
    def own(self) -> NoticeReceipt | None:
        mine = self.user.bureau_id
        return next((one for one in self.receipts if one.bureau_id == mine), None)

    def status(self) -> SafeString | str:
        return state_of(self.own)

    def head(self) -> Sequence[Fact]:
        one = self.record
        found = [
            Fact(_("Sent by"), f"{one.bureau.name} {one.sent_by.name}"),
            Fact(_("Sent on"), one.sent_on.isoformat()),
            Fact(_("To be read by"), one.read_by.isoformat()),
        ]
        if one.reply_by:
            found.append(Fact(_("To be answered by"), one.reply_by.isoformat()))
        return found

    def acts(self) -> Sequence[Act]:
        own = self.own
        if own is None or not may_report(own.bureau, by=self.user):
            return []
        found = []
        if own.read_on is None:
            address = reverse("campaigns:notice-acknowledge", args=[self.record.uuid])
            found.append(Act(_("Sign as read"), address, "check", weight="main", dialog=True))
        if own.replied_on is None:
            address = reverse("campaigns:notice-reply", args=[self.record.uuid])
            found.append(Act(_("Answer"), address, "message", dialog=True))
        return found

    def sections(self) -> Sequence[Section]:
        said = Fact(_("Content"), self.record.content, wide=True)
        return [
            Section(self.record.get_kind_display(), [said]),
            Section(_("Receipts"), [], template="campaigns/_receipts.html"),
        ]

    def related(self) -> Sequence[Fact]:
        campaign = self.record.campaign
        if campaign is None:
            return []
        address = reverse("campaigns:campaign-detail", args=[campaign.uuid])
        return [Fact(_("Campaign"), campaign.name, address)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = [(one, state_of(one)) for one in self.receipts]
        return super().get_context_data(**kwargs, receipts=lines)


class SendNotice(FormPage):
    title = gettext_lazy("Send a notice")
    submit = gettext_lazy("Send")
    success = gettext_lazy("The notice was sent.")
    perms = (Perm.RUN_CAMPAIGNS,)
    form_class = NoticeForm

    def crumbs(self) -> list[Crumb]:
        return [notice_crumb()]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def initial(self) -> dict[str, Any]:
        return {"campaign": self.request.GET.get("campaign", "")}

    def act(self, form: Any) -> str:
        typed = {**form.cleaned_data, "to": list(form.cleaned_data["to"])}
        notice = notices.send_notice(**typed, by=self.user, on=self.on)
        return reverse("campaigns:notice-detail", args=[notice.uuid])


class ReceiptPage(RecordAddress, FormPage):
    """An act on the receipt of one's own bureau."""

    perms = READ
    form_class: ClassVar[type[BaseForm]] = NothingForm

    def get_queryset(self) -> QuerySet[Notice]:
        return Notice.objects.visible_to(self.user)

    @cached_property
    def notice(self) -> Notice:
        found: Notice = self.get_record()
        require_report(self.user.bureau, by=self.user)
        if not found.receipts.filter(bureau=self.user.bureau_id).exists():
            raise PermissionRefused(_("This notice was not sent to your bureau."))
        return found

    def crumbs(self) -> list[Crumb]:
        address = reverse("campaigns:notice-detail", args=[self.notice.uuid])
        return [notice_crumb(), Crumb(str(self.notice), address)]


class Acknowledge(ReceiptPage):
    title = gettext_lazy("Sign the notice as read")
    submit = gettext_lazy("Sign as read")
    success = gettext_lazy("Signed as read.")

    def act(self, form: Any) -> str:
        notices.acknowledge(self.notice, by=self.user, on=self.on)
        return reverse("campaigns:notice-detail", args=[self.notice.uuid])


class Reply(ReceiptPage):
    title = gettext_lazy("Answer the notice")
    submit = gettext_lazy("Answer")
    success = gettext_lazy("The answer was sent.")
    form_class = AnswerForm

    def act(self, form: Any) -> str:
        notices.reply(self.notice, **form.cleaned_data, by=self.user, on=self.on)
        return reverse("campaigns:notice-detail", args=[self.notice.uuid])


class BulkRead(SignedIn):
    """Signs the ticked notices as read, or all that the list found."""

    perms = OFFICE
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = NoticeList.selected(request)
        receipts = NoticeReceipt.objects.filter(notice__in=chosen.values("pk"))
        own = list(receipts.filter(bureau=self.user.bureau_id)[:500])
        on = timezone.localdate()
        count = notices.acknowledge_many(own, by=self.user, on=on)
        flash.success(request, _("%(n)s notices signed as read.") % {"n": count})
        return redirect("campaigns:notice-list")
