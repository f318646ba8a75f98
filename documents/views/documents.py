"""Documents: the list, one document, and how it looks on paper."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import Perm
from core.pages.base import Crumb, SignedIn
from core.pages.columns import Column, Kind
from core.pages.details import DetailPage, RecordAddress
from core.pages.lists import ListPage
from core.pages.parts import Act, Entry, Fact, Section, pill
from core.refs import resolve
from documents.content import printable
from documents.filters import ISSUED_ON, DocumentFilter
from documents.models import Document

READ = (Perm.READ_RECORDS,)
ISSUED = pgettext_lazy("document", "Issued")


def served_pill(document: Document) -> SafeString:
    if document.served_on is None:
        return pill(_("Not served"), "waiting")
    return pill(_("Served"), "met")


class DocumentList(ListPage):
    title = _("Documents")
    perms = READ
    filterset_class = DocumentFilter
    primary_filters = ("kind", "number")
    row_url_name = "documents:document-detail"
    empty_reason = _("No document has been issued in your jurisdiction yet.")
    empty_advice = _("Documents are issued by the acts of a case.")
    columns = (
        Column("title", _("Title"), css="wide"),
        Column("number", _("Number"), sort="number"),
        Column("kind", _("Form")),
        Column("bureau", _("Bureau"), value="bureau.short_name"),
        Column(
            "issued_on",
            ISSUED_ON,
            kind=Kind.DATE,
            sort="issued_on",
        ),
        Column("served_on", _("Served on"), kind=Kind.DATE, sort="served_on"),
    )

    def get_queryset(self) -> QuerySet[Any]:
        rows = Document.objects.visible_to(self.user).select_related("bureau")
        return rows.defer("content")


class DocumentDetail(DetailPage):
    perms = READ
    template_name = "documents/document.html"
    record: Document

    def get_queryset(self) -> QuerySet[Any]:
        return Document.objects.visible_to(self.user).select_related("bureau")

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Documents"), reverse("documents:document-list"))]

    def page_title(self) -> str:
        return self.record.title

    def number(self) -> str:
        return self.record.number

    def status(self) -> SafeString:
        return served_pill(self.record)

    def head(self) -> Sequence[Fact]:
        document = self.record
        return [
            Fact(_("Form"), document.get_kind_display()),
            Fact(_("Bureau"), document.bureau.name),
            Fact(ISSUED_ON, document.issued_on),
            Fact(_("Served on"), document.served_on),
        ]

    def acts(self) -> Sequence[Act]:
        paper = reverse("documents:document-print", args=[self.record.uuid])
        return [Act(_("Print view"), paper, "printer", weight="main")]

    def sections(self) -> Sequence[Section]:
        return [Section(_("Text"), [], template="documents/_text.html")]

    def related(self) -> Sequence[Fact]:
        about = self.record.about
        seen = resolve([about], self.user)[about]
        return [Fact(_("Belongs to"), seen.title, seen.address)] if seen.title else []

    def timeline(self) -> Iterable[Entry]:
        document = self.record
        entries = [
            Entry(
                at=document.issued_on,
                title=ISSUED,
                kind="document",
            )
        ]
        if document.served_on:
            entries.insert(0, Entry(at=document.served_on, title=_("Served"), kind="document"))
        return entries

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, text=printable(self.record.content))


class DocumentPrint(RecordAddress, SignedIn):
    """The document as it goes on paper: always in Chinese, without the frame."""

    perms = READ

    def get_queryset(self) -> QuerySet[Any]:
        return Document.objects.visible_to(self.user).select_related("bureau")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        document = self.get_record()
        context = {
            "document": document,
            "title": document.title,
            "text": printable(document.content),
            "day": chinese_day(document),
        }
        return render(request, "documents/print.html", context)


def chinese_day(document: Document) -> str:
    day = document.issued_on
    return f"{day.year}年{day.month}月{day.day}日"
