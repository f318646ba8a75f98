"""The detail page: head, facts, what can be done now, related records, time line."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from core.errors import NotFound
from core.pages.base import SignedInPage, Text
from core.pages.parts import Act, DaysLeft, Entry, Fact, Section
from core.panels import panels_for


class RecordAddress:
    """Finds the record of an address ``<uuid:id>`` in what the reader may see."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def get_queryset(self) -> QuerySet[Any]:
        raise NotImplementedError

    def get_record(self) -> Any:
        """Raises NotFound for what is outside and for what is not there, alike."""
        id_: UUID = self.kwargs["id"]
        record = self.get_queryset().filter(uuid=id_).first()
        if record is None:
            raise NotFound
        return record


class DetailPage(RecordAddress, SignedInPage):
    """Base of every detail page; subclasses say what their record shows."""

    template_name = "_components/detail.html"
    record: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.record = self.get_record()
        return self.render_to_response(self.get_context_data(**kwargs))

    # -- what a subclass says ---------------------------------------------------------
    def page_title(self) -> Text:
        return str(self.record)

    def number(self) -> str:
        """The official number, small above the title."""
        return ""

    def status(self) -> SafeString | str:
        """``pill(label, tone)`` of the present state."""
        return ""

    def head(self) -> Sequence[Fact]:
        """Bureau, officers and the like, in one line under the title."""
        return []

    def limit(self) -> tuple[Text, DaysLeft] | None:
        """The next limit: what it is for, and how long is left."""
        return None

    def notice(self) -> Text:
        """Something the reader must know first, e.g. 补录 or 演示."""
        return ""

    def acts(self) -> Sequence[Act]:
        return []

    def waiting_for(self) -> Text:
        """Who it waits for, in words."""
        return ""

    def sections(self) -> Sequence[Section]:
        return []

    def related(self) -> Sequence[Fact]:
        """Records this one came from or led to."""
        return []

    def timeline(self) -> Iterable[Entry]:
        """Newest first."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            page=self,
            record=self.record,
            number=self.number(),
            status=self.status(),
            head=self.head(),
            limit=self.limit(),
            notice=self.notice(),
            acts=self.acts(),
            waiting_for=self.waiting_for(),
            sections=self.sections(),
            related=self.related(),
            timeline=list(self.timeline()),
            panels=panels_for(self.record, self.user) if self.record.ref_kind else [],
        )
